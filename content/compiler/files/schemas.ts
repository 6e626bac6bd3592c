/** What each YAML file may say. Messages continue the key's name: `"date" must be …`. */
import * as z from 'zod'
import { yearsOf } from '../../../shared/rules/figure-time'
import { isDate } from './dates'

export const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
const id = z
  .string()
  .max(200, 'must not be longer than 200 characters')
  .regex(idPattern, 'must be an id: small letters, digits and single hyphens, like "key-figure"')
/** Words that are shown as they stand. */
const words = z
  .string()
  .regex(/\S/, 'must not be empty')
  .refine((text) => !/[{}]/.test(text), 'takes no braces: it is shown as it stands')
/** Markdown; it is looked at later, with its places. */
const markdown = z.string().regex(/\S/, 'must not be empty')
const date = z.string().refine(isDate, 'must be a date: YYYY, YYYY-MM or YYYY-MM-DD')
export const factPattern = /^[A-Z][A-Z0-9]*-\d{1,6}$/
const fact = z.string().regex(factPattern, 'must be fact ids like S1-034')
const facts = z.array(fact).min(1, 'must name at least one fact').refine(unlike, 'names something twice')
const ids = z.array(id).refine(unlike, 'names something twice')

export const source = z
  .strictObject({
    id,
    kind: z.enum(['source-document', 'reference']),
    title: words,
    publisher: words,
    author: words.optional(),
    date: z
      .string()
      .refine((text) => text === 'unknown' || isDate(text), 'must be a date: YYYY, YYYY-MM, YYYY-MM-DD or "unknown"'),
    url: z
      .string()
      .refine((text) => /^https?:$/.test(protocolOf(text)), 'must be an address that starts with https:// or http://')
      .optional(),
    note: words.optional(),
    covers: z.array(z.string()).optional(),
  })
  .refine((value) => value.date !== 'unknown' || (value.kind === 'reference' && value.note !== undefined), {
    message: 'may be "unknown" only for a reference with a note that says why',
    path: ['date'],
  })

export const factGroup = z.strictObject({
  source: id,
  section: words,
  asOf: date.optional(),
  lasting: z.boolean().optional(),
  ids: z.array(z.string()).min(1, 'must name at least one fact'),
})

export const caseClass = z.strictObject({ id, name: words, summary: markdown })
export const factor = z.strictObject({
  id,
  name: words,
  scope: z.enum(['us-law', 'un', 'contrast-only']),
  question: words,
  summary: markdown,
})
export const pack = z.strictObject({
  id,
  title: words,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be three numbers, like 1.0.0'),
  language: z.string().refine(isLanguage, 'must be a language tag, like en-US'),
  asOf: date,
  about: words,
  classes: z.array(caseClass).min(1, 'must name at least one'),
  factors: z.array(factor).min(1, 'must name at least one'),
  chapters: z.array(id).min(1, 'must name at least one'),
})

/** pack.yaml of a pack that extends another: classes and factors are that one's. */
export const extension = pack
  .omit({ classes: true, factors: true, chapters: true })
  .extend({ extends: id, chapters: z.array(id).default([]) })

/** Where an overlay stands. */
export const overlay = z
  .strictObject({
    id,
    title: words,
    chapter: id.optional(),
    section: id.optional(),
    entry: id.optional(),
  })
  .refine(
    ({ chapter, section, entry }) =>
      (entry === undefined) !== (chapter === undefined) && (chapter === undefined) === (section === undefined),
    {
      message: 'must name either a chapter and its section, or an entry',
      path: ['id'],
    },
  )

export const objective = z.strictObject({ id, text: words })
export const chapter = z.strictObject({
  id,
  title: words,
  summary: words,
  status: z.enum(['complete', 'outline']),
  objectives: z.array(objective).min(1, 'must name at least one'),
})

export const entry = z.strictObject({
  id,
  kind: z.enum([
    'agency',
    'unit',
    'organization',
    'task-force',
    'program',
    'campaign',
    'operation',
    'plan',
    'strategy',
    'statute',
    'instrument',
    'term',
  ]),
  name: words,
  acronym: words.optional(),
  aliases: z.array(words).default([]),
  response: z.enum(['smuggling', 'trafficking', 'both', 'context']),
  summary: markdown,
  text: markdown.optional(),
  since: date.optional(),
  asOf: date,
  relations: z
    .array(
      z.strictObject({
        type: z.enum(['parent', 'works-with', 'leads', 'funds', 'reports-to', 'part-of', 'based-on']),
        to: id,
        facts,
      }),
    )
    .default([]),
})

const anyCard = {
  id,
  chapter: id,
  section: id,
  objectives: ids.min(1, 'must name at least one'),
  factors: ids.default([]),
  classes: ids.default([]),
  terms: ids.default([]),
  why: markdown,
  facts,
  contrast: id.optional(),
}
const sides = { front: markdown, back: markdown }
const option = z
  .strictObject({ id, text: markdown, right: z.boolean().default(false), why: markdown.optional() })
  .refine((option) => option.right !== (option.why !== undefined), {
    message: 'stands with every wrong option, and with no right one: its reason is the card\'s own "why"',
    path: ['why'],
  })
