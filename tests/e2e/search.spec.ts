import type { Page } from 'playwright/test'
import { settingsList } from '../../renderer/features/search/settings-list'
import { expectAccessible } from './accessible'
import { expect, test } from './app'
import { expectNoteText } from './note-field'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search everything' })
async function openByKey(page: Page) {
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible() // keys are heard from now on
  await page.keyboard.press('ControlOrMeta+k')
}
const chosen = (page: Page) => page.getByRole('dialog').getByRole('option', { selected: true })

test('opens by key or button, keeps the focus and gives it back', async ({ app }) => {
  const { page } = app
  const button = page.getByRole('button', { name: /^Search/ })
  await button.click()
  await expect(field(page)).toBeFocused()
  await expectAccessible(app, 'search, nothing typed')
  await page.keyboard.press('Escape')
  await expect(field(page)).toHaveCount(0)
  await expect(button).toBeFocused()

  await openByKey(page)
  await expect(field(page)).toBeFocused()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(button).toBeFocused()
})

test('an acronym leads to its entry', async ({ app }) => {
  const { page } = app
  await openByKey(page)
  await field(page).fill('JTFA')
  await expect(chosen(page)).toContainText('Joint Task Force Alpha')
  await expect(page.locator('.search mark').first()).toBeVisible()
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true')
  await expectAccessible(app, 'search results')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Joint Task Force Alpha' })).toBeFocused()

  // It is remembered for as long as the app is open.
  await openByKey(page)
  await expect(chosen(page)).toHaveText('JTFA')
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue('JTFA')
})

test('keys pressed before the field is there are not lost, and Enter may be quicker than the answer', async ({
  app,
}) => {
  const { page } = app
  await openByKey(page)
  await page.keyboard.type('jtfx')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('a')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Joint Task Force Alpha' })).toBeVisible()
})

test('commands are run by keyboard, and only those that apply are offered', async ({ app }) => {
  const { page } = app
  const root = page.locator('html')
  await openByKey(page)
  await field(page).fill('theme dark')
  await expect(chosen(page)).toHaveText(/^Theme: Dark/)
  await page.keyboard.press('Enter')
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await expect(field(page)).toHaveCount(0)

  await openByKey(page)
  await field(page).fill('undo')
  await expect(page.locator('.search-foot [role=status]')).toHaveText(/result/)
  await expect(page.getByRole('option', { name: /^Undo:/ })).toHaveCount(0)
  await field(page).fill('theme')
  await expect(page.getByRole('option', { name: 'Theme: Light' })).toBeVisible()
  await expect(page.getByRole('option', { name: 'Theme: Dark' })).toHaveCount(0)

  // Held open, to be run again.
  await field(page).fill('text larger')
  for (const scale of ['1.15', '1.3']) {
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(root).toHaveAttribute('style', new RegExp(`--text-scale: ${scale}(;|$)`))
  }
  await field(page).fill('new note')
  await page.keyboard.press('Enter')
  await page.getByLabel('Note', { exact: true }).fill('Begun from search')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await openByKey(page)
  await field(page).fill('undo')
  await expect(chosen(page)).toHaveText(/^Undo: wrote the note “Begun from search”/)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Undone: wrote the note “Begun from search”.')).toBeVisible()
})

test('a setting is found by its words and has the focus', async ({ app }) => {
  const { page } = app
  await openByKey(page)
  await field(page).fill('how likely to remember')
  await expect(chosen(page)).toContainText('Wanted retention')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('slider', { name: /^Wanted retention/ })).toBeFocused()

  // From the same screen too.
  await openByKey(page)
  await field(page).fill('reading font')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: 'Source Serif' })).toBeFocused()

  // Every control is listed, and every one that is listed is there.
  const labels = await page.locator('.settings-part :is(h2, legend, label:not(.choice-option))').allTextContents()
  const isListed = (label: string) => settingsList.some(({ name }) => label.trim().startsWith(name))
  expect(labels.filter((label) => !isListed(label) && label !== 'Appearance' && label !== 'Study')).toEqual([])
  expect(settingsList.filter(({ name }) => !labels.some((label) => label.trim().startsWith(name)))).toEqual([])
})

