import { type RefObject, useEffect, useRef } from 'react'
import type { ComparedWord, TypedAnswer } from '../../../shared/rules/typed-answer'
import type { Answering } from './answering'
import { VerdictShape } from './verdict'
import './typed-answer.css'

const longestTyped = 500

/**
 * The field of a card whose answer is typed. It has the focus at once, so that one types right away; a screen reader says
 * the question with it. Enter shows the answer; nothing typed means "I don't know".
 */
export function TypeAnswer(props: {
  /** Of the form; the question is `question`. */
  form: string
  question: string
  heading: RefObject<HTMLHeadingElement | null>
  review: Answering
}) {
  const { form, question, heading, review } = props
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      id={form}
      className="type-answer"
      onSubmit={(event) => {
        event.preventDefault()
        review.reveal()
      }}
    >
      <label htmlFor={`${form}-field`}>Your answer</label>
      <input
        ref={field}
        id={`${form}-field`}
        className="field"
        value={review.choice.typed ?? ''}
        maxLength={longestTyped}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={`${question} ${form}-how`}
        onChange={(event) => review.type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // Out of the field, to where single keys work; Escape there ends the session.
          event.stopPropagation()
          heading.current?.focus()
        }}
      />
      <p id={`${form}-how`} className="small faint">
        Enter shows the answer. If you don’t know, leave it empty.
      </p>
    </form>
  )
}

/** How the typed words were judged, as one sentence. */
export function typedVerdictWords({ verdict }: TypedAnswer, typed: string): string {
  const words = typed.trim()
  if (verdict === 'right') return 'Right'
  if (verdict === 'close') return `Close enough, but spelled differently. You typed: ${words}`
  return `Not right. You typed: ${words}`
}

/** The verdict, and word by word what was typed against what was expected: by line, sign and word, not by color alone. */
export function TypedVerdict({ result, typed }: { result: TypedAnswer; typed: string }) {
  const { verdict, words } = result
  const mine = words.filter((word) => word.how !== 'missing')
  const theirs = words.filter((word) => word.how !== 'extra')
  return (
    <>
      <p className="card-verdict">
        <VerdictShape of={verdict === 'wrong' ? 'wrong' : 'right'} />
        {verdict === 'right' && 'Right'}
        {verdict === 'close' && 'Close enough, but spelled differently'}
        {verdict === 'wrong' && 'Not right'}
      </p>
      {verdict !== 'right' && (
        <dl className="typed-words">
          <div>
            <dt>You typed</dt>
            <dd>{mine.length > 0 ? <Words of={mine} as="typed" /> : typed.trim()}</dd>
          </div>
          <div>
            <dt>Expected</dt>
            <dd>
              <Words of={theirs} as="expected" />
            </dd>
          </div>
        </dl>
      )}
    </>
  )
}

const said: Record<Exclude<ComparedWord['how'], 'same'>, string> = {
  slip: 'misspelled',
  extra: 'not in the answer',
  missing: 'left out',
}

function Words({ of, as }: { of: ComparedWord[]; as: 'typed' | 'expected' }) {
  return of.map((word, index) => {
    const text = as in word ? (word as Record<typeof as, string>)[as] : ''
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words of an answer that was given don't move
      <span key={index}>
        {index > 0 && ' '}
        {word.how === 'same' ? (
          text
        ) : (
          <>
            <span className={`typed-${word.how}`}>{text}</span>
            {(word.how !== 'slip' || as === 'typed') && <span className="visually-hidden"> ({said[word.how]})</span>}
          </>
        )}
      </span>
    )
  })
}
