import { isDefinedError } from '@orpc/client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, memo, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import type { Note } from '../../../shared/model/study'
import type { NoteRow } from '../../../shared/model/views'
import { marksIn } from '../../../shared/rules/note-marks'
import { api, client, queries, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { NoteEditor } from '../../ui/note-editor'
import { Page } from '../../ui/page'
import { count, whenWords } from '../../ui/words'
import { exportPath } from '../exports/address'
import { Unsettled } from '../merge/unsettled'
import { printPath } from '../print/address'
import { addressOfRemoval } from '../removal/words'
import { Marked } from '../search/marked'
import { MakeCardOfNote } from './make-card-of-note'
import { allNotes, isFiltered, type NoteFilter, NoteFilters } from './note-filters'
import { NoteReading } from './note-reading'
import { EarlierVersions } from './note-versions'
import { HighlightQuote, LostPlace, NotePlace, ParagraphQuote } from './place'
import { PointingNotes } from './pointing-notes'
import './notes.css'

const pageOfNotes = 100
const nameOf = (title: string): string => title || 'Empty note'

export function Notes({ open }: { open?: string }) {
  const [text, setText] = useState('')
  const [shown, setShown] = useState(pageOfNotes)
  const askedTag = new URLSearchParams(useSearch()).get('tag') ?? ''
  const [filter, setFilter] = useState<NoteFilter>({ ...allNotes, tag: askedTag })
  const [reading, setReading] = useState(false)
  /** A note begun here: it gets its address at once and its place in the list with its first save. */
  const [draft, setDraft] = useState<string | null>(null)
  const [removed, setRemoved] = useState<{ id: string; title: string } | null>(null)
  /** Notes opened by hand from here take the focus; one that an address or Search opened leaves it on the heading. */
  const [openedHere, setOpenedHere] = useState<string | null>(null)
  const [location, navigate] = useLocation()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()

  const typed = text.trim()
  const { data, error, isPlaceholderData } = useQuery({
    ...api.notes.list.queryOptions({ input: questionOf(typed, filter, shown) }),
    placeholderData: keepPreviousData,
  })

  // A tag that was followed to here, also while this screen stays.
  useEffect(() => {
    if (askedTag) setFilter((filter) => ({ ...filter, tag: askedTag }))
  }, [askedTag])
  function changeFilter(next: NoteFilter) {
    setFilter(next)
    setShown(pageOfNotes)
    if (askedTag) navigate(location, { replace: true })
  }

  // Search can open a note while this screen stays: say so, as any other arrival does.
  const before = useRef(open)
  useEffect(() => {
    if (before.current !== open && open && open !== openedHere) document.querySelector('h1')?.focus()
    before.current = open
  }, [open, openedHere])

  // Search can ask for a new one.
  const asksForNew = new URLSearchParams(useSearch()).has('new')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time it is asked
  useEffect(() => {
    if (asksForNew) begin(true)
  }, [asksForNew])

  function openHere(note: string) {
    setOpenedHere(note)
    setRemoved(null)
  }
  function begin(replace = false) {
    const note = crypto.randomUUID()
    setDraft(note)
    openHere(note)
    navigate(`/notes/${note}`, { replace })
  }
  function leave() {
    const link = list.current?.querySelector<HTMLElement>(`[data-note="${CSS.escape(open ?? '')}"]`)
    // On a narrow window the list isn't there while a note is open.
    if (link?.offsetParent) link.focus()
    else document.querySelector<HTMLElement>('.notes-back')?.focus()
  }
  /** Arrow keys walk from the field down the list and back. */
  function walk(event: KeyboardEvent) {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.altKey || event.ctrlKey || event.metaKey) return
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-note]') ?? [])]
    const next = links.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)
    if (next >= links.length || next < -1) return
    event.preventDefault()
    if (next === -1) field.current?.focus()
    else links[next]?.focus()
  }

  const undoLine = removed && (
    <RemovedLine
      removed={removed}
      done={() => {
        openHere(removed.id)
        navigate(`/notes/${removed.id}`)
      }}
    />
  )
  const newNote = (
    <button type="button" className="button button-main" onClick={() => begin()}>
      New note
    </button>
  )
  const none = data?.total === 0 && !typed
  return (
    <Page title="Notes" className={`notes ${open ? 'notes-open' : ''}`}>
      {error && <p role="alert">{errorWords(error)}</p>}
      <Unsettled />
      {none && !open ? (
        <div className="notes-none">
          {undoLine}
          <p className="lead">Nothing written yet.</p>
          <p>
            A note can hang on a paragraph (its <strong>Note</strong> button stands beside the text of every{' '}
            <Link href="/chapters">chapter</Link>), on a <Link href="/glossary">glossary</Link> entry, or on nothing at
            all. It is saved as you type, on this computer only, and is found here and in Search.
          </p>
          <p>Study notes only: no case facts, names, victim data.</p>
          {newNote}
          <p>
            <Link href="/notes/highlights">Highlights</Link> in the chapters have a list of their own.
          </p>
        </div>
      ) : (
        data && (
          <>
            <search className="notes-bar">
              <label className="visually-hidden" htmlFor={`${id}-find`}>
                Find in notes
              </label>
              <input
                ref={field}
                id={`${id}-find`}
                type="search"
                className="field"
                placeholder="Find in notes"
                value={text}
                maxLength={10_000}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => {
                  setText(event.target.value)
                  setShown(pageOfNotes)
                }}
                onKeyDown={walk}
              />
              {newNote}
            </search>
            <p className="notes-also small">
              <Link href="/notes/highlights">Highlights</Link>
              <Link href={exportPath({ notes: true })}>Export notes</Link>
              <Link href={printPath({ what: 'notes', chapter: filter.chapter })}>Print notes</Link>
            </p>
            <NoteFilters filter={filter} change={changeFilter} />
            {undoLine}
            <div className="notes-columns">
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside take the keys; this only hears them */}
              <div className="notes-list" ref={list} onKeyDown={walk}>
                <p className="notes-count" role="status">
                  {isPlaceholderData ? (
                    <span className="appears-late">Searching…</span>
                  ) : typed || isFiltered(filter) ? (
                    `${data.found.toLocaleString()} of ${count(data.total, 'note')}`
                  ) : (
                    count(data.total, 'note')
                  )}
                </p>
                {data.found === 0 && data.total > 0 && !isPlaceholderData && (
                  <p className="soft">{isFiltered(filter) ? 'No note is like that.' : 'No note has these words.'}</p>
                )}
                <ul className="plain-list">
                  {data.notes.map((note) => (
                    <Row key={note.id} note={note} here={note.id === open} openHere={openHere} />
                  ))}
                </ul>
                {data.found > data.notes.length && (
                  <p className="notes-more">
                    <button type="button" className="button" onClick={() => setShown(shown + pageOfNotes)}>
                      Show more
                    </button>{' '}
                    <span className="small faint">
                      {data.notes.length.toLocaleString()} of {data.found.toLocaleString()} shown
                    </span>
                  </p>
                )}
              </div>
              <div className="notes-pane">
                {open ? (
                  <OpenNote
                    key={open}
                    id={open}
                    fresh={open === draft}
                    focus={open === openedHere}
                    reading={reading}
                    setReading={setReading}
                    leave={leave}
                    removed={(title) => {
                      setRemoved({ id: open, title })
                      navigate('/notes')
                    }}
                  />
                ) : data.notes.length === 0 ? null : (
                  <p className="notes-hint">Choose a note to read or change it.</p>
                )}
              </div>
            </div>
          </>
        )
      )}
    </Page>
  )
}

