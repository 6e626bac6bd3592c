import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Plan } from '../../../shared/model/study'
import type { PlanView } from '../../../shared/model/views'
import { mostMinutes, whenIs } from '../../../shared/rules/plan/limits'
import { api, queries, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { Trouble } from '../../ui/trouble'
import { count, isMac } from '../../ui/words'
import { Forecast } from './forecast'
import { dateInFull, dayProblem, whenOf } from './plan-words'
import '../../ui/text.css'
import './plan.css'

/** A date to be ready by and minutes a day, and what they come to before anything is set. */
export function MusterDate() {
  const view = useQuery(api.plan.get.queryOptions())
  return (
    <Page
      title="Muster date"
      over={<Link href="/flashcards">Flashcards</Link>}
      lead="An exam or a deployment to be ready for. Give the date and your minutes a day, and Fieldbook plans new cards and reviews up to it."
    >
      {view.error && <p role="alert">{errorWords(view.error)}</p>}
      {view.data && <PlanForm view={view.data} />}
    </Page>
  )
}

/** Whole minutes from 1 on, or null. */
function minutesOf(typed: string): number | null {
  const minutes = Number(typed)
  return typed.trim() !== '' && Number.isInteger(minutes) && minutes >= 1 && minutes <= mostMinutes ? minutes : null
}
const usualMinutes = 15

function PlanForm({ view }: { view: PlanView }) {
  const { plan } = view
  const id = useId()
  const [day, setDay] = useState(plan?.day ?? '')
  const [typed, setTyped] = useState(String(plan?.minutes ?? usualMinutes))
  const [name, setName] = useState(plan?.name ?? '')
  const [asked, setAsked] = useState(false)
  const [said, setSaid] = useState('')
  const dayField = useRef<HTMLInputElement>(null)
  const minutesField = useRef<HTMLInputElement>(null)
  const minutes = minutesOf(typed)

  // Set, cleared or undone, here or in another window: the form shows what is kept.
  const kept = useRef(plan)
  useEffect(() => {
    if (same(kept.current, plan)) return
    kept.current = plan
    setDay(plan?.day ?? '')
    setTyped(String(plan?.minutes ?? usualMinutes))
    setName(plan?.name ?? '')
    setSaid('')
  }, [plan])

  const problems = {
    day: day ? dayProblem(whenIs(day, view.today)) : asked ? 'Choose a day from tomorrow on.' : null,
    minutes: minutes === null ? `A whole number of minutes from 1 to ${mostMinutes}.` : null,
  }
  const settled = useSettled(day && !problems.day && minutes !== null ? `${day} ${minutes}` : '')
  const [triedDay = '', triedMinutes = ''] = settled.split(' ')
  const input = { day: triedDay, minutes: Number(triedMinutes) }
  const tried = useQuery({
    ...api.plan.try.queryOptions({ input }),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  })
  const outlook = settled ? tried.data : undefined

  const onSuccess = (words: string) => (now: PlanView) => {
    kept.current = now.plan
    queries.setQueryData(api.plan.get.queryKey(), now)
    workChanged()
    setSaid(words)
  }
  const set = useMutation(api.plan.set.mutationOptions())
  const clear = useMutation(api.plan.clear.mutationOptions())

  const undo = `${isMac ? '⌘' : 'Ctrl'}+Z takes it back.`

  function submit(event: FormEvent) {
    event.preventDefault()
    setAsked(true)
    if (day === '' || problems.day) dayField.current?.focus()
    else if (minutes === null) minutesField.current?.focus()
    else
      set.mutate(
        { day, minutes, ...(name.trim() && { name: name.trim() }) },
        { onSuccess: onSuccess(`Set: ${dateInFull(day)}, ${count(minutes, 'minute')} a day. ${undo}`) },
      )
  }
  function takeAway() {
    clear.mutate(undefined, {
      onSuccess: (now) => {
        setDay('')
        setName('')
        setAsked(false)
        onSuccess(`Cleared: cards come as they did before. ${undo}`)(now)
        dayField.current?.focus()
      },
    })
  }
  const error = set.error ?? clear.error ?? tried.error
  return (
    <>
      {plan && view.outlook && <Standing plan={plan} view={view} />}
      <form className="plan-form" noValidate onSubmit={submit} aria-label="Muster date">
        <div className="plan-field">
          <label htmlFor={`${id}-day`}>Date</label>
          <input
            id={`${id}-day`}
            ref={dayField}
            className="field figures"
            type="date"
            value={day}
            aria-invalid={problems.day !== null}
            aria-describedby={`${id}-day-words`}
            onChange={(event) => setDay(event.target.value)}
          />
          <FieldWords
            id={`${id}-day-words`}
            problem={problems.day}
            hint="The day of the exam. You study up to the day before."
          />
        </div>
        <div className="plan-field">
          <label htmlFor={`${id}-minutes`}>Minutes a day</label>
          <input
            id={`${id}-minutes`}
            ref={minutesField}
            className="field figures"
            inputMode="numeric"
            size={6}
            value={typed}
            aria-invalid={problems.minutes !== null}
            aria-describedby={`${id}-minutes-words`}
            onChange={(event) => setTyped(event.target.value)}
          />
          <FieldWords
            id={`${id}-minutes-words`}
            problem={problems.minutes}
            hint="What you can really spare every day."
          />
        </div>
        <div className="plan-field">
          <label htmlFor={`${id}-name`}>Name (optional)</label>
          <input
            id={`${id}-name`}
            className="field"
            maxLength={60}
            size={20}
            value={name}
            placeholder="Academy exam"
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <p className="plan-do">
          <button type="submit" className="button button-main">
            {plan ? 'Save the change' : 'Set this date'}
          </button>
          {plan && (
            <button type="button" className="button" onClick={takeAway}>
              Clear the date
            </button>
          )}
          <span role="status" className="soft">
            {said}
          </span>
        </p>
      </form>
      <Trouble of={error} />
      <section className="plan-part" aria-labelledby={`${id}-forecast`} aria-busy={tried.isFetching}>
        <h2 id={`${id}-forecast`}>What it comes to</h2>
        {outlook?.when === 'ahead' ? (
          <Forecast forecast={outlook.forecast} />
        ) : (
          <p className="soft">{problems.day ?? 'Choose a date to see what you could know by then.'}</p>
        )}
      </section>
    </>
  )
}

/** Where the plan that is set stands now. */
function Standing({ plan, view }: { plan: Plan; view: PlanView }) {
  const { outlook, pass } = view
  if (!outlook) return null
  return (
    <p className="reading plan-standing">
      {whenOf(plan, outlook.days)}, {dateInFull(plan.day)}.{' '}
      {outlook.days < 0 && 'Cards come as they did before it. Set another date, or clear this one.'}
      {outlook.days === 0 && 'Nothing more is planned; cards come as they did before it. '}
      {pass && passWords(pass.left)}
    </p>
  )
}
const passWords = (left: number) =>
  left > 0
    ? `The final pass is running: ${count(left, 'learned card')} ${left === 1 ? 'is' : 'are'} still to be shown once more.`
    : 'The final pass is done: every learned card has been shown once more.'

function FieldWords({ id, problem, hint }: { id: string; problem: string | null; hint: string }) {
  return (
    <p id={id} className={`small ${problem ? 'plan-wrong' : 'soft'}`} role={problem ? 'alert' : undefined}>
      {problem ?? hint}
    </p>
  )
}

const same = (one: Plan | null, other: Plan | null) => JSON.stringify(one) === JSON.stringify(other)

/** A value once it has stood still for a moment: a simulation for each key typed would be wasted. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
