import { useQuery } from '@tanstack/react-query'
import type { Size } from '../../../shared/rules/print/paper'
import { api } from '../../client'
import { count } from '../../ui/words'
import { idsIn, type Options, type Wanted } from './address'
import { SelectOne, SomeOf } from './fields'
import { FlowPages } from './flow-pages'
import { Handout } from './handout'
import { NoteTexts } from './note-texts'

/** More at a time than anybody prints. */
const most = 1000
const nothing = { facts: {}, sources: {} }

function useNotes({ chapter }: Wanted) {
  const input = { ...(chapter && { chapter }), sort: 'place' as const, limit: most }
  return useQuery(api.notes.list.queryOptions({ input })).data
}

export function NotesOptions({ wanted, change }: Options) {
  const chapters = useQuery(api.library.overview.queryOptions()).data?.chapters ?? []
  const notes = useNotes(wanted)?.notes ?? []
  return (
    <>
      <SelectOne
        label="Notes"
        value={wanted.chapter}
        options={[
          ['', 'All of them'],
          ...chapters.map(({ id, number, title }) => [id, `On ${number}. ${title}`] as const),
        ]}
        choose={(chapter) => change({ chapter, notes: '' })}
      />
      <SomeOf
        legend="Which"
        all={notes.map(({ id, title }) => ({ id, name: title || 'Empty note' }))}
        chosen={idsIn(wanted.notes)}
        choose={(ids) => change({ notes: ids.join(' ') })}
      />
    </>
  )
}

export function NotesHandout({ wanted, page }: { wanted: Wanted; page: Size }) {
  const list = useNotes(wanted)
  const chapters = useQuery(api.library.overview.queryOptions()).data?.chapters
  if (!list) return null
  const wished = idsIn(wanted.notes)
  const notes = list.notes.filter(({ id }) => wished.length === 0 || wished.includes(id))
  if (notes.length === 0)
    return (
      <p className="print-word">
        There are no notes here yet. They are written beside a paragraph, a card or an entry, or under Notes.
      </p>
    )
  const chapter = chapters?.find(({ id }) => id === wanted.chapter)
  return (
    <FlowPages page={page} title="Notes">
      <Handout
        title="Notes"
        over={chapter && `On chapter ${chapter.number}, ${chapter.title}`}
        lead={count(notes.length, 'note')}
        citations={[]}
        support={nothing}
        withSources={false}
      >
        <NoteTexts notes={notes} />
      </Handout>
    </FlowPages>
  )
}
