import { describe, expect, test } from 'vitest'
import { answerGiven, factorRemarks, noChoice, suggestedRating } from '../../renderer/features/flashcards/answer'
import { nextFlag, withFlag } from '../../renderer/features/flashcards/flag'
import { questionText } from '../../renderer/features/flashcards/question-text'
import { countsWords, reviewPath, scopeOf } from '../../renderer/features/flashcards/scope'
import {
  actOf,
  keepSession,
  keptSession,
  noSession,
  type Rated,
  summarise,
  withAct,
  withRedone,
  withUndone,
} from '../../renderer/features/flashcards/session'
import type { Rating } from '../../shared/model/study'
import type { ReviewCard, Step } from '../../shared/model/views'

const minute = 60_000
const day = 24 * 60 * minute

function rated(id: string, rating: Rating, phase: 'new' | 'learning' | 'review' = 'new'): Rated {
  const card = {
    card: { id },
    record: phase === 'new' ? null : { memory: { phase } },
    intervals: { again: minute, hard: 6 * minute, good: phase === 'new' ? 10 * minute : 2 * day, easy: 8 * day },
  } as unknown as ReviewCard
  return { card, rating, spent: 5000 }
}
const session = (...all: Rated[]) => all.reduce(withAct, noSession)
const step = (card: string, rating: Rating): Step => ({ kind: 'review', subject: '', card, rating })

describe('a session', () => {
  test('is summed up by cards and by ratings', () => {
    const summary = summarise(
      session(rated('a', 'again'), rated('b', 'easy'), rated('a', 'good', 'learning'), rated('c', 'good', 'review')),
    )
    expect(summary).toMatchObject({
      reviews: 4,
      cards: 3,
      byRating: { again: 1, hard: 0, good: 2, easy: 1 },
      spent: 20_000,
      met: 2,
      learned: 2, // a, by its second rating, and b; c was learned before
    })
    expect(summary.missed.map(({ card }) => card.id)).toEqual(['a'])
  })

  test('forgets what was undone, and has it again when it is redone', () => {
    const one = session(rated('a', 'again'))
    const two = withAct(one, rated('b', 'good'))
    const undone = withUndone(two, step('b', 'good'))
    expect(undone.done).toEqual(one.done)
    expect(withRedone(undone, step('b', 'good')).done).toEqual(two.done)
    expect(withAct(undone, rated('c', 'good')).undone).toEqual([])
  })

  test('leaves what was rated before it alone', () => {
    const one = session(rated('a', 'again'))
    expect(withUndone(one, step('z', 'good'))).toBe(one)
    expect(withUndone(noSession, step('z', 'good'))).toBe(noSession)
    expect(withRedone(one, step('z', 'good'))).toBe(one)
  })

  test('remembers what was set on a card between ratings, and counts only ratings', () => {
    const { card } = rated('b', 'good')
    const one = session(rated('a', 'again'))
    const two = withAct(one, { card, did: 'buried', after: null })
    const buried: Step = { kind: 'card-marks', subject: '', did: 'buried', cards: 1, card: 'b' }
    expect(summarise(two)).toEqual(summarise(one))
    expect(withUndone(two, step('b', 'good'))).toBe(two)
    expect(withUndone(two, { ...buried, cards: 3 })).toBe(two)
    expect(actOf(buried, 'undo', two)?.card).toBe(card)
    expect(withUndone(two, buried).done).toEqual(one.done)
    expect(actOf(buried, 'redo', withUndone(two, buried))?.card).toBe(card)
  })

  test('goes on after a look at the passage, for half an hour', () => {
    const one = session(rated('a', 'again'))
    keepSession('all', one, 0)
    expect(keptSession('all', 29 * minute)).toBe(one)
    expect(keptSession('all', 31 * minute)).toBe(noSession)
    expect(keptSession('another', 0)).toBe(noSession)
  })
})

