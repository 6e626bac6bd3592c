import type { Page } from 'playwright/test'
import { openStore } from '../../electron/core/store/store'
import { hash } from '../../shared/rules/hash'
import { expectAccessible } from './accessible'
import { expect, test } from './app'
import { writeNote } from './note-field'

const chapter = '/chapters/the-distinction'
const bar = (page: Page) => page.getByRole('group', { name: 'Highlight the selected words' })
const marks = (page: Page) => page.locator('.chapter-text mark.highlight')
const words = (page: Page) =>
  marks(page).evaluateAll((all) =>
    all
      .map((mark) => mark.textContent)
      .join('')
      .replace(/\s+/g, ' '),
  )

/** Selects from a paragraph's first words to the end of another one's, as dragging over them does. */
async function select(page: Page, from: number, to: number): Promise<void> {
  await page.evaluate(
    ([from, to]) => {
      const texts = document.querySelectorAll('.block-paragraph > div:first-child > p')
      const first = document.createTreeWalker(texts[from] as Element, NodeFilter.SHOW_TEXT).nextNode() as Text
      const last = texts[to] as Element
      last.scrollIntoView({ block: 'center' })
      getSelection()?.setBaseAndExtent(
        first,
        0,
        from === to ? first : last,
        from === to ? first.data.length : last.childNodes.length,
      )
    },
    [from, to] as const,
  )
}

test('words are highlighted with the mouse, also over paragraphs, changed, and taken back step by step', async ({
  app,
}) => {
  const { page } = app
  await page.goto(`${app.origin}${chapter}`)
  await page
    .locator('.block-paragraph > div:first-child > p')
    .nth(1)
    .dblclick({ position: { x: 30, y: 10 } })
  await bar(page).getByRole('button', { name: 'Doubt' }).click()
  await expect(page.getByRole('button', { name: /^Doubt: highlight/ })).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  await page.getByRole('button', { name: /^Doubt: highlight/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ask about this' }).click()
  await expect(page.getByRole('button', { name: /^Ask about this: highlight/ })).toBeVisible()
  await expectAccessible(app, 'a highlight open')
  await page.keyboard.press('Escape')

  await select(page, 2, 3)
  await bar(page).getByRole('button', { name: 'Use in training' }).click()
  const long = page.getByRole('button', { name: /^Use in training: highlight/ })
  await expect(long).toHaveCount(1)
  const highlighted = await page.locator('[data-block]:has(mark.highlight-training)').count()
  expect(highlighted).toBeGreaterThan(1)

  await page.keyboard.press('Control+z')
  await expect(page.getByText(/Undone: highlighted “.*” as Use in training/)).toBeVisible()
  await expect(long).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: /^Doubt: highlight/ })).toBeVisible()
  await app.kill()
  await app.relaunch()
  await app.page.goto(`${app.origin}${chapter}`)
  await expect(marks(app.page)).toHaveCount(1)
})

test('by keyboard alone: words chosen, highlighted, a note written on them, found in the list', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}${chapter}`)
  const opener = page.getByRole('button', { name: /^Highlight words of/ }).first()
  await opener.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Highlight words' })
  await expect(panel).toBeFocused()
  await expectAccessible(app, 'choosing words')
  await page.keyboard.press('Tab')
  await expect(panel.getByLabel('Take')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  const last = panel.getByLabel('Last word')
  await page.keyboard.press('Home')
  for (let word = 0; word < 3; word += 1) await page.keyboard.press('ArrowRight')
  await expect(last).toHaveAttribute('aria-valuetext', /\S/)
  const chosen = (await panel.locator('.highlight-preview mark').textContent()) ?? ''
  expect(chosen.split(/\s+/)).toHaveLength(4)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(opener).toBeFocused()
  expect(await words(page)).toBe(chosen.replace(/\s+/g, ' '))

  await page.getByRole('button', { name: /^Key point: highlight/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add a note' }).focus()
  await page.keyboard.press('Enter')
  const note = page.getByRole('textbox', { name: 'Note on this highlight' })
  await expect(note).toBeFocused()
  await page.keyboard.type('Say this first')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Key point: highlight/ })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Edit the note “Say this first”' })).toBeVisible()

  await page.getByRole('link', { name: '1 highlight in this chapter' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Highlights' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Note: Say this first' })).toBeVisible()
  const kind = page.getByLabel('Kind', { exact: true })
  await kind.focus()
  await kind.selectOption('Doubt')
  await expect(page.getByText('0 of 1 highlight')).toBeVisible()
  await expect(kind).toBeFocused()
  await kind.selectOption('Key point')
  await expectAccessible(app, 'the list of highlights')
  await page.locator('.highlights-words a').click()
  await expect(page.getByRole('button', { name: /^Key point: highlight/ })).toBeFocused()
})

test('a highlight whose words are gone is kept, and attached to other words', async ({ app }) => {
  await app.close()
  const store = await openStore({ folder: app.dataFolder, clock: Date.now, zone: () => 0 })
  const exact = 'Words of an older edition that nobody wrote since.'
  const anchor = { section: 'gone', block: 'gone-1', start: 0, end: exact.length, exact, prefix: '', suffix: '' }
  const id = '00000000-0000-4000-8000-000000000001'
  const record = { id, kind: 'doubt' as const, chapter: 'the-distinction', createdAt: 1, updatedAt: 1 }
  const after = { ...record, anchors: [{ ...anchor, digest: hash(exact) }] }
  await store.record('highlight', { what: 'made', before: null, after })
  await store.close()
  await app.launch()
  const { page } = app
  await page.goto(`${app.origin}${chapter}`)
  const lost = page.getByRole('region', { name: 'Highlights whose words have changed' })
  await expect(lost.locator('.highlight-words')).toHaveText(exact)
  await expectAccessible(app, 'a detached highlight')
  await lost.getByRole('button', { name: 'Attach to other words' }).click()
  await select(page, 1, 1)
  await bar(page).getByRole('button', { name: 'Attach here' }).click()
  await expect(page.getByRole('button', { name: /^Doubt: highlight/ })).toBeVisible()
  await expect(lost).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(lost.locator('.highlight-words')).toHaveText(exact)
})

test('a note becomes a card, which leads back to it and outlives it', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, '# Who leads most investigations?\n\n**HSI**, with others.')
  await page.getByRole('button', { name: 'Make card', exact: true }).click()
  const editor = page.getByRole('dialog', { name: 'Make a card' })
  await expect(editor.getByLabel('Question', { exact: true })).toHaveValue('Who leads most investigations?')
  await expect(editor.getByLabel('Answer', { exact: true })).toHaveValue('HSI, with others.')
  await editor.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved: “Who leads most investigations?”.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove this note' }).click()
  await page.goto(`${app.origin}/flashcards/browse?q=is:own`)
  await page.getByRole('button', { name: 'Who leads most investigations?' }).click()
  await expect(page.getByText('Made from the note “Who leads most investigations?”, which was removed')).toBeVisible()
})
