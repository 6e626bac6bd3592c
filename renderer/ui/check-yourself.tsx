import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react'
import type { CheckAnswer } from '../../shared/model/study'
import './check-yourself.css'
import { errorWords } from './errors'
import { whenWords } from './words'

/** What was said of questions, and where it is kept. */
export interface Checks {
  answered: (block: string) => CheckAnswer | undefined
  /** `spent`: from answer shown to what was said of it, ms. Rejects where it can't be kept. */
  record: (block: string, recalled: boolean, spent: number) => Promise<void>
}
export const ChecksContext = createContext<Checks | null>(null)

interface CheckYourselfProps {
  block: string
  /** A paragraph. */
  question: ReactNode
  children: ReactNode
}

/** A question in the text. The answer isn't in the page until it is asked for; then it gets the focus, once. */
export function CheckYourself({ block, question, children }: CheckYourselfProps) {
  const checks = useContext(ChecksContext)
  /** When the answer was shown, UTC ms. */
  const [shownAt, setShownAt] = useState<number | null>(null)
  const shown = shownAt !== null
  const answer = useRef<HTMLDivElement>(null)
  const id = useId()
  const [before] = useState(checks?.answered(block))
  useEffect(() => {
    if (shown) answer.current?.focus()
  }, [shown])
  return (
    <div className="check-yourself">
      {question}
      {before && !shown && (
        <p className="check-before">
          Answered before, {whenWords(before.at)}: {before.recalled ? 'you knew it' : 'you didn’t know it'}.
        </p>
      )}
      <button
        type="button"
        className="button"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        onClick={() => setShownAt(shown ? null : Date.now())}
      >
        {shown ? 'Hide the answer' : 'See the answer'}
      </button>
      {shown && (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
          <div id={id} ref={answer} tabIndex={-1} role="group" aria-label="Answer" className="check-answer">
            {children}
          </div>
          {checks && <Knew record={(recalled) => checks.record(block, recalled, Date.now() - shownAt)} />}
        </>
      )}
    </div>
  )
}

/** What the reader says of the answer, once. */
function Knew({ record }: { record: (recalled: boolean) => Promise<void> }) {
  const [said, setSaid] = useState<boolean | null>(null)
  const [problem, setProblem] = useState('')
  const noted = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    // The buttons are gone, and the focus would be with them.
    if (said !== null) noted.current?.focus()
  }, [said])
  function say(recalled: boolean) {
    setSaid(recalled)
    setProblem('')
    record(recalled).catch((error) => {
      setSaid(null)
      setProblem(errorWords(error))
    })
  }
  if (said !== null)
    return (
      <p ref={noted} tabIndex={-1} className="check-noted">
        Noted as practice: {said ? 'you knew it' : 'you didn’t know it'}. Your schedule stays as it is.
      </p>
    )
  return (
    <fieldset className="check-knew">
      <legend>Did you know it?</legend>
      <button type="button" className="button" onClick={() => say(false)}>
        Didn’t know it
      </button>
      <button type="button" className="button" onClick={() => say(true)}>
        Knew it
      </button>
      {problem && <p role="alert">{problem}</p>}
    </fieldset>
  )
}
