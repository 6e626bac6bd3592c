import type { Scenario } from '../../../shared/model/content'
import type { Correction } from '../../../shared/model/corrections'
import type { SearchGroup } from '../../../shared/model/views'
import { plainWords } from '../../../shared/rules/corrections'
import type { CorrectionLayer } from '../services/correction-layer'
import type { PackIndex } from '../services/pack'
import type { Store } from '../store/store'
import { keyOf, type Page, pageOfCard, pageOfEntry, pageOfNote, pagesOfChapter } from './page'

/** A page that there should be. */
export interface Item {
  key: string
  /** Another value, another page. */
  version: unknown
  /** What it takes to make, about, in milliseconds. */
  cost: number
  /** No question is answered without it. */
  always?: true
  /** Null where it can't be made: one damaged note must not keep the others from being found. */
  page(): Page | null | Promise<Page | null>
}
/** Where things to be found come from. One more group is one more of these. */
export interface Source {
  group: SearchGroup
  /** As long as it is the same, the items are. */
  state(): unknown
  /** In the order in which they go into the index. */
  items(): Iterable<Item>
}

/** In the order in which they go into the index. */
export function sourcesOf(pack: PackIndex, store: Store, layer: CorrectionLayer): Source[] {
  const { chapters, glossary } = pack.pack
  const scenarioOf = (id: string): Scenario => pack.scenario(id)
  return [
    {
      group: 'glossary',
      state: () => layer.standing(),
      items: () =>
        glossary.map((entry) => {
          const said = ownWords(layer, ({ place }) => place.kind === 'entry' && place.entry === entry.id)
          return {
            ...{ key: keyOf('glossary', entry.id), version: versionOf(entry, said), cost: 0, always: true },
            page: () => withOwnWords(pageOfEntry(entry), said),
          }
        }),
    },
    {
      group: 'chapters',
      state: () => layer.standing(),
      items: () =>
        chapters.flatMap(pagesOfChapter).map((page) => {
          const isHere = ({ place }: Correction) =>
            place.kind === 'chapter' && page.id === `${place.chapter}#${place.section}`
          const said = ownWords(layer, isHere)
          return {
            ...{ key: page.key, version: versionOf(chapters, said), cost: 0, always: true },
            page: () => withOwnWords(page, said),
          }
        }),
    },
    {
      group: 'cards',
      // A card that didn't change is the same object as before.
      state: () => pack.cards,
      items: () =>
        pack.cards.map((card) => ({
          key: keyOf('cards', card.id),
          version: card,
          cost: 0.05,
          page: () => pageOfCard(card, scenarioOf),
        })),
    },
    {
      group: 'notes',
      state: () => store.notesChanged,
      items: () =>
        Object.values(store.state.notes)
          .filter(({ deleted }) => !deleted)
          .sort((one, other) => other.updatedAt - one.updatedAt)
          .map((record) => ({
            key: keyOf('notes', record.id),
            version: record.checksum,
            cost: 1,
            page: async () => {
              const text = await store.readNote(record.id).catch(() => null)
              return text === null ? null : pageOfNote(record, text)
            },
          })),
    },
  ]
}

/** One's own words with the block they stand in. They are found beside the book's: who knows either finds the place. */
type Said = { block: string; text: string }[]
function ownWords(layer: CorrectionLayer, isHere: (correction: Correction) => boolean): Said {
  return layer.standing().flatMap(({ correction, beneath }) => {
    if (!beneath || beneath.place.kind === 'card' || !isHere({ ...correction, place: beneath.place })) return []
    return [{ block: beneath.within, text: plainWords(correction.text) }]
  })
}
const versionOf = (text: unknown, said: Said): unknown => (said.length === 0 ? text : JSON.stringify(said))
function withOwnWords(page: Page, said: Said): Page {
  const own = said.map(({ block, text }) => ({ ...(page.group === 'chapters' && { id: block }), text }))
  return own.length === 0 ? page : { ...page, passages: [...page.passages, ...own] }
}
