import { expect, test } from 'vitest'
import type { Command } from '../../../renderer/features/search/commands'
import { linesFor, moved } from '../../../renderer/features/search/lines'
import { matching } from '../../../renderer/features/search/matching'
import { placeAt } from '../../../renderer/features/search/recents'
import type { SearchHit } from '../../../shared/model/views'

const command = (name: string, words = ''): Command => ({ id: name, name, words, run: () => {} })
const hit = (id: string, exact = false): SearchHit => ({
  ...{ group: 'glossary', id, title: id, titleMarks: [], context: '', marks: [] },
  ...(exact && { exact: true as const }),
  where: { kind: 'entry', entry: id },
})
const groups = (typed: string, commands: Command[], hits: SearchHit[], answered = true, partly = false) =>
  linesFor(typed, commands, { hits, ...(partly && { partly }) }, answered).map(({ id }) => id)

test('commands match by beginnings of words, those of the name first', () => {
  const all = [command('Progress', 'map of days'), command('Map', 'picture'), command('Browse cards')]
  const found = (typed: string) => matching(all, typed).map(({ item }) => item.name)
  expect(found('map')).toEqual(['Map', 'Progress'])
  expect(found('ca br')).toEqual(['Browse cards'])
  expect(found('ap')).toEqual([])
  expect(found(' (.*) ')).toEqual([])
  expect(found('m'.repeat(10_000))).toEqual([])
})

test('a command goes first by its name and last by other words, and what is called just so before it', () => {
  const commands = [command('Map', 'graph')]
  expect(groups('map', commands, [hit('x')])).toEqual(['commands', 'glossary'])
  expect(groups('graph', commands, [hit('x')])).toEqual(['glossary', 'commands'])
  expect(groups('graph', commands, [hit('x')], true, true), 'nothing in the book has all the words').toEqual([
    'commands',
    'glossary',
  ])
  expect(groups('graph', commands, [hit('x')], false), 'not where it would go down').toEqual(['glossary'])
  expect(groups('map', commands, [hit('x', true)])).toEqual(['glossary', 'commands'])
  expect(groups('text size', [], [hit('x')])).toEqual(['settings', 'glossary'])
})

test('keys lead through lines and from group to group', () => {
  const shown = linesFor('map', [command('Map')], { hits: [hit('a'), hit('b'), { ...hit('c'), group: 'notes' }] }, true)
  const go = (key: string, at: number) => moved(key, at, shown)
  expect([go('ArrowDown', 3), go('ArrowUp', 0), go('Home', 2), go('End', 0)]).toEqual([0, 3, 0, 3])
  expect([0, 1, 2, 3].map((at) => go('PageDown', at))).toEqual([1, 3, 3, 3])
  expect([0, 1, 2, 3].map((at) => go('PageUp', at))).toEqual([0, 0, 1, 1])
  expect(go('x', 0)).toBeUndefined()
  expect(moved('End', 0, [])).toBeUndefined()
})

test('a place is a chapter, an entry or a note', () => {
  expect(placeAt('/glossary/jtfa')).toEqual({ kind: 'entry', id: 'jtfa' })
  for (const path of ['/', '/glossary', '/glossary/map', '/flashcards/browse', '/chapters/a/b', '/constructor/x'])
    expect(placeAt(path)).toBeNull()
})
