/** Where an arrow key leads from an entry of the picture. Pure. */
import { otherEnd } from './graph'
import type { Box, Sheet } from './layout'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Where one stands, and the entry from which one came along a line. */
export interface Place {
  at: string
  from: string | null
}

/**
 * Left and right go along a line, to the nearest entry it leads to, back to where one came from if it is there. Up and
 * down go to the next in the column, or the next row where the column ends. The same place if nothing is there.
 */
export function walk(sheet: Sheet, place: Place, direction: Direction): Place {
  const boxes = new Map(sheet.boxes.map((box) => [box.entry.id, box]))
  const here = boxes.get(place.at)
  if (!here) return place
  if (direction === 'left' || direction === 'right') {
    const connected = sheet.lines
      .map(({ connection }) => connection)
      .filter(({ one, other }) => one === place.at || other === place.at)
      .map((connection) => boxes.get(otherEnd(connection, place.at)) as Box)
      .filter(({ x }) => (direction === 'left' ? x < here.x : x > here.x))
    const back = connected.find(({ entry }) => entry.id === place.from)
    const next = back ?? nearest(connected, (box) => Math.abs(apart(here, box).x) + Math.abs(apart(here, box).y))
    return next ? { at: next.entry.id, from: place.at } : place
  }
  const further = sheet.boxes.filter((box) => (direction === 'up' ? apart(here, box).y < 0 : apart(here, box).y > 0))
  const column = further.filter(({ x, width }) => x < here.x + here.width && x + width > here.x)
  const next =
    nearest(column, (box) => Math.abs(apart(here, box).y)) ??
    nearest(further, (box) => Math.abs(apart(here, box).x) + 3 * Math.abs(apart(here, box).y))
  return next ? { at: next.entry.id, from: place.from } : place
}

function nearest(boxes: readonly Box[], distance: (box: Box) => number): Box | undefined {
  return [...boxes].sort((a, b) => distance(a) - distance(b))[0]
}

function apart(from: Box, to: Box): { x: number; y: number } {
  return {
    x: to.x + to.width / 2 - from.x - from.width / 2,
    y: to.y + to.height / 2 - from.y - from.height / 2,
  }
}
