import { bookStateLaw, newKey, packedOf } from '../support/packs'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

const editor = (app: App) => app.page.getByRole('dialog', { name: 'Your words in place of the book’s' })
const mine = (app: App) => app.page.getByRole('group', { name: 'Your words', exact: true })

test('words of one’s own are put over the book’s by keyboard, found, kept and taken back', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/the-distinction`)
  await page.getByRole('button', { name: /^Correct words of “People often use/ }).focus()
  await page.keyboard.press('Enter')
  const field = editor(app).getByRole('textbox', { name: 'Your words' })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(/^People often use the two terms/)
  await page.keyboard.press('Control+Enter')
  await expect(editor(app).getByRole('alert')).toHaveText('These are the book’s own words. Change what differs.')
  await field.fill('In **our county** the zebra desk decides.')
  // Closed by mistake, nothing is lost.
  await page.keyboard.press('Escape')
  await expect(editor(app)).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('In **our county** the zebra desk decides.')
  await page.keyboard.press('Control+Enter')
  await expect(editor(app)).toBeHidden()
  await expect(mine(app)).toContainText('In our county the zebra desk decides.')
  await expect(mine(app).getByText('People often use the two terms')).toBeHidden()
  await mine(app).getByText('The book’s words').click()
  await expect(mine(app).getByText('People often use the two terms')).toBeVisible()
  await expect(page.getByText(/^Last change saved/).first()).toBeVisible()

  await app.relaunch()
  await app.page.getByRole('button', { name: /^Search/ }).click()
  await app.page.getByRole('combobox', { name: /^Search/ }).fill('zebra desk')
  await app.page.getByRole('option', { name: /^Two names, two crimes/ }).click()
  await expect(mine(app)).toContainText('the zebra desk decides')
  // One step of undo, as each other act is.
  await mine(app).getByText('The book’s words').click()
  await mine(app).getByRole('button', { name: 'Use the book’s' }).click()
  await expect(mine(app)).toHaveCount(0)
  await expect(app.page.locator('[data-block]').filter({ hasText: 'People often use the two terms' })).toBeFocused()
  await app.page.keyboard.press('Control+z')
  await expect(mine(app)).toContainText('the zebra desk decides')
  // One cell of a table, chosen by what stands in it.
  await app.page
    .locator('.block-table')
    .getByRole('button', { name: /^Correct words of/ })
    .first()
    .press('Enter')
  await editor(app).getByRole('combobox', { name: 'Which words' }).selectOption({ label: 'Over on arrival' })
  await writeInstead(app, 'Over when they arrive here')
  await expect(app.page.getByRole('cell').filter({ has: mine(app) })).toContainText('Over when they arrive here')
})

const key = newKey()
const texts = (version: string, hours: number) =>
  bookStateLaw(version, {
    sentence: `The report goes to the state desk within ${hours} hours of the first contact.`,
    front: 'Within which time does our state want the report?',
    back: `Within ${hours} hours.`,
  })
async function bringIn(app: App, version: string, hours: number): Promise<void> {
  const { page } = app
  await page.goto(`${app.origin}/settings/packs`)
  const buffer = await packedOf(texts(version, hours), key)
  await page.getByLabel('Pack', { exact: true }).setInputFiles({ name: 'state.fieldbook', mimeType: '', buffer })
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^(Bring it in|Update it)$/ }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(`Version ${version}, by Sergeant Vale`)).toBeVisible()
}
async function writeInstead(app: App, words: string): Promise<void> {
  await editor(app).getByRole('textbox', { name: 'Your words' }).fill(words)
  await editor(app).getByRole('button', { name: 'Save' }).click()
  await expect(editor(app)).toBeHidden()
}

test('an update of a pack shows what it changed beneath, and one’s own words are kept or given up', async ({ app }) => {
  const { page } = app
  await bringIn(app, '1.0.0', 72)
  await page.goto(`${app.origin}/chapters/state-law.state`)
  await page.getByRole('button', { name: /^Correct words of “The report goes/ }).press('Enter')
  await writeInstead(app, 'Our county wants it within 24 hours.')
  await expect(mine(app)).toContainText('within 24 hours')

  await page.goto(`${app.origin}/flashcards/review?scope=chapter&chapter=state-law.state`)
  await page.getByRole('button', { name: 'Show answer' }).click()
  await page.getByRole('button', { name: 'Correct its words' }).click()
  await editor(app)
    .getByRole('combobox', { name: 'Which words' })
    .selectOption({ label: 'The answer: Within 72 hours.' })
  await writeInstead(app, 'Within 24 hours, here.')
  await page.getByRole('button', { name: 'Show answer' }).click()
  await expect(page.getByRole('group', { name: 'Your words. Answer: Within 24 hours, here.' })).toBeFocused()
  await expectAccessible(app, 'an answered card with words of one’s own')
  await page.getByRole('button', { name: /^Good/ }).click()
  await expect(page.getByText(/^Last change saved/).first()).toBeVisible()

  await bringIn(app, '1.1.0', 48)
  await page.getByRole('link', { name: 'Today' }).click()
  await expect(page.getByText('changed beneath 2 corrections of yours')).toBeVisible()
  await page.getByRole('link', { name: 'See what changed' }).click()
  const changed = page.getByRole('region', { name: 'The book has changed' })
  await expect(changed.getByRole('article')).toHaveCount(2)
  const inChapter = changed.getByRole('article').filter({ hasText: 'What our state adds: Here' })
  await expect(inChapter).toContainText('within 48 hours')
  await expect(inChapter).toContainText('Our county wants it within 24 hours.')
  await inChapter.getByText('What the book said then').click()
  await expect(inChapter.getByText('within 72 hours')).toBeVisible()
  await expectAccessible(app, 'words of one’s own beneath which the book has changed')
  await inChapter.getByRole('button', { name: 'Keep mine' }).click()
  await expect(changed.getByRole('article')).toHaveCount(1)
  await changed.getByRole('button', { name: 'Use the book’s' }).click()
  await expect(changed).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'In their place' }).getByRole('article')).toHaveCount(1)
  await page.getByRole('link', { name: 'What our state adds: Here' }).click()
  await expect(mine(app)).toContainText('within 24 hours')
})
