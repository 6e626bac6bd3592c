import { AxisBottom, AxisLeft } from '@visx/axis'
import type { scaleBand, scaleLinear } from '@visx/scale'
import { Line } from '@visx/shape'
import type { Plot } from './chart'

export type Linear = ReturnType<typeof scaleLinear<number>>
export type Bands = ReturnType<typeof scaleBand<string>>

interface ValueAxisProps {
  scale: Linear
  plot: Plot
  /** At most about so many rules. */
  ticks?: number
  words?: (value: number) => string
}

/** Values upward: light rules across the plot, their numbers at the left. */
export function ValueAxis({ scale, plot, ticks = 3, words = (value) => value.toLocaleString() }: ValueAxisProps) {
  const values = scale.ticks(ticks)
  return (
    <g className="chart-axis">
      {values.map((value) => (
        <Line
          key={value}
          className="chart-rule"
          from={{ x: 0, y: scale(value) }}
          to={{ x: plot.width, y: scale(value) }}
        />
      ))}
      <AxisLeft
        scale={scale}
        tickValues={values}
        hideAxisLine
        hideTicks
        tickLength={0.4 * plot.rem}
        tickFormat={(value) => words(Number(value))}
        tickComponent={({ x, y, formattedValue }) => (
          <text className="chart-word" x={x} y={y} dy="0.34em" textAnchor="end">
            {formattedValue}
          </text>
        )}
      />
    </g>
  )
}

interface BottomAxisProps<Scale> {
  scale: Scale
  plot: Plot
  values: Scale extends Bands ? string[] : number[]
  words: (value: string) => string
  /** Words at both ends of the axis stay inside the plot. */
  inside?: boolean
}

/** What the values are of: a line under the plot and some words below it. */
export function BottomAxis<Scale extends Linear | Bands>(props: BottomAxisProps<Scale>) {
  const { scale, plot, values, words, inside = false } = props
  const anchor = (x: number) => {
    if (inside && x < 2 * plot.rem) return 'start'
    return inside && x > plot.width - 2 * plot.rem ? 'end' : 'middle'
  }
  return (
    <AxisBottom
      axisClassName="chart-axis"
      axisLineClassName="chart-base"
      scale={scale}
      top={plot.height}
      tickValues={values}
      hideTicks
      tickLength={0.35 * plot.rem}
      tickFormat={(value) => words(String(value))}
      tickComponent={({ x, y, formattedValue }) => (
        <text className="chart-word" x={x} y={y} dy="0.34em" textAnchor={anchor(x)}>
          {formattedValue}
        </text>
      )}
    />
  )
}
