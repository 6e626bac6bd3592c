/**
 * Where the boxes and lines of a map stand: layers from left to right by @dagrejs/dagre (Sugiyama's method: layers, order
 * in a layer by barycenters, coordinates by Brandes and Köpf). Pure and deterministic; lengths in pixels at 100 %.
 */
import { Graph, layout as placeLayers } from '@dagrejs/dagre'
import type { EntrySummary } from '../../../shared/model/views'
import { relationNames } from '../../ui/entry-words'
import { type Connection, mainRelation, neighborsIn, otherEnd, type Shown, upperEnd } from './graph'
import { inLines, textWidth } from './label'

export interface Point {
  x: number
  y: number
}
/** `x` and `y` of the upper left corner. */
export interface Box extends Point {
  entry: EntrySummary
  width: number
  height: number
  /** The short form, if it is set apart, then the name. */
  short: string | null
  lines: string[]
}
export interface Line {
  connection: Connection
  /** The ends as they are read: from left to right, in one column downwards. */
  start: string
  end: string
  /** From `start` to `end`. */
  points: Point[]
  /** What stands on the line, read from `start` to `end`. */
  words: string
  /** Where the words stand; null: only shown while one of its ends is looked at, in the middle of it. */
  wordsAt: Point | null
  /** Whether the layers were made by it; any other is drawn only while one of its ends is looked at. */
  layered: boolean
  /** In one column the line goes round it on its right. */
  round: boolean
}
export interface Sheet {
  width: number
  height: number
  boxes: Box[]
  lines: Line[]
}

export const type = { size: 13, line: 16.5, shortSize: 13, wordsSize: 11.5 }
/** Inside a box: room for the mark on its left, and the edges. */
export const inset = { left: 29, right: 9, top: 8 }
const margin = 16

const near = { width: 190, most: 4, nodesep: 12, ranksep: 76 }
const far = { width: 158, most: 3, nodesep: 9, ranksep: 64 }
type Format = typeof near & { stretch: number }

/** `stretch`: how much wider text is than it is reckoned, for somebody who has its letters or words set apart. */
export function sheetOf(of: Shown, stretch = 1): Sheet {
  return of.focus === null ? allAtOnce(of, stretched(far, stretch)) : around(of, of.focus, stretched(near, stretch))
}

function stretched(format: typeof near, stretch: number): Format {
  return { ...format, width: Math.ceil(format.width * stretch), stretch }
}

function boxOf(entry: EntrySummary, { width, most, stretch }: Format): Box {
  const room = (width - inset.left - inset.right) / stretch
  const full = most > 3
  const short = entry.acronym && (full || entry.acronym !== entry.name) ? entry.acronym : null
  // In the large picture the short form says it all; the name is a key press away.
  const lines = short && !full ? [] : inLines(entry.name, { width: room, size: type.size, most })
  const height = 2 * inset.top + (lines.length + (short ? 1 : 0)) * type.line
  return { entry, x: 0, y: 0, width, height, short, lines }
}

/** The focus in the middle; on its left what stands over it and beside it, on its right what stands under it. */
function around({ entries, connections, distance }: Shown, focus: string, format: Format): Sheet {
  const boxes = new Map(entries.map((entry) => [entry.id, boxOf(entry, format)]))
  const side = sides(focus, connections, distance)
  const column = (id: string) => (distance.get(id) ?? 0) * (side.get(id) ?? 0)
  const layered: Layered[] = []
  const loose: Connection[] = []
  for (const connection of connections) {
    const { one, other } = connection
    const apart = column(other) - column(one)
    if (Math.abs(apart) !== 1) loose.push(connection)
    else layered.push({ connection, start: apart > 0 ? one : other, end: apart > 0 ? other : one })
  }
  const lines = place(boxes, layered, format, true)
  return sheet(boxes, [...lines, ...loose.map((connection) => straight(connection, boxes))])
}

/** -1: left of the focus, 1: right. What comes later stands on the side of what leads to it. */
function sides(focus: string, connections: readonly Connection[], distance: Map<string, number>): Map<string, number> {
  const side = new Map<string, number>()
  const equals: string[] = []
  for (const connection of connections) {
    if (connection.one !== focus && connection.other !== focus) continue
    const other = otherEnd(connection, focus)
    const upper = upperEnd(connection)
    if (upper === null) equals.push(other)
    else side.set(other, upper === focus ? 1 : -1)
  }
  // Equals stand where there is more room.
  let balance = [...side.values()].reduce((sum, value) => sum + value, 0)
  for (const id of equals) {
    const to = balance >= 0 ? -1 : 1
    side.set(id, to)
    balance += to
  }
  const neighbors = neighborsIn(connections)
  for (const [id, steps] of distance)
    if (steps > 1) {
      const before = neighbors.get(id)?.find((other) => distance.get(other) === steps - 1)
      side.set(id, (before !== undefined && side.get(before)) || 1)
    }
  return side
}

