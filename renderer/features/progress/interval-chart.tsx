import { scaleLinear } from '@visx/scale'
import { Circle, Line } from '@visx/shape'
import type { Discriminability } from '../../../shared/model/views'

/** From where to where d′ is drawn, in whole numbers. */
export interface Scale {
  from: number
  to: number
}

/** One scale for all, so that charts can be compared; at least 0 to 3. */
export function scaleOf(figures: readonly Discriminability[]): Scale {
  const known = figures.flatMap(({ dPrime }) => dPrime ?? [])
  return {
    from: Math.min(0, ...known.map(({ low }) => Math.floor(low))),
    to: Math.max(3, ...known.map(({ high }) => Math.ceil(high))),
  }
}

/** Places in percent of the width: a column of a table measures nothing. */
function placesOn({ from, to }: Scale) {
  const percent = scaleLinear<number>({ domain: [from, to], range: [0, 100] })
  const whole = percent.ticks(to - from).filter(Number.isInteger)
  return { at: (value: number) => `${percent(value)}%`, whole }
}

/** A dot for the figure, a line for its interval. The same numbers always stand beside it in words. */
export function IntervalChart(props: { dPrime: NonNullable<Discriminability['dPrime']>; scale: Scale }) {
  const { dPrime, scale } = props
  const { at, whole } = placesOn(scale)
  return (
    <svg className="interval-chart" width="100%" height="20" aria-hidden="true" focusable="false">
      {whole.map((value) => (
        <Line
          key={value}
          className={value === 0 ? 'chart-now' : 'chart-rule'}
          x1={at(value)}
          x2={at(value)}
          y1="0"
          y2="20"
        />
      ))}
      <Line className="chart-range" x1={at(dPrime.low)} x2={at(dPrime.high)} y1="10" y2="10" />
      <Circle className="chart-dot" cx={at(dPrime.value)} cy="10" r="5" />
    </svg>
  )
}

/** The numbers of the scale, over a column of charts. */
export function IntervalScale({ scale }: { scale: Scale }) {
  const { at, whole } = placesOn(scale)
  return (
    <svg className="interval-chart" width="100%" height="16" aria-hidden="true" focusable="false">
      {whole.map((value) => (
        <text key={value} className="chart-word" x={at(value)} y="12" textAnchor="middle">
          {value.toLocaleString()}
        </text>
      ))}
    </svg>
  )
}

/** `1.8 (0.9 to 2.6)` */
export function intervalWords({ value, low, high }: NonNullable<Discriminability['dPrime']>): string {
  return `${tenth(value)} (${tenth(low)} to ${tenth(high)})`
}
export const intervalNote =
  'The range in brackets, and the line beside the dot, is where the true figure probably lies (95%).'
const tenth = (value: number) =>
  value.toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'negative' })
