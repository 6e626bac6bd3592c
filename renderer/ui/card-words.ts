/** How a card stands, in the same words wherever one is described. */
import type { Card } from '../../shared/model/content'
import type { CardMarks, Memory } from '../../shared/model/study'
import type { BrowseRow, ReviewCard } from '../../shared/model/views'
import { count, interval, intervalInFull, whenWords } from './words'

export const kindWords: Record<Card['kind'], string> = {
  basic: 'Question',
  reversed: 'Both ways',
  cloze: 'Fill in',
  'multiple-choice': 'Choice',
  typed: 'Typed',
  classification: 'Case',
}
export const standingWords: Record<BrowseRow['standing'], string> = {
  new: 'New',
  learning: 'In learning',
  review: 'Learned',
}
const phaseWords: Record<Memory['phase'], string> = {
  learning: standingWords.learning,
  review: standingWords.review,
  relearning: 'In learning again',
}

const day = 86_400_000

/** Short enough for a column: `now`, `3 d late`, `10 min`, `in 5 d`, a date. */
export function dueWords(due: number, now: number, dayStart: number): string {
  const days = daysUntil(due, now, dayStart)
  if (days < 0) return `${(-days).toLocaleString()} d late`
  if (due <= now) return 'now'
  if (days === 0) return `in ${interval(due - now)}`
  if (days <= 60) return `in ${days} d`
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(due)
}

/** After "due": `now`, `3 days ago`, `in 10 minutes`, `tomorrow`, `in 5 days`, `on Jul 3, 2026`. */
export function dueInFull(due: number, now: number, dayStart: number): string {
  const days = daysUntil(due, now, dayStart)
  if (days < 0) return `${count(-days, 'day')} ago`
  if (due <= now) return 'now'
  if (days === 0) return `in ${intervalInFull(due - now)}`
  if (days === 1) return 'tomorrow'
  if (days <= 60) return `in ${count(days, 'day')}`
  return `on ${new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(due)}`
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

const daysUntil = (at: number, now: number, dayStart: number) =>
  studyDayNumber(at, dayStart) - studyDayNumber(now, dayStart)

/** Study days counted from 1970; `dayStart` in minutes after local midnight. */
function studyDayNumber(at: number, dayStart: number): number {
  const local = new Date(at - dayStart * 60_000)
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / day
}

export const daysWords = (days: number): string => `${daysNumber(days)} d`
const daysNumber = (days: number) => days.toLocaleString(undefined, { maximumFractionDigits: days < 10 ? 1 : 0 })
export const difficultyWords = (difficulty: number): string =>
  difficulty.toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** All that is known of a card but its text and its history, as names and values. */
export function cardFacts(card: ReviewCard, now: number, dayStart: number): [string, string][] {
  const { record, marks, chapterTitle } = card
  const marked = marksWords(marks, now, dayStart).join(', ')
  const about: [string, string][] = [
    ['Kind', kindWords[card.card.kind]],
    ['Chapter', chapterTitle || 'None: your own card'],
    ['Marks', marked ? marked.charAt(0).toUpperCase() + marked.slice(1) : 'None'],
  ]
  if (!record) return [['State', standingWords.new], ...about]
  const { phase, due, repetitions, lastReview, stability, difficulty, lapses } = record.memory
  return [
    ['State', phaseWords[phase]],
    ['Due', dueInFull(due, now, dayStart)],
    ['Last seen', repetitions > 0 ? whenWords(lastReview, now) : 'Never: its date was set by hand'],
    ['Stability', `${daysNumber(stability)} ${stability === 1 ? 'day' : 'days'}`],
    ['Difficulty', `${difficultyWords(difficulty)} of 10`],
    ['Lapses', lapses.toLocaleString()],
    ['Repetitions', repetitions.toLocaleString()],
    ...about,
  ]
}
/** What those names mean. */
export const factsNote: [string, string][] = [
  ['Stability', 'after so long, the chance of recall has fallen to 90%.'],
  ['Difficulty', 'from 1, easy, to 10, hard.'],
  ['Lapses', 'how often it was forgotten after it had been learned.'],
]
