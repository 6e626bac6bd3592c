import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allGroups, type Choice, shown } from '../../../renderer/features/map/graph'
import { inLines, textWidth } from '../../../renderer/features/map/label'
import { type Box, inset, pathOf, type Sheet, sheetOf, type, wordsBy } from '../../../renderer/features/map/layout'
import type { MapView } from '../../../shared/model/views'
import { anyView, entry, everything, realView, view } from './pack'

function expectSound(sheet: Sheet, all: MapView, choice: Choice): void {
  const { entries, connections } = shown(all, choice)
  expect(sheet.boxes.map((box) => box.entry.id).sort(), 'every entry has its box').toEqual(
    entries.map(({ id }) => id).sort(),
  )
  expect(sheet.lines.map((line) => line.connection.key).sort(), 'every connection has its line').toEqual(
    connections.map(({ key }) => key).sort(),
  )
  for (const [n, box] of sheet.boxes.entries()) {
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.y).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(sheet.width)
    expect(box.y + box.height).toBeLessThanOrEqual(sheet.height)
    for (const other of sheet.boxes.slice(n + 1))
      if (overlap(box, other)) throw new Error(`${box.entry.id} on ${other.entry.id}`)
  }
  for (const line of sheet.lines) {
    expect(pathOf(line)).toMatch(/^M[\d.]+ [\d.]+C[-\d.C ]+$/)
    const [start, end] = [line.start, line.end].map((id) => sheet.boxes.find((box) => box.entry.id === id) as Box)
    expect(line.points[0], 'a line begins at the box').toEqual({
      x: (start as Box).x + (start as Box).width,
      y: (start as Box).y + (start as Box).height / 2,
    })
    expect(line.points.at(-1)?.y).toBe((end as Box).y + (end as Box).height / 2)
  }
}
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

describe('the real glossary', () => {
  const real = realView()

  test('with letters and words set apart boxes grow, and names break where they did', () => {
    const choice: Choice = { focus: 'dhs', steps: 1, groups: allGroups, response: '' }
    const seen = shown(real, choice)
    const wide = sheetOf(seen, 1.5)
    expectSound(wide, real, choice)
    for (const box of sheetOf(seen).boxes) {
      const wider = wide.boxes.find(({ entry }) => entry.id === box.entry.id)
      expect(wider?.width).toBe(box.width * 1.5)
      for (const line of wider?.lines ?? [])
        expect(1.5 * textWidth(line, type.size)).toBeLessThanOrEqual((wider?.width ?? 0) - inset.left - inset.right)
    }
  })

  test('is sound around every entry, one and two steps away', () => {
    for (const [n, { id }] of real.entries.entries())
      for (const steps of n % 8 === 0 ? ([1, 2] as const) : ([1] as const)) {
        const choice: Choice = { focus: id, steps, groups: allGroups, response: '' }
        expectSound(sheetOf(shown(real, choice)), real, choice)
      }
  }, 120_000)

  test('is sound all at once, under every filter', () => {
    for (const groups of [allGroups, ['bodies', 'programs'], ['laws'], ['words']] as const)
      for (const response of ['', 'smuggling', 'trafficking'] as const) {
        const choice: Choice = { ...everything, groups, response }
        expectSound(sheetOf(shown(real, choice)), real, choice)
      }
  }, 60_000)

  test('stands the same each time, in whatever order it comes', () => {
    const choice: Choice = { ...everything, groups: ['bodies', 'programs'] }
    const first = sheetOf(shown(real, choice))
    expect(sheetOf(shown(real, choice))).toEqual(first)
    const turned = { ...real, entries: [...real.entries].reverse() }
    expect(sheetOf(shown(turned, choice)).boxes).toEqual(first.boxes)
  })
})

test('any glossary is sound, around one and all at once', () => {
  fc.assert(
    fc.property(anyView, fc.constantFrom(null, 'e0'), fc.constantFrom(1 as const, 2 as const), (any, focus, steps) => {
      const choice: Choice = { ...everything, focus, steps }
      expectSound(sheetOf(shown(any, choice)), any, choice)
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('around one: what stands over it is on its left, what is under it on its right, equals where there is room', () => {
  const ids = ['over', 'middle', 'under', 'equal']
  const sheet = sheetOf(
    shown(
      view(
        ids.map((id) => entry(id)),
        ['middle', 'parent', 'over'],
        ['under', 'part-of', 'middle'],
        ['equal', 'works-with', 'middle'],
      ),
      { ...everything, focus: 'middle' },
    ),
  )
  const x = (id: string) => sheet.boxes.find((box) => box.entry.id === id)?.x ?? 0
  expect(x('over')).toBeLessThan(x('middle'))
  expect(x('under')).toBeGreaterThan(x('middle'))
  expect(x('equal')).toBe(x('over'))
  expect(sheet.lines.map(({ start, words, end }) => `${start} ${words} ${end}`).sort()).toEqual([
    'equal works with middle',
    'middle includes under',
    'over has under it middle',
  ])
})

test('a line that made no layer is named by its other end, beside the boxes', () => {
  const ids = ['over', 'middle', 'under']
  const all = view(
    ids.map((id) => entry(id)),
    ['middle', 'parent', 'over'],
    ['under', 'parent', 'middle'],
    ['over', 'works-with', 'under'],
  )
  const sheet = sheetOf(shown(all, { ...everything, focus: 'middle' }))
  const box = (id: string) => sheet.boxes.find(({ entry }) => entry.id === id) as Box
  const loose = sheet.lines.filter(({ layered }) => !layered)
  expect(loose.map(({ start, end, words }) => [start, words, end])).toEqual([['over', 'works with', 'under']])
  for (const line of loose) {
    const [fromOver, fromUnder] = [wordsBy(line, 'over').x, wordsBy(line, 'under').x]
    expect(fromOver).toBeGreaterThan(box('middle').x + box('middle').width)
    expect(fromOver).toBeLessThan(box('under').x)
    expect(fromUnder).toBeGreaterThan(box('over').x + box('over').width)
    expect(fromUnder).toBeLessThan(box('middle').x)
  }
})

describe('names in lines', () => {
  const format = { width: 100, size: 13, most: 3 }
  test.each([
    ['Department of Homeland Security', ['Department of', 'Homeland', 'Security']],
    ['DHS', ['DHS']],
    ['', []],
    ['Internationalization-of-everything', ['Internationali…']],
    ['one two three four five six seven eight nine ten', ['one two three', 'four five six', 'seven eight…']],
  ])('%j', (name, lines) => {
    expect(inLines(name, format)).toEqual(lines)
  })
  test('fit, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const lines = inLines(name, format)
        expect(lines.length).toBeLessThanOrEqual(3)
        for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(100)
      }),
    )
  })
})

test('a box is as high as what stands in it', () => {
  const sheet = sheetOf(
    shown(view([entry('a', { name: 'Department of Homeland Security', acronym: 'DHS' })]), {
      ...everything,
      focus: 'a',
    }),
  )
  const [box] = sheet.boxes
  expect(box?.short).toBe('DHS')
  expect(box?.lines).toEqual(['Department of', 'Homeland Security'])
  expect(box?.height).toBe(2 * inset.top + 3 * type.line)
})
