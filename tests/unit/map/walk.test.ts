import { expect, test } from 'vitest'
import { allGroups, type Choice, shown } from '../../../renderer/features/map/graph'
import { sheetOf } from '../../../renderer/features/map/layout'
import { type Direction, walk } from '../../../renderer/features/map/walk'
import { entry, everything, realView, view } from './pack'

const directions: Direction[] = ['left', 'right', 'up', 'down']
const sheet = sheetOf(
  shown(
    view(
      ['top', 'middle', 'one', 'two', 'three'].map((id) => entry(id)),
      ['middle', 'parent', 'top'],
      ['one', 'parent', 'middle'],
      ['two', 'parent', 'middle'],
      ['three', 'parent', 'middle'],
    ),
    { ...everything, focus: 'middle' },
  ),
)
const column = sheet.boxes
  .filter(({ entry: { id } }) => ['one', 'two', 'three'].includes(id))
  .sort((a, b) => a.y - b.y)
  .map(({ entry: { id } }) => id)

test('right follows a line, down the column, left leads back', () => {
  const middle = { at: 'middle', from: null }
  const right = walk(sheet, middle, 'right')
  expect(right).toEqual({ at: column[1], from: 'middle' })
  const down = walk(sheet, right, 'down')
  expect(down).toEqual({ at: column[2], from: 'middle' })
  expect(walk(sheet, down, 'down')).toEqual(down)
  expect(walk(sheet, down, 'left')).toEqual({ at: 'middle', from: column[2] })
  expect(walk(sheet, { at: 'middle', from: column[2] as string }, 'right').at).toBe(column[2])
  expect(walk(sheet, middle, 'left').at).toBe('top')
  expect(walk(sheet, { at: 'gone', from: null }, 'left')).toEqual({ at: 'gone', from: null })
})

test('left and right only ever go along a relation', () => {
  for (const { entry } of sheet.boxes)
    for (const direction of ['left', 'right'] as const) {
      const to = walk(sheet, { at: entry.id, from: null }, direction).at
      const connected = sheet.lines.some(
        ({ connection: { one, other } }) => [one, other].sort().join() === [entry.id, to].sort().join(),
      )
      expect(to === entry.id || connected).toBe(true)
    }
})

test('in the real glossary arrow keys lead from anywhere to everywhere', () => {
  const real = realView()
  const choices: Choice[] = [
    { ...everything, groups: ['bodies', 'programs'] },
    everything,
    ...['dhs', 'jtfa', '8-usc-1324'].map((focus): Choice => ({ focus, steps: 2, groups: allGroups, response: '' })),
  ]
  for (const choice of choices) {
    const sheet = sheetOf(shown(real, choice))
    const start = choice.focus ?? sheet.boxes[0]?.entry.id ?? ''
    const reached = new Set([start])
    for (const at of reached)
      for (const direction of directions) reached.add(walk(sheet, { at, from: null }, direction).at)
    const missed = sheet.boxes.map((box) => box.entry.id).filter((id) => !reached.has(id))
    expect(missed, choice.focus ?? 'all').toEqual([])
  }
}, 30_000)
