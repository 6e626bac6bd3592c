/** What comes when: after an absence, when words have changed, when the day turns, and with two windows on one card. */
import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createRouterClient } from '@orpc/server'
import { compose } from '../../electron/core/compose'
import type { Pack } from '../../shared/model/content'
import { built } from '../support/hosts'
import { reviewsWorker } from '../support/reviews-worker'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

const day = 86_400_000
const scope = { kind: 'all' } as const
const packFile = path.join(built, 'content/federal-response.json')
const question = (app: App) => app.page.locator('main section').getByRole('heading', { level: 2 })
const status = (app: App, words: RegExp) => app.page.getByRole('status').filter({ hasText: words })
const flashcards = (app: App) => app.page.getByRole('link', { name: 'Flashcards', exact: true }).click()

type Core = ReturnType<typeof clientOf>
function clientOf(core: Awaited<ReturnType<typeof compose>>) {
  return createRouterClient(core.router)
}
/** What somebody did so many days ago, with the pack as it was then. */
async function earlier(app: App, days: number, does: (call: Core, cards: string[]) => Promise<unknown>, then?: Pack) {
  await app.close()
  const pack: Pack = then ?? JSON.parse(await readFile(packFile, 'utf8'))
  const file = path.join(path.dirname(app.dataFolder), `${path.basename(app.dataFolder)}-pack.json`)
  await writeFile(file, JSON.stringify(pack))
  const core = await compose({
    ...{ dataFolder: app.dataFolder, packFile: file, host: 'loopback', versions: { app: '', node: '' } },
    ...{ startReviewsWorker: reviewsWorker, clock: () => Date.now() - days * day },
  })
  const plain = pack.cards.filter(({ kind }) => kind === 'basic').map(({ id }) => id)
  await does(clientOf(core), plain)
  await core.close()
  await rm(file)
  await app.launch()
}
async function rated(call: Core, card: string, rating: 'easy' | 'again'): Promise<void> {
  const standsOn = (await call.study.card({ card })).record?.standsOn ?? null
  await call.study.review({ request: randomUUID(), scope, card, standsOn, rating, spent: 5000 })
}

