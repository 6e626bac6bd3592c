import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocation, useSearch } from 'wouter'
import { api, queries } from '../../client'
import { useChangeAppearance } from '../../ui/changing-settings'
import { entryKinds } from '../../ui/entry-words'
import { errorWords } from '../../ui/errors'
import { showIfOpen } from '../../ui/passage'
import { count } from '../../ui/words'
import { waiting as cardsWaiting } from '../flashcards/scope'
import { commandsFor, type Now } from './commands'
import { takeEarlyKeys } from './early-keys'
import { addressOfHit, addressOfSetting, type GroupId, type Line, linesFor, moved, recentLines } from './lines'
import { Marked } from './marked'
import { forgetRecents, type Place, pathOf, placeAt, rememberSearch, useRecents } from './recents'
import './search.css'

const groupNames: Record<GroupId, string> = {
  commands: 'Do',
  settings: 'Settings',
  chapters: 'Chapters',
  glossary: 'Glossary',
  cards: 'Flashcards',
  notes: 'Notes',
  searches: 'Searched before',
  places: 'Opened before',
}
const limit = 40
const mostPlaces = 6
/** While some notes are still being read: how often to ask whether there is more, ms. */
const askAgain = 150
/** So long nothing was typed before the number of results is spoken, ms. */
const pause = 700

