import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Note } from '../../../shared/model/study'
import type { NoteVersionSummary } from '../../../shared/model/views'
import { api, client, noteSaved, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { count, timeOfDay, whenWords } from '../../ui/words'
import { type Change, difference, shortened, wordCount } from './difference'
import './note-versions.css'

const pageOfVersions = 20

/** What an open note said before, how that differs from now, and the way back to it. */
export function EarlierVersions({ note, flush }: { note: Note; flush: RefObject<(() => Promise<boolean>) | null> }) {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<number | null>(null)
  const [shown, setShown] = useState(pageOfVersions)
  const [restored, setRestored] = useState<{ when: string; version: number; updatedAt: number } | null>(null)
  const [problem, setProblem] = useState('')
  const summary = useRef<HTMLElement>(null)
  const { data, error } = useQuery({
    ...api.notes.versions.queryOptions({ input: { note: note.id } }),
    enabled: open,
    // They are asked for again as the note is typed in; meanwhile the list stands.
    placeholderData: (before) => before,
  })

  async function restore(version: NoteVersionSummary) {
    try {
      // What was typed so far is a version of its own; what can't be saved must not be written over.
      if ((await flush.current?.()) === false) return
      const { version: base } = await client.notes.get({ note: note.id })
      const saved = await client.notes.restore({ note: note.id, base, version: version.id })
      noteSaved(saved)
      workChanged()
      setProblem('')
      setChosen(null)
      setRestored({ when: momentWords(version.at), version: saved.version, updatedAt: saved.updatedAt })
      summary.current?.focus()
    } catch (failure) {
      setProblem(errorWords(failure))
    }
  }

  return (
    <details className="note-versions" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary ref={summary}>Earlier versions</summary>
      {restored?.version === note.version && restored.updatedAt === note.updatedAt && (
        <RestoredLine
          when={restored.when}
          undone={() => {
            setRestored(null)
            summary.current?.focus()
          }}
        />
      )}
      {error && <p role="alert">{errorWords(error)}</p>}
      {problem && <p role="alert">{problem}</p>}
      {data && data.earlier.length === 0 && (
        <p className="soft">
          None yet. One is kept for each time you come back to the note, and whenever much of it is taken out at once.
        </p>
      )}
      {data && data.unreadable > 0 && (
        <p className="soft">
          {data.unreadable === 1 ? 'One version is' : `${data.unreadable} versions are`} damaged on the disk and can’t
          be read. The others are not affected.
        </p>
      )}
      {data && data.earlier.length > 0 && (
        <ol className="plain-list note-versions-list" aria-label="Earlier versions of this note">
          {data.earlier.slice(0, shown).map((version) => (
            <li key={version.id}>
              <button
                type="button"
                className="button button-quiet note-versions-row"
                aria-expanded={chosen === version.id}
                onClick={() => setChosen(chosen === version.id ? null : version.id)}
              >
                <span className="note-versions-when">{momentWords(version.at)}</span>{' '}
                <span className="note-versions-length">{count(version.length, 'character')}</span>{' '}
                <span className="note-versions-opening">{version.opening || 'Empty'}</span>
              </button>
              {chosen === version.id && (
                <ChosenVersion note={note} version={version} restore={() => void restore(version)} />
              )}
            </li>
          ))}
        </ol>
      )}
      {data && data.earlier.length > shown && (
        <button type="button" className="button button-quiet" onClick={() => setShown(shown + pageOfVersions)}>
          Show older ones
        </button>
      )}
    </details>
  )
}

const momentWords = (at: number | null): string => {
  if (at === null) return 'Time not kept'
  const words = whenWords(at)
  const withTime = words.includes(',') && /^[a-z]/.test(words) ? words : `${words}, ${timeOfDay(at)}`
  return withTime.replace(/^./, (first) => first.toUpperCase())
}

function ChosenVersion(props: { note: Note; version: NoteVersionSummary; restore: () => void }) {
  const { note, version } = props
  const { data, error } = useQuery(api.notes.version.queryOptions({ input: { note: note.id, version: version.id } }))
  const id = useId()
  if (error) return <p role="alert">{errorWords(error)}</p>
  if (!data) return null
  return (
    <section className="note-versions-chosen" aria-labelledby={id}>
      <p id={id} className="label">
        From this version to now
      </p>
      <Difference before={data.text} after={note.text} />
      <details>
        <summary>The whole text of this version</summary>
        <p className="note-versions-text" dir="auto">
          {data.text}
        </p>
      </details>
      <p>
        <button type="button" className="button" onClick={props.restore}>
          Restore this version
        </button>{' '}
        <span className="small faint">What stands now becomes an earlier version.</span>
      </p>
    </section>
  )
}

/** `words`: what is said above it, of the words added and taken out. */
export function Difference(props: {
  before: string
  after: string
  words?: (added: string, removed: string) => string
}) {
  const { before, after, words = sinceWords } = props
  const changes = useMemo(() => difference(before, after), [before, after])
  if (!changes) return <p className="soft">The two are too long to be compared here word by word.</p>
  const added = wordCount(changes, 'added')
  const removed = wordCount(changes, 'removed')
  return (
    <>
      <p className="small soft">{words(count(added, 'word'), count(removed, 'word'))}</p>
      <p className="note-versions-text" dir="auto">
        {shortened(changes).map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity of their own and never move
          <Changed key={index} change={change} />
        ))}
      </p>
    </>
  )
}

const sinceWords = (added: string, removed: string) =>
  `${added} added since (underlined), ${removed} taken out since (struck through).`

/** Said as well as shown: not every screen reader tells what `ins` and `del` are. */
function Changed({ change: { kind, text } }: { change: Change }) {
  switch (kind) {
    case 'same':
      return text
    case 'skipped':
      return <span className="note-versions-skipped"> … {count(text.length, 'character')} the same … </span>
    case 'added':
      return (
        <ins>
          <span className="visually-hidden"> [added: </span>
          {text}
          <span className="visually-hidden">] </span>
        </ins>
      )
    case 'removed':
      return (
        <del>
          <span className="visually-hidden"> [taken out: </span>
          {text}
          <span className="visually-hidden">] </span>
        </del>
      )
  }
}

/** Stands as long as taking back the restoring is the next thing that Undo would do. */
function RestoredLine({ when, undone }: { when: string; undone: () => void }) {
  const latest = useQuery(api.history.latest.queryOptions()).data?.undo
  const [problem, setProblem] = useState('')
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which would pass for the effect's clean-up.
    line.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  if (problem) return <p role="alert">{problem}</p>
  return (
    <p ref={line} className="note-versions-restored">
      <span role="status">Restored: {when}.</span>{' '}
      {latest?.kind === 'note' && (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            client.history.undo().then(
              () => {
                workChanged()
                undone()
              },
              (error) => setProblem(errorWords(error)),
            )
          }}
        >
          Undo
        </button>
      )}
    </p>
  )
}
