/** Reviews that were made elsewhere, as a card's history shows them. */
import { phaseNumbers, ratingNumbers } from '../../../shared/model/review-columns'
import { type CardRecord, type Memory, type Phase, ratings } from '../../../shared/model/study'
import type { CardReview } from '../../../shared/model/views'
import { dayName } from '../../../shared/rules/import-learning'
import { memoryModel, memoryModelWith, type Strength } from '../../../shared/rules/scheduling'
import { dayLength } from '../../../shared/rules/study-day'

/** One row of the columns. */
export interface ImportedRow {
  at: number
  day: number
  rating: number
  spent: number
  before: number
}

const model = memoryModelWith({ retention: 0.9 })
const phaseBefore = (number: number): Phase | null =>
  (Object.entries(phaseNumbers).find(([, known]) => known === number)?.[0] ?? 'new') === 'new'
    ? null
    : (Object.entries(phaseNumbers).find(([, known]) => known === number)?.[0] as Phase)

/**
 * The memory after each is what the model with its standard weights makes of them; its due date when the card was seen
 * next, since what it was elsewhere isn't known.
 */
export function asReviews(rows: readonly ImportedRow[]): CardReview[] {
  const sorted = rows.toSorted((one, other) => one.at - other.at)
  const reviews: CardReview[] = []
  let strength: Strength | null = null
  let before: CardRecord | null = null
  let introduced = ''
  for (const [index, row] of sorted.entries()) {
    const day = dayName(row.day)
    if (row.rating === 0) {
      strength = null
      before = null
      continue
    }
    const rating = ratings.find((name) => ratingNumbers[name] === row.rating) ?? 'good'
    const last: ImportedRow | undefined = before ? sorted[index - 1] : undefined
    strength = model.after(strength, last ? Math.max(0, row.day - last.day) : 0, row.rating)
    if (!before) introduced = day
    const next = sorted[index + 1]
    const days = next ? Math.max(0, next.day - row.day) : Math.max(1, Math.round(strength.stability))
    const memory: Memory = {
      ...{
        model: memoryModel,
        phase: phaseBefore(next?.before ?? phaseNumbers.review) ?? 'review',
        ...strength,
        step: 0,
      },
      ...{ due: next && days === 0 ? next.at : row.at + days * dayLength, lastReview: row.at, scheduledDays: days },
      ...{ repetitions: (before?.memory.repetitions ?? 0) + 1, lapses: before?.memory.lapses ?? 0 },
    }
    if (rating === 'again' && row.before === phaseNumbers.review) memory.lapses++
    reviews.push({ at: row.at, day, rating, spent: row.spent, before, memory })
    before = { memory, standsOn: '', introduced }
  }
  return reviews
}
