import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from './app'

test('where to report and get help is one link away, with dates and sources', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Where to report, where to get help' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Where to report, where to get help' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('911')
  await expect(page.getByRole('main')).toContainText('National Human Trafficking Hotline')
  await expect(page.getByRole('button', { name: /^Source \d+/ }).first()).toBeVisible()
})

test('a fact that may have changed is marked, and says since when', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/response-to-smuggling`)
  const marked = page.getByRole('button', { name: /^Source 1, check its date$/ }).first()
  await expect(marked).toHaveText('1†')
  await marked.click()
  await expect(page.getByRole('dialog', { name: 'Source 1' })).toContainText('Check it before you rely on it.')
})

test('an error in a fact is written down by keyboard, into a file to hand on', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/the-distinction`)
  const source = page.getByRole('button', { name: /^Source 1/ }).first()
  await source.focus()
  await page.keyboard.press('Enter')
  const report = page.getByRole('button', { name: 'Report an error in this fact' })
  await report.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Report an error in this fact' })
  const write = dialog.getByRole('button', { name: 'Write the report' })
  await expect(write).toBeDisabled()
  await dialog.getByRole('textbox').fill('The unit was <b>renamed</b>.')
  await write.click()
  await expect(dialog.getByRole('status')).toContainText('Nothing was sent')
  const folder = path.join(app.dataFolder, 'reports')
  const [file = ''] = await readdir(folder)
  const text = await readFile(path.join(folder, file), 'utf8')
  await expect(dialog).toContainText(file)
  expect(text).toContain('The unit was <b>renamed</b>.')
  expect(text).toMatch(/The passage\n\S.+/)
  expect(text).toContain('/chapters/the-distinction')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
