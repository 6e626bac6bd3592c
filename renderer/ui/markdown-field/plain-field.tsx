import { type RefObject, useEffect, useRef, useState } from 'react'

export interface PlainFieldProps {
  id: string
  labelledBy: string
  describedBy: string
  /** Asked once. */
  initial: () => string
  /** Longest text, in UTF-16 units. */
  most: number
  autoFocus: boolean
  /** The text is made only when it is asked for: a long one costs. */
  changed: (text: () => string, length: number) => void
  /** A change that would have made the text so long was not done. */
  refused: (length: number) => void
  left: () => void
}

/** Shows the text and takes words until the Markdown field is loaded, and for good should it never come. */
export function PlainField(props: PlainFieldProps & { field: RefObject<HTMLTextAreaElement | null> }) {
  const { field, autoFocus } = props
  const [initial] = useState(props.initial)
  const before = useRef(initial)
  useEffect(() => {
    if (!autoFocus) return
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [field, autoFocus])
  return (
    <textarea
      ref={field}
      id={props.id}
      className="field"
      rows={3}
      dir="auto"
      defaultValue={initial}
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      onChange={({ target }) => {
        const { value } = target
        if (value.length > props.most && value.length > before.current.length) {
          target.value = before.current
          props.refused(value.length)
          return
        }
        before.current = value
        props.changed(() => value, value.length)
      }}
      onBlur={props.left}
    />
  )
}
