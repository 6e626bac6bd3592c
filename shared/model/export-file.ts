/**
 * The file that holds everything of a learner, as a reader may count on it (docs/export-format.md). Readers ignore keys
 * that they don't know; a change that would make them read something wrong is a new version.
 */
import * as z from 'zod'
import { maxNoteLength } from '../contract'
import { longestField, mostAnswers, problemsOf } from '../rules/own-cards'

export const exportFormat = 'fieldbook-export'
export const exportVersion = 1

const id = z.string().min(1).max(200)
/** UTC ms. */
const instant = z.number().min(0).max(8.64e15)
const field = z.string().max(longestField)
const common = {
  note: field,
  factors: z.array(id).max(50),
  place: z.object({ chapter: id, section: id, block: id, quote: z.string().max(300) }).nullable(),
  tags: z.array(z.string().max(200)).max(200).optional(),
  deck: z.string().max(1000).optional(),
  markup: z.literal(true).optional(),
  origin: z
    .object({
      program: z.enum(['anki', 'text', 'json']),
      guid: z.string().max(1000),
      model: z.string().max(1000).nullable(),
      modifiedAt: instant.nullable(),
    })
    .optional(),
}
const sides = { front: field, back: field }

/** A text of the learner's own. */
export const ownCardInFile = z.object({
  id: z.uuid(),
  updatedAt: instant.nullable().default(null),
  text: z
    .discriminatedUnion('kind', [
      z.object({ ...common, ...sides, kind: z.literal('basic') }),
      z.object({ ...common, ...sides, kind: z.literal('reversed') }),
      z.object({ ...common, kind: z.literal('cloze'), text: field }),
      z.object({
        ...common,
        kind: z.literal('multiple-choice'),
        front: field,
        options: z.array(z.object({ text: field, right: z.boolean() })).max(mostAnswers),
      }),
      z.object({ ...common, ...sides, kind: z.literal('typed'), accept: z.array(field).max(mostAnswers) }),
    ])
    .refine((text) => problemsOf(text).length === 0),
  /** Of a cloze text: the numbers of its deletions, in the order of the text. */
  deletions: z.object({ numbers: z.array(z.int().min(0).max(10_000)), next: z.int().min(0) }).optional(),
})

const noteTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('paragraph'), chapter: id, section: id, block: id, quote: z.string().max(300) }),
  z.object({
    kind: z.literal('highlight'),
    highlight: z.uuid(),
    chapter: id,
    section: id,
    block: id,
    quote: z.string().max(300),
  }),
  z.object({ kind: z.literal('card'), card: id }),
  z.object({ kind: z.literal('entry'), entry: id }),
])
const noteVersion = z.int().min(1).max(1e6)
const noteText = z.string().max(maxNoteLength)
/** A note in words; one without a text couldn't be read when the file was made. */
export const noteInFile = z.object({
  id: z.uuid().toLowerCase(),
  target: noteTarget,
  about: z.string().max(10_000).optional(),
  createdAt: instant,
  updatedAt: instant,
  version: noteVersion,
  text: noteText,
  versions: z
    .array(z.object({ version: noteVersion, at: instant.nullish(), text: noteText }))
    .max(10_000)
    .default([]),
})

const day = z.iso.date()
const count = z.int().min(0).max(1e6)
/** A card's record as Fieldbook keeps it. One that isn't so is made from stability, difficulty and due date. */
export const recordInFile = z.object({
  memory: z.object({
    model: z.string().max(100),
    phase: z.enum(['learning', 'review', 'relearning']),
    stability: z.number().positive().max(1e6),
    difficulty: z.number().min(1).max(10),
    step: count,
    due: instant,
    dueDay: day.optional(),
    lastReview: instant,
    scheduledDays: count,
    repetitions: count,
    lapses: count,
  }),
  introduced: day,
  missedAt: instant.optional(),
  content: z.string().max(200).optional(),
})

/** Ids of cards that every copy has. */
export const bookCardId = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/

/** `rating` is null where the card was put back to new: what came before doesn't count. */
export const reviewInFile = z.object({
  at: instant,
  card: id,
  rating: z.enum(['again', 'hard', 'good', 'easy']).nullable(),
  spent: z.number().min(0).max(86_400_000).default(0),
})

export const cardInFile = z.object({
  id,
  record: z
    .object({
      memory: z.object({
        due: instant,
        stability: z.number().positive().max(1e6),
        difficulty: z.number().min(1).max(10),
      }),
    })
    .nullable()
    .default(null),
  marks: z
    .object({ suspended: z.literal(true).optional(), flag: z.int().min(0).max(7).optional() })
    .nullable()
    .default(null),
})
