import type { DayTotals } from '../../../shared/model/study'
import { dayWords } from '../../ui/words'

export type Day = { day: string } & DayTotals

/** Some days running, drawn as one bar: named by the first. */
export interface Group {
  first: string
  last: string
  reviews: number
  again: number
  introduced: number
  /** Days on which there was a review. */
  studied: number
  /** ms. */
  spent: number
}

/** Days in groups of `size`, counted back from the last one, so that the newest group is whole. */
export function grouped(days: readonly Day[], size: number): Group[] {
  const short = days.length % size
  const cuts = Array.from({ length: Math.ceil(days.length / size) }, (_, index) =>
    Math.max(0, short + (index - (short > 0 ? 1 : 0)) * size),
  )
  return cuts.flatMap((from, index) => {
    const part = days.slice(from, cuts[index + 1])
    const [first] = part
    const last = part.at(-1)
    if (!first || !last) return []
    const sum = (value: (day: Day) => number) => part.reduce((total, day) => total + value(day), 0)
    return {
      first: first.day,
      last: last.day,
      reviews: sum(({ reviews }) => reviews),
      again: sum(({ again }) => again),
      introduced: sum(({ introduced }) => introduced),
      studied: part.filter(({ reviews }) => reviews > 0).length,
      spent: sum(({ spent }) => spent),
    }
  })
}

export const longDay = (day: string) => dayWords(day, { weekday: 'short', month: 'short', day: 'numeric' })
export const minutesOf = (ms: number) => Math.round(ms / 60_000)
