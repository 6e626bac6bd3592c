import { useState } from 'react'
import type { Plan, StudySettings } from '../../../shared/model/study'
import type { KeptSide, WorkPack, WorkPreview } from '../../../shared/model/work'
import { count, whenWords } from '../../ui/words'
import { Leave } from './leave'

/** What bringing it in would change, before it does. */
export function Preview(props: {
  preview: WorkPreview
  merge: (kept: { settings: KeptSide; plan: KeptSide }) => void
  leave: () => void
}) {
  const { preview, merge, leave } = props
  const { source, report, settings, plan } = preview
  const [kept, setKept] = useState<{ settings: KeptSide; plan: KeptSide }>({ settings: 'mine', plan: 'mine' })
  const changes = changesOf(preview)
  const comes = preview.newOperations > 0 || preview.packs.some(({ fate }) => fate !== 'not-here')
  return (
    <>
      <p>
        <strong className="merge-name">{source.name}</strong>
        {source.madeAt !== null && <>, made {whenWords(source.madeAt)},</>} holds {count(report.reviews, 'review')},{' '}
        {count(report.notes, 'note')} and {count(report.cards, 'card of your own', 'cards of your own')}.
      </p>
      {!comes ? (
        <p>Everything in it is here already, so nothing would change.</p>
      ) : (
        <ul className="merge-changes">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {settings && (
        <Question
          title="The study settings differ. Which ones stay?"
          name="settings"
          chosen={kept.settings}
          choose={(side) => setKept({ ...kept, settings: side })}
          differences={settingDifferences(settings.mine, settings.theirs)}
        />
      )}
      {plan && (
        <Question
          title="The date to be ready by differs. Which one stays?"
          name="plan"
          chosen={kept.plan}
          choose={(side) => setKept({ ...kept, plan: side })}
          differences={[`${planWords(plan.mine)} here, ${planWords(plan.theirs)} there`]}
        />
      )}
      <div className="merge-act">
        {comes && (
          <button type="button" className="button button-main" onClick={() => merge(kept)}>
            Bring it in
          </button>
        )}
        <Leave leave={leave} />
      </div>
      <p className="soft small">A backup of what is here is made first. The other copy is not changed.</p>
    </>
  )
}

function Question(props: {
  title: string
  name: string
  chosen: KeptSide
  choose: (side: KeptSide) => void
  differences: string[]
}) {
  return (
    <fieldset className="merge-question">
      <legend>{props.title}</legend>
      <ul>
        {props.differences.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {(
        [
          ['mine', 'Those that are here'],
          ['theirs', 'Those of the other copy'],
        ] as const
      ).map(([side, words]) => (
        <label key={side} className="merge-check">
          <input type="radio" name={props.name} checked={props.chosen === side} onChange={() => props.choose(side)} />{' '}
          {words}
        </label>
      ))}
    </fieldset>
  )
}

function changesOf({ report, newReviews, ownCards, highlights, newOperations, packs }: WorkPreview): string[] {
  const several = (parts: [number, string, string][]) =>
    parts.filter(([n]) => n > 0).map(([n, one, many]) => `${n} ${n === 1 ? one : many}`)
  const found = several([
    [newReviews, 'review that is not here yet', 'reviews that are not here yet'],
    [report.new, 'new note', 'new notes'],
    [report.updated, 'note changed there since', 'notes changed there since'],
    [report.conflicting, 'note changed in both: you choose afterwards', 'notes changed in both: you choose afterwards'],
    [report.skipped, 'note that was deleted here stays deleted', 'notes that were deleted here stay deleted'],
    [ownCards.new, 'new card of your own', 'new cards of your own'],
    [ownCards.updated, 'card of your own changed there since', 'cards of your own changed there since'],
    [
      ownCards.conflicting,
      'card of your own changed in both: you choose afterwards',
      'cards of your own changed in both: you choose afterwards',
    ],
    [highlights, 'highlight new or changed', 'highlights new or changed'],
  ])
  const all = [...found, ...packs.map(packWords)]
  return all.length > 0 ? all : [count(newOperations, 'smaller change')]
}

export function packWords({ title, version, fate }: WorkPack): string {
  const name = `the pack ${title}, version ${version}`
  if (fate === 'new') return `${name}, comes along`
  if (fate === 'updated') return `${name}, takes the place of the one that is here`
  if (fate === 'removed') return `${name}, was removed there and goes here too`
  return `${name}, is in neither copy: bring its file in again afterwards`
}

const settingNames: Record<keyof StudySettings, string> = {
  retention: 'Wanted retention',
  newPerDay: 'New cards a day',
  reviewsPerDay: 'Reviews a day, at most',
  dayStart: 'A new day begins at, minutes after midnight',
  learningSteps: 'Steps of a new card, in minutes',
  relearningSteps: 'Steps of a forgotten card, in minutes',
  learnAhead: 'Learn ahead, in minutes',
  maximumInterval: 'Longest interval, in days',
  fuzz: 'Spread cards learned together',
  burySiblings: 'One sibling a day',
  leechThreshold: 'Lapses that make a leech',
  leechAction: 'A leech is',
  buttons: 'Rating buttons',
}
function settingDifferences(mine: StudySettings, theirs: StudySettings): string[] {
  return (Object.keys(settingNames) as (keyof StudySettings)[])
    .filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(theirs[name]))
    .map((name) => `${settingNames[name]}: ${valueWords(mine[name])} here, ${valueWords(theirs[name])} there`)
}
const valueWords = (value: StudySettings[keyof StudySettings]): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : Array.isArray(value) ? value.join(' ') || 'none' : `${value}`
const planWords = (plan: Plan | null): string =>
  plan ? `${plan.name ? `${plan.name}, ` : ''}${plan.day}, ${plan.minutes} minutes a day` : 'none'
