/**
 * The things that a pack is made of, read from its text files and written back into them. A thing that is changed is
 * written anew at its place; everything around it, notes of whoever wrote the file by hand too, stays as it is.
 */
import { isMap, isSeq, parseDocument, stringify } from 'yaml'
import type { PackProblem, PackText } from '../../../../shared/model/packs'
import { slugOf } from '../../../../shared/rules/letters'
import { appended, listIn, mapIn, rangesIn, replacedInList, type Value } from './list-text'
import { factsIn, marked, unmarked, usualMark } from './marks'

export type Texts = readonly PackText[]
export const itemKinds = ['about', 'source', 'chapter', 'overlay', 'help', 'entry', 'card', 'story'] as const
export type ItemKind = (typeof itemKinds)[number]
export type At = readonly (string | number)[]

export interface Item {
  kind: ItemKind
  path: string
  /** In the list that the file holds; null where the file is the thing. */
  index: number | null
  value: Value
  /** What its statements rest on, as between their braces: ids, or `plain`. Empty: not said yet. */
  mark: string
}
export const keyOf = ({ path, index }: Pick<Item, 'path' | 'index'>): string => `${path}#${index ?? ''}`

const lists: Record<string, ItemKind> = { glossary: 'entry', cards: 'card', scenarios: 'story' }
const kindOf = (path: string): ItemKind | null => {
  if (path === 'pack.yaml') return 'about'
  if (path === 'sources.yaml') return 'source'
  if (path === 'help.md') return 'help'
  const [folder = '', name] = path.split('/')
  if (name === undefined) return null
  if (folder === 'chapters' && path.endsWith('.md')) return 'chapter'
  if (folder === 'overlays' && path.endsWith('.md')) return 'overlay'
  return lists[folder] ?? null
}
const isList = (kind: ItemKind) => ['source', 'entry', 'card', 'story'].includes(kind)

/** In the order that one makes them. What can't be read is left out: it is there as text. */
export function itemsOf(texts: Texts): Item[] {
  const found = texts.flatMap((file) => {
    const kind = kindOf(file.path)
    if (kind === null) return []
    const values = isList(kind)
      ? (listIn(file.text) ?? [])
      : [kind === 'about' ? mapIn(file.text) : pageIn(kind, file.text)]
    return values.flatMap((value, index) => (value ? [read(kind, file.path, isList(kind) ? index : null, value)] : []))
  })
  const order = chaptersIn(texts)
  const place = ({ value }: Item) => order.indexOf(String(value.id)) + 1 || order.length + 1
  return itemKinds.flatMap((kind) => {
    const these = found.filter((item) => item.kind === kind)
    return kind === 'chapter' ? these.sort((one, other) => place(one) - place(other)) : these
  })
}

function read(kind: ItemKind, path: string, index: number | null, value: Value): Item {
  const statements: string[] = []
  mapStatements(kind, value, (text) => {
    statements.push(text)
    return text
  })
  const facts = Array.isArray(value.facts) ? value.facts.map(String) : []
  const usual = usualMark(statements)
  const mark = usual ?? facts.join(', ')
  const plain = mark === '' ? value : mapStatements(kind, value, (text) => unmarked(text, mark))
  if (kind === 'entry')
    return { kind, path, index, mark, value: withRelations(plain, (ids) => (ids === mark ? '' : ids)) }
  if (kind !== 'card' || !Array.isArray(value.facts)) return { kind, path, index, mark, value: plain }
  // Those that stand behind its sentences are found there again.
  const cited = new Set(usual === null ? facts : factsIn(statements.join('\n')))
  return { kind, path, index, mark, value: { ...plain, facts: facts.filter((fact) => !cited.has(fact)) } }
}

/** With the facts of each relation, as between braces, as `change` makes them; empty where there are none. */
function withRelations(value: Value, change: (facts: string) => string): Value {
  if (!Array.isArray(value.relations)) return value
  const relations = value.relations.map((one: Value) => {
    if (typeof one !== 'object' || one === null) return one
    const { facts, ...rest } = one
    const next = change(Array.isArray(facts) ? facts.join(', ') : '')
    return next === '' ? rest : { ...rest, facts: idsIn(next) }
  })
  return { ...value, relations }
}
const idsIn = (mark: string): string[] => (mark === 'plain' ? [] : mark.split(/, */).filter(Boolean))

/** The file of a thing, with it as it is now. */
export function withItem(texts: Texts, item: Item): PackText[] {
  const { kind, path, index } = item
  const value = finished(item)
  const text = textAt(texts, path)
  if (kind === 'about') return withText(texts, path, withKeys(text, value))
  if (index === null) return withText(texts, path, pageOf(kind, value))
  return withText(texts, path, replacedInList(text, index, value))
}

