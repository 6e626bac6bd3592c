import type { SearchAnswer, SearchGroup, SearchHit } from '../../../shared/model/views'
import { addressOf } from '../../ui/address-of'
import { browsePath } from '../browse/address'
import type { Command } from './commands'
import { matching } from './matching'
import type { Place } from './recents'
import { type ListedSetting, settingsList } from './settings-list'

/** What can be chosen, each under a name of its own. */
export type Line = { id: string } & (
  | { kind: 'hit'; hit: SearchHit }
  | { kind: 'command'; command: Command }
  | { kind: 'setting'; setting: ListedSetting }
  | { kind: 'search'; text: string }
  | { kind: 'place'; place: Place; title: string }
)
export type GroupId = SearchGroup | 'commands' | 'settings' | 'searches' | 'places'
export interface Group {
  id: GroupId
  lines: Line[]
}
const most = 5

/**
 * Commands and settings are known at once. Until the answer is there (`answer` may be the one to the text before), only
 * those are shown that will stand before it: nobody's Enter may take a line that then goes down.
 */
export function linesFor(
  typed: string,
  commands: readonly Command[],
  answer: Pick<SearchAnswer, 'hits' | 'partly'> | undefined,
  answered: boolean,
): Group[] {
  const hits = answer?.hits ?? []
  const acts = matching(commands, typed).slice(0, most)
  const settings = matching(settingsList, typed).slice(0, most)
  const actGroup: Group = {
    id: 'commands',
    lines: acts.map(({ item }) => ({ id: `command ${item.id}`, kind: 'command', command: item })),
  }
  const settingGroup: Group = {
    id: 'settings',
    lines: settings.map(({ item }) => ({ id: `setting ${item.name}`, kind: 'setting', setting: item })),
  }
  const found = grouped(hits)
  // What is called just so goes before everything; what only has another word for it comes last.
  const named = hits[0]?.exact ? found.splice(0, 1) : []
  const partly = answered && answer?.partly === true
  const before = { acts: partly || (acts[0]?.fit ?? 0) >= 1, settings: partly || settings[0]?.fit === 2 }
  return [
    ...named,
    ...(before.acts ? [actGroup] : []),
    ...(before.settings ? [settingGroup] : []),
    ...found,
    ...(before.acts || !answered ? [] : [actGroup]),
    ...(before.settings || !answered ? [] : [settingGroup]),
  ].filter(({ lines }) => lines.length > 0)
}

/** In the order of their first hits. */
function grouped(hits: readonly SearchHit[]): Group[] {
  const groups = new Map<SearchGroup, Line[]>()
  for (const hit of hits) {
    const line: Line = { id: `${hit.group} ${hit.id}`, kind: 'hit', hit }
    const group = groups.get(hit.group)
    if (group) group.push(line)
    else groups.set(hit.group, [line])
  }
  return [...groups].map(([id, lines]) => ({ id, lines }))
}

export function recentLines(searches: readonly string[], places: readonly { place: Place; title: string }[]): Group[] {
  const groups: Group[] = [
    { id: 'searches', lines: searches.map((text) => ({ id: `search ${text}`, kind: 'search', text })) },
    {
      id: 'places',
      lines: places.map((one) => ({ id: `place ${one.place.kind} ${one.place.id}`, kind: 'place', ...one })),
    },
  ]
  return groups.filter(({ lines }) => lines.length > 0)
}

export function addressOfHit({ where }: SearchHit): string {
  switch (where.kind) {
    case 'card':
    case 'chapter': {
      if (where.kind === 'card' && where.chapter === '') return browsePath({ card: where.card })
      const part = where.paragraph ?? where.section
      return `/chapters/${where.chapter}${part && `#${part}`}`
    }
    case 'entry':
      return `/glossary/${where.entry}`
    case 'note':
      return `/notes/${where.note}`
  }
}

export const addressOfSetting = ({ name }: ListedSetting): string => `/settings#${addressOf(name)}`

/** Where the keys lead from a line; undefined: nowhere else. */
export function moved(key: string, at: number, groups: readonly Group[]): number | undefined {
  const starts: number[] = []
  let total = 0
  for (const { lines } of groups) {
    starts.push(total)
    total += lines.length
  }
  if (total === 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % total
    case 'ArrowUp':
      return (at - 1 + total) % total
    case 'Home':
      return 0
    case 'End':
      return total - 1
    case 'PageDown':
      return starts.find((start) => start > at) ?? total - 1
    case 'PageUp':
      return starts.findLast((start) => start < at) ?? 0
    default:
      return undefined
  }
}
