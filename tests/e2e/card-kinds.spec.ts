/** The kinds of cards beyond question and answer, on the real pack: choosing by key and by mouse, and what is said to it. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Card, Option, Pack } from '../../shared/model/content'
import type { Operation } from '../../shared/model/operations'
import type { Answer } from '../../shared/model/study'
import { built } from '../support/hosts'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

const pack = async () =>
  JSON.parse(await readFile(path.join(built, 'content', 'federal-response.json'), 'utf8')) as Pack

/** Opens a review of few cards and goes on to the first of that kind. */
async function reach<Kind extends Card['kind']>(app: App, kind: Kind): Promise<Card & { kind: Kind }> {
  const { cards } = await pack()
  const objectives = new Set(cards.filter((card) => card.kind === kind).flatMap((card) => card.objectives))
  const before = (objective: string) =>
    cards.filter((card) => card.objectives.includes(objective)).findIndex((card) => card.kind === kind)
  const [objective = ''] = [...objectives].sort((one, other) => before(one) - before(other))
  await app.page.goto(`${app.origin}/flashcards/review?objective=${objective}`)
  for (;;) {
    await expect(question(app)).toBeVisible()
    const shown = (await question(app).textContent())?.trim() ?? ''
    const card = cards.find((card) => wordsShown(card) === shown)
    if (card?.kind === kind) return card as Card & { kind: Kind }
    await app.page.keyboard.press('Enter')
    // On a slow disk a card is shown before it can be rated, and says so.
    await expect(app.page.getByText('still being saved')).toHaveCount(0)
    await app.page.keyboard.press('4')
    await expect(question(app)).not.toHaveText(shown)
  }
}
/** What stands in the heading: a gap is said as a blank, with its hint. */
function wordsShown({ front, frontText, kind }: Card): string {
  if (kind !== 'cloze') return frontText
  return front
    .map((part) => {
      if (part.type === 'gap') return `blank${part.hint ? ` (${part.hint})` : ''}`
      return part.type === 'text' ? part.text : ''
    })
    .join('')
    .trim()
}
const question = (app: App) => app.page.locator('main section').getByRole('heading', { level: 2 })
const answer = (app: App, name: string) => app.page.getByRole('group', { name, exact: true })
const choices = (app: App) => app.page.getByRole('group', { name: /^Choose an answer/ }).getByRole('button')
const classes = (app: App) => app.page.getByRole('group', { name: 'What would you call this case?' })
const factors = (app: App) => app.page.getByRole('group', { name: /^Which factors decided it/ })
const ratings = (app: App, legend: RegExp) => app.page.getByRole('group', { name: legend })
const whyNotOthers = (app: App) => app.page.getByRole('region', { name: 'Why not the others' }).getByRole('term')
const undone = (app: App) => app.page.getByRole('status').filter({ hasText: /^Undone: / })

const words = ({ text }: Option): string => text.map((part) => (part.type === 'text' ? part.text : '')).join('')
const right = (options: Option[]): Option => options.find((option) => option.right) as Option
const wrong = (options: Option[]): Option => options.find((option) => !option.right) as Option

/** The number under which an option stands on the screen, where options are shuffled. */
async function keyOf(app: App, option: Option): Promise<string> {
  const shown = await choices(app)
    .locator('span:first-child')
    .first()
    .evaluate((one) => {
      const all = [...(one.closest('fieldset')?.querySelectorAll('button') ?? [])]
      return all.map((button) => button.querySelector('span')?.textContent ?? '')
    })
  return String(shown.indexOf(words(option)) + 1)
}

/** What the last rating left in the log. */
async function recorded(app: App): Promise<{ rating: string; answer?: Answer | undefined } | undefined> {
  const folder = path.join(app.dataFolder, 'log')
  const texts = await Promise.all(
    (await readdir(folder)).sort().map((file) => readFile(path.join(folder, file), 'utf8')),
  )
  const operations = texts
    .join('')
    .split('\n')
    .filter((line) => line.includes('"kind":"review"'))
  const last = JSON.parse(operations.at(-1)?.replace(/^\S+ \S+ /, '') ?? 'null') as Operation<'review'> | null
  return last?.data
}

