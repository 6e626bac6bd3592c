/** Progress: what it teaches while it is empty, and the same numbers in words, pictures and tables. */
import { type PastLearner, studyInThePast } from '../support/past-study'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

const part = (app: App, name: string) => app.page.getByRole('region', { name, exact: true })
const openProgress = (app: App) => app.page.getByRole('link', { name: 'Progress', exact: true }).click()

test('empty, it says what will stand here and where to begin', async ({ app }) => {
  await openProgress(app)
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

  await openProgress(app)
  await expect(part(app, 'Cards').getByRole('definition')).toHaveText(['1', '2', /^\d+$/])
  const reviews = part(app, 'Reviews a day')
  await expect(reviews.getByText('3 reviews in the last 30 days, on 1 day.')).toBeVisible()
  await reviews.getByText('The numbers as a table').click()
  const table = page.getByRole('table', { name: 'Reviews on each of the last 30 days' })
  await expect(table.getByRole('columnheader')).toHaveText(['Day', 'Reviews', 'Rated Again', 'Seen first', 'Minutes'])
  await expect(table.getByRole('row').last().getByRole('cell')).toHaveText(['3', '1', '3', /^\d+$/])
  await expect(part(app, 'Coming due').getByText('2 of them today')).toBeVisible()
  await expect(part(app, 'Recall').getByText('Too few yet to say: 0 of the 20 reviews')).toBeVisible()
  await expect(part(app, 'Hardest cards').getByText('No card was forgotten after it had been learned.')).toBeVisible()
  await expect(part(app, 'How you rate').getByRole('definition')).toHaveText(['1 33%', '0 0%', '1 33%', '1 33%'])
  await expect(part(app, 'Known by factor').getByRole('listitem').first()).toContainText(/\d+ of \d+ cards/)
  const byObjective = part(app, 'Known by objective')
  await expect(byObjective.getByText(/^You have seen cards of [1-9]\d* of \d+ objectives\.$/)).toBeVisible()
  await byObjective.getByText('Objective by objective').click()
  const objectives = page.getByRole('table', { name: 'Cards seen, by objective' })
  await expect(objectives.getByRole('cell', { name: /^[1-3] of \d+$/ })).not.toHaveCount(0)
  await expectAccessible(app, 'after some cards')

  await page.setViewportSize({ width: 320, height: 256 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
})

/** Ten weeks, most days; every seventh card by its name is never recalled once it was learned. */
async function tenWeeks({ call, goTo, rateNext }: PastLearner): Promise<void> {
  await call.settings.changeStudy({ newPerDay: 4 })
  for (let ago = 70; ago >= 0; ago -= 1) {
    if (ago % 6 === 5) continue
    goTo(ago)
    await rateNext(12, ({ card, record }) => {
      const learned = record !== null && record.memory.phase === 'review'
      return learned && card.id.length % 7 === 0 ? 'again' : ago % 5 === 0 ? 'hard' : 'good'
    })
  }
}

/** A table's rows as numbers, the words of their heads aside. */
async function numbersOf(app: App, name: string): Promise<number[][]> {
  const rows = app.page.getByRole('table', { name }).locator('tbody tr')
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
  )
  return cells.map((row) => row.map((cell) => Number(cell.replaceAll(/[^\d.]/g, ''))))
}
const sum = (rows: number[][], column = 0) => rows.reduce((total, row) => total + (row[column] ?? 0), 0)
const most = (rows: number[][]) => Math.max(...rows.map(([first]) => first ?? 0))

test('after ten weeks words, pictures and tables tell the same, in light and dark', async ({ app }) => {
  test.slow()
  await app.close()
  await studyInThePast(app.dataFolder, tenWeeks)
  await app.launch()
  const { page } = app
  await openProgress(app)
  const comes = part(app, 'Coming due')
  await expect(comes.getByRole('img')).toBeVisible()
  for (const summary of await page.getByText('The numbers as a table').all()) await summary.click()

  // Coming due: as many bars as days with cards, the highest one named, all of them in the sentence.
  for (const span of [7, 90, 30]) {
    await comes.getByRole('radio', { name: `${span} days` }).check()
    const name = `Cards due on each of the next ${span} days`
    const days = await numbersOf(app, name)
    expect(days).toHaveLength(span)
    await expect(comes.getByText(`due in the next ${span} days`)).toContainText(new RegExp(`^${sum(days)} cards? `))
    const picture = comes.getByRole('img', { name: `${name}. The most are ${most(days)}, on ` })
    // Today's bar has two parts where some are overdue.
    const bars = () =>
      picture.locator('rect').evaluateAll((all) => new Set(all.map((rect) => rect.getAttribute('x'))).size)
    await expect.poll(bars).toBe(days.filter(([due]) => due).length)
  }

  // Reviews: days, and weeks of a year, come to the same as the months of the calendar.
  const reviews = part(app, 'Reviews a day')
  const months = await numbersOf(app, 'Reviews in each month of the last year')
  await reviews.getByRole('radio', { name: 'A year' }).check()
  const weeks = await numbersOf(app, 'Reviews in each week of the last 365 days')
  expect([sum(weeks), sum(months, 1)]).toEqual([sum(weeks), sum(weeks)])
  await expect(reviews.getByText(`${sum(weeks)} reviews in the last 365 days, on ${sum(months)} days.`)).toBeVisible()
  await expect(reviews.getByRole('img', { name: `The most are ${most(weeks)}, in the week from` })).toBeVisible()
  await expect(reviews.getByRole('img', { name: /^Minutes in each week/ })).toBeVisible()
  const calendar = page.getByRole('table', { name: 'Reviews on each day of the last year' })
  const daily = await calendar
    .locator('tbody td .visually-hidden')
    .evaluateAll((cells) => cells.map((cell) => Number(/\d+$/.exec(cell.textContent ?? '')?.[0])))
  expect([daily.length, daily.filter(Boolean).length]).toEqual([365, sum(months)])
  expect(daily.reduce((total, each) => total + each, 0)).toBe(sum(weeks))
  await expect(calendar.getByRole('rowheader')).toHaveText(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'])

  // Recall: what the picture says of each span stands in its table.
  const recall = part(app, 'Recall')
  const spans = await numbersOf(app, 'Recalled of the learned cards that came due')
  const year = spans[3] ?? []
  expect(year[2]).toBe(Math.round((100 * (year[1] ?? 0)) / (year[0] ?? 1)))
  await expect(recall.getByRole('img', { name: `Last 365 days: ${year[2]}%` })).toBeVisible()
  await expect(recall.getByText('That is less than you asked for.')).toBeVisible()

  // How long cards last: every card seen stands in one bin.
  const seen = await part(app, 'Cards').getByRole('definition').allTextContents()
  for (const name of ['Cards by stability', 'Cards by difficulty']) {
    const bins = await numbersOf(app, name)
    expect(sum(bins), name).toBe(Number(seen[0]) + Number(seen[1]))
    await expect(page.getByRole('img', { name: `${name}. The most, ${most(bins)}, are at` })).toBeVisible()
  }
  const hardest = page.getByRole('table', { name: 'The cards forgotten most often' })
  const lapses = (await numbersOf(app, 'The cards forgotten most often')).map(([first]) => first ?? 0)
  expect(lapses).toEqual(lapses.toSorted((one, other) => other - one))
  await expectAccessible(app, 'ten weeks')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(app, 'ten weeks, dark')
  await page.emulateMedia({ colorScheme: null })

  await page.setViewportSize({ width: 320, height: 640 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  const scroller = page.getByRole('group', { name: 'Reviews on each day of the last year' })
  // Opened where there is no room for a year, the latest months are what is seen; the keyboard goes back from there.
  await page.reload()
  const scrolled = () => scroller.evaluate((element) => element.scrollLeft)
  await expect.poll(scrolled).toBeGreaterThan(0)
  const before = await scrolled()
  await scroller.focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(scrolled).toBeLessThan(before)

  const first = hardest.getByRole('link').first()
  const question = (await first.textContent()) ?? ''
  await first.click()
  await expect(page.getByRole('dialog').getByText(question).first()).toBeVisible()
})
