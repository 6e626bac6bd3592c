import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Memory } from '../../../shared/model/study'
import { dueAt, dueDay, dueIn, isDueBy } from '../../../shared/rules/due-day'
import { momentOf, standing } from '../../../shared/rules/queue'
import { schedule } from '../../../shared/rules/scheduling'
import { addDays, dayLength, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { zoneOf } from '../../support/zones'

const newYork = zoneOf('America/New_York')
const zones: Record<string, Zone> = {
  newYork,
  losAngeles: zoneOf('America/Los_Angeles'),
  honolulu: zoneOf('Pacific/Honolulu'),
  berlin: zoneOf('Europe/Berlin'),
  seoul: zoneOf('Asia/Seoul'),
  kiritimati: zoneOf('Pacific/Kiritimati'),
}
const settings = { retention: 0.9, learningSteps: [] }
const at = Date.parse('2026-03-05T20:00:00Z') // three days before clocks go forward in New York

/** The study days, of the four after `from`, on which the card stands as due. */
function dueOn(memory: Memory, zone: Zone, dayStart: number, from: string): string[] {
  const calendar = studyCalendar(dayStart, zone)
  const record = { memory, standsOn: '', introduced: from }
  return [0, 1, 2, 3].flatMap((days) => {
    const day = addDays(from, days)
    const noon = calendar.start(day) + dayLength / 2
    return standing(record, momentOf(noon, calendar)) === 'due' ? [day] : []
  })
}

describe('a review learnt in New York', () => {
  const memory = schedule(null, 'easy', at, settings, studyCalendar(240, newYork))
  const day = memory.dueDay ?? ''
  const before = addDays(day, -2)

  test.each(Object.keys(zones))('is due on the same day in %s', (name) => {
    for (const dayStart of [0, 240, 720])
      expect(dueOn(memory, zones[name] as Zone, dayStart, before)).toEqual([day, addDays(day, 1)])
  })

  test.each(['newYork', 'losAngeles', 'honolulu', 'berlin'])(
    'is so in %s also where the record is from before the day was kept',
    (name) => {
      const { dueDay: _, ...older } = memory
      for (const dayStart of [0, 240, 480])
        expect(dueOn(older, zones[name] as Zone, dayStart, before)).toEqual([day, addDays(day, 1)])
    },
  )
})

test('over any zone and day start, a whole day scheduled is a whole day waited', () => {
  const names = Object.keys(zones)
  fc.assert(
    fc.property(
      ...[fc.integer({ min: 0, max: 400 }), fc.constantFrom(...names), fc.constantFrom(...names)],
      ...[fc.integer({ min: 0, max: 720 }), fc.integer({ min: 0, max: 720 }), fc.integer({ min: 1, max: 60 })],
      (shift, from, to, before, after, days) => {
        const learnt = studyCalendar(before, zones[from] as Zone)
        const now = studyCalendar(after, zones[to] as Zone)
        const today = learnt.day(at + shift * dayLength)
        const memory = { phase: 'review' as const, ...dueIn(days, today, learnt) }
        expect(dueDay(memory, now)).toBe(addDays(today, days))
        expect(dueAt(memory, now)).toBe(now.start(addDays(today, days)))
        for (const [day, due] of [
          [addDays(today, days - 1), false],
          [addDays(today, days), true],
          [addDays(today, days + 1), true],
        ] as const)
          expect(isDueBy(memory, day, now.start(addDays(day, 1)))).toBe(due)
      },
    ),
    { numRuns: 150, seed: 21 },
  )
})

test('steps of minutes stay instants', () => {
  const memory = { phase: 'learning' as const, due: at + 600_000 }
  expect(dueAt(memory, studyCalendar(240, newYork))).toBe(at + 600_000)
  expect(dueDay(memory, studyCalendar(240, newYork))).toBe('2026-03-05')
})
