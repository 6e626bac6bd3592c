import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Drill, DrillsView } from '../../../shared/model/practice'
import type { Library } from '../../../shared/model/views'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { ClassMark } from '../../ui/marks'
import { count } from '../../ui/words'
import { drillPath } from './address'
import { FactorSentence, isMisjudged, MistakeSentence } from './drill-words'
import { className, factorName } from './words'

const suggestedClasses = 3
const suggestedFactors = 2

/** Drills of what this learner takes for what; below them, every drill there is. */
export function Drills({ library }: { library: Library | undefined }) {
  const { data: drills, error } = useQuery(api.practice.drills.queryOptions())
  if (error) return <p role="alert">{errorWords(error)}</p>
  if (!drills || drills.classes.length === 0) return null
  const confused = drills.classes.filter(({ mistakes }) => mistakes.length > 0).slice(0, suggestedClasses)
  const misjudged = drills.factors.filter(isMisjudged).slice(0, suggestedFactors)
  const none = confused.length + misjudged.length === 0
  return (
    <section className="practice-part" aria-labelledby="practice-drills">
      <h2 id="practice-drills">Contrast drills</h2>
      <p className="reading">
        Look-alikes one right after the other: pairs of stories that differ in one fact, then cards on what decides.
      </p>
      {none ? (
        <p className="soft">
          You have made no mistake twice so far. A drill helps all the same: it shows what a case turns on.
        </p>
      ) : (
        <ul className="plain-list practice-drills">
          {confused.map(({ one, other, mistakes }) => (
            <DrillRow key={`${one} ${other}`} drill={{ kind: 'drill-classes', one, other }} library={library}>
              {mistakes.map((mistake) => (
                <p key={mistake.right}>
                  <MistakeSentence mistake={mistake} library={library} />
                </p>
              ))}
            </DrillRow>
          ))}
          {misjudged.map((drill) => (
            <DrillRow key={drill.factor} drill={{ kind: 'drill-factor', factor: drill.factor }} library={library}>
              <p>
                <FactorSentence drill={drill} library={library} />
              </p>
            </DrillRow>
          ))}
        </ul>
      )}
      <AllDrills drills={drills} library={library} />
    </section>
  )
}

function AllDrills({ drills, library }: { drills: DrillsView; library: Library | undefined }) {
  const byTwins = drills.classes.toSorted((one, other) => other.twins - one.twins || other.cases - one.cases)
  return (
    <>
      <details>
        <summary>Drill any two classes</summary>
        <ul className="plain-list practice-drills">
          {byTwins.map(({ one, other, cases, twins }) => (
            <DrillRow key={`${one} ${other}`} drill={{ kind: 'drill-classes', one, other }} library={library}>
              <p>
                <ClassMark of={one}>{className(one, library)}</ClassMark> or{' '}
                <ClassMark of={other}>{className(other, library)}</ClassMark>{' '}
                <span className="faint small">{sizeWords(cases, twins)}</span>
              </p>
            </DrillRow>
          ))}
        </ul>
      </details>
      <details>
        <summary>Drill any factor</summary>
        <ul className="plain-list practice-drills">
          {drills.factors.map(({ factor, cases, twins }) => (
            <DrillRow key={factor} drill={{ kind: 'drill-factor', factor }} library={library}>
              <p>
                {factorName(factor, library)} <span className="faint small">{sizeWords(cases, twins)}</span>
              </p>
            </DrillRow>
          ))}
        </ul>
      </details>
    </>
  )
}

const sizeWords = (cases: number, twins: number) =>
  twins > 0 ? `${count(cases, 'case')}, ${count(twins, 'pair')} among them` : count(cases, 'case')

function DrillRow({ drill, library, children }: { drill: Drill; library: Library | undefined; children: ReactNode }) {
  return (
    <li className="practice-drill">
      <div>{children}</div>
      <DrillLink drill={drill} library={library} />
    </li>
  )
}

export function DrillLink(props: { drill: Drill; library: Library | undefined; className?: string }) {
  const { drill, library, className: style } = props
  const of =
    drill.kind === 'drill-factor'
      ? factorName(drill.factor, library)
      : `${className(drill.one, library)} or ${className(drill.other, library).toLowerCase()}`
  return (
    <Link className={style} href={drillPath(drill)} aria-label={`Drill this: ${of}`}>
      Drill this
    </Link>
  )
}
