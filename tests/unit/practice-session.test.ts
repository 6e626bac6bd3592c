import { describe, expect, test } from 'vitest'
import {
  choiceAsked,
  chooserPath,
  type PracticeAsked,
  practiceAsked,
  practicePath,
} from '../../renderer/features/practice/address'
import {
  isKnown,
  keepRound,
  keptRound,
  missed,
  type Practised,
  twinsDone,
} from '../../renderer/features/practice/session'
import { practiceChoices, practiceLimits } from '../../shared/model/practice'
import type { ReviewCard } from '../../shared/model/views'

const minute = 60_000
const options = [
  { id: 'x', right: true },
  { id: 'y', right: false },
]
function plain(id: string, recalled: boolean): [string, Practised] {
  const card = { card: { id }, options: [], scenario: null } as unknown as ReviewCard
  return [id, { card, choice: { chosen: null, ticked: [] }, recalled, spent: 1 }]
}
function story(id: string, twin: string, chosen: string | null, recalled = true): [string, Practised] {
  const card = { card: { id }, options, scenario: { id: `s-${id}`, twin: `s-${twin}` } } as unknown as ReviewCard
  return [id, { card, choice: { chosen, ticked: [] }, recalled, spent: 1 }]
}
const round = (...done: [string, Practised][]) => ({ cards: done.map(([id]) => id), at: 0, done: new Map(done) })

describe('a round of practice', () => {
  test('twins are told apart when both were called what they are', () => {
    const done = round(story('a', 'b', 'x'), story('b', 'a', 'x'), story('c', 'd', 'x'), story('d', 'c', 'y'))
    expect(twinsDone(done).map(({ first, apart }) => [first.card.card.id, apart])).toEqual([
      ['a', true],
      ['c', false],
    ])
    expect(missed(done)).toEqual(['c', 'd'])
  })

  test('an answer shown unchosen tells nothing apart, and stories that are no twins are no pair', () => {
    expect(twinsDone(round(story('a', 'b', null), story('b', 'a', 'x')))[0]?.apart).toBe(false)
    expect(twinsDone(round(story('a', 'b', 'x'), story('c', 'd', 'x')))).toEqual([])
    expect(twinsDone({ ...round(story('a', 'b', 'x')), cards: ['a', 'b'] })).toEqual([])
  })

  test('a card is known when it is said to be and was not chosen wrongly', () => {
    const known = [
      plain('a', true),
      plain('b', false),
      story('c', '', 'x'),
      story('d', '', 'y'),
      story('e', '', 'x', false),
    ]
    expect(known.map(([, answer]) => isKnown(answer))).toEqual([true, false, true, false, false])
    expect(missed(round(...known))).toEqual(['b', 'd', 'e'])
  })

  test('goes on after a look at the passage, for half an hour', () => {
    const one = round(plain('a', true))
    keepRound('key', one, 0)
    expect(keptRound('key', 29 * minute)).toBe(one)
    expect(keptRound('key', 31 * minute)).toBeNull()
    expect(keptRound('another', 0)).toBeNull()
  })
})

describe('what is practised', () => {
  const searchOf = (path: string) => new URL(path, 'http://x').search
  const all: PracticeAsked[] = [
    ...practiceChoices.map((choice) => ({
      what: { kind: 'cards', scope: { kind: 'chapter', chapter: 'a b&c' }, choice } as const,
      limit: 20 as const,
    })),
    ...practiceLimits.map((limit) => ({
      what: { kind: 'cards', scope: { kind: 'factor', factor: 'x=y' }, choice: 'met' } as const,
      limit,
    })),
    { what: { kind: 'drill-classes', one: 'a', other: 'b&c' }, limit: null },
    { what: { kind: 'drill-factor', factor: 'a+b' }, limit: 10 },
  ]

  test.each(all)('and its address are the same thing: $what, $limit', (asked) => {
    expect(practiceAsked(searchOf(practicePath(asked, 'seed')))).toEqual(asked)
    expect(practiceAsked(searchOf(chooserPath(asked)))).toEqual(asked)
    expect(new URLSearchParams(searchOf(practicePath(asked, 'a&b'))).get('seed')).toBe('a&b')
  })

  test('an address that says nothing, or nonsense, asks for what is usual', () => {
    const usual = { what: { kind: 'cards', scope: { kind: 'all' }, choice: 'met' }, limit: 20 }
    expect(practiceAsked('')).toEqual(usual)
    expect(practiceAsked('?cards=constructor&limit=7')).toEqual(usual)
    expect(choiceAsked('?cards=constructor')).toBeNull()
  })
})
