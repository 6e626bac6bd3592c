/** Where the window goes and how large its text is, as plain decisions: no Electron here. Lengths in DIP. */

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}
export interface Screen {
  bounds: Rectangle
  /** Without the system's bars. */
  workArea: Rectangle
  scaleFactor: number
}
export interface WindowPlace {
  /** Of the window when it isn't maximized. */
  bounds: Rectangle
  maximized: boolean
  /** 1 is 100 %. */
  zoom: number
}

export const least = { width: 360, height: 480 }
const usual = { width: 1180, height: 800 }

/** A name for the displays as they stand now; the order in which the system lists them is none of it. */
export function displaySetUp(screens: readonly Screen[]): string {
  return screens
    .map(({ bounds: { x, y, width, height }, scaleFactor }) => `${width}x${height}@${scaleFactor}+${x}+${y}`)
    .sort()
    .join(' ')
}

/** Bounds that lie within the working area of one display: that which has most of them, or the main one. */
export function within(screens: readonly Screen[], main: Screen, bounds: Rectangle): Rectangle {
  const shared = ({ workArea }: Screen) => overlap(workArea, bounds)
  const [most = main] = [...screens].sort((a, b) => shared(b) - shared(a))
  const { workArea } = shared(most) > 0 ? most : main
  const width = side(bounds.width, least.width, workArea.width)
  const height = side(bounds.height, least.height, workArea.height)
  if (shared(most) === 0) return middle(workArea, { width, height })
  return {
    x: between(bounds.x, workArea.x, workArea.x + workArea.width - width),
    y: between(bounds.y, workArea.y, workArea.y + workArea.height - height),
    width,
    height,
  }
}

/** Where nothing is kept for these displays. */
export function firstPlace(main: Screen): WindowPlace {
  const { workArea } = main
  const width = side(usual.width, least.width, workArea.width)
  const height = side(usual.height, least.height, workArea.height)
  return { bounds: middle(workArea, { width, height }), maximized: false, zoom: 1 }
}

/** The steps of the browsers. */
export const zooms = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5] as const

export type ZoomStep = 'in' | 'out' | 'reset'
export function zoomed(now: number, step: ZoomStep): number {
  if (step === 'reset') return 1
  // What Chromium gives back of 1.1 isn't quite that.
  if (step === 'in') return zooms.find((zoom) => zoom > now + 0.01) ?? 5
  return zooms.findLast((zoom) => zoom < now - 0.01) ?? 0.5
}

const between = (value: number, from: number, to: number) => Math.round(Math.min(Math.max(value, from), to))
/** A display smaller than the least window has the last word. */
const side = (wanted: number, smallest: number, room: number) => Math.round(Math.min(Math.max(wanted, smallest), room))

function middle({ x, y, width, height }: Rectangle, size: { width: number; height: number }): Rectangle {
  return { x: Math.round(x + (width - size.width) / 2), y: Math.round(y + (height - size.height) / 2), ...size }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(width, 0) * Math.max(height, 0)
}
