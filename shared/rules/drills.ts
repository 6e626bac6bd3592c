/**
 * Contrast drills: look-alikes one right after the other, so that what sets them apart stands out. The opposite of the
 * usual queue, which keeps them apart.
 */
import type { Card } from '../model/content'
import type { Drill, PracticeLimit } from '../model/practice'
import { shuffled } from './shuffle'

/** A case that can be asked: one with a card, so never a held-out one. */
export interface DrillCase {
  card: string
  class: string
  /** Card of the story that differs from it in one fact; null if that one can't be asked. */
  twin: string | null
  /** The factor in which the two differ. */
  differs: string
  /** Every factor that the story speaks of, whether it decides or not. */
  factors: readonly string[]
}
export type DrillCard = Pick<Card, 'id' | 'kind' | 'factors' | 'classes' | 'contrast'>

/**
 * Mistakes as a share of the answers, drawn towards guessing while there are few: (mistakes + 1) / (answers + options),
 * additive (Laplace) smoothing with one imagined answer for each of the options. So three mistakes in three answers
 * don't outrank twenty in twenty-two.
 */
export function smoothedShare(mistakes: number, answers: number, options: number): number {
  return (mistakes + 1) / (answers + options)
}

/** The pairs of twins of a drill, each in the pack's order, by which the words on their difference name them. */
export function twinsOf(drill: Drill, cases: readonly DrillCase[]): [string, string][] {
  const known = new Map(cases.map((one) => [one.card, one]))
  const paired = new Set<string>()
  return cases.flatMap((one): [string, string][] => {
    const twin = one.twin === null ? undefined : known.get(one.twin)
    if (!twin || paired.has(one.card) || paired.has(twin.card) || !contrasts(drill, one, twin)) return []
    paired.add(one.card).add(twin.card)
    return [[one.card, twin.card]]
  })
}

/** Cases that a drill can show: of either class, or those in which the factor is spoken of. */
export function casesOf<Case extends DrillCase>(drill: Drill, cases: readonly Case[]): Case[] {
  if (drill.kind === 'drill-factor') return cases.filter(({ factors }) => factors.includes(drill.factor))
  return cases.filter((one) => one.class === drill.one || one.class === drill.other)
}

/**
 * What a drill shows, as blocks that stay together: the pairs of twins; then cards on what decides between them, each
 * with its look-alike; then the other cases, those alike in what decides side by side. Only the seed decides the order
 * within each of the three.
 */
export function drillBlocks(
  drill: Drill,
  cases: readonly DrillCase[],
  cards: readonly DrillCard[],
  seed: string,
): string[][] {
  const twins = twinsOf(drill, cases)
  const paired = new Set(twins.flat())
  const others = casesOf(drill, cases).filter(({ card }) => !paired.has(card))
  const about = cardsAbout(drill, cases, cards)
  return [...mixed(twins, seed), ...mixed(lookAlikes(about, cards), seed), ...alikeTogether(others, seed)]
}

/** Whole blocks, as many as fit. */
export function withinLimit(blocks: readonly (readonly string[])[], limit: PracticeLimit): string[] {
  const taken: string[] = []
  for (const block of blocks) if (limit === null || taken.length + block.length <= limit) taken.push(...block)
  return taken
}

function contrasts(drill: Drill, one: DrillCase, twin: DrillCase): boolean {
  if (drill.kind === 'drill-factor') return one.differs === drill.factor
  const classes = [one.class, twin.class]
  return classes.includes(drill.one) && classes.includes(drill.other)
}

/** Questions and choices on the deciding factor that are about either class, or about none in particular. */
function cardsAbout(drill: Drill, cases: readonly DrillCase[], cards: readonly DrillCard[]): DrillCard[] {
  const asked = cards.filter(isAsked)
  if (drill.kind === 'drill-factor') return asked.filter(({ factors }) => factors.includes(drill.factor))
  const twins = new Set(twinsOf(drill, cases).map(([card]) => card))
  const deciding = new Set(cases.filter(({ card }) => twins.has(card)).map(({ differs }) => differs))
  return asked.filter(
    ({ factors, classes }) =>
      factors.some((factor) => deciding.has(factor)) &&
      (classes.length === 0 || classes.includes(drill.one) || classes.includes(drill.other)),
  )
}
const isAsked = ({ kind }: DrillCard) => kind === 'basic' || kind === 'multiple-choice'

/** Each card with its look-alike, those that have one first: they are what a drill is about. */
function lookAlikes(about: readonly DrillCard[], all: readonly DrillCard[]): string[][] {
  const known = new Map(all.map((card) => [card.id, card]))
  const placed = new Set<string>()
  const pairs: string[][] = []
  const single: string[][] = []
  for (const card of about.toSorted((one, other) => Number(!one.contrast) - Number(!other.contrast))) {
    if (placed.has(card.id)) continue
    placed.add(card.id)
    const other = card.contrast === undefined ? undefined : known.get(card.contrast)
    if (!other || !isAsked(other) || placed.has(other.id)) single.push([card.id])
    else {
      placed.add(other.id)
      pairs.push([card.id, other.id])
    }
  }
  return [...pairs, ...single]
}

function alikeTogether(cases: readonly DrillCase[], seed: string): string[][] {
  const inTurn = shuffled(
    cases.map((one) => ({ ...one, id: one.card })),
    seed,
  )
  const factors = [...new Set(inTurn.map(({ differs }) => differs))]
  return factors.flatMap((factor) => inTurn.filter(({ differs }) => differs === factor).map(({ card }) => [card]))
}

/** Longer blocks first, so that a limit leaves out single cards before pairs. */
function mixed(blocks: readonly (readonly string[])[], seed: string): string[][] {
  return shuffled(
    blocks.map((block) => ({ id: block.join(' '), block })),
    seed,
  )
    .map(({ block }) => [...block])
    .sort((one, other) => other.length - one.length)
}
