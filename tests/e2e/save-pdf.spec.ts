/** Electron's own way to paper: the window's page as a PDF, saved where a person says. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pdfPages } from '../support/pdf'
import { expect, test } from './app'

test('a handout is saved as a PDF, or not where the person gives it up', async ({ app }) => {
  test.skip(app.host !== 'stand-in', 'a browser prints by its own dialog, and the real one can’t be answered here')
  const folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-saved-'))
  try {
    const save = () => app.page.getByRole('button', { name: 'Save as PDF…' }).click()
    const toHandout = async () => {
      await app.page.getByRole('link', { name: 'Settings' }).click()
      await app.page.getByRole('link', { name: 'Print', exact: true }).click()
      await app.page.getByRole('radio', { name: 'The distinctions' }).check()
      await expect(app.page.getByRole('status').filter({ hasText: /^Page 1 of \d+$/ })).toBeVisible()
    }
    await toHandout()
    await save()
    await expect.poll(() => app.standIn?.said.some(({ type }) => type === 'save-dialog')).toBe(true)
    expect(app.standIn?.said.find(({ type }) => type === 'pdf')?.options).toEqual({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
    expect(await readdir(folder)).toEqual([])

    process.env.STAND_IN_SAVES_IN = folder
    await app.relaunch()
    await toHandout()
    await save()
    await expect(app.page.getByText('Saved as The distinctions.pdf.')).toBeVisible()
    const pdf = await readFile(path.join(folder, 'The distinctions.pdf'))
    const shown = await app.page.locator('.print-viewer').getAttribute('data-pages')
    expect(pdfPages(pdf)).toHaveLength(Number(shown))
    expect(/\/StructTreeRoot/.test(pdf.toString('latin1'))).toBe(true)
  } finally {
    delete process.env.STAND_IN_SAVES_IN
    await rm(folder, { recursive: true, force: true })
  }
})
