import { Link } from 'wouter'
import type { ReviewCard } from '../../../shared/model/views'
import { count } from '../../ui/words'
import { passagePath } from './passage-path'

/** A card that keeps being forgotten is not learned by asking once more: what helps instead. */
export function LeechLine({ card: { card, record } }: { card: ReviewCard }) {
  return (
    <p className="leech-line">
      This card is a leech: it was forgotten {count(record?.memory.lapses ?? 0, 'time')}. What helps:{' '}
      <Link href={passagePath(card)}>read its passage</Link>, write a note in your own words, or suspend it until it
      makes sense.
    </p>
  )
}
