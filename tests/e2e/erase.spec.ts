import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { spawnLoopback } from '../support/hosts'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'
import { writeNote } from './note-field'

const passphrase = 'blue heron over the weir'

async function openErase(app: App): Promise<void> {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('link', { name: 'Lend or retire this laptop' }).click()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Lend or retire this laptop' })).toBeVisible()
}
const wordsIn = (folder: string, word: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('window'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, 'latin1').includes(word))

test('everything is erased after a word was typed, and Fieldbook begins anew', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await writeNote(app.page, 'Who held the kestrel?')
  writeFileSync(path.join(app.dataFolder, 'thesis.docx'), 'not ours')
  await openErase(app)
  await expect(app.page.getByText('thesis.docx')).toBeVisible()
  await expectAccessible(app, 'erase')
  await app.page.getByRole('button', { name: 'Erase everything' }).click()
  await expect(app.page.getByRole('alert').filter({ hasText: 'Type the word erase' })).toBeVisible()
  await expect(app.page.getByRole('textbox', { name: 'Type “erase” to confirm' })).toBeFocused()
  await app.page.keyboard.type('Erase')
  await app.page.keyboard.press('Enter')

  await expect(app.page.getByRole('heading', { level: 1, name: 'Your work is erased' })).toBeVisible({
    timeout: 20_000,
  })
  await expectAccessible(app, 'erased')
  expect(wordsIn(app.dataFolder, 'kestrel')).toEqual([])
  expect(existsSync(path.join(app.dataFolder, 'thesis.docx'))).toBe(true)
  await app.page.getByRole('link', { name: 'Begin anew' }).click()
  await expect(app.page.getByRole('link', { name: /^Start with chapter/ })).toBeVisible()
  await app.relaunch()
  await expect(app.page.getByRole('link', { name: /^Start with chapter/ })).toBeVisible()
  if (app.host === 'stand-in') expect(existsSync(path.join(app.dataFolder, 'window/remove-at-start'))).toBe(false)
})

test('with a lock the passphrase is asked for too, and the lock goes with everything', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Turn the lock on' }).click()
  const dialog = page.getByRole('dialog', { name: 'Turn the lock on' })
  await dialog.getByLabel('New passphrase', { exact: true }).fill(passphrase)
  await dialog.getByLabel('The same again', { exact: true }).fill(passphrase)
  await dialog.getByRole('button', { name: 'Turn it on' }).click()
  const shown = page.getByRole('dialog', { name: 'The lock is on' })
  // Its key is stretched, and every file written anew.
  await expect(shown).toBeVisible({ timeout: 20_000 })
  await shown.getByRole('checkbox', { name: 'I have written it down' }).check()
  await shown.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('link', { name: 'Lend or retire this laptop' }).click()
  await page.getByRole('textbox', { name: 'Type “erase” to confirm' }).fill('erase')
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await page.getByRole('button', { name: 'Erase everything' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your work is erased' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('The keys went first')).toBeVisible()
  expect(readdirSync(app.dataFolder).filter((name) => name.startsWith('vault'))).toEqual([])
})

test('another browser on the same work shows that it is erased, and keeps nothing of it', async ({ app }) => {
  test.skip(app.host !== 'loopback', 'Electron has one window')
  // A second start gives a way in for another browser.
  await spawnLoopback(app.dataFolder).exited
  await expect.poll(() => app.stderr).toMatch(/open here: http/)
  const [, entry = ''] = /open here: (\S+)/.exec(app.stderr) ?? []
  const context = await app.page.context().browser()?.newContext()
  const other = await context?.newPage()
  if (!context || !other) throw new Error('there is no other browser')
  await other.goto(entry)
  await other.getByRole('link', { name: 'Notes' }).click()
  await writeNote(other, 'A kestrel over the field')

  await openErase(app)
  await app.page.getByRole('textbox', { name: 'Type “erase” to confirm' }).fill('erase')
  await app.page.keyboard.press('Enter')
  for (const page of [app.page, other])
    await expect(page.getByRole('heading', { level: 1, name: 'Your work is erased' })).toBeVisible({ timeout: 20_000 })
  expect(wordsIn(app.dataFolder, 'kestrel')).toEqual([])
  // It is a new person's window by now, like any other.
  await other.getByRole('link', { name: 'Notes' }).click()
  await writeNote(other, 'A heron by the weir')
  await expect(other.getByText('Last change saved')).toBeVisible()
  await context.close()
})

test('a folder for backups is chosen in the system’s dialog', async ({ app }) => {
  test.skip(app.standIn === undefined, 'the loopback host has no dialog: the folder is typed')
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('link', { name: 'Backups' }).click()
  const choose = app.page.getByRole('button', { name: 'Choose a folder' })
  const folder = app.page.getByRole('textbox', { name: 'Folder' })
  await app.standIn?.willChoose('/media/stick')
  await choose.click()
  await expect(folder).toHaveValue('/media/stick')
  await app.standIn?.willChoose(null)
  await folder.fill('/media/other')
  await choose.click()
  await expect(choose).toBeEnabled()
  await expect(folder).toHaveValue('/media/other')
  expect(app.standIn?.said.filter(({ type }) => type === 'open-dialog')).toHaveLength(2)
})