async function expectFits(app: App): Promise<void> {
  await app.page.setViewportSize({ width: 320, height: 640 })
  expect(await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await app.page.setViewportSize({ width: 1280, height: 720 })
}

test('multiple choice: the right option by its key is the answer, Good is marked, Space gives it', async ({ app }) => {
  test.slow()
  const card = await reach(app, 'multiple-choice')
  const { page } = app
  await expect(choices(app)).toHaveCount(card.options.length)
  await expect(question(app)).toHaveAccessibleDescription(/Choose an answer/)
  await expect(page.getByText('Why not')).toHaveCount(0)
  await expectFits(app)

  await page.keyboard.press('9') // there is no such option
  await expect(page.getByRole('button', { name: 'Show answer' })).toBeVisible()
  await page.keyboard.press(await keyOf(app, right(card.options)))
  await expect(answer(app, `Right. Answer: ${card.backText}`)).toBeFocused()
  await expect(ratings(app, /^You were right, so Good is marked/).getByRole('button')).toHaveCount(4)
  await expect(whyNotOthers(app)).toHaveCount(card.options.length - 1)
  await expect(page.getByRole('listitem').filter({ hasText: 'Your choice, right' })).toContainText(
    words(right(card.options)),
  )
  await expectAccessible(app, 'a right choice')
  await page.keyboard.press(' ')
  await expect(question(app)).not.toHaveText(card.frontText)
  expect(await recorded(app)).toMatchObject({ rating: 'good', answer: { chosen: right(card.options).id } })

  await page.keyboard.press('u')
  await expect(undone(app)).toContainText('Good')
  await expect(question(app)).toHaveText(card.frontText)
  await expect(choices(app)).toHaveCount(card.options.length)
})

test('multiple choice: a wrong option by mouse is named, with the reason against it first', async ({ app }) => {
  test.slow()
  const card = await reach(app, 'multiple-choice')
  const { page } = app
  const chosen = wrong(card.options)
  await choices(app)
    .filter({ hasText: words(chosen) })
    .click()
  const named = words(chosen).replace(/\.$/, '')
  await expect(answer(app, `Not right. You chose: ${named}. Answer: ${card.backText}`)).toBeFocused()
  const reason = page.getByRole('region', { name: `Why not: ${words(chosen)}` })
  await expect(reason).toBeVisible()
  const marked = ratings(app, /^You were not right, so Again is marked/)
  await expect(marked.getByRole('button')).toHaveCount(4)
  expect((await reason.boundingBox())?.y).toBeLessThan((await marked.boundingBox())?.y ?? 0)
  await expect(whyNotOthers(app)).toHaveCount(card.options.length - 2)
  await expectFits(app)
  await page.keyboard.press('Enter')
  await expect(question(app)).not.toHaveText(card.frontText)
  expect(await recorded(app)).toMatchObject({ rating: 'again', answer: { chosen: chosen.id } })
})

test('multiple choice: the answer shown without a choice counts as not known', async ({ app }) => {
  test.slow()
  const card = await reach(app, 'multiple-choice')
  const { page } = app
  await page.getByRole('button', { name: 'Show answer' }).click()
  await expect(answer(app, `Answer: ${card.backText}`)).toBeFocused()
  await expect(ratings(app, /^You chose nothing, so Again is marked/).getByRole('button')).toHaveCount(4)
  await expect(whyNotOthers(app)).toHaveCount(card.options.length - 1)
  await page.keyboard.press('2') // all four stay open
  await expect(question(app)).not.toHaveText(card.frontText)
  expect(await recorded(app)).toMatchObject({ rating: 'hard', answer: { chosen: null } })
})

test('a case by keyboard alone: its class, then the factors, compared in words', async ({ app }) => {
  test.slow()
  const card = await reach(app, 'classification')
  const all = (await pack()).factors
  const { page } = app
  await expect(classes(app).getByRole('radio')).toHaveCount(5)
  await expect(question(app)).toHaveAccessibleDescription(/What would you call this case/)
  await expect(factors(app)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'What decides it' })).toHaveCount(0)

  const radio = (option: Option) => classes(app).getByRole('radio', { name: words(option), exact: true })
  await page.keyboard.press(String(card.options.indexOf(wrong(card.options)) + 1))
  await expect(radio(wrong(card.options))).toBeChecked()
  await expect(radio(wrong(card.options))).toBeFocused()
  await page.keyboard.press(String(card.options.indexOf(right(card.options)) + 1)) // thought better of it
  await expect(radio(right(card.options))).toBeFocused()
  await expect(page.getByText('Not right')).toHaveCount(0)

  const deciding = all.filter(({ id }) => card.factors.includes(id))
  const other = all.find(({ id }) => !card.factors.includes(id))
  const [found, ...missed] = deciding
  for (const factor of all) {
    await page.keyboard.press('Tab')
    await expect(factors(app).getByRole('checkbox', { name: factor.name, exact: true })).toBeFocused()
    if (factor === found || factor === other) await page.keyboard.press(' ')
  }
  await expect(factors(app).getByRole('checkbox', { checked: true })).toHaveCount(2)
  await expectAccessible(app, 'a case with its factors')
  await expectFits(app)

  await page.keyboard.press('Enter')
  await expect(answer(app, `Right. Answer: ${card.backText}`)).toBeFocused()
  const decides = page.getByText(`You ticked ${found?.name}: it decides this case.`)
  await expect(decides).toBeVisible()
  await expect(page.getByText(`You also ticked ${other?.name}: it decided nothing here.`)).toBeVisible()
  await expect(page.getByText(/^You did not tick .*/)).toHaveCount(missed.length > 0 ? 1 : 0)
  await expectFits(app)
  await page.keyboard.press(' ')
  await expect(question(app)).not.toHaveText(card.frontText)
  const { answer: given } = (await recorded(app)) ?? {}
  expect(given).toMatchObject({ right: right(card.options).id, chosen: right(card.options).id })
  expect(given?.ticked?.toSorted()).toEqual([found?.id, other?.id].toSorted())
})

