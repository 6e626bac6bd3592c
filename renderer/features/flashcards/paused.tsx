import { useEffect, useRef } from 'react'
import { KeyHint } from './key-hint'

/** The card is put out of sight and its time stands still; it comes back as it was left. */
export function Paused({ goOn }: { goOn: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <section className="review-rest" aria-labelledby="paused-title">
      <h2 id="paused-title">Paused</h2>
      <p className="reading">The clock is stopped, and your card waits as you left it.</p>
      <p>
        <button ref={button} type="button" className="button button-main" aria-keyshortcuts="P" onClick={goOn}>
          Go on
          <KeyHint of="P" />
        </button>
      </p>
    </section>
  )
}
