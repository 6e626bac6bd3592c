import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import type { BacklogView, CatchUpChoice } from '../../../shared/model/views'
import { api, queries, workChanged } from '../../client'
import { Trouble } from '../../ui/trouble'
import { count, dayWords, isMac, percent } from '../../ui/words'
import './backlog.css'

/** From so many whole days without a review on somebody counts as having been away. */
const awayFrom = 3

/** What has come due while nobody was there: how to take it up again, or how far one is. Nothing where it is little. */
export function Backlog() {
  const backlog = useQuery(api.study.backlog.queryOptions()).data
  const heading = useRef<HTMLHeadingElement>(null)
  const [said, setSaid] = useState('')
  const id = useId()
  const change = useMutation(
    api.study.catchUp.mutationOptions({
      onSuccess: (view, { days }) => {
        queries.setQueryData(api.study.backlog.queryKey(), view)
        setSaid(
          days === null ? 'Stopped: the daily limit holds again.' : `Saved. ${isMac ? '⌘' : 'Ctrl'}+Z takes it back.`,
        )
        workChanged()
      },
    }),
  )
  // The button that was pressed is gone: what came in its place begins with the heading.
  useEffect(() => {
    if (said) heading.current?.focus()
  }, [said])
  if (!backlog) return null
  const offered = backlog.running === null && backlog.choices.length > 0
  return (
    <div className="backlog">
      {(backlog.running || offered) && (
        <section aria-labelledby={id}>
          <h2 id={id} ref={heading} tabIndex={-1}>
            {backlog.running ? 'Catching up' : waitingWords(backlog)}
          </h2>
          {backlog.running ? (
            <Running running={backlog.running} stop={() => change.mutate({ days: null })} />
          ) : (
            <Choose backlog={backlog} choose={(days) => change.mutate({ days })} />
          )}
          <Trouble of={change.error} />
        </section>
      )}
      <p role="status" className="backlog-said">
        {said}
      </p>
    </div>
  )
}

function waitingWords({ away, waiting }: BacklogView): string {
  const reviews = `${count(waiting, 'review')} ${waiting === 1 ? 'is' : 'are'} waiting`
  return away !== null && away >= awayFrom ? `You’ve been away; ${reviews}` : reviews
}

function Choose({ backlog, choose }: { backlog: BacklogView; choose: (days: number) => void }) {
  const [days, setDays] = useState<number | null>(null)
  const name = useId()
  const chosen = backlog.choices.find((choice) => choice.days === days)
  return (
    <form
      className="backlog-choose"
      onSubmit={(event) => {
        event.preventDefault()
        if (days !== null) choose(days)
      }}
    >
      <p className="reading">
        Nothing is lost. Study them all today or a share each day; each day begins with the cards that would fade most
        by waiting.
      </p>
      <fieldset>
        <legend>Study them</legend>
        {backlog.choices.map((choice) => (
          <label key={choice.days} className="backlog-option">
            <input type="radio" name={name} checked={days === choice.days} onChange={() => setDays(choice.days)} />
            <span>
              {choice.days === 1 ? 'all today' : `over ${count(choice.days, 'day')}`}
              <span className="soft small figures">about {choice.perDay.toLocaleString()} a day</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p role="status" className="soft backlog-cost">
        {chosen ? costWords(backlog, chosen) : 'Choose one to see what it means for your recall.'}
      </p>
      <button type="submit" className="button" disabled={days === null}>
        {days === 1 ? 'Study them all today' : 'Spread them'}
      </button>
    </form>
  )
}

/** The cost of a choice: what it asks of each day, and what waiting takes away. */
function costWords({ recall }: BacklogView, { days, perDay, recall: asked }: CatchUpChoice): string {
  const now = percent(recall ?? 0)
  const load = `about ${perDay.toLocaleString()} a day`
  if (days === 1) return `All today: ${count(perDay, 'review')}. The chance of recalling a waiting card is ${now} now.`
  const spread = `Spread over ${count(days, 'day')}: ${load}.`
  if (now === percent(asked))
    return `${spread} The chance of recalling the waiting cards stays at about ${now} on average.`
  return `${spread} Meanwhile the chance of recalling the waiting cards falls from ${now} to ${percent(asked)} on average.`
}

function Running({ running, stop }: { running: NonNullable<BacklogView['running']>; stop: () => void }) {
  const { perDay, daysLeft, until, left } = running
  return (
    <>
      <p>
        About {count(perDay, 'review')} a day until{' '}
        {dayWords(until, { weekday: 'long', month: 'long', day: 'numeric' })}
        {daysLeft > 1 && ` (${count(daysLeft, 'day')}, counting today)`}. It ends by itself once nothing is overdue.
      </p>
      <p className="soft">{left > 0 ? `${count(left, 'review')} left today.` : 'Today’s share is done.'}</p>
      <p>
        <button type="button" className="button" onClick={stop}>
          Stop spreading
        </button>
      </p>
    </>
  )
}
