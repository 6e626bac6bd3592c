import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { HighlightView } from '../../../shared/model/highlight'
import type { NoteSummary, NoteTarget } from '../../../shared/model/study'
import { api } from '../../client'
import { highlightNames } from '../../ui/highlight-names'
import { browsePath } from '../browse/address'
import { noteForBlock } from '../chapters/paragraph-notes'

/** What a note hangs on, as words with a link to it. A note that hangs on nothing has no place. */
export function NotePlace({ target }: { target: NoteTarget }) {
  switch (target.kind) {
    case 'none':
      return null
    case 'paragraph':
      return <ParagraphPlace target={target} />
    case 'highlight':
      return <HighlightPlace target={target} />
    case 'entry':
      return <EntryPlace entry={target.entry} />
    case 'card':
      return <CardPlace card={target.card} />
  }
}

type Paragraph = Extract<NoteTarget, { kind: 'paragraph' }>

function ParagraphPlace({ target }: { target: Paragraph }) {
  const library = useQuery(api.library.overview.queryOptions()).data
  if (!library) return null
  const chapter = library.chapters.find(({ id }) => id === target.chapter)
  if (!chapter) return <span>A chapter that is no longer here</span>
  const section = chapter.sections.find(({ id }) => id === target.section)
  return (
    <Link href={`/chapters/${chapter.id}${section ? `#${section.id}` : ''}`}>
      Chapter {chapter.number}
      {section ? `: ${section.title}` : `, ${chapter.title}`}
    </Link>
  )
}

type Highlight = Extract<NoteTarget, { kind: 'highlight' }>

/** As it stands now, or undefined once it was removed; null while that isn't known. */
function useHighlight({ chapter, highlight }: Highlight): HighlightView | null | undefined {
  const { data } = useQuery(api.highlights.list.queryOptions({ input: { chapter } }))
  return data ? data.highlights.find(({ id }) => id === highlight) : null
}

function HighlightPlace({ target }: { target: Highlight }) {
  const library = useQuery(api.library.overview.queryOptions()).data
  const highlight = useHighlight(target)
  if (!library || highlight === null) return null
  const chapter = library.chapters.find(({ id }) => id === target.chapter)
  if (!chapter) return <span>A highlight in a chapter that is no longer here</span>
  const section = chapter.sections.find(({ id }) => id === (highlight?.places[0]?.section ?? target.section))
  const place = highlight ? `#highlight-${highlight.id}` : section ? `#${section.id}` : ''
  return (
    <Link href={`/chapters/${chapter.id}${place}`}>
      {highlight ? `${highlightNames[highlight.kind]}: ` : 'A removed highlight: '}
      chapter {chapter.number}, {section?.title || chapter.title}
    </Link>
  )
}

/** The words that an open note was written on, kept even when the book's have changed or the highlight is gone. */
export function HighlightQuote({ target }: { target: Highlight }) {
  const highlight = useHighlight(target)
  return (
    <figure className="note-quote">
      <blockquote>{highlight?.words ?? target.quote}</blockquote>
      {highlight === undefined && (
        <figcaption>The highlight was removed. Your note and the words it was written on are kept.</figcaption>
      )}
      {highlight?.places.length === 0 && (
        <figcaption>
          These words have changed or gone since. Your note and the highlight are kept: it can be attached to other
          words at the end of its chapter.
        </figcaption>
      )}
    </figure>
  )
}

function EntryPlace({ entry: id }: { entry: string }) {
  const entries = useQuery(api.glossary.list.queryOptions()).data
  if (!entries) return null
  const entry = entries.find((one) => one.id === id)
  return entry ? (
    <Link href={`/glossary/${entry.id}`}>Glossary: {entry.name}</Link>
  ) : (
    <span>A glossary entry that is no longer here</span>
  )
}

function CardPlace({ card: id }: { card: string }) {
  const cards = useQuery(api.library.cards.queryOptions()).data
  if (!cards) return null
  const card = cards.find((one) => one.id === id)
  return card ? (
    <Link href={card.chapter === '' ? browsePath({ card: card.id }) : `/chapters/${card.chapter}#${card.section}`}>
      Flashcard: {card.frontText}
    </Link>
  ) : (
    <span>A flashcard that is no longer here</span>
  )
}

/** What a note's card asked or its entry was called, once that is gone from the book. */
export function LostPlace({ note: { target, about } }: { note: NoteSummary }) {
  const cards = useQuery({ ...api.library.cards.queryOptions(), enabled: target.kind === 'card' }).data
  const entries = useQuery({ ...api.glossary.list.queryOptions(), enabled: target.kind === 'entry' }).data
  const isGone =
    (target.kind === 'card' && cards?.every(({ id }) => id !== target.card)) ||
    (target.kind === 'entry' && entries?.every(({ id }) => id !== target.entry))
  if (!isGone || !about) return null
  return (
    <figure className="note-quote">
      <blockquote>{about}</blockquote>
      <figcaption>
        This {target.kind === 'card' ? 'flashcard' : 'entry'} is no longer in the book. Your note is kept, with what the{' '}
        {target.kind === 'card' ? 'card asked' : 'entry was called'}.
      </figcaption>
    </figure>
  )
}

/** The quote is the first part of its paragraph and may break off in a word. */
const wholeWords = (quote: string): string => (/[.!?:”"]$/.test(quote) ? quote : `${quote.replace(/\s+\S*$/, '')} …`)

/** The paragraph an open note was written on: its own words, kept even when the book's have changed. */
export function ParagraphQuote({ note, target }: { note: NoteSummary; target: Paragraph }) {
  const { data, error } = useQuery(api.library.chapter.queryOptions({ input: { chapter: target.chapter } }))
  if (!target.quote) return null
  const lost = Boolean(error) || (data !== undefined && noteForBlock(data.chapter, [note]).lost.length > 0)
  return (
    <figure className="note-quote">
      <blockquote>{wholeWords(target.quote)}</blockquote>
      {lost && (
        <figcaption>
          This paragraph has changed or gone since. Your note and the words it was written on are kept.
        </figcaption>
      )}
    </figure>
  )
}
