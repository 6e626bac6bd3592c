import { scaleBand, scaleLinear } from '@visx/scale'
import { Circle, Line } from '@visx/shape'
import { Link } from 'wouter'
import type { ProgressView } from '../../../shared/model/views'
import { BottomAxis } from '../../ui/chart/axes'
import { Chart } from '../../ui/chart/chart'
import { Numbers } from '../../ui/chart/numbers'
import { count, percent } from '../../ui/words'
import { likelyRange } from './likely-range'

/** Below this many reviews a share says more about chance than about memory. */
export const enoughReviews = 20

interface Row {
  name: string
  reviews: number
  recalled: number
}

/** How much was really recalled of the learned cards that came due, beside how much was wanted. */
export function Retention({ retention: { wanted, spans } }: { retention: ProgressView['retention'] }) {
  const target = (
    <>
      You want to recall {percent(wanted)} of the cards when they come due; that is set in{' '}
      <Link href="/settings">Settings</Link>.
    </>
  )
  const year = spans.at(-1)
  if (!year || year.reviews < enoughReviews)
    return (
      <p>
        Too few yet to say: {(year?.reviews ?? 0).toLocaleString()} of the {enoughReviews} reviews of learned cards that
        it takes. {target}
      </p>
    )
  // A month says how it goes lately; who studies less is told of the time in which there is enough to say.
  const told = spans.find(({ days, reviews }) => days >= 30 && reviews >= enoughReviews) ?? year
  const share = told.recalled / told.reviews
  const rows = [...spans.map((span): Row => ({ ...span, name: lastDays(span.days) })), ...byInterval(year)]
  return (
    <>
      <p>
        {target} In the {lastDays(told.days).toLowerCase()} you recalled <b>{percent(share)}</b>:{' '}
        {told.recalled.toLocaleString()} of{' '}
        {count(told.reviews, 'learned card that came due', 'learned cards that came due')}.{' '}
        {judgement(likelyRange(told.recalled, told.reviews), wanted)}
      </p>
      <figure className="recall">
        <Shares rows={rows} wanted={wanted} />
        <figcaption className="faint small">
          Dot: recalled. Thick line: where the true figure probably lies. Dashed line: wanted. Only the first review of
          a card on a day counts.
        </figcaption>
        <Numbers
          caption="Recalled of the learned cards that came due"
          columns={['Reviews of', 'Came due', 'Recalled', 'Share', 'Probably between']}
          rows={rows.map(({ name, reviews, recalled }) => ({
            key: name,
            head: name,
            cells: [
              reviews.toLocaleString(),
              recalled.toLocaleString(),
              ...(reviews < enoughReviews
                ? ['too few', '']
                : [percent(recalled / reviews), rangeWords(recalled, reviews)]),
            ],
          }))}
          note={year.long ? 'Short and long intervals: in the last 365 days.' : undefined}
        />
      </figure>
    </>
  )
}

function byInterval({ reviews, recalled, long }: ProgressView['retention']['spans'][number]): Row[] {
  if (!long) return []
  return [
    { name: 'Under 3 weeks', reviews: reviews - long.reviews, recalled: recalled - long.recalled },
    { name: '3 weeks or more', ...long },
  ]
}
const lastDays = (days: number) => `Last ${days} days`
const rangeWords = (recalled: number, reviews: number) => likelyRange(recalled, reviews).map(percent).join(' and ')

/** Room for the words at the left, and the width from which there is room for how many reviews there were, rem. */
const labels = 7.5
const roomy = 30

function Shares({ rows, wanted }: { rows: Row[]; wanted: number }) {
  const known = rows.filter(({ reviews }) => reviews >= enoughReviews)
  const lows = known.map(({ recalled, reviews }) => likelyRange(recalled, reviews)[0])
  const from = Math.max(0, Math.floor(10 * Math.min(0.7, ...lows)) / 10)
  const says = known.map(({ name, recalled, reviews }) => `${name}: ${percent(recalled / reviews)}`).join('; ')
  return (
    <Chart
      says={`Recalled, against ${percent(wanted)} wanted. ${says}.`}
      height={2 * rows.length}
      room={(width) => ({ left: labels, right: width < roomy ? 4 : 6, top: 1.25 })}
    >
      {(plot) => {
        const x = scaleLinear<number>({ domain: [from, 1], range: [0, plot.width], clamp: true })
        const y = scaleBand<string>({ domain: rows.map(({ name }) => name), range: [0, plot.height] })
        const middle = (name: string) => (y(name) ?? 0) + y.bandwidth() / 2
        return (
          <>
            <BottomAxis
              scale={x}
              plot={plot}
              values={plot.width * (1 - wanted) > (1 - from) * 3 * plot.rem ? [from, wanted, 1] : [from, wanted]}
              words={(value) => percent(Number(value))}
            />
            <Line className="chart-aim" from={{ x: x(wanted), y: 0 }} to={{ x: x(wanted), y: plot.height }} />
            <text className="chart-word" x={x(wanted)} y={-0.4 * plot.rem} textAnchor="middle">
              wanted
            </text>
            {rows.map(({ name, reviews, recalled }) => (
              <g key={name}>
                <text className="chart-word" x={-labels * plot.rem} y={middle(name)} dy="0.34em">
                  {name}
                </text>
                <ShareRow x={x} y={middle(name)} reviews={reviews} recalled={recalled} />
                <text className="chart-word" x={plot.width + 0.75 * plot.rem} y={middle(name)} dy="0.34em">
                  {reviews < enoughReviews ? (
                    'too few'
                  ) : (
                    <>
                      <tspan className="chart-word-strong">{percent(recalled / reviews)}</tspan>
                      {plot.width > (roomy - labels - 6) * plot.rem && ` of ${reviews.toLocaleString()}`}
                    </>
                  )}
                </text>
              </g>
            ))}
          </>
        )
      }}
    </Chart>
  )
}

function ShareRow(props: { x: (share: number) => number; y: number; reviews: number; recalled: number }) {
  const { x, y, reviews, recalled } = props
  if (reviews < enoughReviews) return null
  const [low, high] = likelyRange(recalled, reviews)
  return (
    <>
      <Line className="chart-range" from={{ x: x(low), y }} to={{ x: x(high), y }} />
      <Circle className="chart-dot" cx={x(recalled / reviews)} cy={y} r={6} />
    </>
  )
}

function judgement([low, high]: [number, number], wanted: number): string {
  if (wanted < low) return 'That is more than you asked for.'
  if (wanted > high)
    return 'That is less than you asked for. Read the passages behind the cards you miss; those cards come back sooner by themselves.'
  return 'That fits what you asked for.'
}