/** Puts a new thing at the end of its kind; `value` has its id. */
export function withNew(texts: Texts, kind: ItemKind, value: Value, mark: string): { texts: PackText[]; item: Item } {
  const id = String(value.id ?? kind)
  const item = (path: string, index: number | null): Item => ({ kind, path, index, value, mark })
  if (kind === 'help') return added(item('help.md', null))
  if (kind === 'overlay') return added(item(`overlays/${id}.md`, null))
  if (kind === 'chapter') {
    const chapter = added(item(`chapters/${id}.md`, null))
    return { ...chapter, texts: withChapters(chapter.texts, (ids) => [...ids, id]) }
  }
  const folder = Object.entries(lists).find(([, one]) => one === kind)?.[0]
  const path = folder
    ? (texts.find((one) => one.path.startsWith(`${folder}/`))?.path ?? `${folder}/${folder}.yaml`)
    : 'sources.yaml'
  const made = item(path, listIn(textAt(texts, path))?.length ?? 0)
  return { texts: withText(texts, path, appended(textAt(texts, path), finished(made))), item: made }

  function added(one: Item) {
    return { texts: withText(texts, one.path, pageOf(kind, finished(one))), item: one }
  }
}

/** Whether nothing is stated in it yet. */
export function isUnwritten({ kind, value }: Item): boolean {
  let found = false
  mapStatements(kind, value, (text) => {
    found ||= text.trim() !== ''
    return text
  })
  return !found
}

// Where statements stand in sources.

/** What the last thing rests on that was written, or the newest place: the next one is likely to. */
export const likelyMark = (texts: Texts, items: readonly Item[]): string =>
  items.findLast(({ mark }) => mark !== '' && mark !== 'plain')?.mark ?? placesIn(texts).at(-1)?.ids[0] ?? ''

export interface StatedAt {
  /** Index in facts.yaml. */
  index: number
  source: string
  section: string
  ids: string[]
}
export function placesIn(texts: Texts): StatedAt[] {
  return (listIn(textAt(texts, 'facts.yaml')) ?? []).flatMap((group, index) => {
    const ids = Array.isArray(group?.ids) ? group.ids.map(String).flatMap(rangeOf) : []
    return group ? [{ index, source: String(group.source ?? ''), section: String(group.section ?? ''), ids }] : []
  })
}
const rangeOf = (range: string): string[] => {
  const [, prefix = '', first = '', last = ''] = /^([A-Z][A-Z0-9]*-)(\d+)\.\.[A-Z][A-Z0-9]*-(\d+)$/.exec(range) ?? []
  if (last === '') return [range]
  const count = Math.min(500, Number(last) - Number(first) + 1)
  return Array.from(
    { length: Math.max(0, count) },
    (_, at) => `${prefix}${String(Number(first) + at).padStart(first.length, '0')}`,
  )
}
/** A new place in a source, and the id that stands for it behind sentences. */
export function withPlace(texts: Texts, source: string, section: string): { texts: PackText[]; mark: string } {
  const taken = placesIn(texts).flatMap(({ ids }) => ids.map((id) => Number(/^T-(\d+)$/.exec(id)?.[1] ?? 0)))
  const mark = `T-${String(Math.max(0, ...taken) + 1).padStart(3, '0')}`
  const text = appended(textAt(texts, 'facts.yaml'), { source, section, ids: [mark] })
  return { texts: withText(texts, 'facts.yaml', text), mark }
}
export const withPlaceNamed = (texts: Texts, index: number, section: string): PackText[] => {
  const text = textAt(texts, 'facts.yaml')
  const group = listIn(text)?.[index]
  return group ? withText(texts, 'facts.yaml', replacedInList(text, index, { ...group, section })) : [...texts]
}

// Values.

export function valueAt(value: unknown, at: At): unknown {
  return at.reduce<unknown>((found, key) => (found as Record<string | number, unknown> | undefined)?.[key], value)
}
/** With another value at one place; undefined takes it out. */
export function withValue(value: Value, at: At, to: unknown): Value {
  const [key, ...rest] = at
  if (key === undefined) return to as Value
  const inner = (value ?? {}) as Record<string | number, unknown>
  const next = rest.length === 0 ? to : withValue((inner[key] ?? {}) as Value, rest, to)
  if (Array.isArray(inner)) return inner.map((one, index) => (index === key ? next : one)) as unknown as Value
  const { [key]: _, ...others } = inner
  if (next === undefined) return others
  return Object.hasOwn(inner, key)
    ? Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, name === String(key) ? next : one]))
    : { ...inner, [key]: next }
}

