import { type RefObject, useId, useState } from 'react'

/** A passphrase, hidden unless one asks to see it. It can be pasted, and no rule stands in the way of typing. */
export function PassphraseField(props: {
  label: string
  value: string
  change: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  hint?: string
  /** Said at the field, as what is wrong with it. */
  wrong?: string
  shown?: boolean
  autoFocus?: boolean
  field?: RefObject<HTMLInputElement | null>
}) {
  const id = useId()
  const [asked, setAsked] = useState<boolean | null>(null)
  const shown = asked ?? props.shown ?? false
  const described = [props.hint && `${id}-hint`, props.wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div className="passphrase">
      <label htmlFor={id}>{props.label}</label>
      <div className="passphrase-row">
        <input
          ref={props.field}
          id={id}
          className="field"
          type={shown ? 'text' : 'password'}
          autoComplete={props.autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={1000}
          value={props.value}
          // biome-ignore lint/a11y/noAutofocus: the one thing to do on this screen, or in the dialog just asked for
          autoFocus={props.autoFocus}
          aria-invalid={Boolean(props.wrong)}
          aria-describedby={described || undefined}
          onChange={(event) => props.change(event.target.value)}
        />
        <button type="button" className="button" aria-pressed={shown} onClick={() => setAsked(!shown)}>
          Show<span className="visually-hidden"> {props.label.toLowerCase()}</span>
        </button>
      </div>
      {props.hint && (
        <p id={`${id}-hint`} className="soft small">
          {props.hint}
        </p>
      )}
      {props.wrong && (
        <p id={`${id}-wrong`} role="alert" className="small passphrase-wrong">
          {props.wrong}
        </p>
      )}
    </div>
  )
}