test('what was searched and opened is offered again until it is cleared', async ({ app }) => {
  const { page } = app
  await openByKey(page)
  await field(page).fill('JTFA')
  await expect(chosen(page)).toContainText('Joint Task Force Alpha')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Joint Task Force Alpha' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Glossary' }).click()
  await openByKey(page)
  await expect(page.getByRole('group', { name: 'Opened before' }).getByRole('option')).toHaveText(
    /Joint Task Force Alpha/,
  )
  await page.keyboard.press('PageDown')
  await expect(chosen(page)).toContainText('Joint Task Force Alpha')
  await page.getByRole('button', { name: /^Clear/ }).click()
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(0)
  await expect(field(page)).toBeFocused()
})

test('Enter right after pasted words', async ({ app }) => {
  const { page } = app
  await openByKey(page)
  await expect(field(page)).toBeFocused()
  await page.keyboard.insertText('JTFA')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Joint Task Force Alpha' })).toBeVisible()
})

test('arrow keys, Home and End choose; a card leads to its passage', async ({ app }) => {
  const { page } = app
  await openByKey(page)
  await field(page).fill('JTFA')
  const options = page.getByRole('option')
  await expect(chosen(page)).toContainText('Joint Task Force Alpha')
  const last = (await options.count()) - 1
  expect(last).toBeGreaterThan(1)
  for (const [key, index] of [
    ['ArrowDown', 1],
    ['End', last],
    ['ArrowDown', 0],
    ['ArrowUp', last],
    ['Home', 0],
  ] as const) {
    await page.keyboard.press(key)
    await expect(options.nth(index)).toHaveAttribute('aria-selected', 'true')
    const id = await options.nth(index).getAttribute('id')
    await expect(field(page)).toHaveAttribute('aria-activedescendant', id ?? '')
  }
  await page.getByRole('group', { name: 'Flashcards' }).getByRole('option').first().click()
  await expect(page).toHaveURL(/\/chapters\/[^#]+#.+/)
  const section = new URL(page.url()).hash
  await expect(page.locator(section)).toBeInViewport()

  // Another passage of the chapter that is already open.
  await openByKey(page)
  await field(page).fill('JTFA')
  const passages = page.getByRole('group', { name: 'Chapters' }).getByRole('option')
  await passages.last().click()
  await expect(page.locator(new URL(page.url()).hash)).toBeInViewport()
})

test('a note is found by its words', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await page.getByRole('button', { name: 'New note' }).click()
  await page.getByLabel('Note', { exact: true }).fill('Zebra crossing\n\nwith stripes')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Glossary', exact: true }).click()
  await openByKey(page)
  await field(page).fill('stripes')
  await expect(chosen(page)).toContainText('Zebra crossing')
  await page.keyboard.press('Enter')
  await expectNoteText(page.getByLabel('Note', { exact: true }), 'Zebra crossing\n\nwith stripes')
  await expect(page).toHaveTitle('Notes · Fieldbook')
})

test('long and odd texts do no harm', async ({ app }) => {
  const { page } = app
  await openByKey(page)
  for (const text of ['(.*)+[', '"<b>', '\ud83d #', 'a'.repeat(10_000), 'ab '.repeat(3000)]) {
    await field(page).fill(text)
    await expect(page.locator('.search-foot [role=status]')).toHaveText(/^[\d,]+ results?/)
  }
  await field(page).fill('jtfa')
  await expect(chosen(page)).toContainText('Joint Task Force Alpha')
})

test('fits 320 pixels', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 320, height: 400 })
  await openByKey(page)
  await field(page).fill('trafficking')
  await expect(chosen(page)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await expectAccessible(app, 'search on a narrow window')
})
