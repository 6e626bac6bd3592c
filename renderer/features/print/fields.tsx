import { type ReactNode, useId } from 'react'

/** Fields of the choices beside the preview. */
export function SelectOne<Value extends string>(props: {
  label: string
  value: Value
  options: readonly (readonly [Value, string])[]
  choose: (value: Value) => void
}) {
  const id = useId()
  return (
    <div className="print-field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="field"
        value={props.value}
        onChange={(event) => props.choose(event.target.value as Value)}
      >
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

export function TextField(props: {
  label: string
  value: string
  hint?: ReactNode
  problem?: string | null
  type?: 'text' | 'search' | 'number'
  placeholder?: string
  most?: number
  change: (value: string) => void
}) {
  const id = useId()
  const { type = 'text', problem } = props
  return (
    <div className="print-field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="field"
        type={type}
        value={props.value}
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder}
        aria-invalid={Boolean(problem)}
        aria-describedby={props.hint || problem ? `${id}-hint` : undefined}
        {...(type === 'number' ? { min: 1, max: props.most } : { maxLength: 1000 })}
        onChange={(event) => props.change(event.target.value)}
      />
      {(problem || props.hint) && (
        <p id={`${id}-hint`} className={problem ? 'small field-wrong' : 'soft small'}>
          {problem ?? props.hint}
        </p>
      )}
    </div>
  )
}

export function Tick(props: { label: string; checked: boolean; change: (checked: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={props.checked} onChange={(event) => props.change(event.target.checked)} />
      <span>{props.label}</span>
    </label>
  )
}

/** Some of many; none ticked means all of them. */
export function SomeOf(props: {
  legend: string
  all: readonly { id: string; name: string }[]
  chosen: readonly string[]
  choose: (ids: string[]) => void
}) {
  const { all, chosen } = props
  return (
    <details className="print-some">
      <summary>
        {props.legend}: {chosen.length === 0 ? 'all' : `${chosen.length} of ${all.length}`}
      </summary>
      <fieldset>
        <legend className="visually-hidden">{props.legend}</legend>
        <p className="soft small">With none ticked, all of them are printed.</p>
        {all.map(({ id, name }) => (
          <Tick
            key={id}
            label={name}
            checked={chosen.includes(id)}
            change={(checked) => props.choose(checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
      </fieldset>
    </details>
  )
}
