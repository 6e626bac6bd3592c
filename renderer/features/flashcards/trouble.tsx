import { Link } from 'wouter'
import type { Reviewing } from './use-review'

/** What could not be done, and what to do. Nothing on the screen is lost meanwhile. */
export function Trouble({ trouble }: { trouble: NonNullable<Reviewing['trouble']> }) {
  return (
    <div className="notice notice-bad trouble" role="alert">
      <p>{trouble.words}</p>
      {trouble.again ? (
        <button type="button" className="button" onClick={trouble.again}>
          Try again
        </button>
      ) : (
        <Link href="/flashcards">Back to Flashcards</Link>
      )}
    </div>
  )
}
