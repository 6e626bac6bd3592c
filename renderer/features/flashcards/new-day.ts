import type { NextCard, ReviewCard } from '../../../shared/model/views'
import { count } from '../../ui/words'

/** Said once when the study day has turned between one card and the next; empty while it hasn't. */
export function newDayWords(before: NextCard | null, after: NextCard): string {
  if (!before || before.day === after.day) return ''
  const more = forDay(after) - forDay(before) + (before.next && isForDay(before.next) ? 1 : 0)
  if (more <= 0) return 'A new study day has begun.'
  return `A new study day has begun: ${count(more, 'more card')} ${more === 1 ? 'is' : 'are'} due.`
}

/** Steps of minutes belong to no day. */
const forDay = ({ counts }: NextCard) => counts.due + counts.new
const isForDay = ({ record }: ReviewCard) => record === null || record.memory.phase === 'review'
