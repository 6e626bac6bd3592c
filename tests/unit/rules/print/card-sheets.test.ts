import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CardFormat,
  cardFormatNames,
  cardFormats,
  cardGrid,
  cardSettings,
  cardSheets,
  cardsOnSheet,
  cutLines,
  type Sides,
} from '../../../../shared/rules/print/card-sheets'
import { type Box, paperNames, paperSize, type Size } from '../../../../shared/rules/print/paper'

/** The margin that every printer can keep to, mm. */
const margin = 6
const sides: Sides[] = ['long-edge', 'short-edge', 'fold']
const near = (one: number, other: number) => Math.abs(one - other) < 1e-6

/** All papers and formats of which a sheet has room for at least one card. */
const sheet = fc
  .record({
    paper: fc.constantFrom(...paperNames),
    orientation: fc.constantFrom('portrait' as const, 'landscape' as const),
    format: fc.constantFrom(...cardFormatNames),
    side: fc.constantFrom(...sides),
    count: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ paper, orientation, ...rest }) => ({ page: paperSize(paper, orientation), ...rest }))
  .filter(({ page, format, side }) => cardsOnSheet(page, format, side) > 0)

/** Where a point of the back is seen from the front when one looks through the sheet, as a printer turns it. */
function through(page: Size, edge: 'long-edge' | 'short-edge', x: number, y: number): [number, number] {
  const long = page.width > page.height ? 'level' : 'upright'
  const turnedOver = edge === 'long-edge' ? long : long === 'level' ? 'upright' : 'level'
  return turnedOver === 'upright' ? [page.width - x, y] : [x, page.height - y]
}
const corners = ({ x, y, width, height }: Box): [number, number][] => [
  [x, y],
  [x + width, y],
  [x, y + height],
  [x + width, y + height],
]
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width - 1e-6 && b.x < a.x + a.width - 1e-6 && a.y < b.y + b.height - 1e-6 && b.y < a.y + a.height - 1e-6

describe('cards on sheets', () => {
  test('each card has one front and one back', () => {
    fc.assert(
      fc.property(sheet, ({ page, format, side, count }) => {
        const sheets = cardSheets(count, page, format, side)
        const all = Array.from({ length: count }, (_, card) => card)
        expect(sheets.flatMap(({ fronts }) => fronts.map(({ card }) => card))).toEqual(all)
        expect(sheets.flatMap(({ backs }) => backs.map(({ card }) => card))).toEqual(all)
        expect(sheets.every(({ fronts }) => fronts.length > 0)).toBe(true)
      }),
    )
  })

  test('seen through the paper, each back covers its front exactly', () => {
    fc.assert(
      fc.property(sheet, ({ page, format, side, count }) => {
        if (side === 'fold') return
        for (const { fronts, backs } of cardSheets(count, page, format, side))
          for (const back of backs) {
            const front = fronts.find(({ card }) => card === back.card) as Box
            const seen = corners(back).map(([x, y]) => through(page, side, x, y))
            for (const [x, y] of corners(front)) expect(seen.some(([a, b]) => near(a, x) && near(b, y))).toBe(true)
          }
      }),
    )
  })

  test('folded over the line between them, each back covers its front exactly', () => {
    fc.assert(
      fc.property(sheet, ({ page, format, count }) => {
        const folds = cutLines(page, format, 'fold').filter(({ fold }) => fold)
        for (const { fronts, backs } of cardSheets(count, page, format, 'fold'))
          for (const back of backs) {
            const front = fronts.find(({ card }) => card === back.card) as Box
            expect(near(front.x + front.width, back.x)).toBe(true)
            expect(folds.some(({ upright, at }) => upright && near(at, back.x))).toBe(true)
            expect([front.y, front.width, front.height]).toEqual([back.y, back.width, back.height])
          }
      }),
    )
  })

  test('no two overlap, and all stay within what printers can print', () => {
    fc.assert(
      fc.property(sheet, ({ page, format, side, count }) => {
        for (const { fronts, backs } of cardSheets(count, page, format, side))
          for (const faces of side === 'fold' ? [[...fronts, ...backs]] : [fronts, backs])
            for (const [index, face] of faces.entries()) {
              expect(faces.slice(index + 1).some((other) => overlap(face, other))).toBe(false)
              expect(Math.min(face.x, face.y)).toBeGreaterThanOrEqual(margin - 0.02)
              expect(page.width - face.x - face.width).toBeGreaterThanOrEqual(margin - 0.02)
              expect(page.height - face.y - face.height).toBeGreaterThanOrEqual(margin - 0.02)
            }
      }),
    )
  })

  test('every edge of a front is cut or folded', () => {
    fc.assert(
      fc.property(sheet, ({ page, format, side, count }) => {
        const lines = cutLines(page, format, side)
        const has = (upright: boolean, at: number) =>
          lines.some((line) => line.upright === upright && near(line.at, at))
        for (const { fronts } of cardSheets(count, page, format, side))
          for (const { x, y, width, height } of fronts) {
            expect(has(true, x) && has(true, x + width) && has(false, y) && has(false, y + height)).toBe(true)
          }
      }),
    )
  })
})

test.each([
  ['business', 2, 5],
  ['eight', 2, 4],
  ['nine', 3, 3],
  ['large', 1, 3],
  ['half', 1, 2],
  ['whole', 1, 1],
] as const)('on upright Letter and A4, %s gives %i by %i', (format, columns, rows) => {
  for (const paper of paperNames)
    expect(cardGrid(paperSize(paper, 'portrait'), format, 'long-edge')).toMatchObject({ columns, rows })
})

test('a text that does not fit is set smaller, down to 12 points, and then has more and more room', () => {
  const area = (format: CardFormat) => cardFormats[format].width * cardFormats[format].height
  for (const format of cardFormatNames) {
    const settings = cardSettings(format, paperSize('letter', 'portrait'), 'long-edge')
    expect(settings[0]).toEqual({ format, text: 14 })
    expect(Math.min(...settings.map(({ text }) => text))).toBe(12)
    expect(settings.at(-1)).toEqual({ format: 'whole', text: 12 })
    const areas = settings.map((setting) => area(setting.format))
    expect(areas).toEqual(areas.toSorted((one, other) => one - other))
  }
})

test('on a page across only sizes are taken that it has room for', () => {
  for (const paper of paperNames)
    for (const side of sides)
      for (const format of cardFormatNames) {
        const page = paperSize(paper, 'landscape')
        const settings = cardSettings(format, page, side)
        expect(settings.every((setting) => cardsOnSheet(page, setting.format, side) > 0)).toBe(true)
        // Only the largest has no room there.
        expect(settings.length > 0).toBe(format !== 'whole')
      }
})
