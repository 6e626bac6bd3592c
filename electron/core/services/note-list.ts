import type { NoteRecord, NoteTarget } from '../../../shared/model/study'
import type { NoteList, NotePlaceKind, NoteRow, TagCount } from '../../../shared/model/views'
import { leadsTo, marksIn, type NoteMarks, tagName } from '../../../shared/rules/note-marks'
import type { Store } from '../store/store'
import { contextOfMarkdown } from './context'
import { livingNotes, type NotePlaces, samePlace } from './note-places'
import { noteSummary } from './note-summary'
import type { NoteText } from './note-texts'
import { foldCase } from './words'

export type NoteSort = 'changed' | 'created' | 'title' | 'place'
interface Question {
  text?: string
  target?: NoteTarget
  place?: NotePlaceKind
  tag?: string
  chapter?: string
  pointsAt?: string
  sort?: NoteSort
  offset?: number
  limit?: number
}
interface Needs {
  store: Store
  places: NotePlaces
  texts: () => Promise<ReadonlyMap<string, NoteText>>
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The notes of a question, in order, and only the part of them that is asked for. */
export function noteListService({ store, places, texts }: Needs) {
  /** By checksum of the text. */
  const marksOfOld = new Map<string, NoteMarks>()
  // By the object it was made from: a new version is a new object.
  const folded = new WeakMap<NoteText, string>()
  function foldedText(note: NoteText): string {
    const known = folded.get(note) ?? foldCase(note.text)
    folded.set(note, known)
    return known
  }

  /** From the record; of one that an earlier version of Fieldbook wrote, from the text. */
  async function marksOf({ id, checksum, tags, links = [] }: NoteRecord): Promise<NoteMarks> {
    if (tags !== undefined) return { tags, links }
    const known = marksOfOld.get(checksum) ?? marksIn(await store.readNote(id).catch(() => ''))
    marksOfOld.set(checksum, known)
    return known
  }

  async function list(question: Question): Promise<NoteList> {
    const { text = '', target, place, tag, chapter, pointsAt, sort = 'changed', offset = 0, limit } = question
    const all = livingNotes(store.state.notes)
    const words = [...new Set(foldCase(text).split(/\s+/).filter(Boolean))]
    const written = words.length > 0 ? await texts() : undefined
    const isPlace = (record: NoteRecord) => {
      if (place === undefined) return true
      const detached = places.isDetached(record.target)
      return place === 'detached' ? detached : record.target.kind === place && !detached
    }
    const wanted = tag === undefined ? undefined : tagName(tag)
    const marked = wanted === undefined && pointsAt === undefined ? all : await havingMarks(all, wanted, pointsAt)
    const found = marked.filter((record) => {
      if (target && !samePlace(record.target, target)) return false
      if (!isPlace(record)) return false
      if (chapter !== undefined && places.chapterOf(record.target) !== chapter) return false
      if (!written) return true
      const note = written.get(record.id)
      const content = note ? foldedText(note) : ''
      return words.every((word) => content.includes(word))
    })
    const shown = sorted(found, sort).slice(offset, limit === undefined ? undefined : offset + limit)
    const row = async (record: NoteRecord): Promise<NoteRow> => {
      const note = written?.get(record.id)
      return {
        ...noteSummary(record, places),
        tags: (await marksOf(record)).tags,
        detached: places.isDetached(record.target),
        ...(note && { hit: contextOfMarkdown(note.text, holding(words)) }),
      }
    }
    return { notes: await Promise.all(shown.map(row)), found: found.length, total: all.length }
  }

  async function havingMarks(all: NoteRecord[], tag: string | undefined, pointsAt: string | undefined) {
    const having: NoteRecord[] = []
    for (const record of all) {
      const { tags, links } = await marksOf(record)
      const isTagged = tag === undefined || tags.includes(tag)
      if (isTagged && (pointsAt === undefined || links.some((link) => leadsTo(link, pointsAt)))) having.push(record)
    }
    return having
  }

  function sorted(records: NoteRecord[], sort: NoteSort): NoteRecord[] {
    const newest = records.sort((one, other) => other.updatedAt - one.updatedAt || (one.id < other.id ? -1 : 1))
    switch (sort) {
      case 'changed':
        return newest
      case 'created':
        return newest.sort((one, other) => other.createdAt - one.createdAt)
      case 'title':
        // Those without a title last.
        return newest.sort(
          (one, other) =>
            Number(one.title === '') - Number(other.title === '') || collator.compare(one.title, other.title),
        )
      case 'place':
        return newest
          .map((record) => ({ record, order: places.orderOf(record.target) }))
          .sort((one, other) => compareOrders(one.order, other.order))
          .map(({ record }) => record)
    }
  }

  async function tags(): Promise<TagCount[]> {
    const all = livingNotes(store.state.notes)
    const counts = new Map<string, number>()
    for (const record of all)
      for (const tag of (await marksOf(record)).tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return [...counts]
      .map(([tag, notes]) => ({ tag, notes }))
      .sort((one, other) => other.notes - one.notes || collator.compare(one.tag, other.tag))
  }

  return { list, tags }
}

/** The words of a text that a question's words are part of: a list finds parts of words, and marks the whole ones. */
function holding(words: readonly string[]): Pick<ReadonlySet<string>, 'has'> {
  const parts = words.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u).filter(Boolean))
  return { has: (term) => parts.some((part) => term.includes(part)) }
}

function compareOrders(one: (number | string)[], other: (number | string)[]): number {
  for (const [index, part] of one.entries()) {
    const against = other[index]
    if (against === undefined) return 1
    const difference =
      typeof part === 'number' && typeof against === 'number'
        ? part - against
        : collator.compare(String(part), String(against))
    if (difference !== 0) return difference
  }
  return 0
}
