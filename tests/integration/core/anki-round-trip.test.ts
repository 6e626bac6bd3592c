/** Own cards leave as an Anki package and come back as they were, here and in another copy. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OwnCardText } from '../../../shared/model/own-card'
import { problemsOf } from '../../../shared/rules/own-cards'
import { openCore, type TestCore } from '../../support/core'
import { onDesk } from '../../support/desk'
import { exported } from '../../support/exports'

const words = fc
  .string({ unit: fc.constantFrom(...'abc DEé<>&"\'*_[]!.:;\\#1'), minLength: 1, maxLength: 24 })
  .map((text) => text.replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '' && !text.includes('; '))
/** Blanks around one mean nothing. */
const answers = words.map((text) => text.replace(/:/g, '').trim()).filter((text) => text !== '')
const common = fc.record({
  note: fc.oneof(fc.constant(''), words),
  factors: fc.constantFrom<string[]>([], ['consent']),
  place: fc.constant(null),
  tags: fc.constantFrom<string[] | undefined>(undefined, ['law', 'law::state']),
  deck: fc.constantFrom<string | undefined>(undefined, 'County::Law'),
})
const kinds = fc.oneof(
  fc.record({ kind: fc.constantFrom('basic' as const, 'reversed' as const), front: words, back: words }),
  fc.record({
    kind: fc.constant('typed' as const),
    front: words,
    back: words,
    accept: fc.array(words, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('cloze' as const),
    text: fc
      .tuple(words, answers, answers)
      .map(([one, two, three]) => `${one.replace(/[{}]/g, '')} {{${two}}} and {{${three}::hint}}`),
  }),
  fc.record({
    kind: fc.constant('multiple-choice' as const),
    front: words,
    options: fc
      .uniqueArray(words, { minLength: 2, maxLength: 4 })
      .map((texts) => texts.map((text, at) => ({ text, right: at === 0 }))),
  }),
)
const card = fc
  .tuple(common, kinds)
  .map(([rest, kind]) => JSON.parse(JSON.stringify({ ...rest, ...kind })) as OwnCardText)
  .filter((text) => problemsOf(text).length === 0)

async function imported(core: TestCore, bytes: Uint8Array) {
  const state = await core.call.imports.start({ file: (await onDesk(core, 'own.apkg', bytes)).id })
  if (state.state !== 'done') throw new Error(JSON.stringify(state))
  return state.report
}
/** An option list is shuffled by an export, on purpose. */
const sorted = (text: OwnCardText): OwnCardText =>
  text.kind === 'multiple-choice'
    ? { ...text, options: text.options.toSorted((one, other) => (one.text < other.text ? -1 : 1)) }
    : text

test('whatever the cards say, they come back the same, and are what another copy gets', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(card, { minLength: 10, maxLength: 30 }), async (texts) => {
      const core = await openCore()
      const ids = texts.map(() => randomUUID())
      for (const [at, text] of texts.entries()) await core.call.ownCards.save({ card: ids[at] ?? '', base: 0, text })
      const bytes = (await exported(core, { format: 'anki', cards: { kind: 'own' }, progress: true })).bytes
      expect(await imported(core, bytes)).toMatchObject({ new: 0, updated: 0, conflicting: 0, skipped: 0 })
      const other = await openCore()
      expect(await imported(other, bytes)).toMatchObject({ new: texts.length, problems: [] })
      for (const [at, text] of texts.entries()) {
        const { origin: _, ...came } = (await other.call.ownCards.get({ card: ids[at] ?? '' })).text
        expect(sorted(came)).toEqual(sorted(text))
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
}, 120_000)
