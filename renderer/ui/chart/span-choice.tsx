import { useId } from 'react'

interface SpanChoiceProps {
  legend: string
  spans: readonly { days: number; name: string }[]
  value: number
  choose: (days: number) => void
}

/** How much time a chart shows. */
export function SpanChoice({ legend, spans, value, choose }: SpanChoiceProps) {
  const name = useId()
  return (
    <fieldset className="choice-options">
      <legend className="visually-hidden">{legend}</legend>
      {spans.map((span) => (
        <label key={span.days} className="choice-option">
          <input type="radio" name={name} checked={span.days === value} onChange={() => choose(span.days)} />
          {span.name}
        </label>
      ))}
    </fieldset>
  )
}
