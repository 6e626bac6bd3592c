import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPastDate } from '../../../shared/rules/past-date'

const source = { date: '2023-11-21' }

test.each([
  ['2025-11-21', false],
  ['2025-11-22', true],
])('a fact of November 21, 2023 is past its date two years later: on %s %s', (today, past) => {
  expect(isPastDate({}, source, today)).toBe(past)
})

test('its own date goes before its source’s', () => {
  expect(isPastDate({ asOf: '2025-06-01' }, source, '2026-11-22')).toBe(false)
  expect(isPastDate({ asOf: '2013-01-15' }, { date: '2026-01-01' }, '2026-11-22')).toBe(true)
})

test.each([
  ['2024', '2026-12-31', false],
  ['2024', '2027-01-01', true],
  ['2024-06', '2026-06-30', false],
  ['2024-06', '2026-07-01', true],
])('%s counts to its end: on %s %s', (date, today, past) => {
  expect(isPastDate({}, { date }, today)).toBe(past)
})

test('a date nobody knows is past, a lasting fact never is', () => {
  expect(isPastDate({}, { date: 'unknown' }, '2026-11-22')).toBe(true)
  expect(isPastDate({ lasting: true }, { date: 'unknown' }, '2026-11-22')).toBe(false)
})

test('once past, always past', () => {
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, day, (date, one, other) => {
      const [earlier = '', later = ''] = [one, other].sort()
      if (isPastDate({}, { date }, earlier)) expect(isPastDate({}, { date }, later)).toBe(true)
    }),
  )
})