function questionOf(text: string, { sort, place, chapter, tag }: NoteFilter, limit: number) {
  return {
    sort,
    limit,
    ...(text && { text }),
    ...(place && { place }),
    ...(chapter && { chapter }),
    ...(tag && { tag }),
  }
}

interface RowProps {
  note: NoteRow
  here: boolean
  openHere: (note: string) => void
}
/** A list of thousands is drawn again while its open note is typed in: only rows that changed are. */
const Row = memo(function Row(props: RowProps) {
  const { note, here, openHere } = props
  return (
    <li className="notes-row">
      <p className="notes-title">
        <Link
          href={`/notes/${note.id}`}
          data-note={note.id}
          aria-current={here ? 'true' : undefined}
          onClick={() => openHere(note.id)}
        >
          {nameOf(note.title)}
        </Link>
      </p>
      {note.hit && note.hit.marks.length > 0 ? (
        <p className="notes-excerpt">
          <Marked text={note.hit.context} marks={note.hit.marks} />
        </p>
      ) : (
        note.excerpt && <p className="notes-excerpt">{note.excerpt}</p>
      )}
      <p className="notes-foot">
        <time dateTime={new Date(note.updatedAt).toISOString()}>{whenWords(note.updatedAt)}</time>{' '}
        <NotePlace target={note.target} />
        {note.tags.length > 0 && (
          <span className="notes-tags">
            {note.tags
              .slice(0, 4)
              .map((tag) => `#${tag}`)
              .join(' ')}
          </span>
        )}
      </p>
    </li>
  )
}, sameRow)

function sameRow(a: RowProps, b: RowProps): boolean {
  const sameHit = JSON.stringify(a.note.hit) === JSON.stringify(b.note.hit)
  return a.here === b.here && a.note.id === b.note.id && a.note.version === b.note.version && sameHit
}

