import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useId, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Entry, FactPlace, Source } from '../../shared/model/content'
import { summaryBlock } from '../../shared/rules/corrections'
import { isPastDate, localDay } from '../../shared/rules/past-date'
import { api } from '../client'
import { Correctable, WithOwnWords } from './correctable'
import { entryKinds } from './entry-words'
import { passageAround, reportError } from './report-error'
import { asOfWords } from './words'
import './in-place.css'

/**
 * Something in the text and what opens beside it. The native popover gives Escape, closing by a click elsewhere and
 * the focus back; its content is made only while it is open, so that a page of a hundred citations stays light.
 */
function InPlace(props: {
  className: string
  label?: string
  face: ReactNode
  title: string
  /** Where it leads when opened in full; a link breaks across lines as text does, a button can't. */
  href?: string
  content: () => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const panel = useRef<HTMLSpanElement>(null)
  const id = useId()
  const anchor = `--in-place-${id.replaceAll(/\W/g, '')}`
  const opener = {
    className: props.className,
    'aria-label': props.label,
    'aria-expanded': open,
    'aria-haspopup': 'dialog' as const,
    style: { anchorName: anchor },
  }
  return (
    <>
      {props.href ? (
        <a
          {...opener}
          href={props.href}
          // Pressing the opener of an open popover closes it; the click that follows must not open it again.
          onPointerDown={(event) => {
            event.currentTarget.dataset.wasOpen = String(open)
          }}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            const pressedShut = event.detail > 0 && event.currentTarget.dataset.wasOpen === 'true'
            if (!pressedShut) panel.current?.showPopover({ source: event.currentTarget })
          }}
        >
          {props.face}
        </a>
      ) : (
        <button {...opener} type="button" popoverTarget={id}>
          {props.face}
        </button>
      )}
      <span
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={props.title}
        tabIndex={-1}
        className="in-place"
        style={{ positionAnchor: anchor }}
        onToggle={(event) => {
          const opened = event.newState === 'open'
          setOpen(opened)
          if (opened) panel.current?.focus()
        }}
      >
        {open && props.content()}
      </span>
    </>
  )
}

/** The number of a source behind a statement; opens document, section, date and kind. */
export function SourceButton(props: { number: number; source: Source; places: { fact: string; place: FactPlace }[] }) {
  const { source, places, number } = props
  const reference = source.kind === 'reference'
  const sections = [...new Set(places.map(({ place }) => place.section))]
  const asOf = places.find(({ place }) => place.asOf)?.place.asOf ?? source.date
  const past = places.some(({ place }) => isPastDate(place, source, localDay(Date.now())))
  const facts = places.map(({ fact }) => fact)
  return (
    <InPlace
      className={`citation ${reference ? 'citation-reference' : ''}`}
      label={`Source ${number}${reference ? ', reference' : ''}${past ? ', check its date' : ''}`}
      face={`${reference ? 'R' : ''}${number}${past ? '†' : ''}`}
      title={`Source ${number}`}
      content={() => (
        <>
          <span className="label">{reference ? 'Reference, beyond the two documents' : 'Source document'}</span>
          <span className="in-place-title">{source.title}</span>
          <span className="in-place-line">{[source.author, source.publisher].filter(Boolean).join(', ')}</span>
          <span className="in-place-line">{sections.join('; ')}</span>
          <span className="in-place-line faint">
            {asOfWords(asOf).replace(/^./, (first) => first.toUpperCase())} · {places.length === 1 ? 'fact' : 'facts'}{' '}
            {facts.join(', ')}
          </span>
          {past && (
            <span className="in-place-line in-place-past">
              † This may have changed since:{' '}
              {asOf === 'unknown' ? 'the source shows no date' : 'it is over two years old'}. Check it before you rely
              on it.
            </span>
          )}
          <button
            type="button"
            className="in-place-report"
            onClick={(event) => {
              const place = event.currentTarget.closest('.citations')
              const opener = event.currentTarget.closest('[popover]')?.previousElementSibling
              if (place)
                reportError({ facts, passage: passageAround(place) }, opener instanceof HTMLElement ? opener : null)
            }}
          >
            Report an error in this fact
          </button>
        </>
      )}
    />
  )
}

/** A glossary term in the text; opens its entry in place. */
export function TermButton({ entry, children }: { entry: string; children: ReactNode }) {
  return (
    <InPlace
      className="term"
      href={`/glossary/${entry}`}
      face={children}
      title="Glossary"
      content={() => <TermCard id={entry} />}
    />
  )
}

/** Entries that are no part of the book yet: those of a pack that is being made. */
export const OwnEntries = createContext<ReadonlyMap<string, Entry>>(new Map())

function TermCard({ id }: { id: string }) {
  const own = useContext(OwnEntries).get(id)
  const view = useQuery({ ...api.glossary.entry.queryOptions({ input: { entry: id } }), enabled: !own }).data
  const entry = own ?? view?.entry
  if (!entry) return null
  return (
    <>
      <span className="label">{entryKinds[entry.kind]}</span>
      <span className="in-place-title">
        {entry.name}
        {entry.acronym && <span className="faint"> ({entry.acronym})</span>}
      </span>
      <span className="in-place-text">
        <WithOwnWords where={{ entry: entry.id }}>
          <Correctable block={summaryBlock} item={null} paper>
            {entry.summaryText}
          </Correctable>
        </WithOwnWords>
      </span>
      <Link className="in-place-line" href={`/glossary/${entry.id}`}>
        Open the entry
      </Link>
    </>
  )
}