export const cards = {
  basic: z.strictObject({ ...anyCard, ...sides, kind: z.literal('basic') }),
  reversed: z.strictObject({ ...anyCard, ...sides, kind: z.literal('reversed'), reverse: z.strictObject(sides) }),
  cloze: z.strictObject({ ...anyCard, kind: z.literal('cloze'), text: markdown }),
  typed: z.strictObject({
    ...anyCard,
    ...sides,
    kind: z.literal('typed'),
    accept: z.array(words).max(20, 'must not be more than 20').refine(unlike, 'names something twice').default([]),
  }),
  'multiple-choice': z.strictObject({
    ...anyCard,
    kind: z.literal('multiple-choice'),
    front: markdown,
    options: z
      .array(option)
      .min(3, 'must be three to five')
      .max(5, 'must be three to five')
      .refine((options) => options.filter(({ right }) => right).length === 1, 'must have exactly one that is right')
      .refine((options) => unlike(options.map(({ id }) => id)), 'names an id twice'),
  }),
}

const story = z.strictObject({
  id,
  title: words,
  story: words,
  class: id,
  factors: z
    .array(z.strictObject({ factor: id, decides: z.boolean().default(false), says: markdown }))
    .refine((factors) => unlike(factors.map(({ factor }) => factor)), 'names a factor twice')
    .refine((factors) => factors.some(({ decides }) => decides), 'must have at least one that decides'),
  wrong: z.record(z.string(), markdown),
  tempting: id,
  protection: markdown.optional(),
  next: z.array(words).min(1, 'must ask at least one thing'),
  takeaway: markdown,
  law: markdown.optional(),
  agencies: ids.default([]),
})
export const scenarioPair = z.strictObject({
  id,
  chapter: id,
  section: id,
  objectives: ids.min(1, 'must name at least one'),
  heldOut: z.boolean().default(false),
  factor: id,
  differs: markdown,
  stories: z.array(story).length(2, 'must be two: a story and its twin'),
})

/** A figure in a chapter. */
export const figure = z
  .strictObject({
    title: words,
    unit: words,
    asOf: date,
    rows: z
      .array(
        z
          .strictObject({
            label: words.optional(),
            at: date.optional(),
            value: z.number().nonnegative('must not be negative: figures begin at nought'),
            says: words.optional(),
            floor: z.literal(true).optional(),
            facts,
          })
          .refine((row) => row.label !== undefined || /^\d{4}$/.test(row.at ?? ''), {
            message: 'is missing: only a year alone can stand for it',
            path: ['label'],
          })
          .refine((row) => row.says === undefined || numbersIn(row.says).includes(row.value), {
            message: 'must hold the number itself',
            path: ['says'],
          }),
      )
      .min(3, 'must be at least three: two numbers are told in a sentence')
      .max(12, 'must be at most twelve: more belong in a table')
      .refine((rows) => unlike(rows.map(({ label, at }) => label ?? at ?? '')), 'names something twice')
      .refine(
        (rows) => rows.every(({ at }) => at !== undefined) || rows.every(({ at }) => at === undefined),
        'have "at" all of them (a figure over time) or none',
      )
      .refine((rows) => areRising(rows.flatMap(({ at }) => at ?? [])), 'must stand in the order of their "at"')
      .refine(
        (rows) => reachOf(rows.flatMap(({ at }) => at ?? [])) <= farthestReach,
        'lie too far apart for one axis of time: leave "at" out and say the years in the labels',
      ),
    note: markdown,
  })
  .refine(({ unit, rows }) => unit !== '%' || rows.every(({ value }) => value <= 100), {
    message: 'must be at most 100 where the unit is %',
    path: ['rows'],
  })

export const helpPage = z.strictObject({ title: words, summary: words, asOf: date })

export const notTaught = z.strictObject({
  ids: z.array(z.string()).min(1, 'must name at least one fact'),
  reason: words,
})

/** 1,234 and 26.1 in "1,234 or 26.1%". */
function numbersIn(text: string): number[] {
  return (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((number) => Number(number.replaceAll(',', '')))
}

function areRising(moments: string[]): boolean {
  const years = moments.map(yearsOf)
  return years.every((year, index) => index === 0 || year > (years[index - 1] ?? year))
}

/** A row takes a line; the whole would be so many lines long. */
const farthestReach = 30
function reachOf(moments: string[]): number {
  const years = moments.map(yearsOf)
  const gaps = years.slice(1).map((year, index) => year - (years[index] ?? year))
  return gaps.length === 0 ? 0 : gaps.reduce((sum, gap) => sum + gap, 0) / Math.min(...gaps)
}

function unlike(list: string[]): boolean {
  return new Set(list).size === list.length
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : ''
}

function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