describe('an answer by choice', () => {
  const options = [
    { id: 'x', right: false },
    { id: 'y', right: true },
  ]
  const choosing = { card: { kind: 'multiple-choice' }, options, scenario: null } as unknown as ReviewCard
  const aCase = { card: { kind: 'classification' }, options, scenario: {} } as unknown as ReviewCard
  const plain = { card: { kind: 'basic' }, options: [], scenario: null } as unknown as ReviewCard
  const typed = { ...plain, card: { kind: 'typed', backText: 'The CyberTipline.', accept: ['CT'] } } as ReviewCard

  test('speaks for a rating', () => {
    expect(suggestedRating(choosing, { chosen: 'y', ticked: [] })).toBe('good')
    expect(suggestedRating(choosing, { chosen: 'x', ticked: [] })).toBe('again')
    expect(suggestedRating(choosing, noChoice)).toBe('again')
    expect(suggestedRating(plain, noChoice)).toBeNull()
    for (const words of ['cybertipline', 'CyberTiplien', 'ct'])
      expect(suggestedRating(typed, { ...noChoice, typed: words })).toBe('good')
    for (const words of ['', ' ', 'a hotline'])
      expect(suggestedRating(typed, { ...noChoice, typed: words })).toBe('again')
  })

  test('is recorded as far as it was given', () => {
    expect(answerGiven(plain, noChoice)).toBeUndefined()
    expect(answerGiven(typed, { ...noChoice, typed: 'x' })).toEqual({ chosen: null, typed: 'x' })
    expect(answerGiven(choosing, noChoice)).toEqual({ chosen: null })
    expect(answerGiven(aCase, { chosen: 'x', ticked: [] })).toEqual({ chosen: 'x' })
    expect(answerGiven(aCase, { chosen: 'x', ticked: ['age'] })).toEqual({ chosen: 'x', ticked: ['age'] })
  })

  test('has its factors compared in words', () => {
    const scenario = {
      factors: [
        { factor: 'Means', decides: true, says: [] },
        { factor: 'Age', decides: true, says: [] },
        { factor: 'Consent', decides: false, says: [] },
      ],
    }
    const said = (...ticked: string[]) => factorRemarks(ticked, scenario, (factor) => factor).map(({ words }) => words)
    expect(said()).toEqual([])
    expect(said('Means', 'Age')).toEqual(['You ticked Means and Age: they decide this case.'])
    expect(said('Age', 'Movement')).toEqual([
      'You ticked Age: it decides this case.',
      'You did not tick Means: it decides it too.',
      'You also ticked Movement: it decided nothing here.',
    ])
    expect(said('Consent')).toEqual([
      'You did not tick Means and Age: they decide it.',
      'You ticked Consent: it decided nothing here.',
    ])
  })
})

test('flags go round and leave other marks alone', () => {
  expect([null, { flag: 1 }, { flag: 3 }, { flag: 4 }].map(nextFlag)).toEqual([1, 2, 4, null])
  expect(withFlag({ leech: true, flag: 2 }, 3)).toEqual({ leech: true, flag: 3 })
  expect(withFlag({ leech: true, flag: 2 }, null)).toEqual({ leech: true })
  expect(withFlag({ flag: 2 }, null)).toBeNull()
})

test('a scope and its address are the same thing', () => {
  for (const scope of [
    { kind: 'all' },
    { kind: 'chapter', chapter: 'a b&c' },
    { kind: 'objective', objective: 'x=y' },
  ] as const)
    expect(scopeOf(new URL(reviewPath(scope), 'http://x').search)).toEqual(scope)
  expect(scopeOf('')).toEqual({ kind: 'all' })
})

test('counts leave out what is nought', () => {
  expect(countsWords({ learning: 2, due: 0, new: 8 })).toBe('2 in learning, 8 new')
})

test('a question shows no term to open and no source', () => {
  expect(
    questionText([
      { type: 'text', text: 'Who leads ' },
      { type: 'strong', children: [{ type: 'term', entry: 'jtfa', children: [{ type: 'text', text: 'JTFA' }] }] },
      { type: 'citation', facts: ['S1-001'] },
    ]),
  ).toEqual([
    { type: 'text', text: 'Who leads ' },
    { type: 'strong', children: [{ type: 'text', text: 'JTFA' }] },
  ])
})
