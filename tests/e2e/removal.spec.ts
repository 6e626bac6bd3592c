/** Removing for good: from a note's page to the account of what was removed, and afterwards of what was removed before. */
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'
import { writeNote } from './note-field'

async function note(app: App, words: string): Promise<void> {
  await app.page.getByRole('link', { name: 'Notes', exact: true }).click()
  await writeNote(app.page, words)
}
async function filesSaying(folder: string, word: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const content = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')))
  return files.filter((file, index) => !file.includes('window') && content[index]?.includes(word))
}

test('a note is removed for good after one saw where it is kept, and no file says its words any more', async ({
  app,
}) => {
  const { page } = app
  const stick = await mkdtemp(path.join(app.dataFolder, '../stick-'))
  await note(app, 'Xanthippe said so')
  await page.goto(`${new URL(page.url()).origin}/settings/backups`)
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText('A backup was made just now.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Folder' }).fill(stick)
  await page.getByRole('button', { name: 'Make a copy there' }).click()
  await expect(page.getByText(/was read back from there/)).toBeVisible()
  expect(await filesSaying(stick, 'Xanthippe')).not.toEqual([])

  await page.getByRole('link', { name: 'Notes', exact: true }).click()
  await page.getByRole('link', { name: /Xanthippe said so/ }).click()
  await page.getByRole('link', { name: 'Remove for good…' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Remove this note for good' })).toBeVisible()
  await expect(page.getByText('1 backup on this computer')).toBeVisible()
  await expectAccessible(app, 'before a removal for good')
  const remove = page.getByRole('button', { name: 'Remove it for good' })
  await expect(remove).toBeDisabled()
  await page.getByRole('checkbox', { name: 'I know that nothing brings it back' }).check()
  await remove.click()
  await expect(page.getByRole('heading', { level: 2, name: 'Removed for good' })).toBeFocused()
  await expect(page.getByText(/written anew without it/).first()).toBeVisible()
  await expectAccessible(app, 'after a removal for good')
  expect(await filesSaying(stick, 'Xanthippe')).toEqual([])
  expect(await filesSaying(app.dataFolder, 'Xanthippe')).toEqual([])
})

test('what was removed in the usual way is listed, and goes for good from there', async ({ app }) => {
  const { page } = app
  await note(app, 'Xanthippe said so')
  await page.getByRole('button', { name: 'Remove this note' }).click()
  await expect(page.getByText('Removed “Xanthippe said so”.')).toBeVisible()
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name: 'Remove for good', exact: true }).click()
  await page.getByRole('link', { name: 'Remove for good… Xanthippe said so' }).click()
  await page.getByRole('checkbox', { name: 'I know that nothing brings it back' }).check()
  await page.getByRole('button', { name: 'Remove it for good' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Removed for good' })).toBeVisible()
  await expect(page.getByText('Nothing: what you removed or took back has left no words.')).toBeVisible()
  expect(await filesSaying(app.dataFolder, 'Xanthippe')).toEqual([])
})
