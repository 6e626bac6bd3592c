/** Lives in a scratch place, from their first opening to their last closing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Files } from '../../electron/core/store/files'
import { smallPack } from '../support/small-pack'
import { Disk } from './disk'
import { life } from './life'
import { type Faults, Living, type Place } from './living'
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

export async function lived(
  scratch: Scratch,
  { over = (files: Files) => files, faults = null as Faults | null } = {},
): Promise<{ disk: Disk; recorded: Recorded }> {
  const disk = new Disk(scratch.root)
  const living = new Living(disk, scratch, over(disk.files), faults)
  try {
    await living.open()
    for (const { name, act } of life) {
      living.begins(name)
      await act(living)
    }
  } finally {
    await living.close().catch(() => {})
  }
  return { disk, recorded: living.recorded }
}
