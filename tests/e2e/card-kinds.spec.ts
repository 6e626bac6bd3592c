/** The kinds of cards beyond question and answer, on the real pack. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Card, Pack } from '../../shared/model/content'
import { built } from '../support/hosts'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

/** Opens a review of few cards and goes on to the first of that kind. */
async function reach(app: App, kind: Card['kind']): Promise<Card> {
  const file = path.join(built, 'content', 'federal-response.json')
  const { cards } = JSON.parse(await readFile(file, 'utf8')) as Pack
  const objectives = new Set(cards.filter((card) => card.kind === kind).flatMap((card) => card.objectives))
  const before = (objective: string) =>
    cards.filter((card) => card.objectives.includes(objective)).findIndex((card) => card.kind === kind)
  const [objective = ''] = [...objectives].sort((one, other) => before(one) - before(other))
  await app.page.goto(`${app.origin}/flashcards/review?objective=${objective}`)
  for (;;) {
    await expect(question(app)).toBeVisible()
    const shown = (await question(app).textContent())?.trim() ?? ''
    const card = cards.find((card) => wordsShown(card) === shown)
    if (card?.kind === kind) return card
    await app.page.keyboard.press('Enter')
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

test('a multiple-choice card shows its options, then the right one and why not the others', async ({ app }) => {
  test.slow()
  const card = await reach(app, 'multiple-choice')
  if (card.kind !== 'multiple-choice') throw new Error()
  const { page } = app
  const options = page.getByRole('list', { name: 'Options' }).getByRole('listitem')
  await expect(options).toHaveCount(card.options.length)
  await expect(question(app)).toHaveAccessibleDescription(/\S/)
  await expect(page.getByRole('heading', { name: 'Why not the others' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Show answer' }).click()
  await expect(page.getByRole('group', { name: `Answer: ${card.backText}` })).toBeFocused()
  const reasons = page.getByRole('region', { name: 'Why not the others' })
  await expect(reasons.getByRole('term')).toHaveCount(card.options.length - 1)
  await expectAccessible(app, 'a multiple-choice answer')
})

test('a case is told without its class; then the class, the person first, and what decides it', async ({ app }) => {
  test.slow()
  const card = await reach(app, 'classification')
  const { page } = app
  await expect(page.getByRole('list', { name: 'Options' }).getByRole('listitem')).toHaveText([
    'Smuggling',
    'Trafficking',
    'Both',
    'Neither',
    'Not enough to say',
  ])
  await expect(question(app)).toHaveAccessibleDescription(/What would you call this case/)
  await expect(page.getByRole('heading', { name: 'What decides it' })).toHaveCount(0)
  await expectAccessible(app, 'a case')
  await page.getByRole('button', { name: 'Show answer' }).click()
  await expect(page.getByRole('group', { name: `Answer: ${card.backText}` })).toBeFocused()
  await expect(page.getByRole('heading', { name: 'What decides it' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Why not the others' }).getByRole('term')).toHaveCount(4)
  await expectAccessible(app, 'a case answered')
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
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
