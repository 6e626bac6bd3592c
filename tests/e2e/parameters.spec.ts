import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Pack } from '../../shared/model/content'
import { built } from '../support/hosts'
import { slowLearner, studies } from '../support/simulated-learner'
import { writeReviews } from '../support/studied-folder'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

/** Fills the data folder with a learner's reviews, up to yesterday. */
async function study(app: App, most: number): Promise<void> {
  await app.close()
  const pack = JSON.parse(await readFile(path.join(built, 'content/federal-response.json'), 'utf8')) as Pack
  const cards = pack.cards.map(({ id }) => id)
  const from = new Date(Date.now() - 401 * 86_400_000).toISOString().slice(0, 10)
  const life = studies({ cards, newPerDay: 10, days: 400, truth: slowLearner, seed: 7, most, from })
  await writeReviews(app.dataFolder, life)
  await app.launch()
}
const part = (app: App) => app.page.getByRole('region', { name: 'Your own memory model' })
async function settings(app: App) {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await expect(part(app)).toBeVisible()
}

test('with few reviews it says how many there are and how many it takes', async ({ app }) => {
  await study(app, 200)
  await settings(app)
  await expect(part(app)).toContainText(/too little to go by yet: \d+ reviews of the 800 it takes/)
  await expect(part(app)).toContainText('The standard model is in use.')
  await expect(part(app).getByRole('button')).toHaveCount(0)
})

/** A fit keeps a processor busy for some seconds; what it took is told by the bench. */
const fitted = { timeout: 90_000 }

test('fits, shows what it found, is taken into use, undone and put back', async ({ app }) => {
  test.setTimeout(240_000)
  await study(app, 4000)
  await settings(app)
  await part(app).getByRole('button', { name: 'Fit to my reviews' }).press('Enter')
  const status = part(app).getByRole('status')
  await expect(status).toHaveText(/predicts your reviews better/, fitted)
  await expect(status).toBeFocused()
  const table = part(app).getByRole('table')
  for (const row of ['Log loss', 'RMSE (bins)']) {
    const [before, after] = await table.getByRole('row', { name: row }).getByRole('cell').allTextContents()
    expect(Number(after)).toBeLessThan(Number(before))
  }
  await expectAccessible(app, 'the fit is shown')

  await part(app).getByRole('button', { name: 'Keep the current model' }).click()
  await expect(status).toHaveText('Nothing has changed.')
  await expect(table).toHaveCount(0)
  await part(app).getByRole('button', { name: 'Fit to my reviews' }).click()
  await expect(status).toHaveText(/predicts your reviews better/, fitted)
  await part(app).getByRole('button', { name: 'Use the fitted model' }).press('Enter')
  await expect(status).toHaveText('Your own model is in use. Undo takes it back.')
  await expect(status).toBeFocused()
  await expect(part(app)).toContainText(/Your own model is in use, fitted to [\d,]+ reviews/)

  await app.page.keyboard.press('Control+z')
  await expect(app.page.getByText('Undone: switched to your own memory model.')).toBeVisible()
  await expect(part(app)).toContainText('The standard model is in use.')
  await app.page.keyboard.press('Control+y')
  await expect(part(app)).toContainText('Your own model is in use, fitted')
  await app.relaunch()
  await settings(app)
  await expect(part(app)).toContainText('Your own model is in use, fitted')
  await part(app).getByRole('button', { name: 'Back to the standard model' }).click()
  await expect(part(app).getByText('The standard model is in use.')).toBeVisible()
  await expect(part(app).getByRole('button', { name: 'Back to the standard model' })).toHaveCount(0)
})

test('fitting can be given up', async ({ app }) => {
  await study(app, 12_000)
  await settings(app)
  await part(app).getByRole('button', { name: 'Fit to my reviews' }).click()
  await expect(part(app).getByRole('progressbar')).toBeVisible()
  await part(app).getByRole('button', { name: 'Cancel' }).click()
  await expect(part(app).getByRole('status')).toHaveText('Canceled. Nothing has changed.')
  await expect(part(app).getByRole('button', { name: 'Fit to my reviews' })).toBeVisible()
  await expect(part(app).getByRole('table')).toHaveCount(0)
})
