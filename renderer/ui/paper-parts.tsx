import type { ReactNode } from 'react'
import type { Block, FigureRow } from '../../shared/model/content'
import './paper-parts.css'
import { asOfWords } from './words'

/** The number of a note at the end of a handout; with a † where what it says may have changed. */
export function PaperNote({ note, past }: { note: number; past: boolean }) {
  return (
    <sup className="paper-note">
      {note}
      {past && '†'}
    </sup>
  )
}

/** A question with room to write; its answer stands at the end of the handout. */
export function PaperQuestion({ question }: { question: ReactNode }) {
  return (
    <>
      <p className="paper-question">{question}</p>
      <AnswerLines lines={2} />
    </>
  )
}

/** Empty lines to write on. */
export function AnswerLines({ lines }: { lines: number }) {
  return (
    <div className="paper-lines" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are alike
        <span key={line} />
      ))}
    </div>
  )
}

/** Numbers as a table with a bar each, drawn from nought. */
export function PaperFigure(props: {
  block: Extract<Block, { type: 'figure' }>
  title: ReactNode
  cite: (facts: string[]) => ReactNode
  note: ReactNode
}) {
  const { unit, asOf, rows } = props.block
  const isShare = unit === '%'
  const most = isShare ? 100 : Math.max(1, ...rows.map(({ value }) => value))
  const number = ({ value, floor }: FigureRow) => `${value.toLocaleString()}${isShare ? '%' : ''}${floor ? '+' : ''}`
  return (
    <figure className="paper-figure">
      <figcaption>
        <strong>{props.title}</strong>
        <span>
          {' '}
          ({isShare ? 'percent' : unit}, {asOfWords(asOf)})
        </span>
      </figcaption>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td className="paper-bars">
                <span className="paper-bar" style={{ width: `${(row.value / most) * 100}%` }} aria-hidden="true" />
              </td>
              <td>
                {row.says ?? number(row)}
                {props.cite(row.facts)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {props.note}
    </figure>
  )
}
