import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Block, Section } from '../../../shared/model/content'
import type { HighlightView } from '../../../shared/model/highlight'
import type { NoteSummary } from '../../../shared/model/study'
import type { ChapterView, ReadingState } from '../../../shared/model/views'
import { minutesOf, wordsLeft } from '../../../shared/rules/reading-time'
import { api, queries, workChanged } from '../../client'
import { AppearanceButton } from '../../ui/appearance-button'
import { WithOwnWords } from '../../ui/correctable'
import { errorWords } from '../../ui/errors'
import { NoteEditor } from '../../ui/note-editor'
import { Page } from '../../ui/page'
import { openFoldAround } from '../../ui/places'
import { BlockText, Cited } from '../../ui/text'
import { count, sourceDate } from '../../ui/words'
import { CorrectHere } from '../corrections/correct-here'
import { MakeCardHere } from '../own-cards/make-card-here'
import { printPath } from '../print/address'
import './chapters.css'
import { useContentsBeside } from './contents-beside'
import { HighlightHere, HighlightNoteHere, OnHighlight, useNoteWrittenHere } from './highlights/highlight-here'
import { useChapterHighlights } from './highlights/highlight-panel'
import { HighlightLayer } from './highlights/layer'
import { KeptChecks } from './kept-checks'
import { noteForBlock, paragraphTarget } from './paragraph-notes'
import { printNotes } from './print-notes'
import { PrintedEnd, useRunningTitle } from './printed-end'
import { useReadingPlace } from './reading-place'
import { Resumed } from './resumed'
import { FoldTitle, useFold } from './section-fold'
import { markSection } from './section-marks'
import { useSeenSections } from './seen-sections'
import { TimeLeft } from './time-left'
import { useTurning } from './turning'

/** One chapter: its contents beside the text, notes in the margin, every statement with its source. */
export function ChapterPage({ id }: { id: string }) {
  const view = useQuery(api.library.chapter.queryOptions({ input: { chapter: id } }))
  const reading = useQuery(api.reading.state.queryOptions()).data
  const notes = useQuery(api.notes.list.queryOptions({ input: { chapter: id } })).data
  const highlights = useChapterHighlights(id)
  if (view.error)
    return (
      <Page title="No such chapter">
        <p>
          {errorWords(view.error)} <Link href="/chapters">See the chapters</Link>.
        </p>
      </Page>
    )
  if (!view.data || !reading || !notes || !highlights) return null
  return (
    <KeptChecks chapter={id} answers={reading.checks}>
      <OpenChapter view={view.data} reading={reading} notes={notes.notes} highlights={highlights} />
    </KeptChecks>
  )
}

function OpenChapter(props: {
  view: ChapterView
  reading: ReadingState
  notes: NoteSummary[]
  highlights: readonly HighlightView[]
}) {
  const { view, reading, notes, highlights } = props
  const { chapter } = view
  const text = useRef<HTMLDivElement>(null)
  const place = useReadingPlace(chapter, reading, text)
  const here = place.section
  const beside = useContentsBeside()
  const notesInPrint = useMemo(() => printNotes(chapter), [chapter])
  useSeenSections(chapter, reading, text)
  useRunningTitle(chapter.title)
  useTurning(view)
  const own = useMemo(
    () => notes.filter(({ target }) => 'chapter' in target && target.chapter === chapter.id),
    [notes, chapter.id],
  )
  const byBlock = useMemo(() => noteForBlock(chapter, own, highlights), [chapter, own, highlights])
  const left = wordsLeft(chapter, reading.sections, null).chapter
  const named = chapter.sections.filter((section) => section.id !== 'opening')
  const minutesLeft = minutesOf(left)
  const timeLeft = chapter.status === 'complete' && <TimeLeft chapter={chapter} reading={reading} now={place.now} />
  return (
    <Page
      title={chapter.title}
      className="chapter-page"
      over={`Chapter ${chapter.number} · ${
        chapter.status === 'outline'
          ? 'Objectives only'
          : minutesLeft === 0
            ? 'Read'
            : `${count(minutesLeft, 'minute')}${left < chapter.words ? ' left' : ''}`
      }`}
      lead={chapter.summary}
    >
      <AppearanceButton />
      <Cited facts={view.facts} sources={view.sources} order={chapter.sources} notes={notesInPrint.numbers}>
        <div className={named.length > 0 ? 'chapter-grid' : undefined}>
          {named.length > 0 && (
            <Contents
              sections={named}
              chapter={chapter.id}
              reading={reading}
              here={here}
              beside={beside}
              timeLeft={timeLeft}
            />
          )}
          <div ref={text} className="chapter-text">
            {place.resumed && <Resumed startOver={place.startOver} />}
            <div className="chapter-can">
              <p className="label">After this chapter you can</p>
              <ul>
                {chapter.objectives.map((objective) => (
                  <li key={objective.id}>{objective.text}</li>
                ))}
              </ul>
            </div>
            {byBlock.lost.length > 0 && <LostNotes notes={byBlock.lost} />}
            <HighlightLayer chapter={chapter} stored={highlights}>
              <WithOwnWords where={{ chapter: chapter.id }}>
                {chapter.sections.map((section) => (
                  <SectionText
                    key={section.id}
                    chapter={chapter.id}
                    section={section}
                    read={Boolean(reading.sections[`${chapter.id}#${section.id}`])}
                    notes={byBlock.found}
                    canClose={!beside}
                    timeLeft={timeLeft}
                  />
                ))}
              </WithOwnWords>
            </HighlightLayer>
            <End view={view} />
            <PrintedEnd view={view} notes={notesInPrint.notes} />
          </div>
        </div>
      </Cited>
    </Page>
  )
}

