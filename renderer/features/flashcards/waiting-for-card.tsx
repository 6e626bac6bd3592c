import { useEffect, useRef, useState } from 'react'
import { comingWords, timeOfDay } from '../../ui/words'

/** Only cards in their learning steps are left and none is due yet. The next one shows itself when it is time. */
export function WaitingForCard({ at, finish }: { at: number; finish: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [, redraw] = useState(0)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    const timer = setInterval(() => redraw((n) => n + 1), 20_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <section className="review-rest">
      <h2 ref={heading} tabIndex={-1}>
        The next card comes at {timeOfDay(at)}
      </h2>
      <p className="reading">
        Everything else is done. A card that you are still learning comes back {comingWords(at)}. You can wait: it shows
        itself here. Or finish; it will be the first one when you study again.
      </p>
      <p>
        <button type="button" className="button" onClick={finish}>
          Finish
        </button>
      </p>
    </section>
  )
}
