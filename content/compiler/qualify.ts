import type { Block, Card, Inline, Pack, Section } from '../../shared/model/content'

/**
 * An extension whose own ids begin with its id and a dot, so that they meet no other pack's. What it names of the book
 * it extends stays as it is. Sections and blocks are known by their chapter, options by their card.
 */
export function qualified(pack: Pack, own: ReadonlySet<string>): Pack {
  const name = (id: string) => (own.has(id) ? `${pack.id}.${id}` : id)
  const names = (ids: readonly string[]) => ids.map(name)
  const inlines = (list: readonly Inline[]): Inline[] =>
    list.map((inline): Inline => {
      const children = 'children' in inline ? { children: inlines(inline.children) } : {}
      if (inline.type === 'citation') return { ...inline, facts: names(inline.facts) }
      if (inline.type === 'term') return { ...inline, entry: name(inline.entry), ...children }
      if (inline.type === 'link') return { ...inline, chapter: name(inline.chapter), ...children }
      return { ...inline, ...children }
    })
  const blocks = (list: readonly Block[]): Block[] => list.map(block)
  function block(one: Block): Block {
    switch (one.type) {
      case 'paragraph':
      case 'heading':
        return { ...one, children: inlines(one.children) }
      case 'list':
        return { ...one, items: one.items.map(inlines) }
      case 'table':
        return { ...one, header: one.header.map(inlines), rows: one.rows.map((row) => row.map(inlines)) }
      case 'figure': {
        const rows = one.rows.map((row) => ({ ...row, facts: names(row.facts) }))
        return { ...one, rows, note: inlines(one.note) }
      }
      case 'callout':
        return { ...one, ...(one.question && { question: inlines(one.question) }), blocks: blocks(one.blocks) }
    }
  }
  const sections = (list: readonly Section[]) => list.map((one) => ({ ...one, blocks: blocks(one.blocks) }))
  const options = (card: Card) =>
    'options' in card
      ? { options: card.options.map((one) => ({ ...one, text: inlines(one.text), why: inlines(one.why) })) }
      : {}
  return {
    ...pack,
    sources: pack.sources.map((source) => ({ ...source, id: name(source.id) })),
    facts: Object.fromEntries(
      Object.entries(pack.facts).map(([id, fact]) => [name(id), { ...fact, source: name(fact.source) }]),
    ),
    chapters: pack.chapters.map((chapter) => ({
      ...chapter,
      id: name(chapter.id),
      objectives: chapter.objectives.map((one) => ({ ...one, id: name(one.id) })),
      sections: sections(chapter.sections),
      sources: names(chapter.sources),
    })),
    ...(pack.help && {
      help: { ...pack.help, sections: sections(pack.help.sections), sources: names(pack.help.sources) },
    }),
    glossary: pack.glossary.map((entry) => ({
      ...entry,
      id: name(entry.id),
      summary: inlines(entry.summary),
      blocks: blocks(entry.blocks),
      relations: entry.relations.map(({ type, to, facts }) => ({ type, to: name(to), facts: names(facts) })),
      mentions: entry.mentions.map(({ chapter, section }) => ({ chapter: name(chapter), section })),
      cards: names(entry.cards),
    })),
    cards: pack.cards.map(
      (card) =>
        ({
          ...card,
          id: name(card.id),
          chapter: name(card.chapter),
          objectives: names(card.objectives),
          terms: names(card.terms),
          facts: names(card.facts),
          front: inlines(card.front),
          back: inlines(card.back),
          why: inlines(card.why),
          ...(card.contrast !== undefined && { contrast: name(card.contrast) }),
          ...('item' in card && { item: name(card.item) }),
          ...('scenario' in card && { scenario: name(card.scenario) }),
          ...options(card),
        }) as Card,
    ),
    scenarios: pack.scenarios.map((scenario) => ({
      ...scenario,
      id: name(scenario.id),
      twin: name(scenario.twin),
      chapter: name(scenario.chapter),
      objectives: names(scenario.objectives),
      factors: scenario.factors.map((one) => ({ ...one, says: inlines(one.says) })),
      difference: { ...scenario.difference, text: inlines(scenario.difference.text) },
      wrong: scenario.wrong.map((one) => ({ ...one, why: inlines(one.why) })),
      ...(scenario.protection && { protection: inlines(scenario.protection) }),
      takeaway: inlines(scenario.takeaway),
      ...(scenario.law && { law: inlines(scenario.law) }),
      agencies: names(scenario.agencies),
    })),
    ...(pack.overlays && {
      overlays: pack.overlays.map((overlay) => ({
        ...overlay,
        id: name(overlay.id),
        on:
          'entry' in overlay.on
            ? { entry: name(overlay.on.entry) }
            : { chapter: name(overlay.on.chapter), section: overlay.on.section },
        blocks: blocks(overlay.blocks),
      })),
    }),
  }
}
