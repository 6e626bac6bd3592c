import type { PlanForecast } from '../../../shared/model/views'
import { Bars, marksOf } from '../../ui/chart/bars'
import { Numbers } from '../../ui/chart/numbers'
import { count, dayWords } from '../../ui/words'
import { spansOf } from './spans'

/** Minutes on each day to the date: a bar a day, or a week where there are many. The numbers stand in the table too. */
export function MinutesChart({ forecast }: { forecast: PlanForecast }) {
  const { minutes } = forecast.plan
  const spans = spansOf(forecast)
  const weeks = spans.some(({ days }) => days > 1)
  const name = weeks ? 'Minutes a day, week by week' : 'Minutes on each day'
  const highest = spans.reduce((one, other) => (other.minutes > one.minutes ? other : one))
  return (
    <figure className="plan-chart">
      <figcaption className="small soft">
        {name}. The line marks your {count(minutes, 'minute')}.
      </figcaption>
      <Bars
        says={`${name}: the most is about ${Math.round(highest.minutes)}, from ${dayWords(highest.from)} on. The numbers stand in the table below.`}
        data={spans.map(({ from, minutes, inPass }) => ({ key: from, values: inPass ? [0, minutes] : [minutes, 0] }))}
        parts={['Study days', 'Final pass']}
        words={(day) => dayWords(day)}
        marked={marksOf(spans.map(({ from }) => from))}
        aim={minutes}
        inside
      />
      <Numbers
        caption={name}
        columns={[weeks ? 'Week from' : 'Day', 'New', 'Reviews', weeks ? 'Minutes a day' : 'Minutes']}
        rows={spans.map((span) => ({
          key: span.from,
          head: (
            <>
              {dayWords(span.from, { weekday: 'short', month: 'short', day: 'numeric' })}
              {span.inPass && <span className="faint"> final pass</span>}
            </>
          ),
          cells: [span.new.toLocaleString(), span.reviews.toLocaleString(), Math.round(span.minutes).toLocaleString()],
        }))}
      />
    </figure>
  )
}
