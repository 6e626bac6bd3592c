/** The book with its extensions, as one pack: what the rest of the app reads. */
import type { Block, Chapter, Overlay, Pack } from '../model/content'
import { citedIn } from './citations'
import { withMentions } from './mentions'

/** `combine`: one name for several hashes. What an extension says of a place that this edition hasn't is left out. */
export function joinedPacks(base: Pack, extensions: readonly Pack[], combine: (hashes: string[]) => string): Pack {
  if (extensions.length === 0) return base
  const additions = extensions.flatMap(({ title, overlays = [] }) => overlays.map((one) => ({ ...one, from: title })))
  const facts: Pack['facts'] = Object.assign({}, base.facts, ...extensions.map(({ facts }) => facts))
  const ownChapters = base.chapters.map((chapter) => withOverlays(chapter, additions, facts))
  const others = extensions.flatMap(({ title, chapters }) => chapters.map((chapter) => ({ ...chapter, from: title })))
  const chapters = [...ownChapters, ...others].map((chapter, index) => ({ ...chapter, number: index + 1 }))
  const cards = [...base.cards, ...extensions.flatMap((pack) => pack.cards)]
  const entries = [...base.glossary, ...extensions.flatMap((pack) => pack.glossary)].map((entry) => {
    const here = additions.filter(({ on }) => 'entry' in on && on.entry === entry.id)
    return here.length === 0
      ? entry
      : { ...entry, blocks: [...entry.blocks, ...here.map((one) => additionBlock(one, one.from))] }
  })
  return {
    ...base,
    hash: combine([base.hash, ...extensions.map(({ hash }) => hash)]),
    sources: [...base.sources, ...extensions.flatMap(({ sources }) => sources)],
    facts,
    chapters,
    ...helpOf(base, extensions),
    glossary: withMentions(entries, chapters, cards),
    cards,
    scenarios: [...base.scenarios, ...extensions.flatMap(({ scenarios }) => scenarios)],
  }
}

type Addition = Overlay & { from: string }
function withOverlays(chapter: Chapter, additions: readonly Addition[], facts: Pack['facts']): Chapter {
  const here = additions.flatMap((one) => ('chapter' in one.on && one.on.chapter === chapter.id ? [one] : []))
  if (here.length === 0) return chapter
  const sections = chapter.sections.map((section) => {
    const blocks = here.flatMap((one) =>
      'section' in one.on && one.on.section === section.id ? [additionBlock(one, one.from)] : [],
    )
    return blocks.length === 0 ? section : { ...section, blocks: [...section.blocks, ...blocks] }
  })
  const cited = here.flatMap(({ blocks }) => blocks.flatMap(citedIn)).flatMap((fact) => facts[fact]?.source ?? [])
  return { ...chapter, sections, sources: [...new Set([...chapter.sources, ...cited])] }
}

/** As it stands at its place. Its id is the pack's and its own: no block of the book has a dot. */
export function additionBlock({ id, title, blocks }: Overlay, from: string): Block {
  const text = [title, ...blocks.map((block) => block.text)].join('\n')
  const inside = blocks.map((block) => ({ ...block, id: `${id}-${block.id}` }))
  return { id, type: 'callout', callout: 'addition', title, from, text, blocks: inside }
}

/** Local contacts stand before what holds everywhere. */
function helpOf(base: Pack, extensions: readonly Pack[]): Pick<Pack, 'help'> {
  const added = extensions.flatMap(({ id, help }) => (help ? [{ id, help }] : []))
  if (added.length === 0) return base.help ? { help: base.help } : {}
  const sections = added.flatMap(({ id, help }) =>
    help.sections.map((section) => ({ ...section, id: `${id}.${section.id}` })),
  )
  const sources = [...new Set([...(base.help?.sources ?? []), ...added.flatMap(({ help }) => help.sources)])]
  const first = base.help ?? added[0]?.help
  return first ? { help: { ...first, sections: [...sections, ...(base.help?.sections ?? [])], sources } } : {}
}
