import type { PlanForecast } from '../../../shared/model/views'
import { count, dayWords, percent } from '../../ui/words'
import { MinutesChart } from './minutes-chart'
import { rangeWords, shortfallWords } from './plan-words'

/** What a date and minutes come to: a sentence, what that means for today, the figures and how they were come by. */
export function Forecast({ forecast }: { forecast: PlanForecast }) {
  const { day, minutes } = forecast.plan
  const { cards, unseenNow, known, knownNow, metBy, pass, needs, days } = forecast
  const short = shortfallWords(forecast)
  const first = days[0]
  if (cards === 0) return <p>There are no cards to plan for: all of them are suspended, or this edition has none.</p>
  return (
    <div className="plan-forecast">
      {short && (
        <p className="notice notice-bad plan-short">
          <strong>{short}</strong>
        </p>
      )}
      <p className="reading">
        {metBy &&
          `You would have met all ${count(cards, 'card')} by ${dayWords(metBy, { month: 'long', day: 'numeric' })}. `}
        {unseenNow === 0 && `You have met all ${count(cards, 'card')} already. `}
        Asked all of them on {dayWords(day, { month: 'long', day: 'numeric' })}, you would probably know{' '}
        <strong className="figures">{rangeWords(known)}</strong>
        {unseenNow < cards && `; now it would be about ${percent(knownNow)}`}.
      </p>
      <Shares known={known} knownNow={knownNow} />
      <ul className="plan-facts">
        {first && (
          <li>
            Today: {count(first.new, 'new card')} and {count(first.reviews, 'review')}, about{' '}
            {count(Math.round(first.minutes), 'minute')}. The plan decides how many cards are new each day: more at
            first, fewer later, never more than fit into your minutes once the reviews are done.
          </li>
        )}
        <li>
          Final pass: from {dayWords(pass.from, { month: 'long', day: 'numeric' })} on, in the last{' '}
          {pass.days === 1 ? 'day' : count(pass.days, 'day')} before the date, each card you have met is shown once
          more, those first that you would be least likely to recall.
        </li>
        {!short && needs !== null && needs < minutes && <li>{count(needs, 'minute')} a day would be just enough.</li>}
      </ul>
      <MinutesChart forecast={forecast} />
      <p className="soft small plan-how">
        An estimate, not a promise about any exam: your cards are studied in a simulation, many times over, up to the
        day before, with your pace ({(forecast.pace / 1000).toLocaleString(undefined, { maximumFractionDigits: 0 })}{' '}
        seconds a showing), your ratings and the forgetting curve that schedules them; in 8 of 10 of its tests the share
        known lies in the range. It holds if you keep to your minutes, and cards never met count as not known.
      </p>
    </div>
  )
}

/** Now and on the date, on one line from 0 to 100 %. The sentence above says the same. */
function Shares({ known, knownNow }: Pick<PlanForecast, 'known' | 'knownNow'>) {
  const at = (share: number) => `${100 * share}%`
  return (
    <div className="plan-shares">
      <svg width="100%" height="22" aria-hidden="true" focusable="false">
        <line className="plan-scale" x1="0" x2="100%" y1="11" y2="11" />
        <line className="plan-now" x1={at(knownNow)} x2={at(knownNow)} y1="3" y2="19" />
        <line className="chart-range" x1={at(known.low)} x2={at(known.high)} y1="11" y2="11" />
        <circle className="chart-dot" cx={at(known.expected)} cy="11" r="6" />
      </svg>
      <p className="plan-ends faint small figures" aria-hidden="true">
        <span>{percent(0)}</span>
        <span>line: known now; dot and bar: on the date</span>
        <span>{percent(1)}</span>
      </p>
    </div>
  )
}
