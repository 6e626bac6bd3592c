import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { cardSearch } from '../../../shared/rules/card-search'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { count } from '../../ui/words'
import { exportPath, exportState } from '../exports/address'
import { makeCard } from '../own-cards/editing'
import { printPath } from '../print/address'
import { LastDone, useActing } from './acting'
import { Actions } from './actions'
import { longestSearch, rowBefore, useAsked } from './address'
import { CardDialog } from './card-dialog'
import { CardTable, focusRow } from './card-table'
import { useFound } from './found'
import { useRowWindow } from './row-window'
import { SearchHelp } from './search-help'
import { useSelection } from './selection'
import './browse.css'

/** All cards as a table: to find some, to see how they stand, and to do something to many at once. */
export function Browse() {
  const [asked, ask] = useAsked()
  const library = useQuery(api.library.overview.queryOptions()).data
  const dayStart = useQuery(api.settings.get.queryOptions()).data?.study.dayStart ?? 0
  const body = useRef<HTMLTableSectionElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const seen = useRowWindow(body)
  const acting = useActing()
  const [returned] = useState(rowBefore)
  const [active, setActive] = useState(returned ?? 0)
  const id = useId()

  // Half a field can't be read: what was found before stays, pale, until it can.
  const read = useMemo(() => cardSearch(asked.search), [asked.search])
  const problem = 'problem' in read ? read.problem : null
  const [search, setSearch] = useState(problem === null ? asked.search : null)
  if (problem === null && search !== asked.search) setSearch(asked.search)
  const view = { search: search ?? '', sort: asked.sort, descending: asked.descending }

  const found = useFound(view, seen.from, seen.to)
  const selection = useSelection(view)
  const chapters = useMemo(() => new Map(library?.chapters.map((chapter) => [chapter.id, chapter.number])), [library])

  // Back from a passage: the row that led there is in view again, and has the focus unless its dialog is open.
  const arrived = useRef(returned === null)
  const { total } = found
  useEffect(() => {
    if (arrived.current || total === null || returned === null) return
    arrived.current = true
    body.current?.querySelector(`[data-row="${returned}"]`)?.scrollIntoView({ block: 'center' })
    if (!document.querySelector('dialog[open]')) focusRow(body.current, returned)
  }, [total, returned])

  const searchFor = (text: string) => ask({ search: text })
  // Another order or search begins at its first row.
  const shown = JSON.stringify(view)
  const [last, setLast] = useState(shown)
  useLayoutEffect(() => {
    if (shown === last) return
    setLast(shown)
    setActive(0)
    const table = body.current?.closest('table')
    if (table && table.getBoundingClientRect().top < 0) table.scrollIntoView()
  }, [shown, last])
  const none = total === 0
  return (
    <Page title="Browse cards" className="browse" over={<Link href="/flashcards">Flashcards</Link>}>
      <search className="browse-search">
        <label htmlFor={`${id}-search`}>Search</label>
        <input
          ref={field}
          id={`${id}-search`}
          type="search"
          className="field"
          value={asked.search}
          maxLength={longestSearch}
          autoComplete="off"
          spellCheck={false}
          placeholder="Words, or state:due factor:consent"
          aria-invalid={problem !== null}
          aria-describedby={`${id}-found`}
          onChange={(event) => searchFor(event.target.value)}
        />
        <p id={`${id}-found`} role="status" className={`browse-found ${problem === null ? '' : 'browse-wrong'}`}>
          {problem ?? (total !== null && (view.search.trim() ? `${count(total, 'card')} found` : count(total, 'card')))}
        </p>
        <SearchHelp library={library} />
      </search>
      {Boolean(found.error) && <p role="alert">{errorWords(found.error)}</p>}
      {selection.problem && <p role="alert">{selection.problem}</p>}
      <p className="browse-make">
        <button type="button" className="button" aria-haspopup="dialog" onClick={() => makeCard()}>
          Make a card
        </button>{' '}
        {selection.ids.size > 0 ? (
          <Link href={exportPath({})} state={exportState(selection.ids)}>
            Export {count(selection.ids.size, 'selected card')}
          </Link>
        ) : (
          <Link href={exportPath({ search: view.search })}>Export these cards</Link>
        )}{' '}
        {total !== null && total > 0 && problem === null && (
          <Link href={printPath({ what: 'cards', from: 'search', search: asked.search })}>Print these cards</Link>
        )}
      </p>
      <LastDone acting={acting} />
      {none && problem === null && (
        <div className="browse-none">
          {view.search.trim() ? (
            <>
              <p>No card is like that. Take a part of the search away, or begin anew.</p>
              <button
                type="button"
                className="button"
                onClick={() => {
                  searchFor('')
                  field.current?.focus()
                }}
              >
                Show all cards
              </button>
            </>
          ) : (
            <p>This edition has no cards yet. They come with its chapters.</p>
          )}
        </div>
      )}
      {search !== null && total !== null && total > 0 && (
        <div className="browse-rows" inert={problem !== null}>
          <p id={`${id}-keys`} className="small faint">
            Arrow keys move between rows, Space selects, with Shift a range; Enter opens.
          </p>
          <CardTable
            view={view}
            found={found}
            seen={seen}
            look={seen.look}
            body={body}
            selection={selection}
            active={active}
            setActive={setActive}
            sortBy={ask}
            open={(card, row) => ask({ card }, row)}
            keys={`${id}-keys`}
            chapters={chapters}
            dayStart={dayStart}
          />
        </div>
      )}
      {selection.ids.size > 0 && (
        <Actions
          ids={selection.ids}
          acting={acting}
          clear={() => {
            selection.none()
            focusRow(body.current, active)
          }}
        />
      )}
      {asked.card && (
        <CardDialog
          key={asked.card}
          card={asked.card}
          library={library}
          dayStart={dayStart}
          close={() => {
            ask({ card: null })
            focusRow(body.current, active)
          }}
        />
      )}
    </Page>
  )
}
