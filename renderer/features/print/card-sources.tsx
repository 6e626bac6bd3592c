import type { Inline } from '../../../shared/model/content'
import type { PrintedCard, Support } from '../../../shared/model/print'

/** The facts that a card says something by, each once, in the order of its texts. */
function factsOn({ card, scenario }: PrintedCard): string[] {
  const facts = new Set<string>()
  const walk = (parts: readonly Inline[]) => {
    for (const part of parts) {
      if (part.type === 'citation') for (const fact of part.facts) facts.add(fact)
      if ('children' in part) walk(part.children)
    }
  }
  for (const text of [card.front, card.back, card.why]) walk(text)
  for (const { says } of scenario?.factors ?? []) walk(says)
  for (const fact of card.facts) facts.add(fact)
  return [...facts]
}

/** On the back of a card: the sources in full, each with its places, since a card that was cut out has no list beside it. */
export function CardSources({ of, support: { facts, sources } }: { of: PrintedCard; support: Support }) {
  const places = new Map<string, Set<string>>()
  for (const fact of factsOn(of)) {
    const place = facts[fact]
    if (!place || !sources[place.source]) continue
    places.set(place.source, (places.get(place.source) ?? new Set()).add(place.section))
  }
  if (places.size === 0) return null
  const said = [...places].map(([source, sections]) => `${sources[source]?.title}, ${[...sections].join('; ')}`)
  return <p className="cut-sources">{said.join('. ')}.</p>
}
