/** Practice and contrast drills on the real pack: keyboard alone, and nothing of the schedule changes. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Pack, Scenario } from '../../shared/model/content'
import { built } from '../support/hosts'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

test.slow() // several runs of axe, and on a busy machine each takes seconds

const pack = async () =>
  JSON.parse(await readFile(path.join(built, 'content', 'federal-response.json'), 'utf8')) as Pack
const question = (app: App) => app.page.locator('main section').getByRole('heading', { level: 2 })
const answer = (app: App) => app.page.getByRole('group', { name: /^(.*\. )?Answer: / })
const summary = (app: App) => app.page.getByRole('region', { name: 'This practice' })
const calm = (app: App) => app.page.getByText('Nothing in practice changes your schedule.')

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not in the pack')
  return value
}
async function follow(app: App, name: string | RegExp): Promise<void> {
  await app.page.getByRole('link', { name, exact: typeof name === 'string' }).focus()
  await app.page.keyboard.press('Enter')
}
/** What Today and Flashcards say is waiting. */
async function waiting(app: App): Promise<string[]> {
  const lastToCome = app.page.getByRole('link', { name: 'Set a muster date' })
  await follow(app, 'Today')
  await expect(lastToCome).toBeVisible()
  const today = await app.page.getByRole('region', { name: 'Cards' }).innerText()
  await follow(app, 'Flashcards')
  await expect(lastToCome).toBeVisible()
  const due = await app.page.getByRole('region', { name: 'All due' }).innerText()
  const chapters = await app.page.getByRole('region', { name: 'By chapter or objective' }).innerText()
  return [today, due, chapters]
}
/** Calls the story on the screen a class by its key, checks it, and waits for the answer. */
async function call(app: App, scenario: Scenario, chosen: string): Promise<void> {
  const { classes } = await pack()
  await expect(question(app)).toHaveText(scenario.title)
  await app.page.keyboard.press(String(classes.findIndex(({ id }) => id === chosen) + 1))
  await app.page.keyboard.press('Enter')
  await expect(answer(app)).toBeFocused()
}
/** A call to the core, for what would take days. */
async function core<Result>(app: App, name: string, input: unknown): Promise<Result> {
  return app.page.evaluate(
    async ([name, body]) => {
      const token = sessionStorage.getItem('fieldbook:token') ?? ''
      const headers = { 'content-type': 'application/json', 'x-fieldbook-token': token }
      const response = await fetch(`/call/${name}`, { method: 'POST', headers, body })
      return (await response.json()).json
    },
    [name, JSON.stringify({ json: input })] as const,
  )
}
async function expectFits(app: App): Promise<void> {
  await app.page.setViewportSize({ width: 320, height: 640 })
  expect(await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await app.page.setViewportSize({ width: 1280, height: 720 })
}

/** One review, so that there is a schedule to be left alone. */
async function reviewOne(app: App): Promise<void> {
  await follow(app, 'Flashcards')
  await follow(app, /^Study \d+ cards$/)
  await expect(question(app)).toBeFocused()
  await app.page.keyboard.press('Enter')
  await expect(answer(app)).toBeFocused()
  await app.page.keyboard.press('4')
  await expect(answer(app)).toHaveCount(0)
}

test('a drill by keyboard alone: twins side by side, what differed, a summary, and no schedule changed', async ({
  app,
}) => {
  const { scenarios, classes } = await pack()
  const { page } = app
  await reviewOne(app)
  await follow(app, 'Today')
  await expect(page.getByText('1 review done today')).toBeVisible()
  const before = await waiting(app)

  await follow(app, 'Practice')
  await expect(page.getByText('You have made no mistake twice so far.')).toBeVisible()
  await expectFits(app)
  await page.getByText('Drill any two classes').focus()
  await page.keyboard.press('Enter')
  await follow(app, 'Drill this: Smuggling or both')
  await expect(question(app)).toBeFocused()
  await expect(calm(app)).toBeVisible()

  const titled = (title: string | null) => found(scenarios.find((one) => one.title === title))
  const twinOf = ({ twin }: Scenario) => found(scenarios.find(({ id }) => id === twin))
  const first = titled(await question(app).textContent())
  const second = twinOf(first)
  expect([first.class, second.class].toSorted()).toEqual(['both', 'smuggling'])
  expect(scenarios.indexOf(first)).toBeLessThan(scenarios.indexOf(second))
  const nameOf = (id: string) => classes.find((one) => one.id === id)?.name ?? id

  await call(app, first, second.class)
  await expect(answer(app)).toHaveAccessibleName(
    `Not right. You chose: ${nameOf(second.class)}. Answer: ${nameOf(first.class)}`,
  )
  await expect(page.getByRole('region', { name: `Why not: ${nameOf(second.class)}` })).toBeVisible()
  await expect(page.getByRole('group', { name: /so “Didn’t know it” is marked/ }).getByRole('button')).toHaveCount(2)
  await expect(page.getByRole('button', { name: /^(Again|Hard|Good|Easy)/ })).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'What differed' })).toHaveCount(0)
  await page.keyboard.press(' ')

  await expect(page.getByText('Its twin: one fact differs')).toBeVisible()
  await call(app, second, second.class)
  await expect(page.getByRole('region', { name: 'What differed' })).toContainText(
    `The first was “${first.title}”, the second “${second.title}”.`,
  )
  await expectAccessible(app, 'a twin answered')
  await expectFits(app)
  await page.keyboard.press('Enter')

  await expect(question(app)).not.toHaveText(second.title)
  const third = titled(await question(app).textContent())
  const fourth = twinOf(third)
  await call(app, third, third.class)
  await page.keyboard.press(' ')
  await call(app, fourth, fourth.class)
  await page.keyboard.press('2')
  await expect(answer(app)).toHaveCount(0)

  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'This practice' })).toBeFocused()
  await expect(summary(app)).toContainText('You told 1 of 2 pairs of stories apart.')
  const pairs = summary(app).getByRole('region', { name: 'Pairs of stories' })
  await expect(pairs.locator('.practice-verdict')).toHaveText(['Not told apart yet', 'Told apart'])
  await pairs.locator('summary').filter({ hasText: first.title }).focus()
  await page.keyboard.press('Enter')
  await expect(pairs.getByRole('heading', { name: 'What decides it' })).toBeVisible()
  await expectAccessible(app, 'a summary')
  await expectFits(app)
  await page.getByRole('button', { name: 'Practice the 2 cards you missed' }).focus()
  await page.keyboard.press('Enter')
  await call(app, first, first.class)
  await page.keyboard.press(' ')
  await call(app, second, second.class)
  await page.keyboard.press(' ')
  await expect(summary(app)).toContainText('You told the pair of stories apart.')

  expect(await waiting(app)).toEqual(before)
  await app.relaunch()
  expect(await waiting(app)).toEqual(before)
  await follow(app, 'Practice')
  await expect(app.page.getByText('6 answers in practice today')).toBeVisible()
})