const rooms: Record<ItemKind, readonly string[]> = {
  about: [],
  source: [],
  chapter: ['opening', 'sections.*.text'],
  overlay: ['text'],
  help: ['opening', 'sections.*.text'],
  entry: ['summary', 'text'],
  card: ['why', 'options.*.why'],
  story: [
    'differs',
    ...['factors.*.says', 'wrong.*', 'protection', 'takeaway', 'law'].map((one) => `stories.*.${one}`),
  ],
}
/** Each text that holds statements, as `change` makes it. */
const mapStatements = (kind: ItemKind, value: Value, change: (text: string) => string): Value =>
  mapTexts(value, rooms[kind], change)
/** The same of the texts at these places, `stories.*.title`; a place that isn't there stays so. */
export function mapTexts(value: Value, at: readonly string[], change: (text: string) => string): Value {
  const walk = (inner: unknown, [key, ...rest]: string[]): unknown => {
    if (key === undefined) return typeof inner === 'string' ? change(inner) : inner
    if (typeof inner !== 'object' || inner === null) return inner
    if (key === '*' && Array.isArray(inner)) return inner.map((one) => walk(one, rest))
    if (key === '*') return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, walk(one, rest)]))
    return Object.hasOwn(inner, key) ? withValue(inner as Value, [key], walk((inner as Value)[key], rest)) : inner
  }
  return at.reduce((changed, one) => walk(changed, one.split('.')) as Value, value)
}

/** What may be left empty in the form, and then isn't in the file. */
const optional = new Set([
  'acronym',
  'aliases',
  'since',
  'text',
  'accept',
  'protection',
  'law',
  'url',
  'note',
  'author',
  'opening',
  'relations',
  'classes',
  'terms',
  'agencies',
])

/** As it goes into the file: with marks, and without what was left empty. */
function finished({ kind, value, mark }: Item): Value {
  const isEmpty = (one: unknown) => one === '' || (Array.isArray(one) && one.length === 0)
  const filled = (one: unknown, inList: boolean): unknown => {
    if (Array.isArray(one))
      return one.filter((each) => typeof each !== 'string' || each.trim() !== '').map((each) => filled(each, true))
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(
      Object.entries(one)
        .map(([key, each]) => [key, filled(each, false)] as const)
        .filter(([key, each]) => !(optional.has(key) && isEmpty(each) && !(inList && key === 'text'))),
    )
  }
  const statements: string[] = []
  const whole = mapStatements(kind, filled(value, kind === 'overlay') as Value, (text) => {
    const done = text.trim() === '' ? text : marked(text, mark)
    statements.push(done)
    return done
  })
  if (kind === 'entry') return withRelations(whole, (ids) => ids || mark)
  if (kind !== 'card') return whole
  const more = Array.isArray(value.facts) ? value.facts.map(String) : []
  const facts = [...new Set([...factsIn(statements.join('\n')), ...more])]
  return { ...whole, facts: facts.length > 0 ? facts : idsIn(mark) }
}

// Files.

export const textAt = (texts: Texts, path: string): string => texts.find((one) => one.path === path)?.text ?? ''

export function withText(texts: Texts, path: string, text: string): PackText[] {
  const isThere = texts.some((one) => one.path === path)
  return isThere
    ? texts.map((one) => (one.path === path ? { path, text } : one))
    : [...texts, { path, text }].sort((one, other) => orderOf(one.path) - orderOf(other.path))
}
const groups = [
  'pack.yaml',
  'sources.yaml',
  'facts.yaml',
  'help.md',
  'overlays',
  'chapters',
  'glossary',
  'cards',
  'scenarios',
]
const orderOf = (path: string) => {
  const at = groups.indexOf(path.split('/')[0] ?? '')
  return at < 0 ? groups.length : at
}

/** An id that nothing in the pack has yet: small letters, digits and hyphens of these words. */
export function idFor(words: string, texts: Texts): string {
  const base = slugOf(words, 40) || 'new'
  const all = texts.map(({ text }) => text).join('\n')
  const isUsed = (id: string) => new RegExp(`(?:\\bid: *["']?|\\{#)${id}["'\\s,}]`).test(`${all}\n`)
  let id = base
  for (let number = 2; isUsed(id); number++) id = `${base}-${number}`
  return id
}

function withKeys(text: string, value: Value): string {
  const document = parseDocument(text)
  if (!isMap(document.contents)) return stringify(value, { lineWidth: 0 })
  const before = document.toJS() as Value
  for (const [key, one] of Object.entries(value))
    if (JSON.stringify(before[key]) !== JSON.stringify(one)) document.set(key, one)
  return document.toString({ lineWidth: 0 })
}
/** The order of the chapters stands in pack.yaml. */
export function withChapters(texts: Texts, change: (ids: string[]) => string[]): PackText[] {
  return withText(texts, 'pack.yaml', withKeys(textAt(texts, 'pack.yaml'), { chapters: change(chaptersIn(texts)) }))
}
export function chaptersIn(texts: Texts): string[] {
  const ids = mapIn(textAt(texts, 'pack.yaml'))?.chapters
  return Array.isArray(ids) ? ids.map(String) : []
}

