/** What a person sees when something happened to the files. */
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { encodeRecord } from '../../electron/core/store/record-codec'
import { type App, expect, test } from './app'

const newestSegment = async (app: App): Promise<string> => {
  const folder = path.join(app.dataFolder, 'log')
  return path.join(folder, (await readdir(folder)).sort().at(-1) ?? 'none')
}

async function markConsentRead(app: App): Promise<void> {
  await app.page.goto(`${app.origin}/chapters/the-distinction#consent`)
  await app.page.getByRole('button', { name: 'Mark as read: Consent' }).click()
  await expectConsentRead(app)
  // It shows before it is on the disk.
  await expect(app.page.getByText('Last change saved').first()).toBeVisible()
}
async function expectConsentRead(app: App): Promise<void> {
  await expect(app.page.getByRole('link', { name: 'Consent (read)' })).toBeVisible()
}

test('files of a newer version are left alone, and the person is told which one is needed', async ({ app }) => {
  await markConsentRead(app)
  await app.close()
  const segment = await newestSegment(app)
  const text = await readFile(segment, 'utf8')
  const header = JSON.parse(text.slice(text.indexOf('{'), text.indexOf('\n')))
  const newer =
    encodeRecord({ n: 0, json: JSON.stringify({ ...header, version: 99 }) }) + text.slice(text.indexOf('\n') + 1)
  await writeFile(segment, newer)

  await app.launch()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Your work can’t be opened' })).toBeVisible()
  await expect(app.page.getByText('written by a newer version of Fieldbook')).toBeVisible()
  await expect(app.page.getByText('Nothing was changed')).toBeVisible()
  await app.close()
  expect(await readFile(segment, 'utf8')).toBe(newer)
})

test('an unfinished record at the end is set aside and said; the rest is there', async ({ app }) => {
  await markConsentRead(app)
  await app.kill()
  await appendFile(await newestSegment(app), '5e0ff0aa 999 {"id":"half a rec')

  await app.relaunch()
  const notice = app.page.getByRole('region', { name: 'About your data' })
  await expect(notice).toContainText('An unfinished record was set aside')
  expect(await readdir(path.join(app.dataFolder, 'quarantine'))).toHaveLength(1)
  await notice.getByRole('button', { name: 'Got it' }).click()
  await expect(notice).toBeHidden()
  await app.page.goto(`${app.origin}/chapters/the-distinction#consent`)
  await expectConsentRead(app)
})

test('a missing state is made again from the history', async ({ app }) => {
  await markConsentRead(app)
  await app.close()
  for (const name of await readdir(app.dataFolder))
    if (name.startsWith('state.json')) await writeFile(path.join(app.dataFolder, name), 'not a snapshot')

  await app.launch()
  await expect(app.page.getByText('Nothing was lost.')).toBeVisible()
  await app.page.goto(`${app.origin}/chapters/the-distinction#consent`)
  await expectConsentRead(app)
})
