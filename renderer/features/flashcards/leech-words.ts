import type { NextCard } from '../../../shared/model/views'
import { count } from '../../ui/words'

/** What a rating that made its card a leech has brought about; empty for any other. */
export function leechWords({ leech }: NextCard): string {
  if (!leech) return ''
  const forgotten = `forgotten ${count(leech.lapses, 'time')}`
  return leech.suspended
    ? `Suspended: ${forgotten}. Undo brings it back; its passage or a note in your own words helps more than asking again.`
    : `Marked as a leech: ${forgotten}. Its passage or a note in your own words helps more than asking again.`
}
