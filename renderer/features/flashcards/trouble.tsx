import { Link } from 'wouter'

/** `again` is null where trying again would lead nowhere. */
export interface Obstacle {
  words: string
  again: (() => void) | null
}

/** What could not be done, and what to do. Nothing on the screen is lost meanwhile. */
export function Trouble({ trouble }: { trouble: Obstacle }) {
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
