/** What a newer version of a pack changes, and what of that a learner had learnt. */
import type { Block, Pack } from '../model/content'
import type { StudyState } from '../model/operations'
import type { PackChanges, PackCounts } from '../model/packs'
import { cardContent } from './card-content'
import { own } from './own'

type Learnt = Pick<StudyState, 'cards' | 'sections'>

export function packChanges(before: Pack, after: Pack, learnt: Learnt): PackChanges {
  const added = nothing()
  const removed = nothing()
  const changed = nothing()
  const compare = <Item extends { id: string }>(kind: keyof PackCounts, items: (pack: Pack) => readonly Item[]) => {
    const earlier = new Map(items(before).map((item) => [item.id, item]))
    const later = new Map(items(after).map((item) => [item.id, item]))
    for (const [id, item] of later) {
      const was = earlier.get(id)
      if (!was) added[kind]++
      else if (JSON.stringify(was) !== JSON.stringify(item)) changed[kind]++
    }
    for (const id of earlier.keys()) if (!later.has(id)) removed[kind]++
  }
  compare('chapters', ({ chapters }) => chapters)
  compare('entries', ({ glossary }) => glossary)
  compare('cards', ({ cards }) => cards)
  compare('scenarios', ({ scenarios }) => scenarios)
  compare('overlays', ({ overlays = [] }) => overlays)
  return { added, removed, changed, learnt: learntAndChanged(before, after, learnt) }
}

function learntAndChanged(before: Pack, after: Pack, learnt: Learnt): PackChanges['learnt'] {
  const contents = new Map(before.cards.map((card) => [card.id, cardContent(card)]))
  const cards = after.cards.flatMap((card) => {
    const was = contents.get(card.id)
    return was !== undefined && was !== cardContent(card) && own(learnt.cards, card.id) ? [card.id] : []
  })
  const words = wordsBySection(before)
  const sections = [...wordsBySection(after)].flatMap(([place, text]) => {
    const was = words.get(place)
    return was !== undefined && was !== text && own(learnt.sections, place) !== undefined ? [place] : []
  })
  return { cards, sections }
}

/** By `<chapter>#<section>`; a pack's additions belong to the section that they stand in. */
function wordsBySection({ chapters, overlays = [] }: Pack): Map<string, string> {
  const words = new Map<string, string>()
  const add = (place: string, blocks: readonly Block[]) =>
    words.set(place, [words.get(place) ?? '', ...blocks.map(({ text }) => text)].join('\n'))
  for (const chapter of chapters)
    for (const section of chapter.sections) add(`${chapter.id}#${section.id}`, section.blocks)
  for (const { on, blocks } of overlays) if ('chapter' in on) add(`${on.chapter}#${on.section}`, blocks)
  return words
}

const nothing = (): PackCounts => ({ chapters: 0, entries: 0, cards: 0, scenarios: 0, overlays: 0 })

/** Three numbers, as the compiler has made sure: negative where `one` is the lower. */
export function compareVersions(one: string, other: string): number {
  const [numbers, others] = [one.split('.').map(Number), other.split('.').map(Number)]
  const at = numbers.findIndex((number, index) => number !== others[index])
  return at < 0 ? 0 : (numbers[at] ?? 0) - (others[at] ?? 0)
}
