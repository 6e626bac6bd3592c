import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  displaySetUp,
  firstPlace,
  least,
  type Rectangle,
  type Screen,
  within,
  zoomed,
  zooms,
} from '../../../electron/shell/window-bounds'

const screen = (x: number, y: number, width: number, height: number, scaleFactor = 1): Screen => ({
  bounds: { x, y, width, height },
  workArea: { x, y, width, height: height - 40 },
  scaleFactor,
})
const laptop = screen(0, 0, 1440, 900, 2)
const beside = screen(1440, -200, 2560, 1440)

describe('where the window goes', () => {
  const cases: [string, Screen[], Rectangle, Rectangle][] = [
    [
      'stays where it was',
      [laptop],
      { x: 100, y: 50, width: 1000, height: 700 },
      { x: 100, y: 50, width: 1000, height: 700 },
    ],
    [
      'comes back from a display that is gone',
      [laptop],
      { x: 2000, y: 0, width: 1000, height: 700 },
      { x: 220, y: 80, width: 1000, height: 700 },
    ],
    [
      'comes in from over the edge',
      [laptop],
      { x: -900, y: -30, width: 1000, height: 700 },
      { x: 0, y: 0, width: 1000, height: 700 },
    ],
    [
      'stays on the second display',
      [laptop, beside],
      { x: 1500, y: -100, width: 1000, height: 700 },
      { x: 1500, y: -100, width: 1000, height: 700 },
    ],
    [
      'goes to the display that has most of it',
      [laptop, beside],
      { x: 1300, y: 0, width: 1000, height: 700 },
      { x: 1440, y: 0, width: 1000, height: 700 },
    ],
    [
      'fits a smaller display',
      [laptop],
      { x: 0, y: 0, width: 2560, height: 1400 },
      { x: 0, y: 0, width: 1440, height: 860 },
    ],
    ['is no smaller than it may be', [laptop], { x: 10, y: 10, width: 1, height: 1 }, { x: 10, y: 10, ...least }],
  ]
  test.each(cases)('%s', (_what, screens, kept, wanted) => {
    expect(within(screens, laptop, kept)).toEqual(wanted)
  })

  const length = fc.integer({ min: -10_000, max: 10_000 })
  const size = fc.integer({ min: 200, max: 5000 })
  const anyScreen = fc.tuple(length, length, size, size).map(([x, y, width, height]) => screen(x, y, width, height))
  test('always wholly on one display, in whole numbers, and a second time the same', () => {
    fc.assert(
      fc.property(
        fc.array(anyScreen, { minLength: 1, maxLength: 4 }),
        fc.record({ x: fc.double({ min: -1e6, max: 1e6, noNaN: true }), y: length, width: length, height: size }),
        (screens, bounds) => {
          const [main] = screens as [Screen]
          const placed = within(screens, main, bounds)
          const inside = ({ workArea: { x, y, width, height } }: Screen) =>
            placed.x >= x &&
            placed.y >= y &&
            placed.x + placed.width <= x + width &&
            placed.y + placed.height <= y + height
          expect(screens.some(inside)).toBe(true)
          expect(Object.values(placed).every(Number.isInteger)).toBe(true)
          // Screens that cover each other may share it alike.
          if (screens.length === 1) expect(within(screens, main, placed)).toEqual(placed)
        },
      ),
    )
  })

  test('a new one is in the middle and fits', () => {
    expect(firstPlace(screen(0, 0, 1920, 1080)).bounds).toEqual({ x: 370, y: 120, width: 1180, height: 800 })
    expect(firstPlace(screen(0, 0, 1024, 600)).bounds).toEqual({ x: 0, y: 0, width: 1024, height: 560 })
  })
})

test('a set-up is the same in whichever order its displays are listed, and another after one moved', () => {
  expect(displaySetUp([laptop, beside])).toBe(displaySetUp([beside, laptop]))
  expect(displaySetUp([laptop, beside])).not.toBe(displaySetUp([laptop, screen(1440, 0, 2560, 1440)]))
  expect(displaySetUp([laptop])).not.toBe(displaySetUp([laptop, beside]))
})

test('zoom goes through the steps, ends at the last ones and comes back', () => {
  const walk = (from: number, step: 'in' | 'out') => {
    const seen = [from]
    for (let next = zoomed(from, step); next !== seen.at(-1); next = zoomed(next, step)) seen.push(next)
    return seen
  }
  expect(walk(zooms[0], 'in')).toEqual([...zooms])
  expect(walk(5, 'out')).toEqual([...zooms].reverse())
  expect(zoomed(1.1000000238418579, 'in')).toBe(1.25)
  expect(zoomed(3, 'reset')).toBe(1)
})
