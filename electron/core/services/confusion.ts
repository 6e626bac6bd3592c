import type { Card } from '../../../shared/model/content'
import type { Answer } from '../../../shared/model/study'
import type { ConfusionCell, ConfusionView } from '../../../shared/model/views'
import { enoughTrials, sensitivity } from '../../../shared/rules/confusion'
import { own } from '../../../shared/rules/own'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'

/** What was taken for what, in the cases of the pack. */
export function confusionOf({ store, pack }: { store: Store; pack: PackIndex }): ConfusionView {
  const { classes, factors } = pack.pack
  const cases = pack.cards.filter((card) => card.kind === 'classification')
  const answered = cases.flatMap((card) => {
    const answers = own(store.state.answers, card.id)
    return answers ? [{ card, answers }] : []
  })
  const firsts = answered.map(({ answers }) => answers.first)
  const cells = cellsOf(answered)
  const ids = classes.map(({ id }) => id)
  return {
    classes: classes.map(({ id, name }) => ({ id, name })),
    cells,
    pairs: ids.flatMap((one, index) => ids.slice(index + 1).map((other) => pairOf(one, other, firsts, cases))),
    factors: factors.map(({ id, name }) => ({ factor: id, name, ...factorOf(id, firsts) })),
    enough: enoughTrials,
    most: mostOften(cells, answered),
  }
}

type Answered = { card: Card; answers: Store['state']['answers'][string] }

function cellsOf(answered: readonly Answered[]): ConfusionCell[] {
  const cells = new Map<string, ConfusionCell>()
  const cell = (right: string, chosen: string) => {
    const key = `${right} ${chosen}`
    const known = cells.get(key) ?? { right, chosen, first: 0, all: 0 }
    cells.set(key, known)
    return known
  }
  for (const { answers } of answered) {
    const { right } = answers.first
    cell(right, answers.first.chosen ?? '').first += 1
    for (const [chosen, times] of Object.entries(answers.chosen)) cell(right, chosen).all += times
  }
  return [...cells.values()]
}

/** Only answers within the pair tell the two apart. */
function pairOf(one: string, other: string, firsts: readonly Answer[], cases: readonly Card[]) {
  const within = firsts.filter(({ right, chosen }) => [right, chosen].every((id) => id === one || id === other))
  const trials = within.map(({ right, chosen }) => ({ signal: right === one, said: chosen === one }))
  const inPack = cases.filter(({ classes }) => classes.includes(one) || classes.includes(other)).length
  return { one, other, cases: inPack, trials: trials.length, dPrime: sensitivity(trials, `${one} ${other}`) }
}

function factorOf(id: string, firsts: readonly Answer[]) {
  const asked = firsts.filter(({ ticked, deciding }) => ticked !== undefined && deciding !== undefined)
  const trials = asked.map(({ ticked = [], deciding = [] }) => ({
    signal: deciding.includes(id),
    said: ticked.includes(id),
  }))
  const count = (signal: boolean, said?: boolean) =>
    trials.filter((trial) => trial.signal === signal && (said === undefined || trial.said === said)).length
  return {
    decided: count(true),
    ticked: count(true, true),
    free: count(false),
    tickedFree: count(false, true),
    trials: trials.length,
    dPrime: sensitivity(trials, id),
  }
}

/** A mistake made once may be a slip. */
function mostOften(cells: readonly ConfusionCell[], answered: readonly Answered[]): ConfusionView['most'] {
  const [worst] = cells
    .filter(({ right, chosen, all }) => chosen !== '' && chosen !== right && all > 1)
    .toSorted((one, other) => other.all - one.all)
  if (!worst) return null
  const { right, chosen } = worst
  const of = cells.reduce((sum, cell) => sum + (cell.right === right ? cell.all : 0), 0)
  const deciding = new Map<string, number>()
  for (const { card, answers } of answered) {
    if (answers.first.right !== right || !answers.chosen[chosen]) continue
    for (const factor of card.factors) deciding.set(factor, (deciding.get(factor) ?? 0) + 1)
  }
  const [factor] = [...deciding].sort(([, one], [, other]) => other - one)
  return { right, chosen, times: worst.all, of, factor: factor?.[0] ?? null }
}
