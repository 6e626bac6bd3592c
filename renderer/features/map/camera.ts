/** Which part of a picture is seen in a window. Pure; lengths in pixels, of the window or of the picture at 100 %. */
import type { Camera } from './address'
import type { Point } from './layout'

export interface Size {
  width: number
  height: number
}
export const largest = 4
const smallest = 0.05

/** The scale at which the whole picture fits. */
export function fitting(sheet: Size, window: Size): number {
  return Math.min(window.width / Math.max(1, sheet.width), window.height / Math.max(1, sheet.height))
}

/** All of it, but no larger than `most`. */
export function wholeOf(sheet: Size, window: Size, most: number): Camera {
  return { x: sheet.width / 2, y: sheet.height / 2, scale: Math.min(fitting(sheet, window), most) }
}

/** All of it if that can be read, otherwise as much as can be read around `about`. */
export function readable(
  sheet: Size,
  window: Size,
  about: Point,
  { least, most }: { least: number; most: number },
): Camera {
  const whole = wholeOf(sheet, window, most)
  if (whole.scale >= least) return whole
  return kept({ ...about, scale: least }, sheet, window)
}

/** Larger or smaller by `factor`, with the point that is at `about` in the window staying there. */
export function zoomed(camera: Camera, factor: number, about: Point, sheet: Size, window: Size): Camera {
  const scale = Math.min(largest, Math.max(smallest, Math.min(1, fitting(sheet, window)), camera.scale * factor))
  const [dx, dy] = [about.x - window.width / 2, about.y - window.height / 2]
  const x = camera.x + dx / camera.scale - dx / scale
  const y = camera.y + dy / camera.scale - dy / scale
  return kept({ x, y, scale }, sheet, window)
}

/** Moved so many pixels of the window. */
export function panned(camera: Camera, dx: number, dy: number, sheet: Size, window: Size): Camera {
  return kept({ ...camera, x: camera.x + dx / camera.scale, y: camera.y + dy / camera.scale }, sheet, window)
}

/** Moved as little as needed for a part of the picture to be seen, with some room about it. */
export function showing(camera: Camera, part: Point & Size, sheet: Size, window: Size): Camera {
  const room = 24
  const along = (middle: number, start: number, length: number, seen: number) => {
    const half = seen / camera.scale / 2
    const margin = Math.min(room / camera.scale, Math.max(0, half - length / 2))
    return Math.min(start - margin + half, Math.max(start + length + margin - half, middle))
  }
  return kept(
    {
      ...camera,
      x: along(camera.x, part.x, part.width, window.width),
      y: along(camera.y, part.y, part.height, window.height),
    },
    sheet,
    window,
  )
}

/** The picture never leaves its window: what is smaller stays in the middle, what is larger covers it. */
function kept(camera: Camera, sheet: Size, window: Size): Camera {
  const along = (middle: number, length: number, seen: number) => {
    const half = seen / camera.scale / 2
    return length <= 2 * half ? length / 2 : Math.min(length - half, Math.max(half, middle))
  }
  return {
    scale: camera.scale,
    x: along(camera.x, sheet.width, window.width),
    y: along(camera.y, sheet.height, window.height),
  }
}
