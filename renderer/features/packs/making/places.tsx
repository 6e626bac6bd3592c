import { useQuery } from '@tanstack/react-query'
import type { Objective } from '../../../../shared/model/content'
import { api } from '../../../client'
import { Select } from './fields'
import { useField, useForm } from './form'
import { type At, type Item, withValue } from './items'
import type { Value } from './list-text'

interface ChapterHere {
  id: string
  title: string
  sections: { id: string; title: string }[]
  objectives: Objective[]
}

/** The chapters that a thing of this pack can stand in: its own, and the book's. */
export function useChapters(items: readonly Item[]): { own: ChapterHere[]; book: ChapterHere[] } {
  const { data } = useQuery(api.library.overview.queryOptions())
  const own = items.flatMap(({ kind, value }) => (kind === 'chapter' ? [value as unknown as ChapterHere] : []))
  const book = data?.chapters.filter(({ from }) => from === undefined) ?? []
  return { own, book: book.map((one) => ({ ...one, title: `${one.number} ${one.title}` })) }
}

/** Where it stands, and which objective it belongs to. */
export function Place({ items, objectives, at = [] }: { items: readonly Item[]; objectives?: true; at?: At }) {
  const { own, book } = useChapters(items)
  const { item, change } = useForm()
  const { value } = item
  const chapter = [...own, ...book].find(({ id }) => id === value.chapter)
  function choose(place: string): void {
    const [id = '', section = ''] = place.split('#')
    const goals = [...own, ...book].find((one) => one.id === id)?.objectives ?? []
    const kept = id === value.chapter ? value.objectives : goals.slice(0, 1).map((one) => one.id)
    let next: Value = withValue(withValue(value, ['chapter'], id), ['section'], section)
    if (objectives) next = withValue(next, ['objectives'], kept)
    change([], next)
  }
  const group = (label: string, chapters: ChapterHere[]) =>
    chapters.flatMap(({ id, title, sections }) =>
      Array.isArray(sections) && sections.length > 0 ? (
        <optgroup key={id} label={label ? `${label}: ${title}` : title}>
          {sections.map((section) => (
            <option key={section.id} value={`${id}#${section.id}`}>
              {section.title || 'Section without a title'}
            </option>
          ))}
        </optgroup>
      ) : (
        []
      ),
    )
  return (
    <>
      <Select
        at={[...at, 'section']}
        label="Where it stands"
        value={`${value.chapter}#${value.section}`}
        choose={choose}
      >
        {group('This pack', own)}
        {group('', book)}
      </Select>
      {objectives && (
        <Select
          at={['objectives', 0]}
          label="What it teaches"
          choose={(id) => change(['objectives'], [id])}
          value={String((value.objectives as string[] | undefined)?.[0] ?? '')}
        >
          {chapter?.objectives.map(({ id, text }) => (
            <option key={id} value={id}>
              {text || 'Objective without words'}
            </option>
          ))}
        </Select>
      )}
    </>
  )
}

/** An entry of this pack or of the book. */
export function EntrySelect({ items, at, label }: { items: readonly Item[]; at: At; label: string }) {
  const { data } = useQuery(api.glossary.list.queryOptions())
  const { item } = useForm()
  const chosen = String(useField(at).value ?? '')
  const own = items
    .filter(({ kind, value }) => kind === 'entry' && value.id !== item.value.id)
    .map(({ value }) => ({ id: String(value.id), name: String(value.name || 'Not named yet') }))
  const book = data?.filter(({ id }) => !id.includes('.')) ?? []
  const isKnown = chosen === '' || [...own, ...book].some(({ id }) => id === chosen)
  return (
    <Select at={at} label={label}>
      {chosen === '' && <option value="">Choose …</option>}
      {!isKnown && <option value={chosen}>{chosen}</option>}
      {own.map(({ id, name }) => (
        <option key={id} value={id}>
          {name} (this pack)
        </option>
      ))}
      {book.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  )
}
