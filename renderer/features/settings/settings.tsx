import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { Appearance, StudySettings } from '../../../shared/model/study'
import { api } from '../../client'
import { addressOf } from '../../ui/address-of'
import { AppearanceControls } from '../../ui/appearance-controls'
import { useChangeAppearance, useChangeStudy } from '../../ui/changing-settings'
import { Choice } from '../../ui/choice'
import { Page } from '../../ui/page'
import { Trouble } from '../../ui/trouble'
import { percent, sourceDate, timeOfDay } from '../../ui/words'
import '../../ui/text.css'
import { CloudCopies } from '../cloud/cloud-copies'
import { LockSettings } from '../lock/lock-settings'
import { useLock } from '../lock/lock-state'
import { DataPlaces } from './data-places'
import { Parameters } from './parameters'
import './settings.css'

export function Settings() {
  const settings = useQuery(api.settings.get.queryOptions()).data
  const about = useQuery(api.app.about.queryOptions()).data
  const hasLock = useLock()?.state !== 'off'
  const appearance = useChangeAppearance()
  const study = useChangeStudy()
  if (!settings || !about) return null
  const error = appearance.error ?? study.error
  const look = (patch: Partial<Appearance>) => appearance.mutate(patch)
  const learn = (patch: Partial<StudySettings>) => study.mutate(patch)
  return (
    <Page title="Settings">
      <Trouble of={error} />
      <Part title="Appearance">
        <AppearanceControls appearance={settings.appearance} change={look} addressed />
        <div className="specimen reading">
          <p>
            One is a crime of moving people across a border; the other is a crime of using them. This is how a paragraph
            will look.
          </p>
        </div>
      </Part>
      <Part title="Study">
        <RangeField
          label="Wanted retention"
          hint="How likely you want to be to remember a card when it comes back. Higher means more reviews a day."
          value={Math.round(settings.study.retention * 100)}
          min={70}
          max={97}
          words={(value) => percent(value / 100)}
          change={(value) => learn({ retention: value / 100 })}
        />
        <NumberField
          label="New cards a day"
          value={settings.study.newPerDay}
          max={999}
          change={(newPerDay) => learn({ newPerDay })}
        />
        <NumberField
          label="Reviews a day, at most"
          value={settings.study.reviewsPerDay}
          max={9999}
          change={(reviewsPerDay) => learn({ reviewsPerDay })}
        />
        <SelectField
          label="A new day begins at"
          hint="Cards learned late at night count to the day before."
          value={settings.study.dayStart}
          options={Array.from({ length: 13 }, (_, hour) => [
            hour * 60,
            timeOfDay(new Date(2000, 0, 1, hour).getTime()),
          ])}
          change={(dayStart) => learn({ dayStart })}
        />
        <Choice
          id={addressOf('Rating buttons')}
          legend="Rating buttons"
          value={settings.study.buttons}
          options={[
            [4, 'Four: Again, Hard, Good, Easy'],
            [2, 'Two: Again, Good'],
          ]}
          choose={(buttons) => learn({ buttons })}
        />
        <label className="check">
          <input
            id="single-keys"
            type="checkbox"
            checked={settings.appearance.singleKeys}
            onChange={(event) => look({ singleKeys: event.target.checked })}
          />
          Single-key shortcuts (in reviews Space, 1–4, U; elsewhere ?)
        </label>
        <p className="soft small">
          <Link href="/help/shortcuts">All keyboard shortcuts</Link>
        </p>
        <h3>When a card comes back</h3>
        <StepsField
          label="Steps of a new card, in minutes"
          hint="Shown again after each of these until it counts as learned. Leave it empty to go to whole days at once."
          value={settings.study.learningSteps}
          change={(learningSteps) => learn({ learningSteps })}
        />
        <StepsField
          label="Steps of a forgotten card, in minutes"
          hint="The same, after Again on a card that had been learned."
          value={settings.study.relearningSteps}
          change={(relearningSteps) => learn({ relearningSteps })}
        />
        <NumberField
          label="Learn ahead, in minutes"
          hint="When nothing else is left, a card in its steps may come back so much early instead of keeping you waiting."
          value={settings.study.learnAhead}
          max={120}
          change={(learnAhead) => learn({ learnAhead })}
        />
        <NumberField
          label="Longest interval, in days"
          value={settings.study.maximumInterval}
          min={1}
          max={36_500}
          change={(maximumInterval) => learn({ maximumInterval })}
        />
        <Check
          label="Spread cards learned together"
          hint="Moves each date a little, so that they don’t all come back on one day."
          checked={settings.study.fuzz}
          change={(fuzz) => learn({ fuzz })}
        />
        <Check
          label="One sibling a day"
          hint="Of cards made from the same statement only one is asked on a day: one would give the other away."
          checked={settings.study.burySiblings}
          change={(burySiblings) => learn({ burySiblings })}
        />
        <h3>Cards forgotten again and again</h3>
        <NumberField
          label="Lapses that make a leech"
          hint="A leech costs more time than it brings: better to read its passage again, or to leave it out."
          value={settings.study.leechThreshold}
          min={1}
          max={99}
          change={(leechThreshold) => learn({ leechThreshold })}
        />
        <Choice
          id={addressOf('A leech is')}
          legend="A leech is"
          value={settings.study.leechAction}
          options={[
            ['mark', 'Marked'],
            ['suspend', 'Marked and suspended'],
          ]}
          choose={(leechAction) => learn({ leechAction })}
        />
      </Part>
      <Parameters />
      <LockSettings host={about.host} />
      <Part title="Data">
        <p>Everything you do is kept in this folder, on this computer only:</p>
        <p className="data-folder">
          <code>{about.dataFolder}</code>
        </p>
        <CloudCopies />
        <DataPlaces />
        <p className="soft small">
          To move your work to another computer, close Fieldbook and copy the whole folder. Turn on your system’s disk
          encryption too{hasLock ? '.' : ': the files are not encrypted by Fieldbook.'}
        </p>
      </Part>
      <Part title="About">
        <p>
          Fieldbook {about.versions.app}, {about.pack.title} {about.pack.version} (content as of{' '}
          {sourceDate(about.pack.asOf)}). It opens no connection: no updates, no statistics, no fonts from elsewhere. It
          is not an official government publication, and nothing in it is legal advice.
        </p>
        <p>
          <Link href="/help">Where to report, where to get help</Link>
        </p>
        <details className="sources">
          <summary>Sources ({about.sources.length})</summary>
          <ul>
            {about.sources.map((source) => (
              <li key={source.id}>
                {source.title}. {source.publisher}, {sourceDate(source.date)}.
                {source.url && <SourceAddress url={source.url} />}
              </li>
            ))}
          </ul>
        </details>
        <p className="soft small">
          Edition <code>{about.pack.hash.slice(0, 12)}</code>, host {about.host}, Node {about.versions.node}
          {about.versions.electron && `, Electron ${about.versions.electron}`}. Fonts: Public Sans, Source Serif 4 and
          Atkinson Hyperlegible Next, under the SIL Open Font License.
        </p>
        <Check
          label="Show the design page"
          hint="For developers: every part of the app in every state and theme."
          checked={settings.appearance.designPage}
          change={(designPage) => look({ designPage })}
        />
        {settings.appearance.designPage && (
          <p>
            <Link href="/design">Open the design page</Link>
          </p>
        )}
      </Part>
    </Page>
  )
}

