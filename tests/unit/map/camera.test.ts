import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Camera } from '../../../renderer/features/map/address'
import { panned, readable, showing, wholeOf, zoomed } from '../../../renderer/features/map/camera'

const sheet = { width: 1000, height: 2000 }
const window = { width: 500, height: 500 }
/** Where a point of the picture is in the window. */
const inWindow = (camera: Camera, x: number, y: number) => ({
  x: (x - camera.x) * camera.scale + window.width / 2,
  y: (y - camera.y) * camera.scale + window.height / 2,
})

test('what is too large to be read whole begins readable, around what matters', () => {
  const limits = { least: 0.8, most: 1.1 }
  expect(readable(sheet, window, { x: 0, y: 0 }, limits)).toEqual({ x: 312.5, y: 312.5, scale: 0.8 })
  expect(readable({ width: 300, height: 200 }, window, { x: 0, y: 0 }, limits)).toEqual({ x: 150, y: 100, scale: 1.1 })
  expect(wholeOf(sheet, window, 1)).toEqual({ x: 500, y: 1000, scale: 0.25 })
})

test('zooming keeps the point under the pointer where it is', () => {
  const before = { x: 500, y: 1000, scale: 1 }
  const after = zoomed(before, 2, { x: 400, y: 300 }, sheet, window)
  expect(after.scale).toBe(2)
  expect(inWindow(after, 650, 1050)).toEqual(inWindow(before, 650, 1050))
})

test('whatever is done, the picture covers its window or stands in the middle of it', () => {
  const act = fc.oneof(
    fc.record({ factor: fc.double({ min: 0.1, max: 10, noNaN: true }), x: fc.nat(500), y: fc.nat(500) }),
    fc.record({ dx: fc.integer({ min: -3000, max: 3000 }), dy: fc.integer({ min: -3000, max: 3000 }) }),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      let camera = wholeOf(sheet, window, 1)
      for (const act of acts)
        camera =
          'factor' in act
            ? zoomed(camera, act.factor, act, sheet, window)
            : panned(camera, act.dx, act.dy, sheet, window)
      const [first, last] = [inWindow(camera, 0, 0), inWindow(camera, sheet.width, sheet.height)]
      for (const side of ['x', 'y'] as const) {
        const [start, end] = [first[side], last[side]]
        const covers = start <= 0.01 && end >= 499.99
        expect(covers || Math.abs(start + end - 500) < 0.01).toBe(true)
      }
      expect(camera.scale).toBeGreaterThanOrEqual(0.25)
      expect(camera.scale).toBeLessThanOrEqual(4)
    }),
  )
})

test('showing a part moves as little as it must', () => {
  const camera = { x: 500, y: 500, scale: 1 }
  const seen = { x: 450, y: 450, width: 100, height: 40 }
  expect(showing(camera, seen, sheet, window)).toEqual(camera)
  const below = { x: 450, y: 900, width: 100, height: 40 }
  expect(showing(camera, below, sheet, window)).toEqual({ x: 500, y: 714, scale: 1 })
})