test('a case by mouse, wrong, its factors left out: class named, reason first, then the person', async ({ app }) => {
  test.slow()
  const card = await reach(app, 'classification')
  const { page } = app
  const chosen = wrong(card.options)
  await classes(app).getByText(words(chosen), { exact: true }).click()
  await expect(factors(app)).toBeVisible()
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(answer(app, `Not right. You chose: ${words(chosen)}. Answer: ${card.backText}`)).toBeFocused()
  const headings = await page.locator('main section').getByRole('heading', { level: 3 }).allTextContents()
  expect(headings[0]).toContain(`Why not: `)
  await expect(page.getByRole('heading', { name: 'What decides it' })).toBeVisible()
  await expect(page.getByText(/^You (also |did not )?tick/)).toHaveCount(0)
  await expect(whyNotOthers(app)).toHaveCount(3)
  await page.keyboard.press(' ')
  await expect(question(app)).not.toHaveText(card.frontText)
  expect(await recorded(app)).toMatchObject({ rating: 'again', answer: { chosen: chosen.id } })
  expect((await recorded(app))?.answer).not.toHaveProperty('ticked')

  await page.keyboard.press('u')
  await expect(question(app)).toHaveText(card.frontText)
  await expect(classes(app).getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(factors(app)).toHaveCount(0)
})

test('a case shown without a class counts as not known', async ({ app }) => {
  test.slow()
  const card = await reach(app, 'classification')
  await app.page.getByRole('button', { name: 'Show answer' }).click()
  await expect(answer(app, `Answer: ${card.backText}`)).toBeFocused()
  await expect(whyNotOthers(app)).toHaveCount(4)
  await app.page.keyboard.press(' ')
  await expect(question(app)).not.toHaveText(card.frontText)
  expect(await recorded(app)).toMatchObject({ rating: 'again', answer: { chosen: null } })
})

test('a cloze card says where its blank is, and keeps the words to itself', async ({ app }) => {
  test.slow()
  const card = await reach(app, 'cloze')
  await expect(question(app)).toContainText('blank')
  const before = await app.page.locator('main').innerText()
  await app.page.getByRole('button', { name: 'Show answer' }).click()
  await expect(app.page.getByRole('group', { name: `Answer: ${card.backText}` })).toBeFocused()
  expect(before).not.toContain(card.backText)
})