test('what is confused twice is said in words, and leads to its drill', async ({ app }) => {
  const { scenarios, factors } = await pack()
  const drill = { kind: 'drill-classes', one: 'smuggling', other: 'both' }
  const twins = scenarios.filter(
    ({ class: of, twin, heldOut }) =>
      of === 'both' && !heldOut && scenarios.find(({ id }) => id === twin)?.class === 'smuggling',
  )
  const [one] = twins
  const same = twins.filter(({ difference }) => difference.factor === one?.difference.factor)
  const wrong = [...same, ...same].slice(0, 2)
  for (const [n, { id }] of wrong.entries())
    await core(app, 'practice/record', {
      ...{ request: `r${n}`, card: id, recalled: false, spent: 1000, drill },
      answer: { chosen: 'smuggling' },
    })
  await app.page.reload()
  await follow(app, 'Flashcards')
  const section = app.page.getByRole('region', { name: 'Practice' })
  const factor = factors.find(({ id }) => id === one?.difference.factor)
  await expect(section).toContainText('“both” cases “smuggling” in 2 of 2 answers.')
  await expect(section).toContainText(`${factor?.name}: ${factor?.question}`)
  await expect(section.getByRole('link', { name: 'Drill this: Smuggling or both' })).toBeVisible()
  await follow(app, 'Progress')
  await follow(app, 'Drill the two')
  await expect(app.page.getByText('Drill: Both or smuggling')).toBeVisible()
  await expect(app.page).toHaveURL(/drill=classes&one=both&other=smuggling/)
})

test('chosen cards: the order outlives a reload, U goes back, help and info, and Back to the choice', async ({
  app,
}) => {
  const { page } = app
  await reviewOne(app)
  await follow(app, 'Flashcards')
  await follow(app, 'Practice')
  await page.getByRole('combobox', { name: 'From' }).selectOption({ label: 'The distinction' })
  await page.getByRole('radio', { name: /^New cards/ }).check()
  await page.getByRole('radio', { name: '10', exact: true }).check()
  await page.getByRole('button', { name: 'Practice 10 cards' }).click()
  await expect(page.getByText('1 of 10')).toBeVisible()
  const first = (await question(app).textContent()) ?? ''
  await page.reload()
  await expect(question(app)).toHaveText(first)

  await page.keyboard.press('i')
  await expect(page.getByRole('dialog', { name: 'This card' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys in practice' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(question(app)).toBeVisible()

  await page.keyboard.press('Enter')
  await expect(answer(app)).toBeFocused()
  await page.keyboard.press('1')
  await expect(page.getByText('2 of 10')).toBeVisible()
  await page.keyboard.press('u')
  await expect(question(app)).toHaveText(first)
  await expect(question(app)).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: 'Back to the card before.' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(answer(app)).toBeFocused()
  await page.keyboard.press('1')
  await expect(page.getByText('2 of 10')).toBeVisible()

  await page.keyboard.press('o')
  await expect(page).toHaveURL(/\/chapters\/the-distinction#/)
  await page.goBack()
  await expect(page.getByText('2 of 10')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(summary(app)).toContainText('1 card in')
  await expect(summary(app).getByRole('heading', { name: 'To read again' })).toBeVisible()
  await summary(app).getByRole('link', { name: 'Choose other cards' }).click()
  await expect(page.getByRole('combobox', { name: 'From' })).toHaveValue('chapter=the-distinction')
  await expect(page.getByRole('radio', { name: /^New cards/ })).toBeChecked()
})
