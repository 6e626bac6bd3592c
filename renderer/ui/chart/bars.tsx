import { scaleBand, scaleLinear } from '@visx/scale'
import { BarStack, Line } from '@visx/shape'
import { BottomAxis, ValueAxis } from './axes'
import { Chart } from './chart'

export interface BarDatum {
  /** A day, a bin ...: each once. */
  key: string
  /** From the base upward, in the order of the parts. */
  values: number[]
}
interface BarsProps {
  says: string
  data: BarDatum[]
  /** Names of the parts that are stacked; the first one is full, the second one pale. One part needs no name. */
  parts?: [string, string]
  words: (key: string) => string
  /** Which keys have their words under them. */
  marked: string[]
  /** Words at both ends stay inside the plot: for many narrow bars. */
  inside?: boolean
  height?: number
  /** A line across, at a value to keep to. */
  aim?: number
}

/** Which of so many bars have their words under them: first and last, and one or two between where there is room. */
export function marksOf(keys: readonly string[]): string[] {
  const last = keys.length - 1
  const places = last < 8 ? keys.map((_, index) => index) : [0, Math.round(last / 3), Math.round((2 * last) / 3), last]
  return places.flatMap((index) => keys[index] ?? [])
}

/** Upright bars over days or bins, from nought. */
export function Bars({ says, data, parts, words, marked, inside = false, height = 8, aim = 0 }: BarsProps) {
  const most = Math.max(1, aim, ...data.map(({ values }) => values.reduce((sum, value) => sum + value, 0)))
  const keys = (parts ?? ['all']).map((_, index) => index)
  return (
    <div className="chart-with-key">
      <Chart says={says} height={height}>
        {(plot) => {
          const x = scaleBand<string>({
            domain: data.map(({ key }) => key),
            range: [0, plot.width],
            padding: data.length > 20 ? 0.2 : 0.35,
          })
          const y = scaleLinear<number>({ domain: [0, most], range: [plot.height, 0] })
          return (
            <>
              <ValueAxis scale={y} plot={plot} ticks={Math.min(3, most)} />
              <BarStack
                data={data}
                keys={keys}
                x={({ key }) => key}
                value={({ values }, index) => values[index] ?? 0}
                xScale={x}
                yScale={y}
                color={String}
              >
                {(stacks) =>
                  stacks.map(({ index, bars }) => (
                    <g key={index} className={`chart-part-${index}`}>
                      {bars.map((bar) => bar.height > 0 && <BarOf key={bar.index} bar={bar} base={plot.height} />)}
                    </g>
                  ))
                }
              </BarStack>
              {aim > 0 && <Line className="chart-aim" from={{ x: 0, y: y(aim) }} to={{ x: plot.width, y: y(aim) }} />}
              <BottomAxis scale={x} plot={plot} values={marked} words={words} inside={inside} />
            </>
          )
        }}
      </Chart>
      {parts && <Key parts={parts} />}
    </div>
  )
}

/** One among hundreds is still seen: no bar is lower than two pixels. */
function BarOf({ bar, base }: { bar: { x: number; y: number; width: number; height: number }; base: number }) {
  const height = Math.max(2, bar.height)
  return <rect x={bar.x} width={bar.width} y={Math.min(bar.y, base - height)} height={height} />
}

function Key({ parts }: { parts: string[] }) {
  return (
    <ul className="plain-list chart-key" aria-hidden="true">
      {parts.map((name, index) => (
        <li key={name}>
          <svg width="12" height="12" aria-hidden="true" focusable="false">
            <g className={`chart-part-${index}`}>
              <rect x="0.5" y="0.5" width="11" height="11" />
            </g>
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