/** Named in the address by its title: `/settings#study`. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = addressOf(title)
  return (
    <section className="settings-part" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      <div className="settings-fields">{children}</div>
    </section>
  )
}

function RangeField(props: {
  label: string
  hint: string
  value: number
  min: number
  max: number
  words: (value: number) => string
  change: (value: number) => void
}) {
  const id = addressOf(props.label)
  const [shown, setShown] = useDraft(props.value)
  const commit = () => {
    if (shown !== props.value) props.change(shown)
  }
  return (
    <div className="setting">
      <label htmlFor={id}>
        {props.label}: <strong className="figures">{props.words(shown)}</strong>
      </label>
      <input
        id={id}
        type="range"
        min={props.min}
        max={props.max}
        value={shown}
        aria-describedby={`${id}-hint`}
        aria-valuetext={props.words(shown)}
        onChange={(event) => setShown(event.target.valueAsNumber)}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
      />
      <p id={`${id}-hint`} className="soft small">
        {props.hint}
      </p>
    </div>
  )
}

/** What is in a field until it counts; what comes from elsewhere (an undo) takes its place. */
function useDraft<Value>(value: Value) {
  const [draft, setDraft] = useState(value)
  const [from, setFrom] = useState(value)
  if (from !== value) {
    setFrom(value)
    setDraft(value)
  }
  return [draft, setDraft] as const
}

