import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { EntryKind, Response } from '../../../shared/model/content'
import { api } from '../../client'
import { entryKinds } from '../../ui/entry-words'
import { Page } from '../../ui/page'
import { count } from '../../ui/words'
import { printPath } from '../print/address'
import { findEntries, letterOf, type Match, searchable } from './match'
import { ResponseMark } from './response-mark'
import './glossary.css'

interface Choice {
  text: string
  kind: EntryKind | ''
  response: Response | ''
}
const everything: Choice = { text: '', kind: '', response: '' }
const responses: Response[] = ['smuggling', 'trafficking', 'both', 'context']

/** What stood here when an entry was opened; it travels with the history entry, so that Back finds it again. */
interface Visit {
  choice: Choice
  entry: string
}
const visitBefore = (): Visit | undefined => (history.state as { glossary?: Visit } | null)?.glossary

export function Glossary() {
  const entries = useQuery(api.glossary.list.queryOptions()).data
  const [visit] = useState(visitBefore)
  const [choice, setChoice] = useState(visit?.choice ?? everything)
  const [, navigate] = useLocation()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()

  const all = useMemo(() => searchable(entries ?? []), [entries])
  const kinds = useMemo(() => {
    const totals = new Map<EntryKind, number>()
    for (const { entry } of all) totals.set(entry.kind, (totals.get(entry.kind) ?? 0) + 1)
    return (Object.keys(entryKinds) as EntryKind[]).flatMap((kind) => {
      const total = totals.get(kind)
      return total ? [{ kind, total }] : []
    })
  }, [all])
  const matches = useMemo(
    () =>
      findEntries(all, choice.text).filter(
        ({ entry }) =>
          (!choice.kind || entry.kind === choice.kind) && (!choice.response || entry.response === choice.response),
      ),
    [all, choice],
  )

  // Back from an entry: its line is in view and has the focus.
  const returned = useRef(false)
  useEffect(() => {
    if (!entries || returned.current) return
    returned.current = true
    const link = visit && list.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(visit.entry)}"]`)
    link?.scrollIntoView({ block: 'center' })
    link?.focus({ preventScroll: true })
  }, [entries, visit])

  function remember(entry: string) {
    history.replaceState({ ...history.state, glossary: { choice, entry } satisfies Visit }, '')
  }

  /** Arrow keys walk from the field down the list and back. */
  function walk(event: KeyboardEvent) {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.altKey || event.ctrlKey || event.metaKey) return
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
    const here = links.indexOf(document.activeElement as HTMLElement)
    const next = here + (event.key === 'ArrowDown' ? 1 : -1)
    if (next >= links.length || next < -1) return
    event.preventDefault()
    if (next === -1) field.current?.focus()
    else links[next]?.focus()
  }

  const searching = choice.text.trim() !== ''
  const filtered = searching || choice.kind !== '' || choice.response !== ''
  return (
    <Page
      title="Glossary"
      className="glossary"
      lead={
        <>
          Agencies, task forces, programs, laws and words: who does what in the response, and what each word means.{' '}
          <Link href="/glossary/map">Map of how they connect</Link>{' '}
          <Link
            href={printPath({ what: 'glossary', search: choice.text, kind: choice.kind, response: choice.response })}
          >
            Print these entries
          </Link>
        </>
      }
    >
      <search className="glossary-search">
        <form
          className="glossary-field"
          onSubmit={(event) => {
            event.preventDefault()
            const first = matches[0]?.entry.id
            if (!searching || !first) return
            remember(first)
            navigate(`/glossary/${first}`)
          }}
        >
          <label htmlFor={`${id}-text`}>Find in the glossary</label>
          <input
            ref={field}
            id={`${id}-text`}
            type="search"
            className="field"
            value={choice.text}
            maxLength={10_000}
            autoComplete="off"
            spellCheck={false}
            placeholder="A name or acronym"
            aria-describedby={`${id}-keys`}
            onChange={(event) => setChoice({ ...choice, text: event.target.value })}
            onKeyDown={walk}
          />
          <span id={`${id}-keys`} className="visually-hidden">
            Enter opens the first entry found; arrow down walks the list.
          </span>
        </form>
        <div className="glossary-kind-choice">
          <label htmlFor={`${id}-kind`}>Kind</label>
          <select
            id={`${id}-kind`}
            className="field"
            value={choice.kind}
            onChange={(event) => setChoice({ ...choice, kind: event.target.value as EntryKind | '' })}
          >
            <option value="">All kinds</option>
            {kinds.map(({ kind, total }) => (
              <option key={kind} value={kind}>
                {entryKinds[kind]} ({total})
              </option>
            ))}
          </select>
        </div>
        <fieldset className="choices">
          <legend>Response</legend>
          {(['', ...responses] as const).map((response) => (
            <label key={response} className="choice">
              <input
                type="radio"
                name={`${id}-response`}
                checked={choice.response === response}
                onChange={() => setChoice({ ...choice, response })}
              />
              <span>{response === '' ? 'All' : <ResponseMark of={response} />}</span>
            </label>
          ))}
        </fieldset>
      </search>

      <p className="glossary-count" role="status">
        {entries &&
          (filtered
            ? `${matches.length} of ${count(all.length, 'entry', 'entries')}${matches[0]?.tier === 'nearly' ? ', spelled nearly so' : ''}`
            : count(all.length, 'entry', 'entries'))}
      </p>
      {entries && matches.length === 0 && (
        <div className="glossary-nothing">
          <p>
            {searching ? (
              <>Nothing here is called “{shortened(choice.text)}”.</>
            ) : (
              'No entry is of this kind and response.'
            )}{' '}
            {filtered && choice.text.trim() !== '' && (choice.kind || choice.response)
              ? 'The filters may leave it out.'
              : searching && 'Try part of the word, or look through the chapters with Search.'}
          </p>
          <button
            type="button"
            className="button"
            onClick={() => {
              setChoice(everything)
              field.current?.focus()
            }}
          >
            Show all entries
          </button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside take the keys; this only hears them */}
      <div ref={list} className="glossary-list" onKeyDown={walk}>
        {searching ? (
          <Entries of={matches} remember={remember} />
        ) : (
          byLetter(matches).map(([letter, group]) => (
            <section key={letter} className="glossary-letter" aria-labelledby={`${id}-${letter}`}>
              <h2 id={`${id}-${letter}`}>{letter}</h2>
              <Entries of={group} remember={remember} />
            </section>
          ))
        )}
      </div>
    </Page>
  )
}

function Entries({ of, remember }: { of: Match[]; remember: (entry: string) => void }) {
  return (
    <ul className="plain-list">
      {of.map(({ entry, alias }) => (
        <li key={entry.id} className="glossary-entry">
          <p className="glossary-term">
            <Link href={`/glossary/${entry.id}`} data-entry={entry.id} onClick={() => remember(entry.id)}>
              {entry.name}
            </Link>{' '}
            {entry.acronym && <span className="glossary-acronym">{entry.acronym}</span>}{' '}
            {alias && <span className="glossary-alias">also: {alias}</span>}
          </p>
          <p className="glossary-summary">{entry.summaryText}</p>
          <p className="glossary-kind">
            <span>{entryKinds[entry.kind]}</span> <ResponseMark of={entry.response} />
          </p>
        </li>
      ))}
    </ul>
  )
}

function byLetter(matches: Match[]): [string, Match[]][] {
  const groups = new Map<string, Match[]>()
  for (const match of matches) {
    const letter = letterOf(match.entry)
    const group = groups.get(letter)
    if (group) group.push(match)
    else groups.set(letter, [match])
  }
  return [...groups]
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text.trim())
