import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allGroups, type Choice, shown } from '../../../renderer/features/map/graph'
import { type OutlineItem, outline } from '../../../renderer/features/map/outline'
import type { MapView } from '../../../shared/model/views'
import { anyView, entry, everything, realView, view } from './pack'

/** All entries of the list, and all pairs it says are connected. */
function read(items: OutlineItem[]): { entries: string[]; pairs: Set<string> } {
  const entries: string[] = []
  const pairs = new Set<string>()
  const pair = (a: string, b: string) => pairs.add([a, b].sort().join(' '))
  const visit = ({ entry, groups, also }: OutlineItem) => {
    entries.push(entry.id)
    for (const other of also) pair(entry.id, other.entry.id)
    for (const { members } of groups)
      for (const { item } of members) {
        pair(entry.id, item.entry.id)
        visit(item)
      }
  }
  items.forEach(visit)
  return { entries, pairs }
}
function expectSame(all: MapView, choice: Choice): void {
  const seen = shown(all, choice)
  const { entries, pairs } = read(outline(seen))
  expect(entries.sort(), 'each entry once').toEqual(seen.entries.map(({ id }) => id).sort())
  expect([...pairs].sort(), 'each connection').toEqual(seen.connections.map(({ key }) => key).sort())
}

test('holds the same entries and connections as the picture', () => {
  const real = realView()
  for (const choice of [everything, { ...everything, groups: ['bodies', 'programs'] as const }])
    expectSame(real, choice)
  for (const { id } of real.entries) expectSame(real, { focus: id, steps: 2, groups: allGroups, response: '' })
  fc.assert(
    fc.property(anyView, fc.constantFrom(null, 'e0'), (any, focus) =>
      expectSame(any, { ...everything, focus, steps: 2 }),
    ),
  )
}, 30_000)

test('goes from the middle outwards, in words as they read from the entry above', () => {
  const all = view(
    [entry('dhs', { name: 'B' }), entry('ice', { name: 'A' }), entry('doj', { name: 'C' })],
    ['ice', 'parent', 'dhs'],
    ['dhs', 'works-with', 'doj'],
    ['ice', 'works-with', 'doj'],
  )
  const [item, ...others] = outline(shown(all, { ...everything, focus: 'dhs' }))
  expect(others).toEqual([])
  expect(item?.groups.map(({ words, members }) => [words, members.map(({ item }) => item.entry.id)])).toEqual([
    ['has under it', ['ice']],
    ['works with', ['doj']],
  ])
  expect(item?.groups[0]?.members[0]?.item.also.map(({ words, entry }) => `${words} ${entry.id}`)).toEqual([
    'works with doj',
  ])
})

test('without a middle it begins with what stands under nothing; a ring begins somewhere', () => {
  const all = view(
    ['a', 'b', 'c', 'x', 'y', 'z'].map((id) => entry(id)),
    ['b', 'parent', 'a'],
    ['c', 'part-of', 'b'],
    ['x', 'parent', 'y'],
    ['y', 'parent', 'z'],
    ['z', 'parent', 'x'],
  )
  expect(outline(shown(all, everything)).map((item) => item.entry.id)).toEqual(['a', 'x'])
})
