import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readExport } from '../../../electron/core/exchange/json/read'
import type { OwnCardText } from '../../../shared/model/own-card'
import { cardsFrom, deletionsIn, problemsOf, withNumbers } from '../../../shared/rules/own-cards'

const field = fc.string({ unit: 'binary', maxLength: 40 })
const filled = field.filter((text) => text.trim() !== '')
const common = {
  note: field,
  factors: fc.array(fc.constantFrom('consent', 'border'), { maxLength: 2 }),
  place: fc.constant(null),
}
const text: fc.Arbitrary<OwnCardText> = fc
  .oneof(
    fc.record({ ...common, kind: fc.constantFrom('basic' as const, 'reversed' as const), front: filled, back: filled }),
    fc.record({
      ...common,
      kind: fc.constant('cloze' as const),
      text: filled.map((words) => `{{a}} ${words} {{b::c}}`),
    }),
    fc.record({
      ...common,
      kind: fc.constant('typed' as const),
      front: filled,
      back: filled,
      accept: fc.array(filled, { maxLength: 3 }),
    }),
  )
  .filter((each) => problemsOf(each).length === 0) as fc.Arbitrary<OwnCardText>
const file = (more: object) => Buffer.from(JSON.stringify({ format: 'fieldbook-export', version: 1, ...more }))

test('own cards come back as they were, with the reviews of each of their cards', async () => {
  const reviews = fc.array(fc.tuple(fc.nat(50), fc.constantFrom('again', 'good', null), fc.nat(5)), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.uuid({ version: 4 }), text), { selector: ([id]) => id, maxLength: 4 }),
      reviews,
      async (texts, made) => {
        const ownCards = texts.map(([id, each]) => ({ id, updatedAt: 7, ...withNumbers(each, null) }))
        const cards = ownCards.flatMap(({ id, ...own }) => cardsFrom(id, own, null).map((card) => card.id))
        const rows = made.flatMap(([of, rating, at]) => {
          const card = cards[of % Math.max(1, cards.length)]
          return card === undefined ? [] : [{ id: 'x', card, at, rating, spent: 1 }]
        })
        const read = await readExport(file({ ownCards, reviews: rows }))
        expect(read.problems).toEqual([])
        expect(read.notes.map((note) => note.text)).toEqual(texts.map(([, each]) => JSON.parse(JSON.stringify(each))))
        expect(read.notes.flatMap((note) => note.cards).map((card) => card.reviews.length)).toEqual(
          cards.map((id) => {
            const its = rows.filter(({ card }) => card === id).map(({ rating }) => rating)
            return its.slice(its.lastIndexOf(null) + 1).length
          }),
        )
        for (const note of read.notes)
          if (note.text.kind === 'cloze') expect(note.cards).toHaveLength(deletionsIn(note.text.text).length)
      },
    ),
    { numRuns: 60 },
  )
})

test('whatever is in the file, it is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ ownCards: fc.jsonValue(), cards: fc.jsonValue(), reviews: fc.jsonValue() }),
      async (parts) => {
        const { notes } = await readExport(file(parts))
        expect(Array.isArray(notes)).toBe(true)
      },
    ),
    { numRuns: 100 },
  )
})
