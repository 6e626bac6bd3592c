import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { say } from '../../../ui/said'
import { ProblemsHere } from './fields'
import { useField } from './form'
import type { At } from './items'

/** Parts of which there may be more: another one, one less and that one back, and another order where it matters. */
export function Several<Part>(props: {
  title: string
  at: At
  least?: number
  most?: number
  name: string
  fresh: () => Part
  /** Makes the list whole after a part went or came. */
  mend?: (parts: Part[]) => Part[]
  ordered?: true
  children: (index: number, part: Part) => ReactNode
}) {
  const { title, at, least = 0, most = 100, name, fresh, mend = (parts) => parts, ordered, children } = props
  const { value, set, problems, name: path } = useField(at)
  const parts = (Array.isArray(value) ? value : []) as Part[]
  const [taken, setTaken] = useState<{ part: Part; index: number; before: Part[]; after: Part[] } | null>(null)
  const box = useRef<HTMLFieldSetElement>(null)
  /** What gets the focus once the list is drawn anew, the first of these that is there. */
  const goal = useRef<string[]>([])
  useLayoutEffect(() => {
    const found = goal.current.map((one) => box.current?.querySelector<HTMLElement>(one)).find((one) => one)
    goal.current = []
    found?.focus()
  })
  const first = (index: number) => `[data-part="${index}"] :is(input, textarea, select)`

  function add(): void {
    goal.current = [first(parts.length)]
    set([...parts, fresh()])
  }
  function takeOut(index: number): void {
    const part = parts[index]
    if (part === undefined) return
    const after = mend(parts.filter((_, other) => other !== index))
    goal.current = ['[data-put-back]']
    setTaken({ part, index, before: parts, after })
    set(after)
  }
  function putBack(): void {
    if (!taken) return
    const { part, index, before, after } = taken
    goal.current = [first(index)]
    setTaken(null)
    set(JSON.stringify(parts) === JSON.stringify(after) ? before : mend(parts.toSpliced(index, 0, part)))
  }
  function move(index: number, by: 1 | -1): void {
    const [part, other] = [parts[index], parts[index + by]]
    if (part === undefined || other === undefined) return
    const to = by === 1 ? 'later' : 'earlier'
    goal.current = [`[data-part="${index + by}"] [data-move="${to}"]`, `[data-part="${index + by}"] [data-move]`]
    setTaken(null)
    set(parts.with(index, other).with(index + by, part))
    say(`It is ${name} ${index + by + 1} now.`)
  }

  return (
    <fieldset ref={box} className="making-several" data-at={path}>
      <legend>{title}</legend>
      <ProblemsHere of={problems} />
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
        <div key={index} className="making-part" data-part={index}>
          {children(index, part)}
          <div className="making-part-do">
            {ordered && index > 0 && (
              <button type="button" className="button button-quiet" data-move="earlier" onClick={() => move(index, -1)}>
                Move up
                <span className="visually-hidden">
                  : {name} {index + 1}
                </span>
              </button>
            )}
            {ordered && index < parts.length - 1 && (
              <button type="button" className="button button-quiet" data-move="later" onClick={() => move(index, 1)}>
                Move down
                <span className="visually-hidden">
                  : {name} {index + 1}
                </span>
              </button>
            )}
            {parts.length > least && (
              <button type="button" className="button button-quiet" onClick={() => takeOut(index)}>
                Take out {name} {index + 1}
              </button>
            )}
          </div>
        </div>
      ))}
      <div className="making-part-do">
        {parts.length < most && (
          <button type="button" className="button" onClick={add}>
            {parts.length === 0 ? `Add ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}` : `Another ${name}`}
          </button>
        )}
        {taken && parts.length < most && (
          <button type="button" className="button" data-put-back onClick={putBack}>
            Put {name} {taken.index + 1} back
          </button>
        )}
      </div>
    </fieldset>
  )
}
