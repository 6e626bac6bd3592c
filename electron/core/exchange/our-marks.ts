/** What an export adds to tags and decks, so that a card comes back without it. */
const added = 'Fieldbook'
const factorTag = `${added}::factor::`

/** Tags and decks that an export adds stand under `Fieldbook`. */
export const isAdded = (name: string): boolean => name === added || name.startsWith(`${added}::`)

/** The learner's own tags and deck, and the factors that stand among the tags. */
export function ownMarks(tags: readonly string[], deck: string | undefined) {
  const own = tags.filter((tag) => !isAdded(tag))
  return {
    factors: tags.flatMap((tag) => (tag.startsWith(factorTag) ? [tag.slice(factorTag.length)] : [])),
    place: null,
    ...(own.length > 0 && { tags: own }),
    ...(deck && !isAdded(deck) && { deck }),
  }
}
