/**
 * Whole days are study days, not instants: what comes due on Tuesday comes due on the learner's Tuesday, also after a
 * flight west or with a later day start.
 */
import type { Memory } from '../model/study'
import { addDays, dayLength, type StudyCalendar } from './study-day'

type Due = Pick<Memory, 'phase' | 'due' | 'dueDay'>

/** The study day (YYYY-MM-DD) on which a card comes due. */
export function dueDay(memory: Due, calendar: StudyCalendar): string {
  if (memory.phase !== 'review') return calendar.day(memory.due)
  return memory.dueDay ?? calendar.day(memory.due + dayLength / 2)
}

/**
 * Whether a card in the review phase is due on `day`, which ends at `end` (UTC ms), or was before. Records from before the day was
 * kept hold the instant at which it began: they belong to the day that begins nearest to it, so that half a day of
 * travel changes nothing.
 */
export function isDueBy(memory: Due, day: string, end: number): boolean {
  return memory.dueDay === undefined ? memory.due + dayLength / 2 < end : memory.dueDay <= day
}

/** When a card comes due, UTC ms: for whole days the start of the day where the learner is now. */
export function dueAt(memory: Due, calendar: StudyCalendar): number {
  return memory.phase === 'review' ? calendar.start(dueDay(memory, calendar)) : memory.due
}

/** `due` and `dueDay` of a card that comes back `days` after the study day `today`. */
export function dueIn(days: number, today: string, calendar: StudyCalendar): { due: number; dueDay: string } {
  const day = addDays(today, days)
  return { due: calendar.start(day), dueDay: day }
}
