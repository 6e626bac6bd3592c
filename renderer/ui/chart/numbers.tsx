import { type ReactNode, useId } from 'react'

interface NumbersProps {
  caption: string
  /** The first one heads the rows. */
  columns: string[]
  rows: { key: string; head: ReactNode; cells: ReactNode[] }[]
  note?: string
}

/** Rows from which a table would fill most of a page. */
const long = 14

/** The numbers of a chart, and more where there are more. */
export function Numbers(props: NumbersProps) {
  return (
    <details className={`chart-numbers ${props.rows.length > long ? 'chart-numbers-long' : ''}`}>
      <summary>The numbers as a table</summary>
      <NumbersTable {...props} />
    </details>
  )
}

export function NumbersTable({ caption, columns, rows, note }: NumbersProps) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, a section would be a landmark
    <div className="chart-table" tabIndex={0} role="group" aria-labelledby={id}>
      <table className="ruled-table">
        <caption id={id} className="visually-hidden">
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, cells }) => (
            <tr key={key}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {note && <p className="faint small">{note}</p>}
    </div>
  )
}
