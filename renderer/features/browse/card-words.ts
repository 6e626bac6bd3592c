import type { Card } from '../../../shared/model/content'
import type { CardMarks } from '../../../shared/model/study'
import type { BrowseRow } from '../../../shared/model/views'
import { interval } from '../../ui/words'

export const kindWords: Record<Card['kind'], string> = {
  basic: 'Basic',
  reversed: 'Reversed',
  cloze: 'Cloze',
  'multiple-choice': 'Choice',
  classification: 'Case',
}
export const standingWords: Record<BrowseRow['standing'], string> = {
  new: 'New',
  learning: 'Learning',
  review: 'Review',
}

const day = 86_400_000

/** Short enough for a column: `now`, `3 d late`, `10 min`, `in 5 d`, a date. */
export function dueWords(due: number, now: number, dayStart: number): string {
  const days = studyDayNumber(due, dayStart) - studyDayNumber(now, dayStart)
  if (days < 0) return `${(-days).toLocaleString()} d late`
  if (due <= now) return 'now'
  if (days === 0) return `in ${interval(due - now)}`
  if (days <= 60) return `in ${days} d`
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(due)
}

/** The marks that hold now: a card put off until a day that has begun is not put off any more. */
export function marksWords(marks: CardMarks | null, now: number, dayStart: number): string[] {
  if (!marks) return []
  const { suspended, buriedUntil, flag, leech } = marks
  const buried = buriedUntil !== undefined && Date.parse(buriedUntil) / day > studyDayNumber(now, dayStart)
  return [suspended && 'suspended', buried && 'buried', flag && `flag ${flag}`, leech && 'leech'].filter(
    (word) => typeof word === 'string',
  )
}

/** Study days counted from 1970; `dayStart` in minutes after local midnight. */
function studyDayNumber(at: number, dayStart: number): number {
  const local = new Date(at - dayStart * 60_000)
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / day
}

export const daysWords = (days: number): string =>
  `${days.toLocaleString(undefined, { maximumFractionDigits: days < 10 ? 1 : 0 })} d`
export const difficultyWords = (difficulty: number): string =>
  difficulty.toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
