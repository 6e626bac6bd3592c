import type { ClassMistake, DrillsView } from '../../../shared/model/practice'
import type { Library } from '../../../shared/model/views'
import { ClassMark } from '../../ui/marks'
import { count } from '../../ui/words'
import { className } from './words'

/** What was called what, and what decided it, in the factor's own words. */
export function MistakeSentence({ mistake, library }: { mistake: ClassMistake; library: Library | undefined }) {
  const { right, chosen, times, of } = mistake
  const factor = library?.factors.find(({ id }) => id === mistake.factor)
  return (
    <>
      You called <Called id={right} library={library} /> cases <Called id={chosen} library={library} /> in{' '}
      {times.toLocaleString()} of {count(of, 'answer')}.
      {factor && (
        <>
          {' '}
          What decided most of them is <b>{factor.name}</b>: {factor.question}
        </>
      )}
    </>
  )
}

function Called({ id, library }: { id: string; library: Library | undefined }) {
  return <ClassMark of={id}>“{className(id, library).toLowerCase()}”</ClassMark>
}

type FactorDrill = DrillsView['factors'][number]

/** A mistake made once may be a slip. */
export const isMisjudged = ({ left, ticked }: FactorDrill) => left >= 2 || ticked >= 2

/** How a factor was misjudged: left though it decided, or ticked though it didn't. */
export function FactorSentence({ drill, library }: { drill: FactorDrill; library: Library | undefined }) {
  const { left, decided, ticked, free } = drill
  const factor = library?.factors.find(({ id }) => id === drill.factor)
  const parts = [
    left >= 2 && `left it out in ${left.toLocaleString()} of ${count(decided, 'case')} that it decided`,
    ticked >= 2 && `ticked it in ${ticked.toLocaleString()} of ${count(free, 'case')} that it did not decide`,
  ].filter(Boolean)
  return (
    <>
      <b>{factor?.name ?? drill.factor}</b>: you {parts.join(', and ')}. {factor?.question}
    </>
  )
}
