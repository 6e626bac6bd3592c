import { scaleLinear } from '@visx/scale'
import { Circle, Line, LinePath } from '@visx/shape'
import type { CardHistory } from '../../../shared/model/views'
import { BottomAxis, ValueAxis } from '../../ui/chart/axes'
import { Chart } from '../../ui/chart/chart'
import { percent } from '../../ui/words'

/** Times closer together than this part of the whole would have their words on top of each other. */
const apart = 0.16

/** The chance of recall over time: it falls, and each review lifts it. What is to come is dotted. */
export function ForgettingCurve({ history, says }: { history: CardHistory; says: string }) {
  const { curve, reviews, now, wanted } = history
  const from = curve[0]?.at ?? now
  const to = curve.at(-1)?.at ?? now
  const lowest = Math.min(wanted, ...curve.map(({ recall }) => recall))
  // From the top down to the tenth below what is reached: the height of a curve says nothing, its fall does.
  const floor = Math.max(0, Math.floor(10 * (lowest - 0.02)) / 10)
  return (
    <Chart says={says} height={9} room={() => ({ left: 3.25, right: 0.75, top: 1.5 })}>
      {(plot) => {
        const x = scaleLinear<number>({ domain: [from, to], range: [0, plot.width] })
        const y = scaleLinear<number>({ domain: [floor, 1], range: [plot.height, 0] })
        const line = (points: CardHistory['curve'], className: string) => (
          <LinePath className={className} data={points} x={({ at }) => x(at)} y={({ recall }) => y(recall)} />
        )
        const today = x(Math.min(now, to))
        return (
          <>
            <ValueAxis scale={y} plot={plot} ticks={3} words={percent} />
            <Line className="chart-aim" from={{ x: 0, y: y(wanted) }} to={{ x: plot.width, y: y(wanted) }} />
            {now < to && (
              <>
                <Line className="chart-now" from={{ x: today, y: 0 }} to={{ x: today, y: plot.height }} />
                <text className="chart-word chart-word-strong" x={today} y={-0.5 * plot.rem} textAnchor="middle">
                  today
                </text>
              </>
            )}
            {line(
              curve.filter(({ at }) => at <= now),
              'chart-line',
            )}
            {line(
              curve.filter(({ at }, index) => at > now || (curve[index + 1]?.at ?? 0) > now),
              'chart-line chart-coming',
            )}
            {reviews.map(({ at, rating, before }) => (
              <Circle
                key={before?.standsOn ?? at}
                className={rating === 'again' ? 'chart-dot-open' : 'chart-dot'}
                cx={x(at)}
                cy={y(1)}
                r={4.5}
              />
            ))}
            <BottomAxis
              scale={x}
              plot={plot}
              values={dates(from, now, to)}
              words={(at) => dateWords(Number(at), to - from)}
              inside
            />
          </>
        )
      }}
    </Chart>
  )
}

/** First, now and last, without those that stand too close to another. */
function dates(from: number, now: number, to: number): number[] {
  const room = apart * (to - from)
  return [from, ...(now - from > room && to - now > room ? [now] : []), ...(to > from ? [to] : [])]
}

const day = 86_400_000
function dateWords(at: number, span: number): string {
  const options: Intl.DateTimeFormatOptions =
    span > 300 * day
      ? { month: 'short', year: 'numeric' }
      : span > 2 * day
        ? { month: 'short', day: 'numeric' }
        : { hour: 'numeric', minute: '2-digit' }
  return new Intl.DateTimeFormat(undefined, options).format(at)
}
