import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CardMarks, CardRecord, Phase } from '../../../shared/model/study'
import {
  lookAt,
  momentOf,
  type Planned,
  type QueueCard,
  type QueueInput,
  queue,
  readying,
  standing,
} from '../../../shared/rules/queue'
import { toTheEnd } from '../../../shared/rules/steps'
import { studyCalendar } from '../../../shared/rules/study-day'
import { utc } from '../../support/zones'

const now = Date.parse('2026-05-05T12:00:00Z')
const [minute, day] = [60_000, 86_400_000]
const calendar = studyCalendar(240, utc)
const count = 24

const record = fc
  .record({
    phase: fc.constantFrom<Phase>('learning', 'review', 'relearning'),
    due: fc.constantFrom(-40 * day, -2 * day, -minute, 5 * minute, 40 * minute, day, 9 * day),
    seen: fc.constantFrom(-9 * day, -minute, -3 * 3_600_000, 2 * day, 60 * day),
    repetitions: fc.integer({ min: 0, max: 4 }),
    dueDay: fc.constantFrom(undefined, '2026-05-01', '2026-05-05', '2026-05-06'),
    stability: fc.integer({ min: 1, max: 90 }),
    introduced: fc.constantFrom('2026-04-01', '2026-05-05'),
    content: fc.constantFrom(undefined, 'old', 'new'),
  })
  .map(({ phase, due, seen, repetitions, dueDay, stability, introduced, content }): CardRecord => {
    const memory = { model: 'm', phase, stability, difficulty: 5, step: 0, due: now + due, lastReview: now + seen }
    const isWhole = phase === 'review' && dueDay !== undefined
    return {
      memory: { ...memory, ...(isWhole && { dueDay }), scheduledDays: 3, repetitions, lapses: 0 },
      ...{ standsOn: 'd:1', introduced, ...(content && { content }) },
    }
  })
const marks = fc.constantFrom<CardMarks | null>(null, { suspended: true }, { buriedUntil: '2026-05-07' }, { flag: 2 })
const change = fc.record({
  card: fc.integer({ min: 0, max: count - 1 }),
  record: fc.option(record),
  marks,
  later: fc.integer({ min: 0, max: 50 }),
})

const cards: QueueCard[] = Array.from({ length: count }, (_, n) => ({
  id: `c${n}`,
  content: 'new',
  ...(n % 4 < 2 && { item: `item-${n >> 2}` }),
  ...(n % 5 === 0 && { contrast: `c${n + 1}` }),
}))

/** What a plan counts with, one card after the other. */
function countedForPlan({ records, marks = {}, ...input }: QueueInput, since?: number): Planned {
  const moment = momentOf(input.now, calendar, undefined, since === undefined ? undefined : { since, date: now })
  const counts = { met: 0, unseen: 0, due: 0, left: 0 }
  for (const { id } of cards) {
    if (marks[id]?.suspended) continue
    const { memory } = records[id] ?? {}
    const stands = standing(records[id], moment)
    if (memory) counts.met += 1
    else counts.unseen += 1
    if (stands === 'due') counts.due += 1
    if (since !== undefined && memory?.phase === 'review' && memory.lastReview < since) counts.left += 1
  }
  return counts
}

test('a change while what is due is put in order by urgency is not lost', () => {
  const made = (stability: number): CardRecord => ({
    memory: {
      ...{ model: 'm', phase: 'review', stability, difficulty: 5, step: 0, due: now - day, lastReview: now - 9 * day },
      ...{ scheduledDays: 3, repetitions: 2, lapses: 0 },
    },
    ...{ standsOn: 'd:1', introduced: '2026-04-01' },
  })
  const many = Array.from({ length: 1000 }, (_, n) => ({ id: `c${n}` }))
  const records = Object.fromEntries(many.map(({ id }, n) => [id, made(1 + (n % 90))]))
  const settings = { newPerDay: 0, reviewsPerDay: 50 }
  const finalPass = { since: now - 3 * day, date: now + 2 * day }
  const input: QueueInput = { cards: many, records, today: undefined, settings, now, calendar, finalPass }
  const look = lookAt(input)
  const steps = readying(input, look)
  steps.next()
  steps.next()
  // The last of all becomes the most urgent, and the first is done.
  records.c3 = made(0.1)
  records.c0 = { ...made(9), memory: { ...made(9).memory, lastReview: now, due: now + 9 * day } }
  look.again(['c0', 'c3'])
  toTheEnd(steps)
  expect(queue(input, look)).toEqual(queue(input))
  expect(queue(input, look).order[0]).toBe('c3')
})

test('a look that was kept up card by card gives what a new one gives', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 40 }),
      fc.array(change, { maxLength: 25 }),
      fc.record({
        newPerDay: fc.constantFrom(0, 3, 99),
        reviewsPerDay: fc.constantFrom(0, 4, 99),
        burySiblings: fc.boolean(),
      }),
      fc.constantFrom<Pick<QueueInput, 'finalPass' | 'catchUp'>>(
        {},
        { catchUp: { from: '2026-05-01', until: '2026-05-09', perDay: 5 } },
        { finalPass: { since: now - 3 * day, date: now + 2 * day } },
      ),
      record,
      (before, after, settings, mode, supposed) => {
        const known = { records: {} as Record<string, CardRecord>, marks: {} as Record<string, CardMarks> }
        const make = ({ card, ...made }: (typeof before)[number]) => {
          const id = `c${card}`
          if (made.record) known.records[id] = made.record
          else delete known.records[id]
          if (made.marks) known.marks[id] = made.marks
          else delete known.marks[id]
          return id
        }
        const base: QueueInput = { ...known, cards, today: undefined, settings, now, calendar, ...mode }
        for (const one of before) make(one)
        const look = lookAt(base)
        let input = base
        for (const one of after) {
          look.again([make(one), 'elsewhere'])
          input = { ...input, now: Math.max(input.now, now + one.later * minute) }
          const moment = momentOf(input.now, calendar, undefined, mode.finalPass)
          expect(queue(input, look)).toEqual(queue(input))
          expect(look.standings(moment)).toEqual(lookAt(input).standings(moment))
          for (const since of [undefined, now - 3 * day])
            expect(look.planned(since)).toEqual(countedForPlan(input, since))
          // What is only supposed leaves nothing behind.
          const [first] = queue(input, look).order
          if (first === undefined) continue
          const records = { ...known.records, [first]: supposed }
          expect(look.supposing(first, supposed, () => queue(input, look))).toEqual(queue({ ...input, records }))
          expect(queue(input, look)).toEqual(queue(input))
        }
      },
    ),
    { numRuns: 300 },
  )
})