/** Each tree of what stands over what by itself, the largest first, then whatever stands alone. */
function allAtOnce({ entries, connections }: Shown, format: Format): Sheet {
  const boxes = new Map(entries.map((entry) => [entry.id, boxOf(entry, format)]))
  const layered: Layered[] = []
  const loose: Connection[] = []
  for (const connection of connections) {
    const upper = upperEnd(connection)
    if (upper === null) loose.push(connection)
    else layered.push({ connection, start: upper, end: otherEnd(connection, upper) })
  }
  const parts = partsOf(entries, layered)
  const lines: Line[] = []
  const blocks = parts.map((ids) => {
    const some = new Map(ids.map((id) => [id, boxes.get(id) as Box]))
    const inside = layered.filter(({ start }) => some.has(start))
    const placed = inside.length > 0 ? place(some, inside, format, false) : []
    lines.push(...placed)
    const all = [...some.values()]
    return {
      boxes: all,
      lines: placed,
      width: Math.max(...all.map(({ x, width }) => x + width)),
      height: Math.max(...all.map(({ y, height }) => y + height)),
    }
  })
  pack(blocks)
  return sheet(boxes, [...lines, ...loose.map((connection) => straight(connection, boxes))])
}

interface Layered {
  connection: Connection
  start: string
  end: string
}

/** Entries that hang together, the most first; those alone come last, in the order given. */
function partsOf(entries: readonly EntrySummary[], layered: readonly Layered[]): string[][] {
  const neighbors = neighborsIn(layered.map(({ connection }) => connection))
  const seen = new Set<string>()
  const parts: string[][] = []
  for (const { id } of entries) {
    if (seen.has(id)) continue
    const part: string[] = []
    const waiting = [id]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      part.push(next)
      waiting.push(...(neighbors.get(next) ?? []))
    }
    parts.push(part.sort())
  }
  return parts.sort((a, b) => b.length - a.length)
}

/** Blocks in rows as wide as the widest of them, or as four columns. */
function pack(blocks: { boxes: Box[]; lines: Line[]; width: number; height: number }[]): void {
  const gap = 28
  const widest = Math.max(4 * far.width + 3 * far.ranksep, ...blocks.map(({ width }) => width))
  let [x, y, row] = [0, 0, 0]
  for (const block of blocks) {
    if (x > 0 && x + block.width > widest) [x, y, row] = [0, y + row + gap, 0]
    for (const box of block.boxes) {
      box.x += x
      box.y += y
    }
    for (const line of block.lines) for (const point of line.points) [point.x, point.y] = [point.x + x, point.y + y]
    x += block.width + (block.boxes.length > 1 ? far.ranksep : gap)
    row = Math.max(row, block.height)
  }
}

/** Sets the corners of the boxes; gives the lines between them. */
function place(boxes: Map<string, Box>, layered: readonly Layered[], format: Format, withWords: boolean): Line[] {
  const graph = new Graph()
  const { nodesep, ranksep } = format
  graph.setGraph({ rankdir: 'LR', nodesep, ranksep, edgesep: 8, ranker: 'tight-tree' })
  for (const [id, { width, height }] of boxes) graph.setNode(id, { width, height })
  for (const { connection, start, end } of layered) {
    const room = withWords
      ? {
          width: textWidth(wordsFrom(connection, start), type.wordsSize) * format.stretch + 16,
          height: type.wordsSize,
          labelpos: 'c',
        }
      : {}
    graph.setEdge(start, end, { ...room, weight: mainRelation(connection).type === 'parent' ? 3 : 1 })
  }
  placeLayers(graph)
  for (const [id, box] of boxes) {
    const { x, y } = graph.node(id)
    box.x = round(x - box.width / 2)
    box.y = round(y - box.height / 2)
  }
  const columns = new Set([...boxes.values()].map(({ x }) => x + format.width / 2))
  return layered.map(({ connection, start, end }) => {
    const edge = graph.edge(start, end)
    const [from, to] = [boxes.get(start) as Box, boxes.get(end) as Box]
    const points = withWords
      ? [
          { x: round(edge.x - edge.width / 2), y: round(edge.y) },
          { x: round(edge.x + edge.width / 2), y: round(edge.y) },
        ]
      : between((edge.points as Point[]).slice(1, -1), columns, format)
    return {
      connection,
      start,
      end,
      points: [rightOf(from), ...points, leftOf(to)],
      words: wordsFrom(connection, start),
      wordsAt: withWords ? { x: round(edge.x), y: round(edge.y) } : null,
      layered: true,
      round: false,
    }
  })
}

