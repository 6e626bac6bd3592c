/** The muster date: set, forecast, changed, undone and cleared, by mouse and keyboard; what can't be reached is said. */
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

/** A day so many from today, as a date field takes it. A day of study begins at four in the morning. */
function dayIn(days: number): string {
  const now = new Date(Date.now() - 4 * 3_600_000)
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
const day = (app: App) => app.page.getByLabel('Date', { exact: true })
const minutes = (app: App) => app.page.getByRole('textbox', { name: 'Minutes a day' })
const said = (app: App, words: RegExp) => app.page.getByRole('status').filter({ hasText: words })
const forecast = (app: App) => app.page.getByRole('region', { name: 'What it comes to' })

async function openPlan(app: App): Promise<void> {
  await app.page.getByRole('link', { name: 'Flashcards', exact: true }).click()
  await app.page.getByRole('link', { name: 'Set a muster date' }).click()
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('Muster date')
}

test('a date and minutes say at once what they come to; set, they stand on Today and decide the new cards', async ({
  app,
}) => {
  await openPlan(app)
  await expect(forecast(app)).toContainText('Choose a date')
  await day(app).fill(dayIn(40))
  await minutes(app).fill('30')
  await expect(forecast(app)).toContainText(/you would probably know \d+%/)
  await expect(forecast(app)).toContainText(/You would have met all \d+ cards by/)
  const today = /Today: (\d+) new cards and 0 reviews, about \d+ minutes/
  await expect(forecast(app)).toContainText(today)
  const [, fresh] = today.exec((await forecast(app).textContent()) ?? '') ?? []
  await forecast(app).getByText('The numbers as a table').click()
  const rows = forecast(app).getByRole('table', { name: 'Minutes on each day' }).getByRole('row')
  await expect(rows).toHaveCount(41)
  await expect(rows.nth(1).getByRole('cell').first()).toHaveText(fresh ?? '')
  await expect(rows.last()).toContainText('final pass')

  await app.page.getByLabel('Name (optional)').fill('Academy exam')
  await app.page.getByRole('button', { name: 'Set this date' }).click()
  await expect(said(app, /^Set: .*30 minutes a day/)).toBeVisible()
  await expect(app.page.getByText(/^Academy exam in 40 days/)).toBeVisible()
  await expectAccessible(app, 'set')

  await app.page.getByRole('link', { name: 'Today', exact: true }).click()
  await expect(app.page.getByText(/^Academy exam in 40 days: expected \d+%.* known on the day/)).toBeVisible()
  await expect(app.page.getByText(`${fresh} new`, { exact: true })).toBeVisible()
  await expect(app.page.getByRole('link', { name: new RegExp(`^Study ${fresh} cards`) })).toBeVisible()
  await app.relaunch()
  await expect(app.page.getByText(/^Academy exam in 40 days/)).toBeVisible()
})

test('what can’t be reached is said, with the minutes that would do', async ({ app }) => {
  await openPlan(app)
  await day(app).fill(dayIn(10))
  await minutes(app).fill('5')
  const short = forecast(app).getByText(
    /^With 5 minutes a day \d+ of \d+ cards stay unseen\. (\d+) minutes a day would do\.$/,
  )
  await expect(short).toBeVisible()
  const [, enough = ''] = /(\d+) minutes a day would do/.exec((await short.textContent()) ?? '') ?? []
  await minutes(app).fill(enough)
  await expect(forecast(app)).toContainText(/You would have met all \d+ cards by/)
  await expect(forecast(app).getByText('stay unseen')).toHaveCount(0)
})

test('wrong entries are named and nothing is set', async ({ app }) => {
  await openPlan(app)
  await app.page.getByRole('button', { name: 'Set this date' }).click()
  await expect(app.page.getByRole('alert')).toHaveText('Choose a day from tomorrow on.')
  await expect(day(app)).toBeFocused()
  for (const [days, words] of [
    [-3, 'This day has passed.'],
    [0, 'This is today'],
    [3000, 'more than five years away'],
  ] as const) {
    await day(app).fill(dayIn(days))
    await expect(app.page.getByRole('alert')).toContainText(words)
    await expect(day(app)).toHaveAccessibleDescription(new RegExp(words))
    await app.page.getByRole('button', { name: 'Set this date' }).click()
    await expect(day(app)).toBeFocused()
  }
  await day(app).fill(dayIn(20))
  await minutes(app).fill('601')
  await expect(app.page.getByRole('alert')).toHaveText('A whole number of minutes from 1 to 600.')
  await app.page.getByRole('button', { name: 'Set this date' }).click()
  await expect(minutes(app)).toBeFocused()
  await expect(app.page.getByRole('button', { name: 'Set this date' })).toBeVisible()
})

test('by keyboard alone: set, undone by name, done again, cleared; the focus is never lost', async ({ app }) => {
  const { page } = app
  await openPlan(app)
  await day(app).fill(dayIn(23))
  await day(app).focus()
  await minutes(app).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('20')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Academy exam')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Set this date' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Academy exam in 23 days/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save the change' })).toBeFocused()

  await page.keyboard.press('ControlOrMeta+z')
  await expect(said(app, /^Undone: set the muster date “Academy exam”/)).toBeVisible()
  await expect(page.getByText(/^Academy exam in 23 days/)).toHaveCount(0)
  await expect(day(app)).toHaveValue('')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(page.getByText(/^Academy exam in 23 days/)).toBeVisible()
  await expect(day(app)).toHaveValue(dayIn(23))

  await page.getByRole('button', { name: 'Clear the date' }).focus()
  await page.keyboard.press('Enter')
  await expect(said(app, /^Cleared: cards come as they did before/)).toBeVisible()
  await expect(day(app)).toBeFocused()
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(said(app, /^Undone: cleared the muster date “Academy exam”/)).toBeVisible()
  await expect(page.getByText(/^Academy exam in 23 days/)).toBeVisible()
})

test('at 320 pixels nothing is wider than the page, and a long plan is told by weeks', async ({ app }) => {
  await openPlan(app)
  await day(app).fill(dayIn(200))
  await expect(forecast(app)).toContainText(/you would probably know \d+%/)
  await forecast(app).getByText('The numbers as a table').click()
  await expect(forecast(app).getByRole('columnheader')).toHaveText(['Week from', 'New', 'Reviews', 'Minutes a day'])
  await app.page.setViewportSize({ width: 320, height: 640 })
  await expect
    .poll(() => app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
    .toBeLessThanOrEqual(0)
})
