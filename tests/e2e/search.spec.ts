import type { Page } from 'playwright/test'
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

test('Enter may be quicker than the answer', async ({ app }) => {
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
  for (const text of ['(.*)+[', '\\', '"<b>', '% _', 'a'.repeat(10_000), 'ab '.repeat(3000)]) {
    await field(page).fill(text)
    await expect(page.locator('.search-foot [role=status]')).toHaveText(/^\d+ results?$/)
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
