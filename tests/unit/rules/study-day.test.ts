import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, studyCalendar } from '../../../shared/rules/study-day'
import { eastern, utc, zoneOf } from '../../support/zones'

const hour = 3_600_000
const at = (text: string) => Date.parse(text)

describe('day arithmetic', () => {
  test('crosses months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1)
  })
})

describe('study day', () => {
  test('turns at the day start, not at midnight and not by UTC', () => {
    const { day, start } = studyCalendar(240, eastern)
    expect(day(at('2026-06-10T07:59:59.999Z'))).toBe('2026-06-09')
    expect(day(at('2026-06-10T08:00:00Z'))).toBe('2026-06-10')
    expect(start('2026-06-10')).toBe(at('2026-06-10T08:00:00Z'))
    // 19:58 and 20:02 of one evening lie on two sides of UTC midnight.
    expect(day(at('2026-06-10T23:58:00Z'))).toBe(day(at('2026-06-11T00:02:00Z')))
  })

  test('is 23 or 25 hours long where the clock jumps', () => {
    const { start } = studyCalendar(0, eastern)
    expect(start('2026-03-09') - start('2026-03-08')).toBe(23 * hour)
    expect(start('2026-11-02') - start('2026-11-01')).toBe(25 * hour)
  })

  test('begins at the jump when its start does not exist, and at the first of two when it exists twice', () => {
    const { day, start } = studyCalendar(150, eastern)
    expect(start('2026-03-08')).toBe(at('2026-03-08T07:00:00Z')) // 02:30 is skipped: 03:00 EDT
    const autumn = studyCalendar(90, eastern)
    expect(autumn.start('2026-11-01')).toBe(at('2026-11-01T05:30:00Z')) // the first 01:30, EDT
    expect(autumn.day(at('2026-11-01T06:10:00Z'))).toBe('2026-11-01') // the second 01:10, EST
    expect(day(at('2026-03-08T06:59:59Z'))).toBe('2026-03-07')
  })

  test('never goes back, and agrees with its own start, in any zone', () => {
    const zones = ['America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu', 'Africa/Casablanca']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 720 }),
        fc.integer({ min: at('2011-12-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }),
        fc.integer({ min: 0, max: 30 * hour }),
        (name, dayStart, time, later) => {
          const { day, start } = studyCalendar(dayStart, zoneOf(name))
          const today = day(time)
          expect(start(today)).toBeLessThanOrEqual(time)
          expect(start(addDays(today, 1))).toBeGreaterThan(time)
          expect(day(start(today))).toBe(today)
          expect(day(time + later) >= today).toBe(true)
        },
      ),
      { numRuns: 150, seed: 1 },
    )
  })

  test('is the plain date where nothing is shifted', () => {
    expect(studyCalendar(0, utc).day(at('2026-01-01T00:00:00Z'))).toBe('2026-01-01')
  })
})
