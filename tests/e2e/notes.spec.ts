import { expectAccessible } from './accessible'
import { expect, test } from './app'
import { expectNoteText, writeNote } from './note-field'

test('without notes the screen says what notes are for', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Notes', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Notes' })).toBeFocused()
  await expect(page.getByText('Study notes only: no case facts, names, victim data.')).toBeVisible()
  await expect(page.locator('.button-main')).toHaveCount(1)
})

test('a note is written, found, removed and brought back', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, '# Morning session\n\nConsent first, then the border.')
  await expect(page).toHaveTitle('Notes · Fieldbook')
  await writeNote(page, 'Ask about [regular] (expressions)')
  await expect(page.getByRole('status').filter({ hasText: '2 notes' })).toBeVisible()
  await expectAccessible(app, 'a note open')

  const find = page.getByLabel('Find in notes')
  const rows = page.locator('[data-note]')
  await find.fill('border')
  await expect(page.getByRole('status').filter({ hasText: '1 of 2 notes' })).toBeVisible()
  await expect(rows).toHaveText(['Morning session'])
  await find.fill('[regular] (')
  await expect(rows).toHaveText(['Ask about [regular] (expressions)'])
  await find.fill('x'.repeat(10_000))
  await expect(page.getByText('No note has these words.')).toBeVisible()
  await find.fill('')

  await page.getByRole('link', { name: 'Morning session' }).click()
  const field = page.getByLabel('Note', { exact: true })
  await expectNoteText(field, '# Morning session\n\nConsent first, then the border.')
  await field.press('Escape')
  await expect(page.getByRole('link', { name: 'Morning session' })).toBeFocused()

  await page.getByRole('button', { name: 'Remove this note' }).click()
  await expect(page.getByText('Removed “Morning session”.')).toBeVisible()
  await expect(rows).toHaveText(['Ask about [regular] (expressions)'])
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
  await expectAccessible(app, 'a note removed')
  await page.keyboard.press('Enter')
  await expectNoteText(field, '# Morning session\n\nConsent first, then the border.')
  await expect(rows).toHaveCount(2)
})

test('the undo of a removal goes away when it would undo something else', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, 'Goes')
  await page.getByRole('button', { name: 'Remove this note' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
  await writeNote(page, 'Stays')
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await expect(page.locator('[data-note]')).toHaveText(['Stays'])
})

test('what was saved outlives a kill, under its own address', async ({ app }) => {
  await app.page.goto(`${app.origin}/notes`)
  await writeNote(app.page, 'Kept')
  const { pathname } = new URL(app.page.url())
  await app.kill()
  await app.relaunch()
  await app.page.goto(`${app.origin}${pathname}`)
  await expectNoteText(app.page.getByLabel('Note', { exact: true }), 'Kept')
  await app.page.goto(`${app.origin}/notes/not-there`)
  await expect(app.page.getByText('This note is not here; it may have been removed.')).toBeVisible()
})

test('a narrow window shows the list, then the note', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, 'Averylongwordwithoutanyspaces'.repeat(20))
  await expect(page.getByLabel('Find in notes')).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await expectAccessible(app, 'a note on a narrow window')
  await page.getByRole('link', { name: 'All notes' }).click()
  await expect(page.getByLabel('Find in notes')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('words typed just before the page goes are saved', async ({ app }) => {
  test.skip(app.host === 'stand-in', 'its bridge of ports can’t carry what a page sends as it goes')
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await app.page.getByRole('button', { name: 'New note' }).click()
  await app.page.getByRole('textbox', { name: 'Note' }).fill('Last words before the end of the shift.')
  // What was sent as the page went may arrive after the new page has asked for its list.
  await expect(async () => {
    await app.page.reload()
    await app.page.getByRole('link', { name: 'Notes' }).click()
    await expect(app.page.getByRole('link', { name: /Last words before the end of the shift/ })).toBeVisible()
  }).toPass()
})
