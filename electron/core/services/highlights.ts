import type {
  ChosenRange,
  HighlightKind,
  HighlightList,
  HighlightRecord,
  HighlightView,
  TextAnchor,
} from '../../../shared/model/highlight'
import type { HistoryView } from '../../../shared/model/views'
import { own } from '../../../shared/rules/own'
import { anchorAt } from '../../../shared/rules/text-anchor'
import type { Store } from '../store/store'
import { Conflict, NotFound } from './errors'
import type { HighlightPlaces } from './highlight-places'
import { livingNotes } from './note-places'
import type { PackIndex } from './pack'
import type { InTurn } from './turns'

export interface HighlightsNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  inTurn: InTurn
  highlighted: HighlightPlaces
  latest: () => HistoryView
}
interface Passage {
  highlight: string
  chapter: string
  parts: ChosenRange[]
}

export function highlightsService({ store, pack, clock, inTurn, highlighted, latest }: HighlightsNeeds) {
  const order = new Map(pack.pack.chapters.map(({ id }, index) => [id, index]))

  function existing(id: string): HighlightRecord {
    const record = own(store.state.highlights, id)
    if (!record || record.deleted) throw new NotFound('highlight', id)
    return record
  }

  /** In the order of the text, each with what finds it again. */
  function anchorsOf({ highlight, chapter, parts }: Passage): TextAnchor[] {
    pack.chapter(chapter)
    const places = highlighted.placesOf(chapter)
    const anchors = parts.map(({ section, block, start, end, exact }) => {
      const index = places.findIndex((place) => place.section === section && place.block === block)
      const place = places[index]
      if (!place) throw new NotFound('paragraph', block)
      if (start >= end || place.text.slice(start, end) !== exact) throw new Conflict('highlight', highlight)
      return { index, anchor: anchorAt(place, start, end) }
    })
    return anchors
      .sort((one, other) => one.index - other.index || one.anchor.start - other.anchor.start)
      .map(({ anchor }) => anchor)
  }

  /** Ids and titles of the notes on each highlight. */
  function notesByHighlight(): Map<string, HighlightView['notes']> {
    const notes = new Map<string, HighlightView['notes']>()
    for (const { id, title, target } of livingNotes(store.state.notes)) {
      if (target.kind !== 'highlight') continue
      notes.set(target.highlight, [...(notes.get(target.highlight) ?? []), { id, title }])
    }
    return notes
  }

  function view(record: HighlightRecord, notes = notesByHighlight()): HighlightView {
    const { id, kind, chapter, anchors, createdAt } = record
    const [first] = anchors
    return {
      id,
      kind,
      chapter,
      words: anchors.map(({ exact }) => exact).join('\n'),
      createdAt,
      ...highlighted.found(record),
      was: { section: first?.section ?? '', block: first?.block ?? '' },
      notes: notes.get(id) ?? [],
    }
  }

  /** Chapter, block, character: what is gone from a chapter comes after what is in it. */
  function orderOf({ chapter, places: [first] }: HighlightView): [number, number, number] {
    const blocks = highlighted.placesOf(chapter)
    const block = first ? blocks.findIndex((place) => place.block === first.block) : blocks.length
    return [order.get(chapter) ?? order.size, block, first?.start ?? 0]
  }

  async function record(
    what: 'made' | 'kind-changed' | 'moved',
    before: HighlightRecord | null,
    after: HighlightRecord,
  ) {
    await store.record('highlight', { what, before, after })
    return view(after)
  }

  async function make({ kind, ...passage }: Passage & { kind: HighlightKind }): Promise<HighlightView> {
    const { highlight: id, chapter } = passage
    const anchors = anchorsOf(passage)
    const before = own(store.state.highlights, id)
    const isSame = before?.kind === kind && JSON.stringify(before.anchors) === JSON.stringify(anchors)
    // The answer was lost on the way and it is sent again.
    if (before && !before.deleted && isSame) return view(before)
    if (before) throw new Conflict('highlight', id)
    const now = clock()
    return record('made', null, { id, kind, chapter, anchors, createdAt: now, updatedAt: now })
  }

  async function changeKind({ highlight, kind }: { highlight: string; kind: HighlightKind }) {
    const before = existing(highlight)
    if (before.kind === kind) return view(before)
    return record('kind-changed', before, { ...before, kind, updatedAt: clock() })
  }

  async function move(passage: Passage): Promise<HighlightView> {
    const before = existing(passage.highlight)
    const { chapter } = passage
    const anchors = anchorsOf(passage)
    if (chapter === before.chapter && JSON.stringify(before.anchors) === JSON.stringify(anchors)) return view(before)
    return record('moved', before, { ...before, chapter, anchors, updatedAt: clock() })
  }

  async function remove({ highlight }: { highlight: string }): Promise<HistoryView> {
    await store.record('highlight', { what: 'removed', before: existing(highlight), after: null })
    return latest()
  }

  return {
    list(filter: { chapter?: string; kind?: HighlightKind; detached?: boolean }): HighlightList {
      const all = Object.values(store.state.highlights).filter(({ deleted }) => !deleted)
      const notes = notesByHighlight()
      const highlights = all
        .filter(({ chapter, kind }) => (filter.chapter ?? chapter) === chapter && (filter.kind ?? kind) === kind)
        .map((record) => view(record, notes))
        .filter(({ places }) => filter.detached === undefined || filter.detached === (places.length === 0))
        .map((highlight) => ({ highlight, order: orderOf(highlight) }))
        .sort(({ order: one }, { order: other }) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2])
        .map(({ highlight }) => highlight)
      return { highlights, total: all.length }
    },
    make: (input: Passage & { kind: HighlightKind }) => inTurn(() => make(input)),
    changeKind: (input: Parameters<typeof changeKind>[0]) => inTurn(() => changeKind(input)),
    move: (input: Passage) => inTurn(() => move(input)),
    remove: (input: { highlight: string }) => inTurn(() => remove(input)),
  }
}
