import type { Scenario } from '../../../shared/model/content'
import type { SearchGroup } from '../../../shared/model/views'
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
export function sourcesOf(pack: PackIndex, store: Store): Source[] {
  const { chapters, glossary } = pack.pack
  const scenarioOf = (id: string): Scenario => pack.scenario(id)
  return [
    {
      group: 'glossary',
      state: () => glossary,
      items: () =>
        glossary.map((entry) => ({
          ...{ key: keyOf('glossary', entry.id), version: entry, cost: 0, always: true },
          page: () => pageOfEntry(entry),
        })),
    },
    {
      group: 'chapters',
      state: () => chapters,
      items: () =>
        chapters.flatMap(pagesOfChapter).map((page) => ({
          ...{ key: page.key, version: chapters, cost: 0, always: true },
          page: () => page,
        })),
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
