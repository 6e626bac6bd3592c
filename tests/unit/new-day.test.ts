import { expect, test, vi } from 'vitest'
import type { NextCard, ReviewCard } from '../../shared/model/views'

// The words look at the browser's platform.
vi.stubGlobal('navigator', { platform: '' })
const { newDayWords } = await import('../../renderer/features/flashcards/new-day')

const card = (phase: string | null) => ({ record: phase && { memory: { phase } } }) as unknown as ReviewCard
const next = (day: string, due: number, fresh: number, phase: string | null = 'review'): NextCard => ({
  ...{ day, next: card(phase), nextDue: null },
  counts: { learning: 3, due, new: fresh },
})

test('a day that turned is said with what it brings, the card just rated left out', () => {
  expect(newDayWords(next('2026-05-05', 4, 2), next('2026-05-06', 20, 10))).toBe(
    'A new study day has begun: 25 more cards are due.',
  )
  expect(newDayWords(next('2026-05-05', 1, 0), next('2026-05-06', 1, 0))).toBe(
    'A new study day has begun: 1 more card is due.',
  )
  expect(newDayWords(next('2026-05-05', 1, 1, 'learning'), next('2026-05-06', 2, 1))).toBe(
    'A new study day has begun: 1 more card is due.',
  )
  expect(newDayWords({ ...next('2026-05-05', 0, 0), next: null }, next('2026-05-06', 0, 0))).toBe(
    'A new study day has begun.',
  )
})

test('on the same day, and at the first card, nothing is said', () => {
  expect(newDayWords(next('2026-05-05', 4, 2), next('2026-05-05', 3, 2))).toBe('')
  expect(newDayWords(null, next('2026-05-05', 3, 2))).toBe('')
})
