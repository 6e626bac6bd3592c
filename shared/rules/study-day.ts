/**
 * Study days. A study day runs from the learner's day start to the next one, local time, and is named by the date on
 * which it starts (YYYY-MM-DD). Clocks that jump make some of them 23 or 25 hours long.
 */

/** The zone's offset from UTC in minutes at an instant (UTC ms), east positive. */
export type Zone = (at: number) => number

export interface StudyCalendar {
  /** The study day in which an instant (UTC ms) lies. Later instants never lie in an earlier day. */
  day(at: number): string
  /** The first instant (UTC ms) of a study day. */
  start(day: string): number
}

export const minute = 60_000
export const dayLength = 86_400_000

/** `dayStart` is in minutes after local midnight, 0-720. */
export function studyCalendar(dayStart: number, zone: Zone): StudyCalendar {
  const start = (day: string) => firstInstant(midnight(day) + dayStart * minute, zone)
  return {
    start,
    day(at) {
      const day = dateOf(at + (zone(at) - dayStart) * minute)
      // Where the clock was set back over the day start, the local time alone would name the day before once more.
      const next = addDays(day, 1)
      return start(next) <= at ? next : day
    },
  }
}

/** The study day `days` later; negative goes back. */
export function addDays(day: string, days: number): string {
  return dateOf(midnight(day) + days * dayLength)
}

/** Whole days from one study day to another; negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((midnight(to) - midnight(from)) / dayLength)
}

/** Calendar dates are counted as if all were UTC: only their order and distance matter. */
function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** The first instant at which clocks in the zone show `wall` (local time as if it were UTC) or, in a gap, more. */
function firstInstant(wall: number, zone: Zone): number {
  const offsets = [zone(wall - dayLength), zone(wall + dayLength)]
  const shows = (at: number) => at + zone(at) * minute
  let before = wall - Math.max(...offsets) * minute
  let after = wall - Math.min(...offsets) * minute
  if (shows(before) >= wall) return before
  // The clock jumped forward over `wall`, or changed within the day before: look for the instant between the two.
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (shows(middle) >= wall) after = middle
    else before = middle
  }
  return after
}
