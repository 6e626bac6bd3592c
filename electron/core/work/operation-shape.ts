/**
 * What a record from elsewhere must be to be taken for an operation. Everything that a fold or a screen counts on is
 * looked at; what else stands in it is kept. Operations of kinds that this version doesn't know pass by their frame.
 */
import * as z from 'zod'
import { studySettingsSchema } from '../../../shared/contract'
import { cardFieldPattern, longestCorrection } from '../../../shared/model/corrections'
import { highlightKinds } from '../../../shared/model/highlight'
import { removableKinds } from '../../../shared/model/removal'
import { defaultStudySettings, ratings } from '../../../shared/model/study'
import { areWeights } from '../../../shared/rules/weights'

/** UTC ms: the year 2200. A clock that is ahead is no reason to lose work, one beyond all sense is. */
const latest = 7_258_118_400_000
const id = z.string().min(1).max(300)
const text = z.string().max(3_000_000)
const moment = z.number().min(0).max(latest)
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const count = z.number().min(0)
const kept = z.looseObject

const memory = kept({
  model: z.string(),
  phase: z.enum(['learning', 'review', 'relearning']),
  stability: z.number().positive(),
  difficulty: z.number(),
  step: count,
  due: z.number(),
  dueDay: day.optional(),
  lastReview: moment,
  scheduledDays: count,
  repetitions: count,
  lapses: count,
})
const record = kept({ memory, standsOn: id.or(z.literal('')), introduced: day })
const marks = kept({
  suspended: z.literal(true).optional(),
  buriedUntil: day.optional(),
  flag: z.int().min(1).max(4).optional(),
  leech: z.literal(true).optional(),
})
const marksChange = kept({ card: id, before: marks.nullable(), after: marks.nullable() })
const answer = kept({ right: z.string(), chosen: z.string().nullable(), typed: text.optional() })
const noteTarget = kept({ kind: z.enum(['none', 'paragraph', 'highlight', 'card', 'entry']) })
/** Empty where something was removed for good. */
const sum = z.string().regex(/^(?:[0-9a-f]{64})?$/)
const note = kept({
  id: z.uuid(),
  target: noteTarget,
  title: text,
  excerpt: text,
  createdAt: moment,
  updatedAt: moment,
  version: z.int().min(0),
  checksum: sum,
  tags: z.array(z.string()).optional(),
  links: z.array(z.string()).optional(),
})
const highlight = kept({
  id: z.uuid(),
  kind: z.enum(highlightKinds),
  chapter: z.string().max(300),
  anchors: z.array(kept({ section: z.string(), block: z.string(), exact: text })),
})
const block = { block: z.string().max(300), item: z.int().min(0).nullable() }
const correction = kept({
  id: z.uuid(),
  place: z.discriminatedUnion('kind', [
    kept({ kind: z.literal('chapter'), chapter: id, section: z.string().max(300), ...block }),
    kept({ kind: z.literal('entry'), entry: id, ...block }),
    kept({ kind: z.literal('card'), card: z.string().max(300), field: z.string().regex(cardFieldPattern) }),
  ]),
  base: text,
  text: z.string().max(longestCorrection),
  createdAt: moment,
  updatedAt: moment,
})
const ownCard = kept({ version: z.int().min(0), checksum: sum, createdAt: moment, updatedAt: moment })
const packRef = kept({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(200),
  title: text,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  author: text,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  signer: z.string().max(100).nullable(),
  installedAt: moment,
})
const dayTotals = kept({
  ...{ reviews: count, again: count, introduced: count, spent: count, mature: count, recalled: count },
  practised: count,
})
const settings = z
  .record(z.string(), z.unknown())
  .refine((given) => studySettingsSchema.safeParse({ ...defaultStudySettings, ...given }).success)
const plan = kept({ day, minutes: z.number().min(1).max(600), name: text.optional() }).nullable()
const weights = kept({ weights: z.array(z.number()).refine(areWeights) }).nullable()
const figures = kept({ model: z.string(), stability: z.number().positive(), difficulty: z.number() })
const catchUp = kept({ from: day, until: day, perDay: count }).nullable()

