import { type KeyboardEvent, type ReactNode, type RefObject, useId } from 'react'

/** A field of several lines that grows with its text, with what is wrong in words under it. */
export function TextField(props: {
  label: string
  /** Beside the label. */
  more?: ReactNode
  about?: string
  value: string
  problem: string | undefined
  field?: RefObject<HTMLTextAreaElement | null>
  rows?: number
  change: (value: string) => void
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}) {
  const { label, more, about, value, problem, field, rows = 2, change } = props
  const id = useId()
  const described = [about && `${id}-about`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className="own-field">
      <div className="own-field-head">
        <label htmlFor={id}>{label}</label>
        {more}
      </div>
      <textarea
        ref={field}
        id={id}
        className="field"
        rows={rows}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={described || undefined}
        onChange={(event) => change(event.target.value)}
        onKeyDown={props.onKeyDown}
      />
      {about && (
        <p id={`${id}-about`} className="small faint">
          {about}
        </p>
      )}
      <Problem id={`${id}-problem`} words={problem} />
    </div>
  )
}

export function Problem({ id, words }: { id: string; words: string | undefined }) {
  if (words === undefined) return null
  return (
    <p id={id} className="own-problem small">
      {words}
    </p>
  )
}
