import { type ReactNode, useId } from 'react'
import type { Block, FigureRow } from '../../shared/model/content'
import { yearsOf } from '../../shared/rules/figure-time'
import { BarsAcross } from './chart/bars-across'
import { Numbers } from './chart/numbers'
import './figure.css'
import { asOfWords } from './words'

interface FigureProps {
  block: Extract<Block, { type: 'figure' }>
  /** Drawn; the block has its words. */
  title: ReactNode
  cite: (facts: string[]) => ReactNode
  /** A paragraph. */
  note: ReactNode
}

/** Numbers drawn from nought, and the same ones in a table in which each names its source. */
export function Figure({ block: { title: words, unit, asOf, rows }, title, cite, note }: FigureProps) {
  const id = useId()
  const isShare = unit === '%'
  const number = ({ value }: FigureRow) => `${value.toLocaleString()}${isShare ? '%' : ''}`
  const isOverTime = rows.every(({ at }) => at !== undefined)
  const told = rows.map((row) => `${row.label}: ${row.says ?? number(row)}`).join('; ')
  return (
    <figure className="plotted" aria-labelledby={id}>
      <figcaption>
        <span className="label">Figure</span>
        <div id={id} className="plotted-title">
          {title}
        </div>
        <span className="plotted-of">
          {isShare ? 'Percent' : capital(unit)}, {asOfWords(asOf)}
        </span>
      </figcaption>
      <BarsAcross
        says={`Bars from zero. ${told}.`}
        rows={rows.map((row) => ({
          label: row.label,
          ...(row.at !== undefined && { at: yearsOf(row.at) }),
          value: row.value,
          words: `${number(row)}${row.floor ? '+' : ''}`,
        }))}
        {...(isShare && { most: 100 })}
      />
      {note}
      <Numbers
        caption={words}
        columns={[isOverTime ? 'When' : 'What', isShare ? 'Percent' : capital(unit), 'Source']}
        rows={rows.map((row) => ({
          key: row.label,
          head: row.label,
          cells: [row.says ?? number(row), cite(row.facts)],
        }))}
      />
    </figure>
  )
}

const capital = (words: string) => words.replace(/^./, (first) => first.toUpperCase())