/** Where a line passes a column of boxes it stays level; between columns it needs no points of its own. */
function between(points: readonly Point[], columns: ReadonlySet<number>, { width }: Format): Point[] {
  return points.flatMap(({ x, y }) =>
    columns.has(round(x))
      ? [
          { x: round(x - width / 2), y: round(y) },
          { x: round(x + width / 2), y: round(y) },
        ]
      : [],
  )
}

/** A connection that the layers were not made by: drawn straight across, under the boxes. */
function straight(connection: Connection, boxes: Map<string, Box>): Line {
  const ends = [connection.one, connection.other]
  const [start, end] = ends.sort((a, b) => {
    const [one, other] = [boxes.get(a) as Box, boxes.get(b) as Box]
    return one.x - other.x || one.y - other.y
  }) as [string, string]
  const [from, to] = [boxes.get(start) as Box, boxes.get(end) as Box]
  const round = to.x < from.x + from.width
  return {
    connection,
    start,
    end,
    points: [rightOf(from), round ? rightOf(to) : leftOf(to)],
    words: wordsFrom(connection, start),
    wordsAt: null,
    layered: false,
    round,
  }
}

/** `has under it, works with`: all that connects the two, as it reads from `start`. */
export function wordsFrom(connection: Connection, start: string): string {
  const words = connection.relations.map(
    ({ type, from }) => relationNames[type][from === start ? 'outgoing' : 'incoming'],
  )
  return [...new Set(words)].join(', ').toLowerCase()
}

function sheet(boxes: Map<string, Box>, lines: Line[]): Sheet {
  const all = [...boxes.values()]
  for (const box of all) [box.x, box.y] = [box.x + margin, box.y + margin]
  for (const line of lines) for (const point of line.points) [point.x, point.y] = [point.x + margin, point.y + margin]
  for (const { wordsAt } of lines) if (wordsAt) [wordsAt.x, wordsAt.y] = [wordsAt.x + margin, wordsAt.y + margin]
  const bulge = Math.max(0, ...lines.filter((line) => line.round).map((line) => bulgeOf(line)))
  return {
    width: Math.max(0, ...all.map(({ x, width }) => x + width)) + margin + bulge * 0.75,
    height: Math.max(0, ...all.map(({ y, height }) => y + height)) + margin,
    boxes: all,
    lines,
  }
}

const rightOf = ({ x, y, width, height }: Box): Point => ({ x: x + width, y: y + height / 2 })
const leftOf = ({ x, y, height }: Box): Point => ({ x, y: y + height / 2 })
const round = (length: number): number => Math.round(length * 2) / 2

/** How far a line that goes round its column is drawn out. */
function bulgeOf({ points }: Line): number {
  const [from, to] = [points[0] as Point, points.at(-1) as Point]
  return 28 + Math.abs(to.y - from.y) * 0.06
}

/** A line as the `d` of an SVG path: it leaves and reaches every point level. */
export function pathOf(line: Line): string {
  const [first, ...rest] = line.points as [Point, ...Point[]]
  let path = `M${first.x} ${first.y}`
  if (line.round) {
    const to = rest[0] as Point
    const out = Math.max(first.x, to.x) + bulgeOf(line)
    return `${path}C${out} ${first.y} ${out} ${to.y} ${to.x} ${to.y}`
  }
  let from = first
  for (const to of rest) {
    const middle = round((from.x + to.x) / 2)
    path += `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`
    from = to
  }
  return path
}

/**
 * Where the words of a line without a place for them stand, for whoever looks at it from one of its ends: by the other,
 * where few lines meet and no box is passed.
 */
export function wordsBy(line: Line, from: string): Point {
  const [start, end] = [line.points[0] as Point, line.points.at(-1) as Point]
  if (line.round) return { x: Math.max(start.x, end.x) + bulgeOf(line) * 0.75, y: (start.y + end.y) / 2 }
  const path = from === line.start ? [...line.points].reverse() : line.points
  const [far, next] = path as [Point, Point]
  // On the curve of `pathOf`: halfway in a gap between columns, near its end where it crosses several.
  const t = line.layered ? 0.5 : 0.12
  const along = 1.5 * (1 - t) * t + t ** 3
  const down = 3 * (1 - t) * t ** 2 + t ** 3
  return { x: round(far.x + (next.x - far.x) * along), y: round(far.y + (next.y - far.y) * down) }
}
