import { dayWords } from '../../ui/words'

interface DayChartProps {
  label: string
  bars: { day: string; value: number }[]
  /** The same numbers, and more where there are more, as a table. */
  columns: string[]
  rows: { day: string; cells: number[] }[]
  rowsNote?: string
}

const height = 120

/** A bar a day. The greatest value stands at its line; every number stands in the table below. */
export function DayChart({ label, bars, columns, rows, rowsNote }: DayChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const slot = 100 / bars.length
  const first = bars[0]
  const last = bars.at(-1)
  const highest = bars.find(({ value }) => value === most)
  return (
    <figure className="day-chart">
      <div className="day-plot">
        <svg
          width="100%"
          height={height}
          role="img"
          aria-label={`${label}: the most is ${most.toLocaleString()}${highest ? `, on ${longDay(highest.day)}` : ''}. The numbers stand in the table below.`}
        >
          <line className="day-line" x1="0" x2="100%" y1="0.5" y2="0.5" />
          {bars.map(({ day, value }, index) =>
            value > 0 ? (
              <rect
                key={day}
                className="day-bar"
                x={`${(index + 0.16) * slot}%`}
                width={`${0.68 * slot}%`}
                y={height - barHeight(value, most)}
                height={barHeight(value, most)}
              />
            ) : null,
          )}
          <line className="day-base" x1="0" x2="100%" y1={height - 0.5} y2={height - 0.5} />
        </svg>
        <span className="day-most figures" aria-hidden="true">
          {most.toLocaleString()}
        </span>
      </div>
      <p className="day-ends figures" aria-hidden="true">
        <span>{first && dayWords(first.day)}</span>
        <span>{last && dayWords(last.day)}</span>
      </p>
      <details>
        <summary>The numbers as a table</summary>
        <table>
          <caption className="visually-hidden">{label}</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ day, cells }) => (
              <tr key={day}>
                <th scope="row">{longDay(day)}</th>
                {cells.map((cell, index) => (
                  <td key={columns[index]}>{cell.toLocaleString()}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rowsNote && <p className="faint small">{rowsNote}</p>}
      </details>
    </figure>
  )
}

const barHeight = (value: number, most: number) => Math.max(2, (value / most) * (height - 1))
const longDay = (day: string) => dayWords(day, { weekday: 'short', month: 'short', day: 'numeric' })
