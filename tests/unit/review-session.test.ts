import { describe, expect, test } from 'vitest'
import { questionText } from '../../renderer/features/flashcards/question-text'
import { countsWords, reviewPath, scopeOf } from '../../renderer/features/flashcards/scope'
import {
  keepSession,
  keptSession,
  noSession,
  type Rated,
  summarise,
  withRating,
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
const session = (...all: Rated[]) => all.reduce(withRating, noSession)
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
      learnt: 2, // a, by its second rating, and b; c was learnt before
    })
    expect(summary.missed.map(({ card }) => card.id)).toEqual(['a'])
  })

  test('forgets what was undone, and has it again when it is redone', () => {
    const one = session(rated('a', 'again'))
    const two = withRating(one, rated('b', 'good'))
    const undone = withUndone(two, step('b', 'good'))
    expect(undone.rated).toEqual(one.rated)
    expect(withRedone(undone, step('b', 'good')).rated).toEqual(two.rated)
    expect(withRating(undone, rated('c', 'good')).undone).toEqual([])
  })

  test('leaves what was rated before it alone', () => {
    const one = session(rated('a', 'again'))
    expect(withUndone(one, step('z', 'good'))).toBe(one)
    expect(withUndone(noSession, step('z', 'good'))).toBe(noSession)
    expect(withRedone(one, step('z', 'good'))).toBe(one)
  })

  test('goes on after a look at the passage, for half an hour', () => {
    const one = session(rated('a', 'again'))
    keepSession('all', one, 0)
    expect(keptSession('all', 29 * minute)).toBe(one)
    expect(keptSession('all', 31 * minute)).toBe(noSession)
    expect(keptSession('another', 0)).toBe(noSession)
  })
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
