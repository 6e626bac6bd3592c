import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'
import { writeNote } from './note-field'

async function openBackups(app: App): Promise<void> {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('link', { name: 'Backups' }).click()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Backups' })).toBeVisible()
}
async function note(app: App, words: string): Promise<void> {
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await writeNote(app.page, words)
}
const rows = (app: App) => app.page.getByRole('table', { name: 'Backups on this computer' }).locator('tbody tr')

test('a backup is made, restored after one saw what will change, and that is taken back', async ({ app }) => {
  await note(app, 'Who held the papers?')
  await openBackups(app)
  await app.page.getByRole('button', { name: 'Back up now' }).click()
  await expect(rows(app)).toHaveCount(1)
  await expect(rows(app).first()).toContainText('0 reviews, 1 note')
  await note(app, 'A second thought')
  await openBackups(app)
  await expectAccessible(app, 'backups')

  await rows(app)
    .first()
    .getByRole('button', { name: /^Restore/ })
    .click()
  const dialog = app.page.getByRole('dialog')
  await expect(dialog.getByRole('row', { name: /^Notes/ })).toHaveText('Notes21')
  await expectAccessible(app, 'before a restore')
  await dialog.getByRole('button', { name: 'Restore it' }).click()
  await expect(app.page.getByText(/^Your work is as it was in the backup of/)).toBeVisible()
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await expect(app.page.getByRole('main').getByRole('link', { name: /Who held the papers/ })).toBeVisible()
  await expect(app.page.getByRole('main').getByRole('link', { name: /A second thought/ })).toHaveCount(0)

  await openBackups(app)
  await expect(rows(app).first()).toContainText('Before another was restored')
  await rows(app)
    .first()
    .getByRole('button', { name: /^Restore/ })
    .click()
  await app.page.getByRole('dialog').getByRole('button', { name: 'Restore it' }).click()
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await expect(app.page.getByRole('main').getByRole('link', { name: /A second thought/ })).toBeVisible()
})

test('closing makes a backup; damage found by the check is put right from it; a copy goes to a stick', async ({
  app,
}) => {
  await note(app, 'Who held the papers?')
  await app.close()
  const name = readdirSync(path.join(app.dataFolder, 'notes'), { recursive: true, encoding: 'utf8' }).find((one) =>
    one.endsWith('.log'),
  )
  const file = path.join(app.dataFolder, 'notes', name ?? '')
  const bytes = readFileSync(file)
  bytes[bytes.lastIndexOf('papers')] = 0x20
  writeFileSync(file, bytes)
  await app.launch()

  // Who comes upon it is led to the check.
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await app.page.getByRole('main').getByRole('link', { name: 'Who held the papers?' }).click()
  await app.page.getByRole('link', { name: 'Check your data and put right what can be' }).click()
  await expect(app.page.getByRole('heading', { name: 'Check your data' })).toBeFocused()
  await expect(rows(app)).toHaveCount(1)
  await expect(rows(app).first()).toContainText('When Fieldbook closed')
  await app.page.getByRole('button', { name: 'Check now', exact: true }).click()
  await expect(app.page.getByText('The newest version of 1 note can’t be read.')).toBeVisible()
  await app.page.getByRole('button', { name: 'Put right what can be' }).click()
  await expect(app.page.getByText('1 record came back from backups.')).toBeVisible()
  await expect(app.page.getByText(/^Everything is as it should be/)).toBeVisible()

  const stick = await mkdtemp(`${app.dataFolder}-stick-`)
  const folder = app.page.getByRole('textbox', { name: 'Folder' })
  await folder.fill('stick')
  await app.page.getByRole('button', { name: 'Make a copy there' }).click()
  await expect(app.page.getByRole('alert')).toContainText('There is no such folder')
  await folder.fill(stick)
  await app.page.getByRole('button', { name: 'Make a copy there' }).click()
  await expect(app.page.getByText('and was read back from there')).toBeVisible()
  await app.page.getByRole('button', { name: 'Show the backups there' }).click()
  await expect(app.page.getByRole('table', { name: 'Backups in that folder' }).locator('tbody tr')).toHaveCount(1)
})
