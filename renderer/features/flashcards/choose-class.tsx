import { useEffect, useRef } from 'react'
import type { Factor, Option } from '../../../shared/model/content'
import { useSingleKeys } from '../../ui/appearance'
import type { Answering } from './answering'
import { KeyHint } from './key-hint'
import { OptionText } from './options'

/**
 * The answer to a case: first its class, then, as far as one likes, the factors that decided it. A form of radio buttons
 * and boxes, so that Enter in it checks the answer without anything of our own.
 */
export function ChooseClass(props: {
  options: Option[]
  factors: Factor[]
  /** Of the form; the question of its first part is `<form>-ask`. */
  form: string
  review: Answering
}) {
  const { options, factors, form, review } = props
  const { chosen, ticked } = review.choice
  const singleKeys = useSingleKeys()
  const classes = useRef<HTMLFieldSetElement>(null)
  // Chosen by its key, a class is heard as if it had been chosen on the spot, and Tab goes on to the factors.
  useEffect(() => {
    if (chosen !== null) classes.current?.querySelector<HTMLInputElement>(':checked')?.focus()
  }, [chosen])
  return (
    <form
      id={form}
      className="choose-case"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null) review.reveal()
      }}
    >
      <fieldset ref={classes} className="choose choose-classes">
        <legend id={`${form}-ask`}>What would you call this case?</legend>
        {options.map((option, index) => (
          <label key={option.id} className="choose-one">
            <input
              type="radio"
              name={`${form}-class`}
              checked={option.id === chosen}
              aria-keyshortcuts={singleKeys ? String(index + 1) : undefined}
              onChange={() => review.choose(option.id)}
            />
            <OptionText option={option} classes />
            <KeyHint of={String(index + 1)} />
          </label>
        ))}
      </fieldset>
      {chosen !== null && (
        <fieldset className="choose choose-factors">
          <legend>Which factors decided it? You can leave this out.</legend>
          {factors.map((factor) => (
            <label key={factor.id} className="choose-one">
              <input
                type="checkbox"
                checked={ticked.includes(factor.id)}
                aria-describedby={`${form}-${factor.id}`}
                aria-label={factor.name}
                onChange={(event) => review.tick(factor.id, event.target.checked)}
              />
              <span>
                {factor.name}
                <span className="choose-about" id={`${form}-${factor.id}`}>
                  {factor.question}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </form>
  )
}
