import { AxisBottom, AxisLeft } from '@visx/axis'
import { Group } from '@visx/group'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar, Line } from '@visx/shape'
import { useLayoutEffect, useRef, useState } from 'react'
import type { PlanForecast } from '../../../shared/model/views'
import { count, dayWords } from '../../ui/words'
import { type Span, spansOf } from './spans'

const height = 190
const margin = { top: 14, right: 4, bottom: 26, left: 38 }

/** Minutes on each day to the date: a bar a day, or a week where there are many. The numbers stand in the table too. */
export function MinutesChart({ forecast }: { forecast: PlanForecast }) {
  const { minutes } = forecast.plan
  const [figure, width] = useWidth()
  const spans = spansOf(forecast)
  const weeks = spans.some(({ days }) => days > 1)
  const most = Math.max(...spans.map((span) => span.minutes), minutes, 1)
  const inner = { width: Math.max(0, width - margin.left - margin.right), height: height - margin.top - margin.bottom }
  const x = scaleBand({ domain: spans.map(({ from }) => from), range: [0, inner.width], padding: 0.25 })
  const y = scaleLinear({ domain: [0, most], range: [inner.height, 0], nice: true })
  const name = weeks ? 'Minutes a day, week by week' : 'Minutes on each day'
  const highest = spans.reduce((one, other) => (other.minutes > one.minutes ? other : one))
  return (
    <figure className="plan-chart" ref={figure}>
      <figcaption className="small soft">
        {name}. The line marks your {count(minutes, 'minute')}; the{' '}
        {forecast.pass.days === 1 ? 'last day' : 'last days'}, in outline, {forecast.pass.days === 1 ? 'is' : 'are'} the
        final pass.
      </figcaption>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`${name}: the most is about ${Math.round(highest.minutes)}, from ${dayWords(highest.from)} on. The numbers stand in the table below.`}
        >
          <Group left={margin.left} top={margin.top}>
            {spans.map((span) => (
              <Bar
                key={span.from}
                className={span.inPass ? 'plan-bar plan-bar-pass' : 'plan-bar'}
                x={x(span.from) ?? 0}
                width={x.bandwidth()}
                y={y(span.minutes)}
                height={inner.height - y(span.minutes)}
              />
            ))}
            <Line className="plan-limit" from={{ x: 0, y: y(minutes) }} to={{ x: inner.width, y: y(minutes) }} />
            <AxisLeft
              scale={y}
              numTicks={4}
              hideAxisLine
              hideTicks
              tickFormat={(value) => Number(value).toLocaleString()}
              tickLabelProps={{ className: 'plan-tick', dx: -4, dy: 4 }}
            />
            <AxisBottom
              scale={x}
              top={inner.height}
              tickValues={few(spans, inner.width)}
              tickFormat={(day) => dayWords(day)}
              axisLineClassName="plan-axis"
              hideTicks
              tickLabelProps={{ className: 'plan-tick', dy: 4 }}
            />
          </Group>
        </svg>
      )}
      <details className="plan-table">
        <summary>The numbers as a table</summary>
        <table>
          <caption className="visually-hidden">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{weeks ? 'Week from' : 'Day'}</th>
              <th scope="col">New</th>
              <th scope="col">Reviews</th>
              <th scope="col">{weeks ? 'Minutes a day' : 'Minutes'}</th>
            </tr>
          </thead>
          <tbody>
            {spans.map((span) => (
              <tr key={span.from}>
                <th scope="row">
                  {dayWords(span.from, { weekday: 'short', month: 'short', day: 'numeric' })}
                  {span.inPass && <span className="faint"> final pass</span>}
                </th>
                <td>{span.new.toLocaleString()}</td>
                <td>{span.reviews.toLocaleString()}</td>
                <td>{Math.round(span.minutes).toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** As many dates as have room under the bars, evenly. */
function few(spans: readonly Span[], width: number): string[] {
  const every = Math.max(1, Math.ceil(spans.length / Math.max(1, Math.floor(width / 80))))
  return spans.flatMap(({ from }, index) => (index % every === 0 ? [from] : []))
}

function useWidth() {
  const ref = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => setWidth(Math.floor(element.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width] as const
}
