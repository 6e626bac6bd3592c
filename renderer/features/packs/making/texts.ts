/**
 * What the forms of the workshop write into a pack's files. Each is the same text that somebody could type: JSON's
 * strings are YAML's too. Nothing that stands there is changed, only added to.
 */

import type { PackText } from '../../../../shared/model/packs'
import { slugOf } from '../../../../shared/rules/letters'

export type Texts = readonly PackText[]

export const textAt = (texts: Texts, path: string): string => texts.find((one) => one.path === path)?.text ?? ''

export function withText(texts: Texts, path: string, text: string): PackText[] {
  const isThere = texts.some((one) => one.path === path)
  return isThere
    ? texts.map((one) => (one.path === path ? { path, text } : one))
    : [...texts, { path, text }].sort((one, other) => orderOf(one.path) - orderOf(other.path))
}
const added = (texts: Texts, path: string, more: string): PackText[] => {
  const before = textAt(texts, path)
  return withText(texts, path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${more}`)
}

const groups = ['pack.yaml', 'sources.yaml', 'facts.yaml', 'overlays', 'chapters', 'glossary', 'cards', 'scenarios']
const orderOf = (path: string) => {
  const at = groups.indexOf(path.split('/')[0] ?? '')
  return at < 0 ? groups.length : at
}

/** Small letters, digits and hyphens; one that is used already gets a number. */
export function idFor(words: string, texts: Texts): string {
  const base = slugOf(words, 40) || 'new'
  const all = texts.map(({ text }) => text).join('\n')
  const isUsed = (id: string) => new RegExp(`\\bid: "?${id}"?\\s`).test(`${all}\n`)
  let id = base
  for (let number = 2; isUsed(id); number++) id = `${base}-${number}`
  return id
}

export interface SourceInput {
  title: string
  publisher: string
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  date: string
}
export function addSource(texts: Texts, { title, publisher, date }: SourceInput): { texts: PackText[]; id: string } {
  const id = idFor(title, texts)
  const more = `- id: ${id}
  kind: reference
  title: ${JSON.stringify(title)}
  publisher: ${JSON.stringify(publisher)}
  date: ${JSON.stringify(date)}
`
  return { texts: added(texts, 'sources.yaml', more), id }
}
/** The ids and titles that sources.yaml gives, as far as they can be seen. */
export function sourcesIn(texts: Texts): { id: string; title: string }[] {
  const found = textAt(texts, 'sources.yaml').matchAll(/^- *\{? *id: *"?([a-z0-9-]+)"?[\s\S]*?title: *(.+?) *[,}]?$/gm)
  return [...found].map(([, id = '', title = '']) => ({ id, title: title.replace(/^"|"$/g, '') }))
}

/** A new statement of a source: the id that stands behind its sentences. */
export function addFact(
  texts: Texts,
  { source, section }: { source: string; section: string },
): { texts: PackText[]; id: string } {
  const numbers = [
    ...textAt(texts, 'facts.yaml')
      .replace(/^#.*$/gm, '')
      .matchAll(/T-(\d{1,6})/g),
  ].map(([, number]) => Number(number))
  const id = `T-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`
  const more = `- source: ${source}\n  section: ${JSON.stringify(section)}\n  ids: [${id}]\n`
  return { texts: added(texts, 'facts.yaml', more), id }
}

/** The statements that facts.yaml lists, as far as they can be seen. */
export function factsIn(texts: Texts): { id: string; source: string; section: string }[] {
  const text = textAt(texts, 'facts.yaml')
  const found = text.matchAll(/^- *\{? *source: *([a-z0-9-]+)[\s\S]*?section: *(.+?) *[,\n][\s\S]*?ids: *\[(.+?)\]/gm)
  return [...found].flatMap(([, source = '', section = '', ids = '']) =>
    ids.split(',').map((id) => ({ id: id.trim(), source, section: section.replace(/^"|"$/g, '') })),
  )
}

/** The mark behind each sentence, as the compiler wants it. */
export function marked(text: string, mark: string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .map((paragraph) => {
      const ended = /[.!?]["”)]?$/.test(paragraph) ? paragraph : `${paragraph}.`
      return ended.replace(/([.!?]["”)]?)(?=\s+[\p{Lu}\d“"(]|$)/gu, `$1 {${mark}}`)
    })
    .join('\n\n')
}

export interface OverlayInput {
  title: string
  text: string
  on: { chapter: string; section: string } | { entry: string }
  fact: string
}
export function addOverlay(texts: Texts, { title, text, on, fact }: OverlayInput): PackText[] {
  const id = idFor(title, texts)
  const place = 'entry' in on ? `entry: ${on.entry}` : `chapter: ${on.chapter}\nsection: ${on.section}`
  const body = `---\nid: ${id}\ntitle: ${JSON.stringify(title)}\n${place}\n---\n\n${marked(text, fact)}\n`
  return withText(texts, `overlays/${id}.md`, body)
}

export interface CardInput {
  front: string
  back: string
  why: string
  chapter: string
  section: string
  objective: string
  fact: string
}
export function addCard(texts: Texts, { front, back, why, chapter, section, objective, fact }: CardInput): PackText[] {
  const more = `- id: ${idFor(front, texts)}
  kind: basic
  chapter: ${chapter}
  section: ${section}
  objectives: [${objective}]
  front: ${JSON.stringify(front)}
  back: ${JSON.stringify(back)}
  why: ${JSON.stringify(marked(why, fact))}
  facts: [${fact}]
`
  return added(texts, 'cards/cards.yaml', more)
}

export interface EntryInput {
  name: string
  kind: string
  response: string
  summary: string
  /** YYYY-MM-DD. */
  day: string
  fact: string
}
export function addEntry(texts: Texts, { name, kind, response, summary, day, fact }: EntryInput): PackText[] {
  const more = `- id: ${idFor(name, texts)}
  kind: ${kind}
  name: ${JSON.stringify(name)}
  response: ${response}
  summary: ${JSON.stringify(marked(summary, fact))}
  asOf: ${JSON.stringify(day)}
`
  return added(texts, 'glossary/glossary.yaml', more)
}

/** A chapter with its first section, named in pack.yaml. */
export function addChapter(
  texts: Texts,
  { title, text, fact }: { title: string; text: string; fact: string },
): PackText[] {
  const id = idFor(title, texts)
  const body = `---
id: ${id}
title: ${JSON.stringify(title)}
summary: ${JSON.stringify(`About ${title}.`)}
status: outline
objectives:
  - id: know-${id}
    text: ${JSON.stringify(`Know ${title}.`)}
---

## ${title} {#${id}}

${marked(text, fact)}
`
  const pack = textAt(texts, 'pack.yaml')
  const named = /^chapters: *\[(.*)\] *$/m.test(pack)
    ? pack.replace(/^chapters: *\[(.*)\] *$/m, (_, ids: string) => `chapters: [${ids.trim() ? `${ids}, ` : ''}${id}]`)
    : `${pack.trimEnd()}\nchapters: [${id}]\n`
  return withText(withText(texts, 'pack.yaml', named), `chapters/${id}.md`, body)
}
