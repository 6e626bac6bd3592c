/** Own cards leave as tables and come back: what a table holds is the same, and what it can't hold is known. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExportOf } from '../../../shared/model/exports'
import type { OwnCardText } from '../../../shared/model/own-card'
import { anyOwnCard } from '../../support/any-own-cards'
import { openCore, type TestCore } from '../../support/core'
import { onDesk } from '../../support/desk'
import { exported } from '../../support/exports'

async function imported(core: TestCore, name: string, bytes: Uint8Array) {
  const state = await core.call.imports.start({ file: (await onDesk(core, name, bytes)).id })
  if (state.state !== 'done') throw new Error(JSON.stringify(state))
  return state.report
}
async function withCards(texts: readonly OwnCardText[]): Promise<[TestCore, string[]]> {
  const core = await openCore()
  const ids = texts.map(() => randomUUID())
  for (const [at, text] of texts.entries()) await core.call.ownCards.save({ card: ids[at] ?? '', base: 0, text })
  return [core, ids]
}
const textOf = async ({ call }: TestCore, card: string): Promise<OwnCardText> =>
  (await call.ownCards.get({ card })).text
const cards = { kind: 'own' } as const
const csv: ExportOf[] = [true, false].flatMap((spreadsheet) =>
  [true, false].map((progress) => ({ format: 'csv' as const, cards, progress, spreadsheet })),
)

test('whatever the cards say, a table of them comes back the same, here and in another copy', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyOwnCard, { minLength: 10, maxLength: 25 }),
      fc.constantFrom(...csv),
      async (texts, what) => {
        const [core, ids] = await withCards(texts)
        const { bytes } = await exported(core, what)
        const before = await core.history()
        const here = await imported(core, 'own.csv', bytes)
        expect(here).toMatchObject({ notes: texts.length, same: texts.length, problems: [] })
        expect(await core.history()).toBe(before)
        const other = await openCore()
        expect(await imported(other, 'own.csv', bytes)).toMatchObject({ new: texts.length, problems: [] })
        for (const [at, text] of texts.entries()) expect(await textOf(other, ids[at] ?? '')).toEqual(text)
        expect(Buffer.from((await exported(other, what)).bytes).equals(bytes)).toBe(true)
      },
    ),
    { numRuns: 4, endOnFailure: true },
  )
}, 120_000)

test('as text for Anki, question and answer survive; the kind becomes one that every Anki has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyOwnCard, { minLength: 8, maxLength: 20 }), async (texts) => {
      const [core, ids] = await withCards(texts)
      const { bytes } = await exported(core, { format: 'tsv', cards })
      const other = await openCore()
      expect(await imported(other, 'own.txt', bytes)).toMatchObject({ new: texts.length, problems: [] })
      for (const [at, text] of texts.entries()) {
        const came = await textOf(other, ids[at] ?? '')
        // A choice becomes a question with its options, and the right one as the answer.
        expect(came.kind).toBe(text.kind === 'multiple-choice' ? 'basic' : text.kind)
        if (text.kind === 'cloze') expect(came).toMatchObject({ text: text.text })
        else if (text.kind === 'multiple-choice') {
          expect('front' in came && came.front.startsWith(text.front)).toBe(true)
          for (const option of text.options)
            expect(JSON.stringify(came)).toContain(JSON.stringify(option.text).slice(1, -1))
        } else expect(came).toMatchObject({ front: text.front })
      }
      // What is here says more: it stays.
      const here = await imported(core, 'own.txt', bytes)
      expect(here).toMatchObject({ new: 0, updated: 0 })
      for (const [at, text] of texts.entries()) expect(await textOf(core, ids[at] ?? '')).toEqual(text)
    }),
    { numRuns: 3, endOnFailure: true },
  )
}, 120_000)
