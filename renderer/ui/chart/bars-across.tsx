import { scaleLinear } from '@visx/scale'
import { Line } from '@visx/shape'
import { Chart } from './chart'

export interface AcrossRow {
  label: string
  /** Moment on an axis of time, in years: all rows have one, rising, or none. */
  at?: number
  value: number
  /** Written behind the bar. */
  words: string
}
interface BarsAcrossProps {
  says: string
  rows: AcrossRow[]
  /** At the axis' end: the largest value unless given. */
  most?: number
}

/** Height of a line of words, rem. */
const line = 1.25
/** About how wide a character is, rem. */
const character = 0.52
const barHeight = 0.9

/**
 * Bars from nought to the right, a row each with its number behind it. Over time, the rows stand as far apart as the
 * moments do; otherwise evenly, each under its label, which may be long.
 */
export function BarsAcross({ says, rows, most = Math.max(1, ...rows.map(({ value }) => value)) }: BarsAcrossProps) {
  const isOverTime = rows.every(({ at }) => at !== undefined)
  const widestLabel = Math.max(...rows.map(({ label }) => label.length * character))
  const widestWords = Math.max(...rows.map(({ words }) => words.length * character))
  const room = {
    left: isOverTime ? widestLabel + 0.6 : 0.1,
    right: widestWords + 0.8,
    top: 0,
    bottom: 0.25,
  }
  const linesAt = (width: number) =>
    rows.map(({ label }) => (isOverTime ? [] : wrapped(label, Math.floor(width / character))))
  const tops = (width: number) => (isOverTime ? topsInTime(rows) : topsUnderLabels(linesAt(width)))
  return (
    <Chart says={says} height={(width) => tops(width).height} room={() => room}>
      {({ width, height, rem }) => {
        const x = scaleLinear<number>({ domain: [0, most], range: [0, width] })
        const inRem = (width + (room.left + room.right) * rem) / rem
        const lines = linesAt(inRem)
        const { of } = tops(inRem)
        return (
          <>
            {rows.map(({ label, value, words }, index) => {
              const top = (of[index] ?? 0) * rem
              const middle = top + (barHeight / 2) * rem
              const labelled = lines[index] ?? []
              return (
                <g key={label}>
                  {isOverTime && (
                    <text className="chart-word" x={-0.5 * rem} y={middle} dy="0.34em" textAnchor="end">
                      {label}
                    </text>
                  )}
                  {labelled.map((words, at) => (
                    <text
                      key={words}
                      className="chart-word"
                      x={0.3 * rem}
                      y={top - (labelled.length - at - 0.7) * line * rem}
                      dy="-0.2em"
                    >
                      {words}
                    </text>
                  ))}
                  <rect className="chart-part-0" x={0} y={top} width={Math.max(1, x(value))} height={barHeight * rem} />
                  <text className="chart-word chart-word-strong" x={x(value) + 0.4 * rem} y={middle} dy="0.34em">
                    {words}
                  </text>
                </g>
              )
            })}
            <g className="chart-axis">
              <Line className="chart-base" from={{ x: 0, y: 0 }} to={{ x: 0, y: height }} />
            </g>
          </>
        )
      }}
    </Chart>
  )
}

/** Tops of the bars and the height of all, rem: two moments next to each other are at least a line apart. */
function topsInTime(rows: AcrossRow[]) {
  const moments = rows.map(({ at = 0 }) => at)
  const [first = 0] = moments
  const closest = Math.min(...moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment)))
  const of = moments.map((moment) => 0.35 + ((moment - first) / closest) * 1.3)
  return { of, height: (of.at(-1) ?? 0) + barHeight + 0.35 }
}

function topsUnderLabels(lines: string[][]) {
  let height = 0
  const of = lines.map((label) => {
    const top = height + label.length * line
    height = top + barHeight + 0.6
    return top
  })
  return { of, height }
}

function wrapped(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