function Contents(props: {
  sections: Section[]
  chapter: string
  reading: ReadingState
  here: string
  beside: boolean
  timeLeft: ReactNode
}) {
  const { beside } = props
  const [open, setOpen] = useState(beside)
  useEffect(() => setOpen(beside), [beside])
  return (
    <nav className="chapter-contents" aria-label="Contents of this chapter">
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="label">In this chapter</summary>
        <ol>
          {props.sections.map((section) => {
            const read = props.reading.sections[`${props.chapter}#${section.id}`]
            return (
              <li key={section.id}>
                <a
                  href={`#${section.id}`}
                  // Following the address one is at already is no change that could be heard of.
                  onClick={() => openFoldAround(document.getElementById(section.id))}
                  aria-current={props.here === section.id ? 'true' : undefined}
                >
                  <span>
                    {section.title}
                    {read && <span className="visually-hidden"> (read)</span>}
                  </span>
                  {read && (
                    <span className="chapter-tick" aria-hidden="true">
                      ✓
                    </span>
                  )}
                </a>
              </li>
            )
          })}
        </ol>
        {props.timeLeft}
      </details>
    </nav>
  )
}

function SectionText(props: {
  chapter: string
  section: Section
  read: boolean
  notes: Map<string, NoteSummary[]>
  canClose: boolean
  timeLeft: ReactNode
}) {
  const { chapter, section, read, canClose } = props
  const [problem, setProblem] = useState('')
  const fold = useFold(section.id, canClose && section.id !== 'opening')
  async function mark() {
    try {
      setProblem('')
      await markSection(chapter, section.id, !read, false)
      workChanged()
    } catch (error) {
      setProblem(errorWords(error))
    }
  }
  return (
    <section
      // The opening has no heading to arrive at.
      {...(section.id === 'opening' ? { id: 'opening', tabIndex: -1 } : {})}
      className="chapter-section reading"
      data-section={section.id}
      aria-labelledby={section.id === 'opening' ? undefined : section.id}
    >
      {section.id !== 'opening' && (
        <h2 id={section.id} tabIndex={-1}>
          <FoldTitle fold={fold} canClose={canClose}>
            {section.title}
          </FoldTitle>
        </h2>
      )}
      <div ref={fold.body} className="section-body">
        {section.blocks.map((block) => (
          <BlockRow
            key={block.id}
            chapter={chapter}
            section={section.id}
            block={block}
            notes={props.notes.get(block.id) ?? []}
          />
        ))}
        {section.id !== 'opening' && (
          <div className="section-foot" data-section-end={section.id}>
            <button
              type="button"
              className="button button-quiet"
              aria-label={read ? `Read, ${section.title}: mark as not read` : `Mark as read: ${section.title}`}
              onClick={() => void mark()}
            >
              {read ? '✓ Read' : 'Mark as read'}
            </button>
            {props.timeLeft}
            {problem && <p role="alert">{problem}</p>}
          </div>
        )}
      </div>
    </section>
  )
}

