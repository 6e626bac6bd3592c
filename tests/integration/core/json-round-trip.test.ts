/** Everything leaves as one JSON file and comes back: notes, cards and what was learnt are the same, once and twice. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OwnCardText } from '../../../shared/model/own-card'
import { ratings } from '../../../shared/model/study'
import { anyOwnCard } from '../../support/any-own-cards'
import { openCore, type TestCore } from '../../support/core'
import { onDesk } from '../../support/desk'
import { exported } from '../../support/exports'

const hour = 3_600_000
type Act =
  | { do: 'card'; text: OwnCardText }
  | { do: 'note'; text: string; of: number; on: 'none' | 'card' | 'entry' }
  | { do: 'rate'; rating: (typeof ratings)[number] }
  | { do: 'mark'; of: number; flag: number }
  | { do: 'forget'; of: number }
  | { do: 'suspend'; of: number }
  | { do: 'wait'; hours: number }
const noteText = fc.string({ unit: fc.constantFrom(...'ab# *_[]`\n\t', 'ü', '中', '👩‍👩‍👧', '#law '), maxLength: 60 })
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('card' as const), text: anyOwnCard }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('note' as const),
      text: noteText,
      of: fc.nat(3),
      on: fc.constantFrom('none' as const, 'card' as const, 'entry' as const),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('rate' as const), rating: fc.constantFrom(...ratings) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('mark' as const), of: fc.nat(9), flag: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('forget' as const, 'suspend' as const), of: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 200 }) }) },
)

async function lived(acts: readonly Act[]): Promise<TestCore> {
  const core = await openCore()
  const { call } = core
  const notes = [0, 1, 2, 3].map(() => randomUUID())
  const versions = new Map<string, number>()
  for (const one of acts) {
    core.time.now += 60_000
    const { rows } = await call.study.browse({ search: '', sort: 'chapter', descending: false, offset: 0, limit: 50 })
    const card = rows[('of' in one ? one.of : 0) % rows.length]?.id ?? ''
    if (one.do === 'card') await call.ownCards.save({ card: randomUUID(), base: 0, text: one.text })
    else if (one.do === 'note') {
      const note = notes[one.of] ?? ''
      const base = versions.get(note) ?? 0
      const known = base > 0 ? (await call.notes.get({ note })).target : null
      const made =
        one.on === 'card'
          ? { kind: one.on, card }
          : one.on === 'entry'
            ? { kind: one.on, entry: 'jtfa' }
            : { kind: one.on }
      const saved = await call.notes.save({ note, base, target: known ?? made, text: one.text })
      versions.set(note, saved.version)
    } else if (one.do === 'rate') {
      if ((await call.study.next({ scope: { kind: 'all' } })).next) await core.rateNext(one.rating)
    } else if (one.do === 'mark') await call.study.mark({ cards: [card], change: { to: 'flagged', flag: one.flag } })
    else if (one.do === 'suspend') await call.study.mark({ cards: [card], change: { to: 'suspended' } })
    else if (one.do === 'forget') await call.study.forget({ cards: [card] })
    else core.time.now += one.hours * hour
  }
  return core
}

async function imported(core: TestCore, bytes: Uint8Array) {
  const state = await core.call.imports.start({ file: (await onDesk(core, 'all.json', bytes)).id })
  if (state.state !== 'done') throw new Error(JSON.stringify(state))
  return state.report
}
interface File {
  notes: { id: string; version: number }[]
  ownCards: { id: string }[]
  cards: { id: string; record: Record<string, unknown> | null; marks: object | null }[]
  reviews: { at: number; card: string; rating: string | null; day?: string; spent?: number }[]
}
const everything = async (core: TestCore): Promise<{ file: File; bytes: Uint8Array }> => {
  const { bytes } = await exported(core, { format: 'json' })
  return { file: JSON.parse(Buffer.from(bytes).toString()), bytes }
}
const byId = <Value extends { id: string }>(all: Value[]) => all.toSorted((one, other) => (one.id < other.id ? -1 : 1))
/** What must be the same: not which operation a record stands on, nor when a text came here. */
function work({ notes, ownCards, cards, reviews }: File) {
  const sinceNew = new Map<string, unknown[]>()
  for (const { at, card, rating, day, spent } of reviews)
    sinceNew.set(card, rating === null ? [] : [...(sinceNew.get(card) ?? []), { at, rating, day, spent }])
  return {
    notes: byId(notes),
    ownCards: byId(ownCards).map(
      ({ createdAt: _, updatedAt: __, version: ___, ...rest }: Record<string, unknown>) => rest,
    ),
    cards: byId(cards).map(({ record, ...card }) => {
      const { standsOn: _, imported: __, ...rest } = record ?? {}
      return { ...card, record: rest }
    }),
    reviews: [...sinceNew].filter(([, made]) => made.length > 0).sort(([one], [other]) => (one < other ? -1 : 1)),
  }
}

test('whatever was done, another copy gets it from the file, and the second time nothing changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 40 }), async (acts) => {
      const core = await lived(acts)
      const { file, bytes } = await everything(core)
      const before = await core.history()
      expect(await imported(core, bytes)).toMatchObject({ new: 0, updated: 0, conflicting: 0, skipped: 0, book: 0 })
      expect(await core.history()).toBe(before)

      const other = await openCore({ now: core.time.now })
      const report = await imported(other, bytes)
      const total = file.notes.length + file.ownCards.length
      expect(report).toMatchObject({ notes: total, new: total, conflicting: 0, skipped: 0, problems: [] })
      expect(work((await everything(other)).file)).toEqual(work(file))
      const history = await other.history()
      expect(await imported(other, bytes)).toMatchObject({ same: total, new: 0, updated: 0, book: 0 })
      expect(await other.history()).toBe(history)

      await other.call.history.undo()
      expect(work((await everything(other)).file)).toEqual(work({ notes: [], ownCards: [], cards: [], reviews: [] }))
      await other.call.history.redo()
      await other.reopen()
      expect(work((await everything(other)).file)).toEqual(work(file))
    }),
    { numRuns: 3, endOnFailure: true },
  )
}, 180_000)
