import { useId, useLayoutEffect, useRef } from 'react'
import { Numbers } from '../../ui/chart/numbers'
import { count, dayWords } from '../../ui/words'
import { type Day, longDay, minutesOf } from './day-groups'

/** A year of days as a table: a column a week, a row a weekday, darker for more reviews than usual for this learner. */
export function YearCalendar({ days }: { days: readonly Day[] }) {
  const studied = days.filter(({ reviews }) => reviews > 0)
  if (studied.length === 0) return <p>No reviews in the last 365 days.</p>
  const most = studied.reduce((one, other) => (other.reviews > one.reviews ? other : one))
  const steps = stepsOf(studied.map(({ reviews }) => reviews))
  return (
    <>
      <p>
        You reviewed cards on {count(studied.length, 'day')} of the last {days.length}, most of all on{' '}
        {longDay(most.day)}: {count(most.reviews, 'review')}. Days off are part of it; what comes due waits.
      </p>
      <Weeks days={days} steps={steps} />
      <ul className="plain-list calendar-key" aria-hidden="true">
        {steps.map((from, index) => (
          <li key={from}>
            <span className={`calendar-mark calendar-step-${index + 1}`} />
            {stepWords(from, steps[index + 1])}
          </li>
        ))}
        <li>reviews a day</li>
      </ul>
      <Numbers
        caption="Reviews in each month of the last year"
        columns={['Month', 'Days', 'Reviews', 'Minutes']}
        rows={byMonth(studied).map(([month, of]) => ({
          key: month,
          head: dayWords(`${month}-01`, { month: 'long', year: 'numeric' }),
          cells: [
            of.length,
            of.reduce((sum, { reviews }) => sum + reviews, 0),
            minutesOf(of.reduce((sum, { spent }) => sum + spent, 0)),
          ].map((n) => n.toLocaleString()),
        }))}
        note="Months without reviews are left out."
      />
    </>
  )
}

function Weeks({ days, steps }: { days: readonly Day[]; steps: number[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const weeks = weeksOf(days)
  // Where there isn't room for a year, the latest months are what is seen.
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollLeft = scroller.current.scrollWidth
  }, [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, a section would be a landmark
    <div ref={scroller} className="calendar" tabIndex={0} role="group" aria-labelledby={id}>
      <table>
        <caption id={id} className="visually-hidden">
          Reviews on each day of the last year
        </caption>
        <thead>
          <tr>
            <td />
            {monthsOver(weeks).map(({ month, weeks: span }) => (
              <th key={month} scope="colgroup" colSpan={span}>
                {span > 2 && dayWords(`${month}-01`, { month: 'short' })}
                {span <= 2 && <span className="visually-hidden">{dayWords(`${month}-01`, { month: 'short' })}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: 7 }, (_, weekday) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place in the week
            <tr key={weekday}>
              <th scope="row">
                {/* Each word is higher than its row: every other one is left to screen readers. */}
                <span className={weekday % 2 === 0 ? 'visually-hidden' : undefined}>{weekdayWords(weekday)}</span>
              </th>
              {weeks.map((week) => (
                <DayCell key={week.first} day={week.days[weekday]} steps={steps} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function DayCell({ day, steps }: { day: Day | undefined; steps: number[] }) {
  if (!day) return <td />
  const step = steps.filter((from) => day.reviews >= from).length
  return (
    <td title={`${longDay(day.day)}: ${count(day.reviews, 'review')}`}>
      <span className={`calendar-mark calendar-step-${step}`} aria-hidden="true" />
      <span className="visually-hidden">
        {dayWords(day.day)}: {day.reviews.toLocaleString()}
      </span>
    </td>
  )
}

interface Week {
  first: string
  /** By weekday, Sunday first; undefined before the first day and after the last. */
  days: (Day | undefined)[]
}
function weeksOf(days: readonly Day[]): Week[] {
  const weeks: Week[] = []
  for (const day of days) {
    const weekday = new Date(`${day.day}T00:00:00Z`).getUTCDay()
    if (weeks.length === 0 || weekday === 0) weeks.push({ first: day.day, days: [] })
    const week = weeks.at(-1)
    if (week) week.days[weekday] = day
  }
  return weeks
}
/** A week belongs to the month in which it begins. */
function monthsOver(weeks: readonly Week[]): { month: string; weeks: number }[] {
  const months: { month: string; weeks: number }[] = []
  for (const { first } of weeks) {
    const month = first.slice(0, 7)
    const last = months.at(-1)
    if (last?.month === month) last.weeks += 1
    else months.push({ month, weeks: 1 })
  }
  return months
}
function byMonth(days: readonly Day[]): [string, Day[]][] {
  const months = new Map<string, Day[]>()
  for (const day of days) months.set(day.day.slice(0, 7), [...(months.get(day.day.slice(0, 7)) ?? []), day])
  return [...months]
}
/** 2023-01-01 was a Sunday. */
const weekdayWords = (weekday: number) => dayWords(`2023-01-0${weekday + 1}`, { weekday: 'short' })

/** From how many reviews each of at most four steps begins: quarters of the days with any. */
function stepsOf(reviews: number[]): number[] {
  const rising = reviews.toSorted((one, other) => one - other)
  const quarters = [0, 0.25, 0.5, 0.75].map((part) => rising[Math.floor(part * rising.length)] ?? 1)
  return [...new Set([1, ...quarters.slice(1)])]
}
function stepWords(from: number, next: number | undefined): string {
  if (next === undefined) return `${from.toLocaleString()} or more`
  return next - 1 === from ? from.toLocaleString() : `${from.toLocaleString()}–${(next - 1).toLocaleString()}`
}