/** A paragraph, list, table or call-out with its tools and, in the margin, its notes. */
function BlockRow(props: { chapter: string; section: string; block: Block; notes: NoteSummary[] }) {
  const { block } = props
  /** The note in the editor; a new one has its id before it is saved, or it would stand there twice once it is. */
  const [editing, setEditing] = useState<{ id: string; isNew: boolean } | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const flush = useRef<(() => Promise<boolean>) | null>(null)
  const text = useRef<HTMLDivElement>(null)
  const written = useNoteWrittenHere(block.id)
  if (block.type === 'heading') return <BlockText block={block} />
  const hint = block.text.split(/\s+/).slice(0, 6).join(' ')
  function open() {
    const first = props.notes.find(({ target }) => target.kind === 'paragraph')
    setEditing(first ? { id: first.id, isNew: false } : { id: crypto.randomUUID(), isNew: true })
  }
  async function close() {
    // What can't be saved stays open; the editor says why.
    if ((await flush.current?.()) === false) return
    setEditing(null)
    void queries.invalidateQueries({ queryKey: api.notes.list.key() })
    opener.current?.focus()
  }
  return (
    <div className={`block block-${block.type}`} id={block.id} tabIndex={-1} data-block={block.id}>
      <div ref={text}>
        <BlockText block={block} />
      </div>
      <div className="block-tools">
        <button
          ref={opener}
          type="button"
          className="button button-quiet"
          aria-expanded={editing !== null}
          onClick={() => (editing === null ? open() : void close())}
        >
          Note<span className="visually-hidden"> on “{hint}…”</span>
        </button>
        <MakeCardHere chapter={props.chapter} section={props.section} block={block} text={text} hint={hint} />
        <HighlightHere section={props.section} block={block} hint={hint} />
        <CorrectHere chapter={props.chapter} section={props.section} block={block} hint={hint} />
      </div>
      {(editing !== null || written !== null || props.notes.length > 0) && (
        <div className="block-side">
          {props.notes
            .filter((note) => note.id !== editing?.id && note.id !== written?.note)
            .map((note) => (
              <div key={note.id} className="block-note">
                <OnHighlight note={note} />
                <p className="block-note-text">{note.excerpt || note.title}</p>
                <button
                  type="button"
                  className="button button-quiet"
                  aria-label={`Edit the note “${note.title}”`}
                  onClick={() => setEditing({ id: note.id, isNew: false })}
                >
                  Edit
                </button>
              </div>
            ))}
          {written !== null && <HighlightNoteHere key={written.note} writing={written} />}
          {editing !== null && (
            // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the editor inside
            <div
              onKeyDown={(event) => {
                if (event.key === 'Escape') void close()
              }}
            >
              <NoteEditor
                key={editing.id}
                note={editing.isNew ? undefined : editing.id}
                newId={editing.id}
                target={
                  props.notes.find(({ id }) => id === editing.id)?.target ??
                  paragraphTarget(props.chapter, props.section, block)
                }
                label="Note on this paragraph"
                autoFocus
                flush={flush}
              />
              <button type="button" className="button button-quiet" onClick={() => void close()}>
                Done
              </button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}

function LostNotes({ notes }: { notes: NoteSummary[] }) {
  return (
    <section className="lost-notes notice" aria-label="Notes whose paragraph has changed">
      <div>
        <p>
          {count(notes.length, 'note')} in this chapter hung on a paragraph that has since been rewritten. Nothing is
          lost:
        </p>
        <ul className="plain-list">
          {notes.map((note) => (
            <li key={note.id}>
              <Link href={`/notes/${note.id}`}>{note.title || 'Note without a title'}</Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function End({ view }: { view: ChapterView }) {
  const { chapter } = view
  const sources = chapter.sources.flatMap((id) => view.sources[id] ?? [])
  return (
    <footer className="chapter-end">
      {sources.length > 0 && (
        <section aria-labelledby="chapter-sources">
          <h2 id="chapter-sources" tabIndex={-1}>
            Sources of this chapter
          </h2>
          <p className="small soft">
            An R marks a reference: a source beyond the two documents this book is built on. A † marks a fact that may
            have changed: it is more than two years old, or its source shows no date. Check it before you rely on it.
          </p>
          <ol className="chapter-sources plain-list">
            {sources.map((source, index) => (
              <li key={source.id}>
                <span className="figures faint">
                  {source.kind === 'reference' && 'R'}
                  {index + 1}
                </span>
                <span>
                  {source.title}. {source.publisher}, {sourceDate(source.date)}.
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <p>
        <button type="button" className="button button-quiet" onClick={() => window.print()}>
          Print this chapter
        </button>{' '}
        <Link className="button button-quiet" href={printPath({ chapter: chapter.id })}>
          Choose what to print
        </Link>
      </p>
      <div className="chapter-turn">
        {view.previous && (
          <Link className="button" href={`/chapters/${view.previous.id}`} rel="prev" aria-keyshortcuts="Alt+PageUp">
            ← {view.previous.title}
          </Link>
        )}
        {view.next && (
          <Link className="button" href={`/chapters/${view.next.id}`} rel="next" aria-keyshortcuts="Alt+PageDown">
            {view.next.title} →
          </Link>
        )}
      </div>
    </footer>
  )
}
