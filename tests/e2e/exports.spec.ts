import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import initSqlJs from 'sql.js'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'
import { writeNote } from './note-field'

async function saved(app: App): Promise<{ name: string; bytes: Uint8Array }> {
  const downloading = app.page.waitForEvent('download')
  await app.page.getByRole('button', { name: 'Save', exact: true }).click()
  const download = await downloading
  await expect(app.page.getByRole('status').filter({ hasText: 'is ready' })).toBeVisible()
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('cards that Browse shows leave for Anki and for a spreadsheet', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Flashcards' }).click()
  await app.page.getByRole('link', { name: 'Browse' }).first().click()
  await app.page.getByRole('searchbox', { name: 'Search' }).fill('kind:multiple-choice')
  await expect(app.page.getByRole('status').filter({ hasText: /cards found/ })).toBeVisible()
  // Some rows are ticked: those leave.
  await app.page.locator('tr[data-row="1"]').getByRole('checkbox').click()
  await app.page.locator('tr[data-row="3"]').getByRole('checkbox').click()
  await app.page.getByRole('link', { name: 'Export 2 selected cards' }).click()
  await expect(app.page.getByLabel('Which cards')).toHaveValue('{"kind":"chosen"}')
  await expect(app.page.getByRole('status').filter({ hasText: 'The file holds 2 cards' })).toBeVisible()
  await app.page.goBack()
  await expect(app.page.getByRole('status').filter({ hasText: /cards found/ })).toBeVisible()
  await app.page.getByRole('link', { name: 'Export these cards' }).click()
  await expect(app.page.getByRole('searchbox', { name: 'Search, as in Browse' })).toHaveValue('kind:multiple-choice')
  const counts = app.page.getByRole('status').filter({ hasText: /^The file holds/ })
  await expect(counts).toBeVisible()
  const cards = Number(/\d+/.exec((await counts.textContent()) ?? '')?.[0])
  await expectAccessible(app, 'export')

  const anki = await saved(app)
  expect(anki.name).toMatch(/^Fieldbook cards .*\.apkg$/)
  const SQL = await initSqlJs()
  const db = new SQL.Database(unzipSync(anki.bytes)['collection.anki2'])
  expect(db.exec('select count(*) from cards')[0]?.values).toEqual([[cards]])
  db.close()

  await app.page.getByRole('radio', { name: 'Cards as a table' }).check()
  await app.page.getByRole('checkbox', { name: /^For Excel/ }).uncheck()
  const csv = await saved(app)
  const { data } = Papa.parse<Record<string, string>>(strFromU8(csv.bytes), { header: true, skipEmptyLines: true })
  expect(data).toHaveLength(cards)
  expect(data.every((row) => row.kind === 'multiple-choice' && row.state === 'new')).toBe(true)
})

test('notes leave as files and as a document that everybody can read', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await writeNote(app.page, '# Papers\n\n| who | holds |\n|---|---|\n| A | <b>passport</b> |\n')
  await expect(app.page.getByText(/Last change saved/)).toBeVisible()
  await app.page.getByRole('link', { name: 'Export notes' }).click()
  await expect(app.page.getByRole('radio', { name: /^Notes as Markdown/ })).toBeChecked()
  const zip = unzipSync((await saved(app)).bytes)
  expect(Object.keys(zip)).toEqual(['Papers.md'])
  expect(strFromU8(zip['Papers.md'] as Uint8Array)).toContain('# Papers')

  await app.page.getByRole('radio', { name: /^Notes as one document/ }).check()
  const { bytes } = await saved(app)
  const browser = app.page.context().browser()
  // Axe has to run in it, which the document itself forbids.
  const context = await browser?.newContext({ bypassCSP: true, colorScheme: 'dark' })
  const page = await context?.newPage()
  if (!page) throw new Error('no browser')
  await page.setContent(strFromU8(bytes))
  await expect(page.getByRole('heading', { level: 1, name: 'Notes' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Papers' })).toBeVisible()
  await expect(page.getByRole('cell', { name: '<b>passport</b>' })).toBeVisible()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
  await context?.close()
})
