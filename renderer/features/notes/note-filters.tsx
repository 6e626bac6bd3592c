import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import type { NotePlaceKind } from '../../../shared/model/views'
import { api } from '../../client'
import './note-filters.css'

export type NoteOrder = 'changed' | 'created' | 'title' | 'place'
/** Empty text: all. */
export interface NoteFilter {
  sort: NoteOrder
  place: NotePlaceKind | ''
  chapter: string
  tag: string
}
export const allNotes: NoteFilter = { sort: 'changed', place: '', chapter: '', tag: '' }
export const isFiltered = ({ place, chapter, tag }: NoteFilter): boolean => Boolean(place || chapter || tag)

const orders: [NoteOrder, string][] = [
  ['changed', 'Last changed'],
  ['created', 'Last begun'],
  ['title', 'Title'],
  ['place', 'Place in the book'],
]
const placeKinds: [NotePlaceKind, string][] = [
  ['paragraph', 'Paragraphs'],
  ['highlight', 'Highlights'],
  ['card', 'Flashcards'],
  ['entry', 'Glossary entries'],
  ['none', 'Nothing'],
  ['detached', 'What is no longer in the book'],
]

/** Order and filters of the list. */
export function NoteFilters({ filter, change }: { filter: NoteFilter; change: (filter: NoteFilter) => void }) {
  const chapters = useQuery(api.library.overview.queryOptions()).data?.chapters ?? []
  const tags = useQuery(api.notes.tags.queryOptions()).data ?? []
  const unknownTag = filter.tag !== '' && !tags.some(({ tag }) => tag === filter.tag)
  return (
    <div className="note-filters">
      <Choice label="Order" value={filter.sort} set={(sort) => change({ ...filter, sort: sort as NoteOrder })}>
        {orders.map(([order, name]) => (
          <option key={order} value={order}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label="On"
        value={filter.place}
        set={(place) => change({ ...filter, place: place as NotePlaceKind | '' })}
      >
        <option value="">Anything</option>
        {placeKinds.map(([kind, name]) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice label="Chapter" value={filter.chapter} set={(chapter) => change({ ...filter, chapter })}>
        <option value="">Any</option>
        {chapters.map(({ id, number, title }) => (
          <option key={id} value={id}>
            {number}. {title}
          </option>
        ))}
      </Choice>
      {(tags.length > 0 || unknownTag) && (
        <Choice label="Tag" value={filter.tag} set={(tag) => change({ ...filter, tag })}>
          <option value="">Any</option>
          {unknownTag && <option value={filter.tag}>#{filter.tag} (0)</option>}
          {tags.map(({ tag, notes }) => (
            <option key={tag} value={tag}>
              #{tag} ({notes.toLocaleString()})
            </option>
          ))}
        </Choice>
      )}
      {isFiltered(filter) && (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => change({ ...allNotes, sort: filter.sort })}
        >
          Show all notes
        </button>
      )}
    </div>
  )
}

function Choice(props: { label: string; value: string; set: (value: string) => void; children: ReactNode }) {
  const id = useId()
  return (
    <p className="note-filter">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} className="field" value={props.value} onChange={(event) => props.set(event.target.value)}>
        {props.children}
      </select>
    </p>
  )
}
