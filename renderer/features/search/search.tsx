import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { SearchGroup, SearchHit } from '../../../shared/model/views'
import { api } from '../../client'
import { entryKinds } from '../../ui/entry-words'
import { errorWords } from '../../ui/errors'
import { showIfOpen } from '../../ui/passage'
import { count } from '../../ui/words'
import { browsePath } from '../browse/address'
import { Marked } from './marked'
import './search.css'

const groupNames: Record<SearchGroup, string> = {
  chapters: 'Chapters',
  glossary: 'Glossary',
  cards: 'Flashcards',
  notes: 'Notes',
}
const limit = 40

/** What was searched and opened since the app started, newest first. Never written anywhere. */
let recent: string[] = []

function addressOf({ where }: SearchHit): string {
  switch (where.kind) {
    case 'card':
      if (where.chapter === '') return browsePath({ card: where.card })
      return `/chapters/${where.chapter}${where.section ? `#${where.section}` : ''}`
    case 'chapter':
      return `/chapters/${where.chapter}#${where.section}`
    case 'entry':
      return `/glossary/${where.entry}`
    case 'note':
      return `/notes/${where.note}`
  }
}

/** Hits by group; the group with the best hit first. */
function grouped(hits: SearchHit[]): { group: SearchGroup; hits: SearchHit[] }[] {
  const groups = new Map<SearchGroup, SearchHit[]>()
  for (const hit of hits) {
    const group = groups.get(hit.group)
    if (group) group.push(hit)
    else groups.set(hit.group, [hit])
  }
  return [...groups].map(([group, inIt]) => ({ group, hits: inIt }))
}

/** The palette over everything. Mounted when asked for; `close` is called when the dialog has closed. */
export function Search({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [, navigate] = useLocation()
  const id = useId()

  const typed = text.trim()
  const { data, error, isPlaceholderData } = useQuery({
    ...api.search.query.queryOptions({ input: { text: typed, limit } }),
    enabled: typed !== '',
    placeholderData: keepPreviousData,
  })
  const groups = grouped(typed === '' ? [] : (data ?? []))
  const hits = groups.flatMap((group) => group.hits)
  const searches = typed === '' ? recent : []
  const total = hits.length + searches.length

  const chapters = useQuery(api.library.overview.queryOptions()).data?.chapters
  const entries = useQuery(api.glossary.list.queryOptions()).data
  /** What tells lines with like titles apart: the chapter of a passage, the acronym and kind of an entry. */
  function whereWords({ where }: SearchHit): string {
    if (where.kind === 'note') return ''
    if (where.kind === 'entry') {
      const entry = entries?.find((one) => one.id === where.entry)
      return entry ? [entry.acronym, entryKinds[entry.kind]].filter(Boolean).join(' · ') : ''
    }
    const chapter = chapters?.find((one) => one.id === where.chapter)
    return chapter ? `Chapter ${chapter.number}` : ''
  }

  // The first line is chosen whenever what is listed changes.
  const listed = typed === '' ? '' : data
  const [choice, setChoice] = useState<{ of: typeof listed; index: number }>({ of: listed, index: 0 })
  const chosen = choice.of === listed ? choice.index : 0
  const choose = (index: number) => setChoice({ of: listed, index })

  // showModal keeps the focus inside and gives it back to the opener when the dialog closes.
  useLayoutEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list starts at its top again
  useEffect(() => {
    list.current?.querySelector(`[data-line="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, listed])

  function open(hit: SearchHit) {
    recent = [typed, ...recent.filter((one) => one !== typed)].slice(0, 6)
    dialog.current?.close()
    const address = addressOf(hit)
    showIfOpen(address)
    navigate(address)
  }
  function take(index: number) {
    const search = searches[index]
    if (search !== undefined) {
      setText(search)
      field.current?.focus()
      return
    }
    const hit = hits[index]
    if (hit) open(hit)
  }

  // Enter can be quicker than the answer: it then opens the first hit of the answer.
  const waiting = useRef<string | null>(null)
  useEffect(() => {
    if (waiting.current === null || isPlaceholderData || data === undefined) return
    const first = waiting.current === typed ? hits[0] : undefined
    waiting.current = null
    if (first) open(first)
  })

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (typed !== '' && (isPlaceholderData || data === undefined)) waiting.current = typed
      else take(chosen)
      return
    }
    if (total === 0) return
    const to = { ArrowDown: (chosen + 1) % total, ArrowUp: (chosen - 1 + total) % total, Home: 0, End: total - 1 }[
      event.key
    ]
    if (to === undefined) return
    event.preventDefault()
    choose(to)
  }

  function line(index: number) {
    return {
      id: `${id}-${index}`,
      'data-line': index,
      role: 'option' as const,
      'aria-selected': index === chosen,
      onPointerMove: () => index !== chosen && choose(index),
      onClick: () => take(index),
    }
  }

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
            aria-expanded={total > 0}
            aria-controls={total > 0 ? `${id}-list` : undefined}
            aria-activedescendant={total > 0 ? `${id}-${chosen}` : undefined}
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
          <p className="search-hint">
            Chapters, glossary, flashcards and your notes. A word, part of a word, or an acronym such as JTFA.
          </p>
        )}
        {error && typed !== '' && (
          <p className="search-hint" role="alert">
            {errorWords(error)}
          </p>
        )}
        {typed !== '' && !data && !error && <p className="search-hint appears-late">Searching…</p>}
        {typed !== '' && data?.length === 0 && !isPlaceholderData && (
          <p className="search-hint">
            Nothing has “{typed.length > 60 ? `${typed.slice(0, 57)}…` : typed}”. Try fewer letters or another word.
          </p>
        )}
        {total > 0 && (
          // The field keeps the focus; the lines are chosen through it.
          <div
            ref={list}
            id={`${id}-list`}
            className="search-results"
            role="listbox"
            aria-label="Results"
            tabIndex={-1}
          >
            {searches.length > 0 && (
              <Group id={`${id}-recent`} name="Searched before">
                {searches.map((search) => (
                  <div key={search} className="search-line" {...line(next++)}>
                    <span className="search-title search-recent">{search}</span>
                  </div>
                ))}
              </Group>
            )}
            {groups.map(({ group, hits: inIt }) => (
              <Group key={group} id={`${id}-${group}`} name={groupNames[group]}>
                {inIt.map((hit) => (
                  <div key={`${hit.group} ${hit.id}`} className="search-line" {...line(next++)}>
                    <span className="search-title">{hit.title || 'Empty note'}</span>
                    <span className="search-where">{whereWords(hit)}</span>
                    {hit.context && (
                      <span className="search-context">
                        <Marked text={hit.context} marks={hit.marks} />
                      </span>
                    )}
                  </div>
                ))}
              </Group>
            ))}
          </div>
        )}
        <p className="search-foot">
          <span role="status">{typed !== '' && !isPlaceholderData && data && count(data.length, 'result')}</span>
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
        </p>
      </div>
    </dialog>
  )
}

function Group({ id, name, children }: { id: string; name: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox, not of form controls
    <div role="group" aria-labelledby={id} className="search-group">
      <p id={id} role="presentation" className="label">
        {name}
      </p>
      {children}
    </div>
  )
}