/** The palette over everything. Mounted when asked for; `close` is called when the dialog has closed. */
export function Search({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [location, navigate] = useLocation()
  const query = useSearch()
  const id = useId()

  const typed = text.trim()
  const { data, error, isPlaceholderData } = useQuery({
    ...api.search.query.queryOptions({ input: { text: typed, limit } }),
    enabled: typed !== '',
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.complete === false ? askAgain : false),
  })
  const answered = typed !== '' && data !== undefined && !isPlaceholderData

  const recents = useRecents()
  const chapters = useQuery(api.library.overview.queryOptions()).data?.chapters
  const entries = useQuery(api.glossary.list.queryOptions()).data
  const elsewhere = recents.places.filter((place) => !isAt(place, location)).slice(0, mostPlaces)
  const places = useTitled(elsewhere, chapters, entries)
  const hasRecents = recents.searches.length > 0 || places.length > 0

  const { mutate: changeAppearance } = useChangeAppearance()
  const now: Now = {
    address: location + (query && `?${query}`),
    history: useQuery(api.history.latest.queryOptions()).data,
    appearance: useQuery(api.settings.get.queryOptions()).data?.appearance,
    waiting: waitingToday(),
    recents: recents.searches.length > 0 || recents.places.length > 0,
    navigate,
    changeAppearance,
  }
  const groups =
    typed === ''
      ? recentLines(recents.searches, places)
      : linesFor(typed, commandsFor(now), data, answered || error !== null)
  const lines = groups.flatMap((group) => group.lines)

  // The first line is chosen whenever another text is typed; a line that was chosen stays so when others come.
  const [choice, setChoice] = useState<{ of: string; line: string }>()
  const kept = choice?.of === typed ? lines.findIndex((line) => line.id === choice.line) : -1
  const chosen = Math.max(0, kept)
  const choose = (index: number) => setChoice({ of: typed, line: lines[index]?.id ?? '' })

  // showModal keeps the focus inside and gives it back to the opener when the dialog closes.
  const waiting = useRef<{ text: string; stay: boolean } | null>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
    const early = takeEarlyKeys()
    if (early.text) setText(early.text)
    if (early.entered && early.text.trim() !== '') waiting.current = { text: early.text.trim(), stay: false }
  }, [])

  const chosenId = lines[chosen]?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list starts at its top again
  useEffect(() => {
    list.current?.querySelector(`[data-line="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, chosenId, typed])

  function leave() {
    if (typed !== '') rememberSearch(typed)
    dialog.current?.close()
  }
  function goTo(address: string) {
    leave()
    showIfOpen(address)
    navigate(address)
  }
  /** `stay`: search stays open, where that is of use. */
  function take(line: Line | undefined, stay = false) {
    switch (line?.kind) {
      case 'hit':
        return goTo(addressOfHit(line.hit))
      case 'place':
        return goTo(pathOf(line.place))
      case 'search':
        setText(line.text)
        return field.current?.focus()
      case 'setting':
        return goTo(addressOfSetting(line.setting))
      case 'command': {
        if (!stay || !line.command.again) leave()
        return line.command.run(now)
      }
    }
  }

  // Enter can be quicker than the answer: it then opens the first line once the answer is there.
  useEffect(() => {
    if (waiting.current === null || (!answered && !error)) return
    const { text, stay } = waiting.current
    waiting.current = null
    if (text === typed) take(lines[0], stay)
  })

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || event.altKey || event.shiftKey) return
    const control = event.ctrlKey || event.metaKey
    if (event.key === 'Enter') {
      event.preventDefault()
      if (typed !== '' && !answered && !error && kept === -1) waiting.current = { text: typed, stay: control }
      else take(lines[chosen], control)
      return
    }
    const to = control ? undefined : moved(event.key, chosen, groups)
    if (to === undefined) return
    event.preventDefault()
    choose(to)
  }

  const total = lines.length + (data && typed !== '' ? data.found - data.hits.length : 0)
  const totalWords = answered || (typed !== '' && error) ? resultWords(total, lines.length) : ''
  const said = useAfterPause(totalWords, typed)

  let next = 0
  return (
    <dialog
      ref={dialog}
      className="search"
      aria-label="Search"
      onClose={close}
      onPointerDown={(event) => {
        // The backdrop belongs to the dialog itself; everything shown is inside its children.
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      <div className="search-inside">
        <div className="search-bar">
          <input
            ref={field}
            type="text"
            role="combobox"
            aria-label="Search everything"
            aria-autocomplete="list"
            aria-expanded={lines.length > 0}
            aria-controls={lines.length > 0 ? `${id}-list` : undefined}
            aria-activedescendant={lines.length > 0 ? `${id}-${chosen}` : undefined}
            className="search-field"
            placeholder="Search everything"
            value={text}
            maxLength={10_000}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="go"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKey}
          />
          <button type="button" className="button button-quiet" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        {typed === '' && (
          <div className="search-hint">
            <p>
              Chapters, glossary, flashcards, notes, settings and what Fieldbook can do. A word or part of one, an
              acronym such as JTFA, “words in quotes”, a #tag.
            </p>
            {hasRecents && (
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  flushSync(forgetRecents)
                  field.current?.focus()
                }}
              >
                Clear<span className="visually-hidden"> what was searched and opened before</span>
              </button>
            )}
          </div>
        )}
        {error && typed !== '' && (
          <p className="search-hint" role="alert">
            {errorWords(error)}
          </p>
        )}
        {typed !== '' && !data && !error && <p className="search-hint appears-late">Searching…</p>}
        {answered && data.complete && lines.length === 0 && (
          <p className="search-hint">
            Nothing has “{typed.length > 60 ? `${typed.slice(0, 57)}…` : typed}”. Try fewer letters or another word.
          </p>
        )}
        {lines.length > 0 && (
          // The field keeps the focus; the lines are chosen through it.
          <div
            ref={list}
            id={`${id}-list`}
            className="search-results"
            role="listbox"
            aria-label={typed === '' ? 'Before' : 'Results'}
            tabIndex={-1}
          >
            {groups.map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox, not of form controls
              <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`} className="search-group">
                <p id={`${id}-${group.id}`} role="presentation" className="label">
                  {groupNames[group.id]}
                </p>
                {group.lines.map((line) => {
                  const index = next++
                  return (
                    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus for it
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys for it
                    <div
                      key={line.id}
                      id={`${id}-${index}`}
                      data-line={index}
                      role="option"
                      aria-selected={index === chosen}
                      className="search-line"
                      onPointerMove={() => index !== chosen && choose(index)}
                      onClick={(event) => take(line, event.ctrlKey || event.metaKey)}
                    >
                      <LineWords line={line} where={whereWords(line)} />
                    </div>
                  )
                })}
              </div>
            ))}
          </div>
        )}
        <div className="search-foot">
          <span>
            <span aria-hidden="true">{totalWords}</span>
            {data?.complete === false && typed !== '' && ' Still reading your notes …'}
            <span role="status" className="visually-hidden">
              {said}
            </span>
          </span>
          <span aria-hidden="true" className="search-keys">
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> choose
            </span>
            <span>
              <kbd>Enter</kbd> open
            </span>
            <span>
              <kbd>Esc</kbd> close
            </span>
          </span>
        </div>
      </div>
    </dialog>
  )

  /** What tells lines with like titles apart: the chapter of a passage, the acronym and kind of an entry. */
  function whereWords(line: Line): string {
    if (line.kind === 'setting') return line.setting.part === 'Settings' ? '' : line.setting.part
    if (line.kind === 'place') return { chapter: 'Chapter', entry: 'Glossary', note: 'Note' }[line.place.kind]
    if (line.kind !== 'hit') return ''
    const { where } = line.hit
    if (where.kind === 'note') return ''
    if (where.kind === 'entry') {
      const entry = entries?.find((one) => one.id === where.entry)
      return entry ? [entry.acronym, entryKinds[entry.kind]].filter(Boolean).join(' · ') : ''
    }
    const chapter = chapters?.find((one) => one.id === where.chapter)
    return chapter ? `Chapter ${chapter.number}` : ''
  }
}

