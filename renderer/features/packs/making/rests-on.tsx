import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { citedIn } from '../../../../shared/rules/citations'
import { api } from '../../../client'
import { useForm } from './form'
import { type Item, idFor, placesIn, type Texts, withNew, withPlace } from './items'

/**
 * Where what is said in the form is written. A pack can't be handed out without; so a new document and a new place in
 * it can be named right here.
 */
export function RestsOn(props: {
  texts: Texts
  items: readonly Item[]
  /** Takes the thing's statements to another place; `texts` with a source or place that is new. */
  move: (mark: string, texts?: Texts) => void
}) {
  const { texts, items, move } = props
  const { item } = useForm()
  const id = useId()
  const [isNew, setNew] = useState(false)
  const sources = items.filter(({ kind }) => kind === 'source')
  const book = useBookPlaces(item)
  const known = [...placesIn(texts).flatMap(({ ids }) => ids), ...book.map(({ mark }) => mark), 'plain', '']
  const takesPlain = item.kind !== 'card' && item.kind !== 'story'
  return (
    <fieldset className="making-standing">
      <legend>Where this is written</legend>
      <p className="soft small">
        Every sentence without a mark of its own rests on it. One that is written elsewhere gets the mark of that place
        behind it, such as {'{T-002}'}.
      </p>
      <div className="making-field">
        <label htmlFor={id}>Document and place</label>
        <select
          id={id}
          className="field"
          data-at="facts"
          value={isNew ? 'new' : item.mark}
          onChange={({ target }) => {
            setNew(target.value === 'new')
            if (target.value !== 'new') move(target.value)
          }}
        >
          {item.mark === '' && <option value="">Choose …</option>}
          {!known.includes(item.mark) && <option value={item.mark}>{item.mark}</option>}
          <OwnPlaces texts={texts} items={items} />
          {book.length > 0 && (
            <optgroup label="What the book’s section rests on">
              {book.map(({ mark, words }) => (
                <option key={mark} value={mark}>
                  {words} ({mark})
                </option>
              ))}
            </optgroup>
          )}
          {takesPlain && <option value="plain">Nowhere: it states no fact</option>}
          <option value="new">A place that is not in the list …</option>
        </select>
      </div>
      {isNew && (
        <NewPlace
          sources={sources}
          add={({ source, section, title, publisher, date }) => {
            let next = texts
            let from = source
            if (from === '') {
              from = idFor(title, texts)
              next = withNew(next, 'source', { id: from, kind: 'reference', title, publisher, date }, '').texts
            }
            const made = withPlace(next, from, section)
            setNew(false)
            move(made.mark, made.texts)
          }}
        />
      )}
    </fieldset>
  )
}

/** The places in documents of this pack to choose from. `also`: a mark that must be among them, known or not. */
export function OwnPlaces(props: { texts: Texts; items: readonly Item[]; also?: string }) {
  const { texts, items, also = '' } = props
  const titleOf = (source: string) =>
    String(items.find(({ kind, value }) => kind === 'source' && value.id === source)?.value.title ?? source)
  const own = placesIn(texts).flatMap(({ source, section, ids }) => ids.map((mark) => ({ mark, source, section })))
  return (
    <>
      {also !== '' && own.every(({ mark }) => mark !== also) && <option value={also}>{also}</option>}
      {own.length > 0 && (
        <optgroup label="Documents of this pack">
          {own.map(({ mark, source, section }) => (
            <option key={mark} value={mark}>
              {titleOf(source)}, {section} ({mark})
            </option>
          ))}
        </optgroup>
      )}
    </>
  )
}

interface Named {
  source: string
  section: string
  title: string
  publisher: string
  date: string
}
function NewPlace({ sources, add }: { sources: readonly Item[]; add: (named: Named) => void }) {
  const id = useId()
  const [source, setSource] = useState(String(sources.at(-1)?.value.id ?? ''))
  const [named, setNamed] = useState({ section: '', title: '', publisher: '', date: '' })
  const isWhole =
    named.section.trim() !== '' &&
    (source !== '' ||
      (named.title.trim() !== '' && named.publisher.trim() !== '' && /^\d{4}(-\d\d){0,2}$/.test(named.date.trim())))
  const line = (key: keyof typeof named, label: string) => (
    <div className="making-field">
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <input
        id={`${id}-${key}`}
        className="field"
        autoComplete="off"
        value={named[key]}
        onChange={({ target }) => setNamed({ ...named, [key]: target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !isWhole) return
          event.preventDefault()
          add({ source, ...named })
        }}
      />
    </div>
  )
  return (
    <>
      {sources.length > 0 && (
        <div className="making-field">
          <label htmlFor={`${id}-source`}>Document</label>
          <select
            id={`${id}-source`}
            className="field"
            value={source}
            onChange={({ target }) => setSource(target.value)}
          >
            {sources.map(({ value }) => (
              <option key={String(value.id)} value={String(value.id)}>
                {String(value.title)}
              </option>
            ))}
            <option value="">Another document …</option>
          </select>
        </div>
      )}
      {source === '' && (
        <>
          {line('title', 'Title of the document')}
          {line('publisher', 'Who published it')}
          {line('date', 'Its date, such as 2026-05-01 or 2026')}
        </>
      )}
      {line('section', 'Where in it: section, page or paragraph')}
      <div>
        <button type="button" className="button" disabled={!isWhole} onClick={() => add({ source, ...named })}>
          Use this place
        </button>
      </div>
    </>
  )
}

/** What the paragraphs of the book's section rest on that a card or a story asks about. */
function useBookPlaces({ kind, value }: Item): { mark: string; words: string }[] {
  const chapter = String(value.chapter ?? '')
  const overview = useQuery(api.library.overview.queryOptions()).data
  const isBook = overview?.chapters.some(({ id, from }) => id === chapter && from === undefined) ?? false
  const asks = kind === 'card' || kind === 'story'
  const { data } = useQuery({
    ...api.library.chapter.queryOptions({ input: { chapter } }),
    enabled: asks && isBook,
  })
  if (!asks || !data || data.chapter.id !== chapter) return []
  const section = data.chapter.sections.find(({ id }) => id === value.section)
  const facts = new Set(section?.blocks.flatMap(citedIn).filter((fact) => !fact.includes('.')))
  return [...facts].flatMap((mark) => {
    const place = data.facts[mark]
    return place ? [{ mark, words: `${data.sources[place.source]?.title ?? place.source}, ${place.section}` }] : []
  })
}
