/** Lives in a scratch place, from their first opening to their last closing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Files } from '../../electron/core/store/files'
import { smallPack } from '../support/small-pack'
import { seedRandomBytes } from './chance'
import { Disk } from './disk'
import { life } from './life'
import { type Faults, Living, type Memory, type Place } from './living'
import type { Recorded } from './recorded'

export interface Scratch extends Place {
  /** There from the start; the data folder below it isn't. */
  root: string
}

/** The lock wants a folder on the real disk; everything else is in memory. */
export async function inScratch<T>(act: (scratch: Scratch) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'fieldbook-prove-'))
  try {
    const folder = join(root, 'data')
    mkdirSync(folder)
    const packFile = join(root, 'pack.json')
    writeFileSync(packFile, JSON.stringify(smallPack))
    return await act({ root, folder, packFile })
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** Where a life can be begun: an act that opens the app. */
export interface Begin extends Memory {
  act: number
}
export interface LifeOptions {
  /** Between the app and its disk. */
  over?: (files: Files) => Files
  faults?: Faults | null
  tellsSites?: boolean
  from?: Begin | null
  /** Called with each place where a life can be begun. */
  begins?: (begin: Begin) => void
  /** Called before each act, once the app is open. */
  acts?: (act: number) => void
  /** Called after each act; true ends the life. */
  ended?: (act: number, recorded: Recorded) => boolean
}

export async function lived(
  scratch: Scratch,
  { over = (files) => files, faults = null, tellsSites = false, from = null, begins, acts, ended }: LifeOptions = {},
): Promise<{ disk: Disk; recorded: Recorded }> {
  const disk = new Disk(scratch.root)
  disk.tellsSites = tellsSites
  const living = new Living(disk, scratch, over(disk.files), faults)
  if (from) living.remember(from)
  try {
    if (!from) {
      seedRandomBytes(life.length)
      await living.open()
    }
    for (const [number, { name, between, act }] of life.entries()) {
      if (from && number < from.act) continue
      living.begins(name)
      if (between) {
        if (number !== from?.act) await living.close()
        begins?.({ act: number, ...living.memory() })
        seedRandomBytes(number)
        between(living, (path, change) => living.damage(path, change))
        await living.open()
      } else seedRandomBytes(number)
      acts?.(number)
      await act(living)
      if (ended?.(number, living.recorded)) {
        // The next day: what could not be done then is done now.
        await living.restart()
        break
      }
    }
  } finally {
    await living.close().catch(() => {})
    living.end()
  }
  return { disk, recorded: living.recorded }
}