/** With what they are called now; what is gone isn't listed. */
function useTitled(
  places: readonly Place[],
  chapters: readonly { id: string; title: string }[] = [],
  entries: readonly { id: string; name: string }[] = [],
): { place: Place; title: string }[] {
  const notes = useQueries({
    queries: places.map(({ kind, id }) => ({
      ...api.notes.get.queryOptions({ input: { note: id } }),
      enabled: kind === 'note',
    })),
  })
  return places.flatMap((place, index) => {
    const note = notes[index]?.data
    const title = {
      chapter: chapters.find(({ id }) => id === place.id)?.title,
      entry: entries.find(({ id }) => id === place.id)?.name,
      note: note && (note.title || 'Empty note'),
    }[place.kind]
    return title === undefined ? [] : [{ place, title }]
  })
}

function LineWords({ line, where }: { line: Line; where: string }) {
  switch (line.kind) {
    case 'hit': {
      const { title, titleMarks, context, marks } = line.hit
      return (
        <>
          <span className="search-title">{title ? <Marked text={title} marks={titleMarks} /> : 'Empty note'}</span>
          <span className="search-where">{where}</span>
          {context && (
            <span className="search-context">
              <Marked text={context} marks={marks} />
            </span>
          )}
        </>
      )
    }
    case 'command':
      return (
        <>
          <span className="search-title">{line.command.name}</span>
          <span className="search-where">
            {line.command.keys?.split(' ').map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </span>
        </>
      )
    case 'search':
      return <span className="search-title search-recent">{line.text}</span>
    default:
      return (
        <>
          <span className="search-title search-recent">{line.kind === 'setting' ? line.setting.name : line.title}</span>
          <span className="search-where">{where}</span>
        </>
      )
  }
}

/** As last asked for: the overview takes longer than a keystroke may. */
function waitingToday(): number | undefined {
  const study = queries.getQueryData(api.study.overview.queryKey())
  return study && cardsWaiting(study.today)
}

function isAt({ kind, id }: Place, path: string): boolean {
  const here = placeAt(path)
  return here?.kind === kind && here.id === id
}

const resultWords = (total: number, shown: number): string =>
  total > shown ? `${count(total, 'result')}, the best ${shown} shown` : count(total, 'result')

/** Nobody wants to hear a number at every key. */
function useAfterPause(words: string, typed: string): string {
  const [said, setSaid] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted from the last key, not from the last number
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), pause)
    return () => clearTimeout(timer)
  }, [words, typed])
  return said
}
