import { type FormEvent, useId, useRef, useState } from 'react'
import type { HistoryView } from '../../../shared/model/views'
import { client } from '../../client'
import { count } from '../../ui/words'
import { OwnActions } from '../own-cards/own-actions'
import type { Acting } from './acting'

const longestWait = 36_500
const flags = [1, 2, 3, 4]

interface Props {
  ids: ReadonlySet<string>
  acting: Acting
  clear: () => void
}

/** Stands at the foot of the window while cards are selected; where there is little room the actions open from a button. */
export function Actions({ ids, acting, clear }: Props) {
  const id = useId()
  const cards = () => [...ids]
  const act = (call: () => Promise<HistoryView>) => void acting.act(ids.size, call)
  const mark = (to: 'suspended' | 'unsuspended' | 'buried' | 'unburied' | 'unflagged') =>
    act(() => client.study.mark({ cards: cards(), change: { to } }))
  return (
    <section className="browse-bar" aria-label="Selected cards">
      <p className="browse-chosen">
        <span role="status">{count(ids.size, 'card')} selected</span>
        <button type="button" className="button button-quiet" onClick={clear}>
          Select none
        </button>
        <button type="button" className="button browse-more" popoverTarget={id}>
          Actions
        </button>
      </p>
      <div id={id} popover="auto" className="browse-actions">
        <button type="button" className="button" onClick={() => mark('suspended')}>
          Suspend
        </button>
        <button type="button" className="button" onClick={() => mark('unsuspended')}>
          Unsuspend
        </button>
        <button type="button" className="button" onClick={() => mark('buried')}>
          Bury until tomorrow
        </button>
        <button type="button" className="button" onClick={() => mark('unburied')}>
          Unbury
        </button>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
        <div role="group" aria-label="Flag" className="browse-flags">
          <span aria-hidden="true">Flag</span>
          {flags.map((flag) => (
            <button
              key={flag}
              type="button"
              className="button"
              aria-label={`Flag ${flag}`}
              onClick={() => act(() => client.study.mark({ cards: cards(), change: { to: 'flagged', flag } }))}
            >
              {flag}
            </button>
          ))}
          <button type="button" className="button" onClick={() => mark('unflagged')}>
            No flag
          </button>
        </div>
        <DueIn set={(days) => act(() => client.study.setDue({ cards: cards(), days }))} />
        <button type="button" className="button" onClick={() => act(() => client.study.forget({ cards: cards() }))}>
          Put back to new
        </button>
        <OwnActions ids={ids} acting={acting} clear={clear} />
      </div>
    </section>
  )
}

function DueIn({ set }: { set: (days: number) => void }) {
  const [typed, setTyped] = useState('1')
  const [wrong, setWrong] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  function submit(event: FormEvent) {
    event.preventDefault()
    const days = Number(typed)
    const bad = typed.trim() === '' || !Number.isInteger(days) || days < 0 || days > longestWait
    setWrong(bad)
    if (bad) field.current?.focus()
    else set(days)
  }
  return (
    <form className="browse-due-in" onSubmit={submit} noValidate>
      <label htmlFor={id}>Due in days</label>
      <input
        ref={field}
        id={id}
        className="field figures"
        inputMode="numeric"
        size={4}
        value={typed}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="button">
        Set due
      </button>
      {wrong && (
        <p id={`${id}-wrong`} role="alert" className="small browse-wrong">
          A whole number of days from 0 (today) to {longestWait.toLocaleString()}. Nothing was changed.
        </p>
      )}
    </form>
  )
}
