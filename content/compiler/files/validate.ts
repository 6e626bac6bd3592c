import type * as z from 'zod'
import { error, type Place, type Problem } from '../problems'
import type { Path, YamlFile } from './yaml-file'

/** The value at a path in the shape the schema gives it; undefined, with the problems named, where it has another. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  yaml: YamlFile,
  path: Path,
  problems: Problem[],
): z.output<Schema> | undefined {
  const value = valueAt(yaml.value, path)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) problems.push(...explain(issue, yaml, path, value))
  return undefined
}

/** The list a file holds; an empty file or one with only comments is an empty list. */
export function listIn(yaml: YamlFile, problems: Problem[]): unknown[] {
  if (Array.isArray(yaml.value)) return yaml.value
  if (yaml.value !== null && yaml.value !== undefined) {
    problems.push(error(yaml.placeOf([]), `must be a list: each of its items begins with "- "`))
  }
  return []
}

/** What is said about an id even where its item has other faults, so that one fault isn't reported at every mention. */
export function idOf(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined
  return typeof id === 'string' ? id : undefined
}

/** Remembers where each id was first given and names those given twice. */
export function noteId(known: Map<string, Place>, id: string, what: string, place: Place, problems: Problem[]): void {
  const first = known.get(id)
  if (first) problems.push(error(place, `duplicate ${what} id "${id}": first given in ${first.file}:${first.line}`))
  else known.set(id, place)
}

function explain(issue: z.core.$ZodIssue, yaml: YamlFile, base: Path, item: unknown): Problem[] {
  const inner = issue.path as Path
  const path = [...base, ...inner]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => error(yaml.placeOfKey(path, key), `unknown key "${key}"`))
  }
  const name = inner.findLast((part) => typeof part === 'string')
  const label = name === undefined ? 'This item' : `"${name}"`
  const place = yaml.placeOf(path)
  const value = valueAt(item, inner)
  if (value === undefined && name !== undefined) return [error(place, `${label} is missing`)]
  if (issue.code === 'invalid_type') return [error(place, `${label} ${typeMessage(issue.expected, value)}`)]
  if (issue.code === 'invalid_value') {
    return [error(place, `${label} must be ${issue.values.join(', ')}, not ${JSON.stringify(value)}`)]
  }
  return [error(place, `${label} ${issue.message}`)]
}

function typeMessage(expected: string, value: unknown): string {
  if (value === null) return 'has no value'
  const hint = expected === 'string' && typeof value !== 'object' ? ': put it in quotes' : ''
  return `must be ${typeNames[expected] ?? expected}, not ${typeNames[typeOf(value)]}${hint}`
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

/** Undefined where there is nothing. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value
  for (const part of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, part)) return undefined
    current = (current as Record<string | number, unknown>)[part]
  }
  return current
}
