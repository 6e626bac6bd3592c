/**
 * What was taken for what: the sentence, the counts and the figures on Progress, against answers given over the contract.
 * The answers are given through the loopback host on the test's data while the app is closed, which works for all hosts.
 */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../shared/contract'
import type { ReviewCard } from '../../shared/model/views'
import { spawnLoopback } from '../support/hosts'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

test.slow() // each starts several processes

type Client = ContractRouterClient<Contract>

async function meanwhile(app: App, act: (client: Client) => Promise<void>): Promise<void> {
  await app.close()
  const { child, ready, exited } = spawnLoopback(app.dataFolder)
  try {
    const { origin, hash } = new URL(await ready)
    const headers = { 'x-fieldbook-token': hash.slice('#token='.length) }
    await act(createORPCClient(new RPCLink({ url: `${origin}/call`, headers })))
  } finally {
    child.kill('SIGINT')
    await exited
  }
  await app.launch()
}

interface Given {
  card: string
  right: string
  chosen: string | null
  ticked: string[]
  deciding: string[]
  first: boolean
}

/** Answers as many cases as asked for, in the order the queue gives them. */
async function answerCases(client: Client, times: number, answers: Given[]): Promise<void> {
  await client.settings.changeStudy({ newPerDay: 999, burySiblings: false })
  for (let n = 0; n < times; n += 1) {
    const { next } = await client.study.next({ scope: { kind: 'cases' } })
    if (!next) throw new Error('no case is left')
    const given = answerTo(next, answers)
    answers.push(given)
    await client.study.review({
      request: `answer-${answers.length}`,
      scope: { kind: 'cases' },
      card: next.card.id,
      standsOn: next.record?.standsOn ?? null,
      rating: given.chosen === given.right ? 'good' : 'again',
      spent: 9000,
      answer: { chosen: given.chosen, ticked: given.ticked },
    })
  }
}

/** Takes the first three cases that are neither for trafficking, one smuggling case for both, and leaves one open. */
function answerTo({ card, options, record }: ReviewCard, before: Given[]): Given {
  const right = options.find((option) => option.right)?.id ?? ''
  const ofClass = before.filter((given) => given.right === right).length
  const first = record === null
  const wrong: Record<string, string | null | undefined> = {
    neither: ofClass < 3 ? 'trafficking' : undefined,
    smuggling: ofClass === 0 ? 'both' : undefined,
    trafficking: ofClass === 0 ? null : undefined,
  }
  const mistake = first ? wrong[right] : undefined
  const deciding = card.factors
  const missed = before.length % 3 === 0 ? deciding.slice(1) : deciding
  const ticked = before.length % 4 === 0 ? [...missed, 'movement'] : missed
  return { card: card.id, right, chosen: mistake === undefined ? right : mistake, ticked, deciding, first }
}

const part = (app: App) => app.page.getByRole('region', { name: 'Cases you mix up' })
const matrix = (app: App) => part(app).getByRole('table', { name: /a row is what the cases were/ })
const openProgress = (app: App) => app.page.getByRole('link', { name: 'Progress' }).click()

test('before the first case it says what will stand here and leads to the cases', async ({ app }) => {
  await meanwhile(app, async (client) => {
    const { next } = await client.study.next({ scope: { kind: 'chapter', chapter: 'the-distinction' } })
    if (!next) throw new Error('no card')
    const scope = { kind: 'all' } as const
    await client.study.review({
      request: 'one',
      scope,
      card: next.card.id,
      standsOn: null,
      rating: 'good',
      spent: 4000,
      ...(next.card.kind === 'multiple-choice' && { answer: { chosen: null } }),
    })
  })
  await openProgress(app)
  await expect(part(app).getByText('You have not answered a case yet.')).toBeVisible()
  await expect(part(app).getByRole('table')).toHaveCount(0)
  await expectAccessible(app, 'no case answered')
  await part(app).getByRole('link', { name: 'Study the cases' }).click()
  await expect(app.page).toHaveURL(/\/flashcards\/review\?scope=cases$/)
})

