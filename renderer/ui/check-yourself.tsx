import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

/** A question in the text. The answer isn't in the page until it is asked for; then it gets the focus, once. */
export function CheckYourself({ question, children }: { question: ReactNode; children: ReactNode }) {
  const [shown, setShown] = useState(false)
  const answer = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    if (shown) answer.current?.focus()
  }, [shown])
  return (
    <div className="check-yourself">
      <p className="check-question">{question}</p>
      <button
        type="button"
        className="button"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        onClick={() => setShown(!shown)}
      >
        {shown ? 'Hide the answer' : 'See the answer'}
      </button>
      {shown && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
        <div id={id} ref={answer} tabIndex={-1} role="group" aria-label="Answer" className="check-answer">
          {children}
        </div>
      )}
    </div>
  )
}