function NumberField(props: {
  label: string
  hint?: string
  value: number
  min?: number
  max: number
  change: (value: number) => void
}) {
  const { min = 0, max } = props
  return (
    <TypedField
      {...props}
      size={6}
      inputMode="numeric"
      words={String}
      read={(typed) => {
        const value = digits.test(typed.trim()) ? Number(typed) : min - 1
        return value >= min && value <= max ? value : null
      }}
      wrong={`A whole number from ${min} to ${max.toLocaleString()}. The last good value is kept.`}
    />
  )
}

const digits = /^\d+$/
const numbers = /^\d+(\s*[,;]\s*\d+|\s+\d+)*$/
const most = { steps: 10, minutes: 1440 }

function StepsField(props: { label: string; hint: string; value: number[]; change: (value: number[]) => void }) {
  return (
    <TypedField
      {...props}
      size={16}
      // A keypad of digits may have no comma.
      inputMode="text"
      // Older versions took parts of a minute, which the schedule rounds.
      words={(steps) => steps.map((step) => Math.max(1, Math.round(step))).join(', ')}
      read={(typed) => {
        const text = typed.trim()
        if (text === '') return []
        const steps = numbers.test(text) ? text.split(/[\s,;]+/).map(Number) : [0]
        const good = steps.every((step) => step >= 1 && step <= most.minutes)
        return good && steps.length <= most.steps ? steps : null
      }}
      wrong={`Whole minutes from 1 to ${most.minutes.toLocaleString()} with commas between them, as in 1, 10; at most ${most.steps} of them. The last good value is kept.`}
    />
  )
}

/** What is typed counts when one leaves the field or presses Enter; what can't be read is named and changes nothing. */
function TypedField<Value>(props: {
  label: string
  hint?: string
  value: Value
  size: number
  inputMode: 'numeric' | 'text'
  words: (value: Value) => string
  /** Null for what is no such value. */
  read: (typed: string) => Value | null
  wrong: string
  change: (value: Value) => void
}) {
  const id = addressOf(props.label)
  const [typed, setTyped] = useDraft(props.words(props.value))
  const value = props.read(typed)
  const commit = () => {
    if (value !== null && props.words(value) !== props.words(props.value)) props.change(value)
  }
  const described = [props.hint && `${id}-hint`, value === null && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div className="setting">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="field figures"
        inputMode={props.inputMode}
        size={props.size}
        value={typed}
        aria-invalid={value === null}
        aria-describedby={described || undefined}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
        }}
      />
      {props.hint && (
        <p id={`${id}-hint`} className="soft small">
          {props.hint}
        </p>
      )}
      {value === null && (
        <p id={`${id}-wrong`} className="small field-wrong" role="alert">
          {props.wrong}
        </p>
      )}
    </div>
  )
}

function Check(props: { label: string; hint: string; checked: boolean; change: (checked: boolean) => void }) {
  const id = addressOf(props.label)
  return (
    <div>
      <label className="check">
        <input
          id={id}
          type="checkbox"
          checked={props.checked}
          aria-describedby={`${id}-hint`}
          onChange={(event) => props.change(event.target.checked)}
        />
        {props.label}
      </label>
      <p id={`${id}-hint`} className="soft small">
        {props.hint}
      </p>
    </div>
  )
}

function SelectField(props: {
  label: string
  hint: string
  value: number
  options: [number, string][]
  change: (value: number) => void
}) {
  const id = addressOf(props.label)
  return (
    <div className="setting">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="field figures"
        value={props.value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.change(Number(event.target.value))}
      >
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className="soft small">
        {props.hint}
      </p>
    </div>
  )
}

/** An address of a source as text to copy: Fieldbook itself opens nothing. */
function SourceAddress({ url }: { url: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <span className="source-address">
      <code>{url}</code>
      <button
        type="button"
        className="button button-quiet"
        onClick={() => void navigator.clipboard.writeText(url).then(() => setCopied(true))}
      >
        {copied ? 'Copied' : 'Copy'}
        <span className="visually-hidden"> the address {url}</span>
      </button>
    </span>
  )
}