// Pages: front matter between two lines of ---, then Markdown.

const heading = /^##[ \t]+(.*?)[ \t]*(?:\{#([^{}]*)\}[ \t]*)?$/

function pageIn(kind: ItemKind, text: string): Value | null {
  const found = splitPage(text)
  const front = found && mapIn(found.front)
  if (!found || !front) return null
  if (kind === 'overlay') return { ...front, text: found.body.trim() }
  const sections: { id: string; title: string; text: string }[] = []
  let opening = ''
  let isFenced = false
  for (const line of found.body.split('\n')) {
    if (/^\s*```/.test(line)) isFenced = !isFenced
    const [, title, id] = isFenced ? [] : (heading.exec(line) ?? [])
    const last = sections.at(-1)
    if (title !== undefined) sections.push({ id: id ?? '', title, text: '' })
    else if (last) last.text += `${line}\n`
    else opening += `${line}\n`
  }
  return { ...front, opening: opening.trim(), sections: sections.map((one) => ({ ...one, text: one.text.trim() })) }
}
function pageOf(kind: ItemKind, value: Value): string {
  const { text, opening, sections, ...front } = value
  const parts = Array.isArray(sections) ? sections : []
  const body =
    kind === 'overlay'
      ? [String(text ?? '').trim()]
      : [
          String(opening ?? '').trim(),
          ...parts.map(({ id, title, text }) => {
            const line = String(title ?? '')
              .replace(/[{}\n]/g, ' ')
              .trim()
            return `## ${line} {#${id}}\n\n${String(text ?? '').trim()}`.trimEnd()
          }),
        ]
  return `---\n${stringify(front, { lineWidth: 0 })}---\n\n${body.filter(Boolean).join('\n\n')}\n`
}
function splitPage(text: string): { front: string; body: string; bodyLine: number } | null {
  const lines = text.split('\n')
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  if (lines[0]?.trimEnd() !== '---' || end < 0) return null
  return { front: ['', ...lines.slice(1, end)].join('\n'), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 }
}

// Where a problem is.

/** The thing that a problem is in, and where in it; null where it is in none. */
export function placeOf(texts: Texts, { file, line }: PackProblem): { key: string; at: At } | null {
  const kind = kindOf(file)
  const text = textAt(texts, file)
  if (file === 'facts.yaml') {
    const place = listIn(text) && rangesIn(text)
    const index = place
      ? lastBefore(
          place.map((one) => lineAt(text, one.from)),
          line,
        )
      : -1
    const source = placesIn(texts).find((one) => one.index === index)?.source
    const sources = listIn(textAt(texts, 'sources.yaml')) ?? []
    const at = sources.findIndex((one) => one?.id === source)
    return at < 0 ? null : { key: keyOf({ path: 'sources.yaml', index: at }), at: ['places'] }
  }
  if (kind === null) return null
  if (isList(kind)) {
    const ranges = listIn(text) && rangesIn(text)
    const index = ranges
      ? lastBefore(
          ranges.map((one) => lineAt(text, one.from)),
          line,
        )
      : -1
    if (index < 0) return null
    return { key: keyOf({ path: file, index }), at: pathAt(text, line).slice(1) }
  }
  const key = keyOf({ path: file, index: null })
  if (kind === 'about') return { key, at: pathAt(text, line) }
  const page = splitPage(text)
  if (!page) return null
  if (line < page.bodyLine) return { key, at: pathAt(page.front, line) }
  if (kind === 'overlay') return { key, at: ['text'] }
  let section = -1
  for (const one of page.body.split('\n').slice(0, line - page.bodyLine + 1)) if (heading.test(one)) section++
  const isHeading = heading.test(page.body.split('\n')[line - page.bodyLine] ?? '')
  return { key, at: section < 0 ? ['opening'] : ['sections', section, isHeading ? 'title' : 'text'] }
}
const lastBefore = (lines: number[], line: number) => lines.findLastIndex((one) => one <= line)
const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length

/** The innermost key that a line belongs to. */
function pathAt(text: string, line: number): (string | number)[] {
  const path: (string | number)[] = []
  const begins = (node: unknown) => lineAt(text, (node as { range?: [number] } | null)?.range?.[0] ?? text.length)
  let node: unknown = parseDocument(text).contents
  while (true) {
    if (isMap(node)) {
      const pair = node.items.findLast((one) => begins(one.key) <= line)
      if (!pair) return path
      path.push(String((pair.key as { value?: unknown }).value))
      node = pair.value
    } else if (isSeq(node)) {
      const index = node.items.findLastIndex((one) => begins(one) <= line)
      if (index < 0) return path
      path.push(index)
      node = node.items[index]
    } else return path
  }
}