function OpenNote(props: {
  id: string
  /** Begun just now and perhaps not saved yet. */
  fresh: boolean
  focus: boolean
  /** Shown as text, not in the editor. */
  reading: boolean
  setReading: (reading: boolean) => void
  leave: () => void
  removed: (title: string) => void
}) {
  const { id, fresh } = props
  const [saved, setSaved] = useState(!fresh)
  const [problem, setProblem] = useState('')
  /** Shown as text before: the editor that comes back takes the note as it is stored. */
  const [wasRead, setWasRead] = useState(false)
  const flush = useRef<(() => Promise<boolean>) | null>(null)
  const { data: note, error } = useQuery({ ...api.notes.get.queryOptions({ input: { note: id } }), enabled: saved })
  const back = (
    <Link href="/notes" className="notes-back">
      All notes
    </Link>
  )
  if (error) {
    const gone = isDefinedError(error) && error.code === 'NOT_FOUND'
    // None of its versions can be read; the rest of the work is open.
    const damaged = isDefinedError(error) && error.code === 'UNAVAILABLE' && error.data.detail.note !== undefined
    return (
      <div className="note-open">
        {back}
        {damaged ? (
          <p>
            This note’s file can’t be read. Nothing else is affected, and a backup may have it.{' '}
            <Link href="/settings/backups#check">Check your data and put right what can be</Link>.
          </p>
        ) : (
          <p>{gone ? 'This note is not here; it may have been removed.' : errorWords(error)}</p>
        )}
      </div>
    )
  }
  if (!note && !fresh) return null
  const target = note?.target ?? { kind: 'none' as const }
  const isRead = props.reading && note !== undefined

  async function show(reading: boolean) {
    // What can't be saved stays open; the editor says why.
    if (reading && (await flush.current?.()) === false) return
    if (props.reading) setWasRead(true)
    props.setReading(reading)
  }

  async function remove() {
    try {
      await flush.current?.()
      const history = await client.notes.remove({ note: id })
      queries.setQueryData(api.history.latest.queryKey(), history)
      props.removed(history.undo?.subject ?? note?.title ?? '')
      workChanged()
    } catch (failure) {
      setProblem(errorWords(failure))
    }
  }

  return (
    <section
      className="note-open"
      aria-label="The note"
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.leave()
      }}
    >
      {back}
      {target.kind !== 'none' && (
        <p className="note-open-place">
          On <NotePlace target={target} />
        </p>
      )}
      {note && target.kind === 'paragraph' && <ParagraphQuote note={note} target={target} />}
      {target.kind === 'highlight' && <HighlightQuote target={target} />}
      {note && <LostPlace note={note} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div className="note-mode" role="group" aria-label="How the note is shown">
        <button type="button" className="button button-quiet" aria-pressed={!isRead} onClick={() => void show(false)}>
          Edit
        </button>
        <button
          type="button"
          className="button button-quiet"
          aria-pressed={isRead}
          disabled={!note}
          onClick={() => void show(true)}
        >
          Read
        </button>
      </div>
      {isRead && note ? (
        <NoteReading text={note.text} />
      ) : (
        <NoteEditor
          {...(fresh && !wasRead ? { newId: id } : { note: id })}
          target={target}
          autoFocus={props.focus || wasRead}
          flush={flush}
          onSaved={() => setSaved(true)}
        />
      )}
      {note && <NoteTags note={note} />}
      {note && (
        <p className="note-open-foot">
          <span>
            Changed {whenWords(note.updatedAt)}
            {note.version > 1 && `, begun ${whenWords(note.createdAt)}`}
          </span>
          <MakeCardOfNote note={note} flush={flush} />
          <button type="button" className="button button-quiet" onClick={() => void remove()}>
            Remove this note
          </button>
          <Link href={addressOfRemoval('note', id)} className="button button-quiet">
            Remove for good…
          </Link>
        </p>
      )}
      {problem && <p role="alert">{problem}</p>}
      {note && <EarlierVersions note={note} flush={flush} />}
      <PointingNotes to={`/notes/${id}`} />
    </section>
  )
}

/** The tags in the text, each with the notes that have it. */
function NoteTags({ note }: { note: Note }) {
  const tags = useMemo(() => marksIn(note.text).tags, [note.text])
  if (tags.length === 0) return null
  return (
    <p className="note-tags">
      <span className="visually-hidden">Tags: </span>
      {tags.map((tag) => (
        <Link key={tag} href={`/notes?tag=${encodeURIComponent(tag)}`}>
          #{tag}
        </Link>
      ))}
    </p>
  )
}

/** Stands as long as taking back the removal is the next thing that Undo would do. */
function RemovedLine({ removed, done }: { removed: { id: string; title: string }; done: () => void }) {
  const latest = useQuery(api.history.latest.queryOptions()).data?.undo
  const [problem, setProblem] = useState('')
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  if (problem) return <p role="alert">{problem}</p>
  if (latest?.kind !== 'note-removed' || latest.subject !== removed.title) return null
  return (
    <p className="notes-removed">
      <span id="notes-removed">Removed “{nameOf(removed.title)}”.</span>{' '}
      <button
        ref={button}
        type="button"
        className="button button-quiet"
        aria-describedby="notes-removed"
        onClick={() => {
          client.history.undo().then(
            () => {
              workChanged()
              done()
            },
            (error) => setProblem(errorWords(error)),
          )
        }}
      >
        Undo
      </button>
    </p>
  )
}