test('the sentence, the matrix and the tables say what was answered', async ({ app }) => {
  const answers: Given[] = []
  await meanwhile(app, (client) => answerCases(client, 5, answers))
  await openProgress(app)
  await expect(part(app).getByText('5 of 20 first answers with factors ticked so far')).toBeVisible()
  await expect(part(app).getByRole('columnheader', { name: /^Told apart/ })).toHaveCount(0)

  await meanwhile(app, (client) => answerCases(client, 45, answers))
  const firsts = answers.filter(({ first }) => first)
  expect(firsts.length, 'some cases were answered twice').toBeLessThan(answers.length)
  expect(firsts.length, 'enough for figures').toBeGreaterThanOrEqual(20)
  await openProgress(app)

  const neither = answers.filter(({ right }) => right === 'neither')
  const sentence = part(app).getByText('What decided those cases')
  await expect(sentence).toContainText(`“neither” cases “trafficking” in 3 of ${neither.length} answers.`)
  const deciding = neither.filter(({ chosen }) => chosen === 'trafficking').flatMap((given) => given.deciding)
  const times = (factor: string) => deciding.filter((each) => each === factor).length
  const said = /often: (\w+)\./.exec((await sentence.textContent()) ?? '')?.[1]?.toLowerCase() ?? ''
  expect(times(said), said).toBe(Math.max(...deciding.map(times)))

  await expectCounts(app, answers)
  await part(app).getByRole('radio', { name: 'First answers' }).check()
  await expectCounts(app, firsts)

  const pairs = part(app).getByRole('region', { name: 'Pair by pair' })
  const within = firsts.filter(({ right, chosen }) =>
    [right, chosen].every((id) => id === 'smuggling' || id === 'both'),
  ).length
  const pair = pairs.getByRole('listitem').filter({ hasText: /Smuggling and\s+Both/ })
  // The book has fewer than 20 cases of any two classes, so no figure is promised.
  await expect(pair).toContainText(
    new RegExp(`Smuggling and\\s+Both${within} first answers; with \\d+ cases of the two`),
  )

  for (const [factor, name] of [
    ['means', 'Means'],
    ['movement', 'Movement a decoy: movement settles nothing'],
  ] as const) {
    const decided = firsts.filter(({ deciding }) => deciding.includes(factor))
    const free = firsts.filter(({ deciding }) => !deciding.includes(factor))
    const ticked = (given: Given[]) =>
      given.length === 0
        ? 'never decided'
        : `${given.filter((each) => each.ticked.includes(factor)).length} of ${given.length}`
    const row = part(app)
      .getByRole('table', { name: 'How often you ticked each factor' })
      .getByRole('row')
      .filter({ has: app.page.getByRole('rowheader', { name }) })
    const cells = row.getByRole('cell')
    await expect(cells.nth(0)).toHaveText(ticked(decided))
    await expect(cells.nth(1)).toHaveText(ticked(free))
    const figure = /^-?\d\.\d \(-?\d\.\d to -?\d\.\d\)$/
    await expect(cells.nth(2)).toHaveText(factor === 'movement' ? 'nothing to tell apart' : figure)
  }
  await expectAccessible(app, 'cases answered')

  await app.page.setViewportSize({ width: 320, height: 256 })
  const wide = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  const scroller = part(app).getByRole('group', { name: /a row is what the cases were/ })
  await scroller.focus()
  await app.page.keyboard.press('ArrowRight')
  await expect.poll(() => scroller.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0)
  await expectAccessible(app, 'cases answered, narrow')
})

async function expectCounts(app: App, answers: Given[]): Promise<void> {
  const classes = ['smuggling', 'trafficking', 'both', 'neither', 'not-enough-to-say']
  await expect(matrix(app).getByRole('row')).toHaveCount(classes.length + 2)
  for (const [index, right] of classes.entries()) {
    const of = answers.filter((given) => given.right === right)
    const counts = [...classes, null].map((chosen) => {
      const times = of.filter((given) => given.chosen === chosen).length
      return chosen === right ? `${times} right` : `${times}`
    })
    const row = matrix(app)
      .getByRole('row')
      .nth(index + 2)
    await expect(row.getByRole('cell')).toHaveText([...counts, `${of.length}`])
  }
}
