import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { ConfusionView } from '../../../shared/model/views'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { ClassMark } from '../../ui/marks'
import { count } from '../../ui/words'
import { reviewPath } from '../flashcards/scope'
import { drillPath } from '../practice/address'
import { ConfusionMatrix } from './confusion-matrix'
import { FactorTicks } from './factor-ticks'
import { scaleOf } from './interval-chart'
import { PairsToldApart } from './pairs-told-apart'
import './confusion.css'

const cases = reviewPath({ kind: 'cases' })

/** Which kind of case was taken for which: the sentence first, then the counts it rests on, then the figures. */
export function Confusion() {
  const { data: view, error } = useQuery(api.study.confusion.queryOptions())
  if (error) return <p role="alert">{errorWords(error)}</p>
  if (!view) return <p className="faint appears-late">Counting …</p>
  return view.cells.length === 0 ? <NoAnswers enough={view.enough} /> : <Answered view={view} />
}

function NoAnswers({ enough }: { enough: number }) {
  return (
    <>
      <p>
        You have not answered a case yet. When you have said of some what you would call them, this shows which class
        you took for which and, after {enough} first answers, how reliably you tell each two apart and which factors you
        rely on.
      </p>
      <p>
        <Link href={cases}>Study the cases</Link>
      </p>
    </>
  )
}

function Answered({ view }: { view: ConfusionView }) {
  const scale = scaleOf([...view.pairs, ...view.factors])
  return (
    <>
      <Sentence view={view} />
      <ConfusionMatrix view={view} />
      <section className="confusion-part" aria-labelledby="confusion-pairs">
        <h3 id="confusion-pairs">Pair by pair</h3>
        <PairsToldApart view={view} scale={scale} />
      </section>
      <section className="confusion-part" aria-labelledby="confusion-factors">
        <h3 id="confusion-factors">What you tick as deciding</h3>
        <FactorTicks view={view} scale={scale} />
      </section>
    </>
  )
}

function Sentence({ view }: { view: ConfusionView }) {
  const { most } = view
  const factor = view.factors.find((each) => each.factor === most?.factor)
  return (
    <>
      <p className="confusion-sentence">
        {most ? (
          <>
            You called <Called view={view} id={most.right} /> cases <Called view={view} id={most.chosen} /> in{' '}
            {most.times.toLocaleString()} of {count(most.of, 'answer')}.
            {factor && <> What decided those cases most often: {factor.name}.</>}
          </>
        ) : (
          noneTwice(view.cells)
        )}
      </p>
      <p className="confusion-links">
        {most && (
          <Link href={drillPath({ kind: 'drill-classes', one: most.right, other: most.chosen })}>Drill the two</Link>
        )}
        {factor && (
          <>
            <Link href={drillPath({ kind: 'drill-factor', factor: factor.factor })}>Drill {factor.name}</Link>
            <Link href={reviewPath({ kind: 'factor', factor: factor.factor })}>Study the cards on {factor.name}</Link>
          </>
        )}
        <Link href={cases}>Study the cases</Link>
      </p>
    </>
  )
}

function Called({ view, id }: { view: ConfusionView; id: string }) {
  const name = view.classes.find((each) => each.id === id)?.name ?? id
  return <ClassMark of={id}>“{name.toLowerCase()}”</ClassMark>
}

function noneTwice(cells: ConfusionView['cells']): string {
  const chosen = cells.filter((cell) => cell.chosen !== '')
  if (chosen.length === 0)
    return 'So far you have looked at the answers of cases without choosing. A choice, even a guess, shows which cases you mix up.'
  if (chosen.every((cell) => cell.chosen === cell.right)) return 'So far you called every case what it is.'
  return 'So far no mistake was made twice; one alone may be a slip.'
}
