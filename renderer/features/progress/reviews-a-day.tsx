import { useState } from 'react'
import { Bars, marksOf } from '../../ui/chart/bars'
import { Numbers } from '../../ui/chart/numbers'
import { SpanChoice } from '../../ui/chart/span-choice'
import { count, dayWords, duration } from '../../ui/words'
import { type Day, type Group, grouped, longDay, minutesOf } from './day-groups'

const spans = [
  { days: 30, name: '30 days' },
  { days: 90, name: '90 days' },
  { days: 365, name: 'A year' },
]

/** How much was done on which day, or in which week of a year. */
export function ReviewsADay({ days: all }: { days: readonly Day[] }) {
  const [span, choose] = useState(30)
  if (all.every(({ reviews }) => reviews === 0)) return <p>No reviews in the last 365 days.</p>
  const weeks = span === 365
  const groups = grouped(all.slice(-span), weeks ? 7 : 1)
  const sum = (value: (group: Group) => number) => groups.reduce((total, group) => total + value(group), 0)
  const reviews = sum((group) => group.reviews)
  const studied = sum((group) => group.studied)
  const each = weeks ? `in each week of the last ${span} days` : `on each of the last ${span} days`
  const most = groups.reduce((one, other) => (other.reviews > one.reviews ? other : one))
  const longest = groups.reduce((one, other) => (other.spent > one.spent ? other : one))
  const on = (group: Group) => (weeks ? `in the week from ${longDay(group.first)}` : `on ${longDay(group.first)}`)
  const words = (day: string) => dayWords(day, weeks ? { month: 'short' } : undefined)
  const marked = marksOf(groups.map(({ first }) => first))
  return (
    <>
      <p>
        {reviews === 0
          ? `No reviews in the last ${span} days.`
          : `${count(reviews, 'review')} in the last ${span} days, on ${count(studied, 'day')}.`}
        {reviews > 0 && ` That took ${duration(sum((group) => group.spent))}.`}
      </p>
      <SpanChoice legend="How far back" spans={spans} value={span} choose={choose} />
      {reviews > 0 && (
        <>
          <h3 className="progress-over">Reviews</h3>
          <Bars
            says={`Reviews ${each}. The most are ${most.reviews.toLocaleString()}, ${on(most)}.`}
            data={groups.map((group) => ({ key: group.first, values: [group.reviews - group.again, group.again] }))}
            parts={['Rated Hard, Good or Easy', 'Rated Again']}
            words={words}
            marked={marked}
            inside
          />
          <h3 className="progress-over">Minutes</h3>
          <Bars
            says={`Minutes ${each}. The most are ${minutesOf(longest.spent).toLocaleString()}, ${on(longest)}.`}
            data={groups.map((group) => ({ key: group.first, values: [group.spent / 60_000] }))}
            words={words}
            marked={marked}
            inside
            height={5}
          />
          <Numbers
            caption={`Reviews ${each}`}
            columns={[weeks ? 'Week from' : 'Day', 'Reviews', 'Rated Again', 'Seen first', 'Minutes']}
            rows={groups
              .filter((group) => group.reviews > 0)
              .map((group) => ({
                key: group.first,
                head: longDay(group.first),
                cells: [group.reviews, group.again, group.introduced, minutesOf(group.spent)].map((n) =>
                  n.toLocaleString(),
                ),
              }))}
            note={`${weeks ? 'Weeks' : 'Days'} without reviews are left out.`}
          />
        </>
      )}
    </>
  )
}