const shapes: Record<string, z.ZodType> = {
  review: kept({
    card: id,
    rating: z.enum(ratings),
    day,
    spent: count,
    answer: answer.optional(),
    leech: marksChange.optional(),
    before: record.nullable(),
    memory,
    content: z.string().optional(),
  }),
  'card-marks': kept({ what: z.string(), cards: z.array(marksChange) }),
  reschedule: kept({
    what: z.string(),
    cards: z.array(kept({ card: id, before: record.nullable(), after: record.nullable() })),
  }),
  'section-read': kept({
    chapter: id,
    section: id,
    read: z.boolean(),
    automatic: z.boolean(),
    before: moment.nullable(),
  }),
  position: kept({ chapter: id, section: z.string(), block: z.string(), offset: z.number().optional() }),
  practice: kept({ card: id, day, spent: count, recalled: z.boolean(), answer: answer.optional() }),
  note: kept({ record: note, before: note.nullable(), visit: id.optional(), settles: z.array(note).optional() }),
  'note-removed': kept({ note: z.uuid(), before: note, settles: z.array(note).optional() }),
  highlight: kept({ what: z.string(), before: highlight.nullable(), after: highlight.nullable() }).refine(
    ({ before, after }) => before !== null || after !== null,
  ),
  correct: kept({
    what: z.string(),
    changes: z.array(
      kept({ before: correction.nullable(), after: correction.nullable() }).refine(
        ({ before, after }) => before !== null || after !== null,
      ),
    ),
  }),
  'catch-up': kept({ plan: catchUp, before: catchUp }),
  'own-cards': kept({
    what: z.string(),
    cards: z.array(
      kept({
        card: z.uuid(),
        before: ownCard.nullable(),
        after: ownCard.nullable(),
        settles: z.array(ownCard).optional(),
      }),
    ),
  }),
  'study-settings': kept({ settings, before: settings }),
  plan: kept({ plan, before: plan }),
  parameters: kept({
    own: weights,
    before: weights,
    cards: z.array(kept({ card: id, standsOn: id, before: figures, after: figures })),
  }),
  'removed-for-good': kept({
    things: z.array(kept({ kind: z.enum(removableKinds), id: z.uuid() })),
  }),
  pack: kept({ pack: id, before: packRef.nullable(), after: packRef.nullable() }),
  'import-part': kept({
    import: id,
    cards: z.array(kept({ card: z.uuid(), base: z.string().nullable(), ref: ownCard })),
    records: z.array(kept({ card: id, base: z.string().nullable(), record })),
    marks: z.array(kept({ card: id, marks })),
    history: z.array(
      kept({ card: id, reviews: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])) }),
    ),
    days: z.record(day, dayTotals),
    notes: z.array(kept({ base: z.string().nullable(), record: note })).optional(),
  }),
  import: kept({
    import: id,
    from: z.string().max(300),
    counts: kept({ made: count, changed: count, reviews: count }),
  }),
  'import-dropped': kept({ import: id }),
}

const frame = kept({
  id: z.string().regex(/^[\w-]{1,100}:\d{1,15}$/),
  time: z.int().min(0).max(latest),
  tick: z.int().min(0),
  at: moment,
  zone: z.number().min(-1440).max(1440),
  kind: z.string().min(1).max(100),
  v: z.number(),
  data: z.record(z.string(), z.unknown()),
  after: id.optional(),
  request: id.optional(),
})

/** Null if it is one that can be taken; else where in it something else stands. `newer`: made by a later version. */
export function wrongIn(value: unknown): string | 'newer' | null {
  const framed = frame.safeParse(value)
  if (!framed.success) return framed.error.issues[0]?.path.join('.') || 'record'
  const { kind, v, data } = framed.data
  if (v > 1) return 'newer'
  if (v !== 1 || kind === 'merge' || kind === 'merge-begun') return 'kind'
  if (kind === 'undo' || kind === 'redo') {
    const inner = wrongIn(data.operation)
    return inner === null || inner === 'newer' ? inner : `data.operation.${inner}`
  }
  const shape = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined
  const found = shape?.safeParse(data)
  return !found || found.success ? null : `data.${found.error.issues[0]?.path.join('.') ?? ''}`
}
