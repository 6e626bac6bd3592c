import type { Card } from '../../../shared/model/content'
import type { Answer, CardAnswers } from '../../../shared/model/study'
import type { ConfusionCell, ConfusionView } from '../../../shared/model/views'
import { enoughTrials, sensitivity, type Trial } from '../../../shared/rules/confusion'
import type { DrillCase } from '../../../shared/rules/drills'
import { own } from '../../../shared/rules/own'
import type { Store } from '../store/store'
import { drillCases } from './drill-cases'
import type { PackIndex } from './pack'

/** What was taken for what, in the cases of the pack. */
export function confusionOf({ store, pack }: { store: Store; pack: PackIndex }): ConfusionView {
  const { classes, factors } = pack.pack
  const cases = pack.cards.filter((card) => card.kind === 'classification')
  const answered = answeredCases({ store, pack })
  const firsts = firstsOf(answered)
  const cells = cellsOf(answered)
  const ids = classes.map(({ id }) => id)
  return {
    classes: classes.map(({ id, name }) => ({ id, name })),
    cells,
    pairs: ids.flatMap((one, index) => ids.slice(index + 1).map((other) => pairOf(one, other, firsts, cases))),
    factors: factors.map(({ id, name }) => ({ factor: id, name, ...factorOf(id, firsts) })),
    enough: enoughTrials,
    most: mostOften(cells, answered, drillCases(pack.cards, pack)),
  }
}

export type Answered = { card: Card; answers: CardAnswers }

export function answeredCases({ store, pack }: { store: Store; pack: PackIndex }): Answered[] {
  return pack.cards.flatMap((card) => {
    const answers = card.kind === 'classification' ? own(store.state.answers, card.id) : undefined
    return answers ? [{ card, answers }] : []
  })
}

export function firstsOf(answered: readonly Answered[]): Answer[] {
  return answered.flatMap(({ answers }) => answers.first ?? [])
}

export function cellsOf(answered: readonly Answered[]): ConfusionCell[] {
  const cells = new Map<string, ConfusionCell>()
  const cell = (right: string, chosen: string) => {
    const key = `${right} ${chosen}`
    const known = cells.get(key) ?? { right, chosen, first: 0, all: 0 }
    cells.set(key, known)
    return known
  }
  for (const { card, answers } of answered) {
    const right = rightOf(card, answers)
    if (answers.first) cell(right, answers.first.chosen ?? '').first += 1
    for (const [chosen, times] of Object.entries(answers.chosen)) cell(right, chosen).all += times
  }
  return [...cells.values()]
}

/** The class it had when it was first answered, or has now. */
export function rightOf(card: Card, { first }: CardAnswers): string {
  const options = card.kind === 'classification' ? card.options : []
  return first?.right ?? options.find(({ right }) => right)?.id ?? ''
}

/** Only answers within the pair tell the two apart. */
function pairOf(one: string, other: string, firsts: readonly Answer[], cases: readonly Card[]) {
  const within = firsts.filter(({ right, chosen }) => [right, chosen].every((id) => id === one || id === other))
  const trials = within.map(({ right, chosen }) => ({ signal: right === one, said: chosen === one }))
  const inPack = cases.filter(({ classes }) => classes.includes(one) || classes.includes(other)).length
  return { one, other, cases: inPack, trials: trials.length, dPrime: sensitivity(trials, `${one} ${other}`) }
}

function factorOf(id: string, firsts: readonly Answer[]) {
  const trials = factorTrials(id, firsts)
  return { ...factorCounts(trials), trials: trials.length, dPrime: sensitivity(trials, id) }
}

/** Of the first answers in which factors were ticked: whether the factor decided, and whether it was ticked. */
export function factorTrials(id: string, firsts: readonly Answer[]): Trial[] {
  const asked = firsts.filter(({ ticked, deciding }) => ticked !== undefined && deciding !== undefined)
  return asked.map(({ ticked = [], deciding = [] }) => ({
    signal: deciding.includes(id),
    said: ticked.includes(id),
  }))
}

export function factorCounts(trials: readonly Trial[]) {
  const count = (signal: boolean, said?: boolean) =>
    trials.filter((trial) => trial.signal === signal && (said === undefined || trial.said === said)).length
  return {
    decided: count(true),
    ticked: count(true, true),
    free: count(false),
    tickedFree: count(false, true),
  }
}

/** A mistake made once may be a slip. */
function mostOften(
  cells: readonly ConfusionCell[],
  answered: readonly Answered[],
  cases: readonly DrillCase[],
): ConfusionView['most'] {
  const [worst] = cells
    .filter(({ right, chosen, all }) => chosen !== '' && chosen !== right && all > 1)
    .toSorted((one, other) => other.all - one.all)
  if (!worst) return null
  const { right, chosen } = worst
  const of = cells.reduce((sum, cell) => sum + (cell.right === right ? cell.all : 0), 0)
  return { right, chosen, times: worst.all, of, factor: decidedMost(right, chosen, answered, cases) }
}

/** The factor that decided most of the answers in which one class was called the other. */
export function decidedMost(
  right: string,
  chosen: string,
  answered: readonly Answered[],
  cases: readonly DrillCase[],
): string | null {
  const known = new Map(cases.map((one) => [one.card, one]))
  /** Where its twin is of the class chosen, the factor in which they differ says more than all that decide. */
  const telling = (card: Card) => {
    const one = known.get(card.id)
    const twin = one?.twin ? known.get(one.twin) : undefined
    return one && twin?.class === chosen ? [one.differs] : card.factors
  }
  const times = new Map<string, number>()
  for (const { card, answers } of answered) {
    if (rightOf(card, answers) !== right) continue
    const made = own(answers.chosen, chosen) ?? 0
    for (const factor of made > 0 ? telling(card) : []) times.set(factor, (times.get(factor) ?? 0) + made)
  }
  const [most] = [...times].sort(([, one], [, other]) => other - one)
  return most?.[0] ?? null
}
