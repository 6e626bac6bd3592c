import { Link } from 'wouter'
import { count } from '../../ui/words'
import { useCorrections } from './own-words'

/** Only where the book has changed beneath words of one's own. */
export function CorrectionsWaiting() {
  const waiting = useCorrections().filter(({ status }) => status === 'changed').length
  if (waiting === 0) return null
  return (
    <p>
      The book’s words have changed beneath {count(waiting, 'correction')} of yours.{' '}
      <Link href="/settings/corrections">See what changed</Link>
    </p>
  )
}
