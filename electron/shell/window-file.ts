import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { type WindowPlace, zooms } from './window-bounds'

const length = z.number().min(-1e6).max(1e6)
const place = z.object({
  bounds: z.object({ x: length, y: length, width: length, height: length }),
  maximized: z.boolean(),
  zoom: z.number().min(zooms[0]).max(5),
}) satisfies z.ZodType<WindowPlace>
/** By display set-up, the one used last at the end. */
const kept = z.object({ v: z.literal(1), places: z.array(z.tuple([z.string(), place])) })
const most = 20

/**
 * The window's places in a file of their own: a kilobyte, read before the window is made and replaced as a whole. Not
 * flushed, and in one go: what waits for an answer would be cut off as the process ends. That they can't be read or
 * written is worth no word: the window then opens where a new one would.
 */
export function windowFile(path: string) {
  let places = read(path)
  return {
    /** Throws what the system throws. */
    forget(): void {
      places = []
      for (const end of ['', '.tmp']) rmSync(path + end, { force: true })
    },
    placeOn: (setUp: string): WindowPlace | undefined => places.find(([name]) => name === setUp)?.[1],
    keep(setUp: string, place: WindowPlace): void {
      const others = places.filter(([name]) => name !== setUp)
      places = [...others, [setUp, place] satisfies [string, WindowPlace]].slice(-most)
      try {
        writeFileSync(`${path}.tmp`, JSON.stringify({ v: 1, places }))
        renameSync(`${path}.tmp`, path)
      } catch {
        // The next change tries again.
      }
    },
  }
}
export type WindowFile = ReturnType<typeof windowFile>

function read(path: string): [string, WindowPlace][] {
  try {
    return kept.parse(JSON.parse(readFileSync(path, 'utf8'))).places
  } catch {
    return []
  }
}
