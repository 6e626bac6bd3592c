import { useId } from 'react'
import './choice.css'

/** One of a few, all of them to be seen. */
export function Choice<Value extends string | number>(props: {
  legend: string
  value: Value
  options: [Value, string][]
  choose: (value: Value) => void
  /** Its address on the screen. */
  id?: string
}) {
  const name = useId()
  return (
    <fieldset id={props.id} className="setting-choice" tabIndex={props.id ? -1 : undefined}>
      <legend>{props.legend}</legend>
      <div className="choice-options">
        {props.options.map(([value, words]) => (
          <label key={value} className="choice-option">
            <input type="radio" name={name} checked={value === props.value} onChange={() => props.choose(value)} />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