test('after an absence the cards that wait are named without blame, and can be spread over days', async ({ app }) => {
  test.slow()
  await earlier(app, 12, async (call, cards) => {
    await rated(call, cards[0] ?? '', 'easy')
    await call.study.setDue({ cards: cards.slice(1, 71), days: 2 })
  })
  const { page } = app
  await flashcards(app)
  const backlog = page.getByRole('region', { name: /^You’ve been away; 7\d reviews are waiting$/ })
  await expect(backlog).toBeVisible()
  const spread = backlog.getByRole('button', { name: 'Spread them' })
  await expect(spread).toBeDisabled()
  await backlog.getByRole('radio', { name: /^all today/ }).check()
  await expect(backlog.getByRole('status')).toHaveText(
    /^All today: 7\d reviews\. The chance of recalling .* \d+\s?% now\.$/,
  )
  await backlog.getByRole('radio', { name: /^over 7 days/ }).check()
  await expect(backlog.getByRole('status')).toHaveText(
    /^Spread over 7 days: about 1\d a day\. Meanwhile the chance of recalling the waiting cards falls from \d+\s?% to \d+\s?% on average\.$/,
  )
  await expectAccessible(app, 'backlog')
  await spread.click()
  const running = page.getByRole('region', { name: 'Catching up' })
  await expect(running.getByRole('heading')).toBeFocused()
  await expect(running).toContainText(/^Catching upAbout 1\d reviews a day until .* \(7 days, counting today\)\./)
  await expect(running).toContainText(/1\d reviews left today\./)
  await expectAccessible(app, 'catching up')

  await page.getByRole('link', { name: 'Today' }).click()
  await expect(page.getByRole('region', { name: 'Catching up' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(status(app, /^Undone: spread the waiting cards over 7 days\.$/)).toBeVisible()
  await expect(page.getByRole('region', { name: /reviews are waiting$/ })).toBeVisible()
  await page.keyboard.press('Control+y')
  await page.getByRole('button', { name: 'Stop spreading' }).click()
  await expect(status(app, /^Stopped: the daily limit holds again\.$/)).toBeVisible()
  await expect(page.getByRole('region', { name: /reviews are waiting$/ }).getByRole('heading')).toBeFocused()
})

test('where little waits nothing is said of it', async ({ app }) => {
  await earlier(app, 12, (call, cards) => call.study.setDue({ cards: cards.slice(0, 9), days: 2 }))
  await flashcards(app)
  await expect(app.page.getByRole('link', { name: /^Study \d+ cards$/ })).toBeVisible()
  await expect(app.page.getByRole('region', { name: /waiting|Catching up/ })).toHaveCount(0)
})

test('a card whose text has changed comes again and says so; rating it settles that', async ({ app }) => {
  const pack: Pack = JSON.parse(await readFile(packFile, 'utf8'))
  const [changed] = pack.cards.filter(({ kind }) => kind === 'basic')
  if (!changed) throw new Error('the pack has no basic card')
  const older = pack.cards.map((card) =>
    card.id === changed.id ? { ...card, back: [{ type: 'text' as const, text: 'As it was.' }] } : card,
  )
  const does = async (call: Core) => {
    await call.settings.changeStudy({ newPerDay: 0 })
    await rated(call, changed.id, 'easy')
  }
  await earlier(app, 1, does, { ...pack, cards: older })
  const { page } = app
  await flashcards(app)
  await page.getByRole('link', { name: 'Study 1 card', exact: true }).click()
  await expect(question(app)).toHaveText(changed.frontText)
  const said = page.getByText('This card’s text has changed since you last answered it.')
  await expect(said).toBeVisible()
  await expectAccessible(app, 'changed')
  await page.keyboard.press('Enter')
  await page.keyboard.press('3')
  await expect(page.getByRole('heading', { level: 2, name: 'This session' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(said).toBeVisible()
})

test('a leech that is suspended by rule says so, and Undo brings it back', async ({ app }) => {
  await earlier(app, 40, async (call, [card = '']) => {
    await call.settings.changeStudy({ leechThreshold: 1, leechAction: 'suspend', newPerDay: 0 })
    await rated(call, card, 'easy')
  })
  const { page } = app
  await flashcards(app)
  await page.getByRole('link', { name: 'Study 1 card', exact: true }).click()
  const asked = (await question(app).textContent()) ?? ''
  await page.keyboard.press('Enter')
  await page.keyboard.press('1')
  await expect(status(app, /^Suspended: forgotten 1 time\. Undo brings it back/)).toBeVisible()
  await page.keyboard.press('u')
  await expect(question(app)).toHaveText(asked)
})

test('a study day that turns during a session is said once', async ({ app }) => {
  test.skip(app.host !== 'loopback', 'the answers of the core are dated by hand')
  const { page } = app
  await page.route('**/call/study/review', async (route) => {
    const response = await route.fetch()
    const answer = await response.json()
    answer.json.day = '2999-01-01'
    answer.json.counts.new += 30
    await route.fulfill({ response, json: answer })
  })
  await flashcards(app)
  await page.getByRole('link', { name: /^Study \d+ cards$/ }).click()
  const rate = async () => {
    const asked = (await question(app).textContent()) ?? ''
    await page.getByRole('button', { name: 'Show answer' }).click()
    await page.getByRole('button', { name: /^Easy, / }).click()
    await expect(question(app)).not.toHaveText(asked)
  }
  await rate()
  await expect(status(app, /^A new study day has begun: 30 more cards are due\.$/)).toBeVisible()
  await rate()
  await expect(status(app, /new study day/)).toHaveCount(0)
})

test('two windows on one card: the first rating counts, the second says so and goes on', async ({ app }) => {
  test.skip(app.host !== 'loopback', 'the app is one window')
  const { page } = app
  await flashcards(app)
  await page.getByRole('link', { name: /^Study \d+ cards$/ }).click()
  const asked = (await question(app).textContent()) ?? ''
  const token = await page.evaluate(() => sessionStorage.getItem('fieldbook:token'))
  const other = await page.context().newPage()
  await other.goto(`${app.origin}/#token=${token}`)
  await other.getByRole('link', { name: 'Flashcards', exact: true }).click()
  await other.getByRole('link', { name: /^Study \d+ cards$/ }).click()
  await expect(other.locator('main section').getByRole('heading', { level: 2 })).toHaveText(asked)
  await page.getByRole('button', { name: 'Show answer' }).click()
  await page.getByRole('button', { name: /^Easy, / }).click()
  await expect(question(app)).not.toHaveText(asked)
  const next = (await question(app).textContent()) ?? ''

  await other.getByRole('button', { name: 'Show answer' }).click()
  await other.getByRole('button', { name: /^Again, / }).click()
  await expect(other.getByRole('status').filter({ hasText: 'changed in another window' })).toBeVisible()
  await expect(other.locator('main section').getByRole('heading', { level: 2 })).toHaveText(next)
  await expect(other.getByRole('alert')).toHaveCount(0)
  await other.getByRole('link', { name: 'Flashcards', exact: true }).click()
  await expect(other.getByText('1 review done today')).toBeVisible()
})

test('what is undone in the settings is shown undone, also in its fields', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).click()
  const ahead = page.getByRole('textbox', { name: 'Learn ahead, in minutes' })
  await expect(ahead).toHaveValue('20')
  await ahead.fill('45')
  await ahead.press('Enter')
  await page.getByRole('radio', { name: 'Two: Again, Good' }).check()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('radio', { name: 'Four: Again, Hard, Good, Easy' })).toBeChecked()
  await expect(ahead).toHaveValue('45')
  await page.keyboard.press('Control+z')
  await expect(ahead).toHaveValue('20')
  await page.keyboard.press('Control+Shift+z')
  await expect(ahead).toHaveValue('45')
})

test('odd forms of a number are no numbers', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).click()
  const ahead = page.getByRole('textbox', { name: 'Learn ahead, in minutes' })
  for (const odd of ['1e1', '0x10', '+7', '7.0', '121', '-1', '']) {
    await ahead.fill(odd)
    await expect(page.getByRole('alert')).toContainText('A whole number from 0 to 120')
  }
  await ahead.fill('20')
  const steps = page.getByRole('textbox', { name: 'Steps of a new card, in minutes' })
  for (const odd of ['1.5', '1,,10', '1e1', '0x10', ',1']) {
    await steps.fill(odd)
    await expect(page.getByRole('alert')).toContainText('Whole minutes from 1 to 1,440')
  }
  for (const good of ['1, 10', '1 10', '1;10', ' 5 ']) {
    await steps.fill(good)
    await expect(page.getByRole('alert')).toHaveCount(0)
  }
})
