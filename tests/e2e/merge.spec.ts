import { rm } from 'node:fs/promises'
import path from 'node:path'
import { openStore } from '../../electron/core/store/store'
import { saveNote } from '../integration/store/samples'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'
import { writeNote } from './note-field'

async function openMerge(app: App): Promise<void> {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('link', { name: 'Bring in work from another copy' }).click()
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('Bring in work from another copy')
}
const id = '00000000-0000-4000-8000-000000000001'
/** Another copy beside this one: the next version of its one note. */
async function otherCopy(folder: string, version: number, text: string): Promise<void> {
  const store = await openStore({ folder })
  await saveNote(store, id, version, text)
  await store.close()
}

test('work goes out as a file, and another copy comes in after one saw what changes', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await writeNote(app.page, 'Who held the papers?')
  await openMerge(app)
  const saved = app.page.waitForEvent('download')
  await app.page.getByRole('button', { name: 'Save my work as a file' }).click()
  const file = path.join(app.dataFolder, '..', `${path.basename(app.dataFolder)}.fieldbook-work`)
  await (await saved).saveAs(file)
  await app.page.getByLabel('A file of work').setInputFiles(file)
  await expect(app.page.getByText('Everything in it is here already')).toBeVisible()
  await app.page.getByRole('button', { name: 'Leave things as they are' }).click()
  await rm(file)

  const other = `${app.dataFolder}-other`
  await otherCopy(other, 1, 'From the other copy')
  await app.page.getByLabel('Or another data folder').fill(other)
  await app.page.getByRole('button', { name: 'Look at it' }).click()
  await expect(app.page.getByRole('listitem').filter({ hasText: '1 new note' })).toBeVisible()
  await expectAccessible(app, 'before work is brought in')
  await app.page.getByRole('button', { name: 'Bring it in' }).click()
  await expect(app.page.getByRole('heading', { name: 'The work is here' })).toBeFocused()
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await expect(app.page.getByRole('main').getByRole('link', { name: /Version 1/ })).toBeVisible()
  await expect(app.page.getByRole('main').getByRole('link', { name: /Who held the papers/ })).toBeVisible()
  await rm(other, { recursive: true })
})

test('a note changed in both copies: both are shown, compared, and one is chosen', async ({ app }) => {
  const other = `${app.dataFolder}-other`
  const look = async () => {
    await app.page.getByLabel('Or another data folder').fill(other)
    await app.page.getByRole('button', { name: 'Look at it' }).click()
    await app.page.getByRole('button', { name: 'Bring it in' }).click()
  }
  await otherCopy(other, 1, 'Held by the driver')
  await openMerge(app)
  await look()
  await expect(app.page.getByRole('heading', { name: 'The work is here' })).toBeFocused()
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await app.page.getByRole('main').getByRole('link', { name: 'Version 1' }).click()
  await app.page.getByLabel('Note', { exact: true }).fill('Held by the driver and his brother')
  await expect(app.page.getByText('Saved', { exact: true })).toBeVisible()

  await otherCopy(other, 2, 'Held by nobody')
  await openMerge(app)
  await look()
  await expect(app.page.getByRole('heading', { name: '1 thing changed in both copies' })).toBeVisible()
  await app.page.getByText('Compare the two word by word').click()
  await expectAccessible(app, 'a note changed in both copies')
  await app.page.getByRole('button', { name: /^Keep both as two notes/ }).click()
  await expect(app.page.getByRole('heading', { name: /changed in both copies/ })).toHaveCount(0)
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await expect(app.page.locator('[data-note]')).toHaveCount(2)
  await rm(other, { recursive: true })
})
