import { type ReactNode, useId, useRef } from 'react'
import { type FieldProblem, useField } from './form'
import type { At } from './items'

interface FieldProps {
  at: At
  label: string
  hint?: string
}

export const textHint = 'An empty line begins a new paragraph; lines that begin with a hyphen make a list.'

/** Words in one line. */
export function Line({ at, label, hint }: FieldProps) {
  const { value, set, problems, name } = useField(at)
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} problems={problems}>
      <input
        {...described(id, hint, problems)}
        className="field"
        data-at={name}
        value={String(value ?? '')}
        autoComplete="off"
        onChange={({ target }) => set(target.value)}
      />
    </Field>
  )
}

/** Words in several lines. `lines`: each line is one of a list. */
export function Words({
  at,
  label,
  hint,
  rows = 3,
  lines,
  gaps,
}: FieldProps & { rows?: number; lines?: true; gaps?: true }) {
  const { value, set, problems, name } = useField(at)
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const shown = Array.isArray(value) ? value.join('\n') : String(value ?? '')
  function gap(): void {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = field.current ?? {}
    field.current?.focus()
    if (from === to) return
    const number = (shown.match(/\{\{\d+\|/g)?.length ?? 0) + 1
    set(`${shown.slice(0, from)}{{${number}|${shown.slice(from, to)}}}${shown.slice(to)}`)
  }
  return (
    <Field id={id} label={label} hint={hint} problems={problems}>
      <textarea
        ref={field}
        {...described(id, hint, problems)}
        className="field"
        data-at={name}
        rows={rows}
        value={shown}
        onChange={({ target }) => set(lines ? target.value.split('\n') : target.value)}
      />
      {gaps && (
        <button type="button" className="button button-quiet making-gap" onClick={gap}>
          Make a gap of the words that are selected
        </button>
      )}
    </Field>
  )
}

/** One of a few. `also`: what else a choice brings with it. */
export function Select(props: FieldProps & { children: ReactNode; value?: string; choose?: (value: string) => void }) {
  const { at, label, hint, children, choose } = props
  const { value, set, problems, name } = useField(at)
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} problems={problems}>
      <select
        {...described(id, hint, problems)}
        className="field"
        data-at={name}
        value={props.value ?? String(value ?? '')}
        onChange={({ target }) => (choose ?? set)(target.value)}
      >
        {children}
      </select>
    </Field>
  )
}

/** Several of a few. What isn't among them is shown by its id, so that it can be taken off. */
export function Ticks(props: { at: At; legend: string; hint?: string; of: readonly { id: string; name: string }[] }) {
  const { at, legend, hint, of } = props
  const { value, set, problems, name } = useField(at)
  const id = useId()
  const chosen = Array.isArray(value) ? value.map(String) : []
  const unknown = chosen.filter((one) => of.every((other) => other.id !== one))
  const all = [...of, ...unknown.map((one) => ({ id: one, name: one }))]
  return (
    <fieldset className="making-choice" data-at={name} {...(hint && { 'aria-describedby': `${id}-hint` })}>
      <legend>{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="soft small">
          {hint}
        </p>
      )}
      {all.map((one) => (
        <label key={one.id}>
          <input
            type="checkbox"
            checked={chosen.includes(one.id)}
            onChange={({ target }) => {
              const next = all.filter((other) => (other === one ? target.checked : chosen.includes(other.id)))
              set(next.map((other) => other.id))
            }}
          />{' '}
          {one.name}
        </label>
      ))}
      <ProblemsHere of={problems} />
    </fieldset>
  )
}

export function Field(props: {
  id: string
  label: string
  hint?: string | undefined
  problems: readonly FieldProblem[]
  children: ReactNode
}) {
  const { id, label, hint, problems, children } = props
  return (
    <div className="making-field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="soft small">
          {hint}
        </p>
      )}
      {children}
      <ProblemsHere id={`${id}-problems`} of={problems} />
    </div>
  )
}

export function ProblemsHere({ id, of }: { id?: string; of: readonly FieldProblem[] }) {
  if (of.length === 0) return null
  return (
    <ul id={id} className="plain-list making-wrong">
      {of.map(({ words, isOpen }) => (
        <li key={words} className={isOpen ? 'soft' : 'making-bad'}>
          {words}
        </li>
      ))}
    </ul>
  )
}

function described(id: string, hint: string | undefined, problems: readonly FieldProblem[]) {
  const by = [hint && `${id}-hint`, problems.length > 0 && `${id}-problems`].filter(Boolean).join(' ')
  return {
    id,
    ...(by && { 'aria-describedby': by }),
    ...(problems.some(({ isOpen }) => !isOpen) && { 'aria-invalid': true }),
  }
}
