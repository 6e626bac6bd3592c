/** Progress: what it teaches while it is empty, and the same numbers in words, bars and tables. */
import { expectAccessible } from './accessible'
import { expect, test } from './app'

test('empty, it says what will stand here and where to begin', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Progress' }).click()
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('Progress')
  await expect(app.page.getByText('Nothing is counted yet.')).toBeVisible()
  await expect(app.page.getByRole('link', { name: /^Read chapter \d+$/ })).toBeVisible()
})

test('after some cards it counts them, the same in the words and in the tables', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Flashcards', exact: true }).click()
  await page.getByRole('link', { name: /^Study \d+ cards$/ }).click()
  for (const key of ['1', '3', '4']) {
    await expect(page.getByRole('button', { name: 'Show answer' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Good' })).toBeVisible()
    await page.keyboard.press(key)
  }
  await expect(page.getByRole('button', { name: 'Show answer' })).toBeVisible()

  await page.getByRole('link', { name: 'Progress' }).click()
  const part = (name: string) => page.getByRole('region', { name })
  await expect(part('Cards').getByRole('definition')).toHaveText(['1', '2', /^\d+$/])
  await expect(part('Reviews a day').getByText('3 reviews in the last 30 days, on 1 day.')).toBeVisible()
  await part('Reviews a day').getByText('The numbers as a table').click()
  const table = page.getByRole('table', { name: 'Reviews on each of the last 30 days' })
  await expect(table.getByRole('columnheader')).toHaveText(['Day', 'Reviews', 'Rated Again', 'Seen first', 'Minutes'])
  await expect(table.getByRole('row').last().getByRole('cell')).toHaveText(['3', '1', '3', /^\d+$/])
  await expect(part('What comes').getByText('2 of them today')).toBeVisible()
  await expect(part('Recall').getByText('Too few yet to say: 0 of the 20 reviews')).toBeVisible()
  await expect(part('By factor').getByRole('listitem').first()).toContainText(/\d+ of \d+ cards/)
  await expect(part('By objective').getByText(/^You have seen cards of [1-9]\d* of \d+ objectives\.$/)).toBeVisible()
  await part('By objective').getByText('Objective by objective').click()
  const objectives = page.getByRole('table', { name: 'Cards seen, by objective' })
  await expect(objectives.getByRole('cell', { name: /^[1-3] of \d+$/ })).not.toHaveCount(0)
  await expectAccessible(app, 'after some cards')

  await page.setViewportSize({ width: 320, height: 256 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
})
