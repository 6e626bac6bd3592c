import { useState } from 'react'
import type { ProgressView } from '../../../shared/model/views'
import { Bars, marksOf } from '../../ui/chart/bars'
import { Numbers } from '../../ui/chart/numbers'
import { SpanChoice } from '../../ui/chart/span-choice'
import { count, dayWords } from '../../ui/words'
import { longDay } from './day-groups'

const spans = [
  { days: 7, name: '7 days' },
  { days: 30, name: '30 days' },
  { days: 90, name: '90 days' },
]

/** How many of the cards seen so far come due on which day. */
export function Forecast({ view: { forecast, overdue, suspended } }: { view: ProgressView }) {
  const [span, choose] = useState(30)
  const days = forecast.slice(0, span)
  const coming = days.reduce((total, { due }) => total + due, 0)
  const today = days[0]?.due ?? 0
  const hidden = suspended > 0 && ` ${count(suspended, 'suspended card')} ${suspended === 1 ? 'is' : 'are'} left out.`
  if (forecast.every(({ due }) => due === 0))
    return <p>No card that you have seen comes due in the next 90 days.{hidden}</p>
  const most = days.reduce((one, other) => (other.due > one.due ? other : one))
  return (
    <>
      <p>
        {count(coming, 'card')} of those you have seen {coming === 1 ? 'comes' : 'come'} due in the next {span} days,{' '}
        {today === 0 ? 'none' : today.toLocaleString()} of them today
        {overdue > 0 && ` (${overdue.toLocaleString()} from earlier days)`}. New cards are not counted here; each one
        you learn comes back on days of its own.{hidden}
      </p>
      <SpanChoice legend="How far ahead" spans={spans} value={span} choose={choose} />
      <Bars
        says={`Cards due on each of the next ${span} days. The most are ${most.due.toLocaleString()}, on ${longDay(most.day)}.`}
        data={days.map(({ day, due }, index) => ({
          key: day,
          values: index === 0 ? [due - overdue, overdue] : [due],
        }))}
        {...(overdue > 0 && { parts: ['Due that day', 'Due on earlier days'] as [string, string] })}
        words={span === 7 ? (day) => dayWords(day, { weekday: 'short' }) : (day) => dayWords(day)}
        marked={marksOf(days.map(({ day }) => day))}
        inside={span !== 7}
      />
      <Numbers
        caption={`Cards due on each of the next ${span} days`}
        columns={['Day', 'Cards due']}
        rows={days.map(({ day, due }) => ({ key: day, head: longDay(day), cells: [due.toLocaleString()] }))}
      />
    </>
  )
}
