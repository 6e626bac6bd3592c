import { expect, test } from 'vitest'
import { becomesLeech } from '../../../shared/rules/leech'

/** Lapses at which a card becomes a leech, forgotten once after the other. */
const at = (threshold: number, upTo = 30) =>
  Array.from({ length: upTo }, (_, before) => before + 1).filter((lapses) =>
    becomesLeech(lapses - 1, lapses, threshold),
  )

test('at the threshold and after every half of it, rounded up, as Anki counts', () => {
  expect(at(8)).toEqual([8, 12, 16, 20, 24, 28])
  expect(at(5, 15)).toEqual([5, 8, 11, 14])
  expect(at(2, 6)).toEqual([2, 3, 4, 5, 6])
  expect(at(1, 4)).toEqual([1, 2, 3, 4])
  expect(at(99)).toEqual([])
})

test('never by a rating that is no lapse', () => {
  for (let lapses = 0; lapses < 30; lapses += 1) expect(becomesLeech(lapses, lapses, 8)).toBe(false)
})
