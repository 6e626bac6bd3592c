/** What each YAML file may say. Messages continue the key's name: `"date" must be …`. */
import * as z from 'zod'
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
  })
  .refine((value) => value.date !== 'unknown' || (value.kind === 'reference' && value.note !== undefined), {
    message: 'may be "unknown" only for a reference with a note that says why',
    path: ['date'],
  })

export const factGroup = z.strictObject({
  source: id,
  section: words,
  asOf: date.optional(),
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

export const card = z.strictObject({
  id,
  kind: z.literal('basic'),
  chapter: id,
  section: id,
  objectives: ids.min(1, 'must name at least one'),
  factors: ids.default([]),
  classes: ids.default([]),
  terms: ids.default([]),
  front: markdown,
  back: markdown,
  why: markdown,
  facts,
  contrast: id.optional(),
})

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
