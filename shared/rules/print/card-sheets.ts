/** Cards on sheets of paper, to be cut out: which card stands where, on the front and on the back. Lengths are millimeters. */
import type { Box, Size } from './paper'

/** Sizes of a card, smallest first. Each fits on both papers with the margins that printers need. */
export const cardFormats = {
  business: { width: 88.9, height: 50.8 },
  eight: { width: 88.9, height: 63.5 },
  nine: { width: 63.5, height: 84 },
  large: { width: 177.8, height: 84 },
  half: { width: 177.8, height: 127 },
  whole: { width: 177.8, height: 254 },
} as const satisfies Record<string, Size>
export type CardFormat = keyof typeof cardFormats
export const cardFormatNames = Object.keys(cardFormats) as CardFormat[]

/** Over which edge the printer turns the sheet; `fold`: printed on one side, folded in the middle. */
export type Sides = 'long-edge' | 'short-edge' | 'fold'

/** Printers leave so much of each edge white, or more. */
const leastMargin = 6
/** Corners of a card that lie this near count as one: lengths are added up. */
const tolerance = 0.01

interface Grid {
  columns: number
  rows: number
  /** Of one face. */
  face: Size
}

/** How many faces of a card stand side by side and above each other. */
export function cardGrid(page: Size, format: CardFormat, sides: Sides): Grid {
  const size = cardFormats[format]
  const thatFit = (room: number, length: number) => Math.floor((room - 2 * leastMargin + tolerance) / length)
  const columns = thatFit(page.width, size.width)
  const rows = thatFit(page.height, size.height)
  if (sides !== 'fold') return { columns, rows, face: size }
  // The front stands on the left of the fold and the back on its right; a card as wide as the page is halved.
  if (columns >= 2) return { columns: columns - (columns % 2), rows, face: size }
  return { columns: 2, rows, face: { width: size.width / 2, height: size.height } }
}

/** How many cards a sheet has. */
export function cardsOnSheet(page: Size, format: CardFormat, sides: Sides): number {
  const { columns, rows } = cardGrid(page, format, sides)
  return sides === 'fold' ? (columns / 2) * rows : columns * rows
}

export interface Face extends Box {
  /** Index of the card. */
  card: number
}
export interface CardSheet {
  fronts: Face[]
  /** On the other side of the paper; folded cards have them on the same side. */
  backs: Face[]
}

/**
 * Where each card's front and back stand. With two sides, what is printed at a place of the back lies exactly behind the
 * front when the sheet has been turned over the edge: turning it over an upright edge swaps left and right, over a level
 * edge top and bottom.
 */
export function cardSheets(count: number, page: Size, format: CardFormat, sides: Sides): CardSheet[] {
  const boxes = faceBoxes(page, format, sides)
  const onSheet = cardsOnSheet(page, format, sides)
  const sheets: CardSheet[] = []
  for (let first = 0; first < count; first += onSheet) {
    const cards = Array.from({ length: Math.min(onSheet, count - first) }, (_, index) => first + index)
    const face = (card: number, box: Box | undefined): Face[] => (box ? [{ card, ...box }] : [])
    sheets.push(
      sides === 'fold'
        ? {
            fronts: cards.flatMap((card, index) => face(card, boxes[2 * index])),
            backs: cards.flatMap((card, index) => face(card, boxes[2 * index + 1])),
          }
        : {
            fronts: cards.flatMap((card, index) => face(card, boxes[index])),
            backs: cards.flatMap((card, index) => face(card, behind(boxes[index], page, sides))),
          },
    )
  }
  return sheets
}

/** Row by row, in the middle of the page. */
function faceBoxes(page: Size, format: CardFormat, sides: Sides): Box[] {
  const { columns, rows, face } = cardGrid(page, format, sides)
  const left = (page.width - columns * face.width) / 2
  const top = (page.height - rows * face.height) / 2
  return Array.from({ length: columns * rows }, (_, index) => ({
    ...face,
    x: left + (index % columns) * face.width,
    y: top + Math.floor(index / columns) * face.height,
  }))
}

function behind(box: Box | undefined, page: Size, edge: 'long-edge' | 'short-edge'): Box | undefined {
  if (!box) return undefined
  const uprightIsLong = page.height >= page.width
  const overUpright = (edge === 'long-edge') === uprightIsLong
  return overUpright ? { ...box, x: page.width - box.x - box.width } : { ...box, y: page.height - box.y - box.height }
}

/** A straight line across the sheet, at `at` from its left (`upright`) or upper edge. */
export interface CutLine {
  upright: boolean
  at: number
  /** Where it is folded and not cut. */
  fold: boolean
}

/** Where the faces of a sheet begin and end. */
export function cutLines(page: Size, format: CardFormat, sides: Sides): CutLine[] {
  const { columns, rows, face } = cardGrid(page, format, sides)
  const left = (page.width - columns * face.width) / 2
  const top = (page.height - rows * face.height) / 2
  return [
    ...Array.from({ length: columns + 1 }, (_, column) => ({
      upright: true,
      at: left + column * face.width,
      fold: sides === 'fold' && column % 2 === 1,
    })),
    ...Array.from({ length: rows + 1 }, (_, row) => ({ upright: false, at: top + row * face.height, fold: false })),
  ]
}

/** Sizes of text on a card, points, largest first. The last is the least that is printed. */
export const cardTextSizes = [14, 12] as const

/** How a card is set: the larger `step` is, the more room its text has. */
export interface CardSetting {
  format: CardFormat
  /** Points. */
  text: number
}

/**
 * All settings from the wanted format on: first smaller text, then the next larger format. Sizes that aren't larger both
 * ways in all are left out, and those that the page has no room for.
 */
export function cardSettings(wanted: CardFormat, page: Size, sides: Sides): CardSetting[] {
  const area = (format: CardFormat) => cardFormats[format].width * cardFormats[format].height
  return cardFormatNames
    .filter((format) => format === wanted || (area(format) > area(wanted) && cardFormats[format].width >= 177))
    .filter((format) => cardsOnSheet(page, format, sides) > 0)
    .flatMap((format) => cardTextSizes.map((text) => ({ format, text })))
}
