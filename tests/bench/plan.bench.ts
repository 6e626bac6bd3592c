/**
 * How a forecast grows with cards and days, as ratios within one run, and how long it takes here. It runs on the main
 * process: `most` is what it may hold it up for. Run by `npm run bench`.
 */
import { performance } from 'node:perf_hooks'
import { bench, describe } from 'vitest'
import { emptyState } from '../../shared/rules/fold'
import { forecast } from '../../shared/rules/plan/forecast'
import { addDays, studyCalendar } from '../../shared/rules/study-day'
import { once } from '../support/measure'
import { eastern } from '../support/zones'

const now = Date.parse('2026-06-08T14:00:00Z')
const today = '2026-06-08'
const rounds = 9

function median(cards: number, days: number, minutes: number): number {
  const input = {
    plan: { day: addDays(today, days), minutes },
    cards: Array.from({ length: cards }, (_, n) => ({ id: `card-${n}` })),
    ...{ state: emptyState(), now, calendar: studyCalendar(240, eastern) },
  }
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now()
    forecast(input)
    return performance.now() - began
  })
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0
}

describe('a forecast', () => {
  bench(
    'grows with cards and days',
    () => {
      const usual = median(400, 60, 20)
      console.log(`${usual <= 150 ? 'ok  ' : 'OVER'} P0  400 cards in 60 days: ${usual.toFixed(0)} ms (limit 150)`)
      for (const [name, limit, large] of [
        ['P1  20,000 cards in 60 days / 400', 5, median(20_000, 60, 60)],
        ['P2  five years / 60 days', 8, median(400, 1800, 20)],
        ['P3  20,000 cards in five years / 400 in 60 days', 10, median(20_000, 1800, 60)],
      ] as const) {
        const ratio = large / usual
        console.log(
          `${ratio <= limit ? 'ok  ' : 'OVER'} ${name}: ${ratio.toFixed(1)} (limit ${limit}; ${large.toFixed(0)} ms)`,
        )
      }
    },
    once,
  )
})
