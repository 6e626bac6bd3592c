/**
 * Files on their way between the page and the core, in memory only: with a lock, nothing of them may lie on the disk in
 * plain. The same on both hosts: the page has no path to hand over, and the core none to write to.
 */
import { randomUUID } from 'node:crypto'
import type { FileOnDesk } from '../../../shared/model/exchange'
import { NotFound } from '../services/errors'

/** How much goes in one piece, bytes. */
const piece = 1024 ** 2

interface Lying extends FileOnDesk {
  bytes: Uint8Array
  /** How much has come so far. */
  filled: number
}

export type Desk = ReturnType<typeof desk>

export function desk() {
  const files = new Map<string, Lying>()
  const found = (id: string): Lying => {
    const file = files.get(id)
    if (!file) throw new NotFound('file', id)
    return file
  }
  const seen = ({ id, name, size }: Lying): FileOnDesk => ({ id, name, size })

  return {
    /** Makes room for a file that is sent piece by piece. */
    begin({ name, size }: { name: string; size: number }): FileOnDesk {
      const file = { id: randomUUID(), name, size, bytes: new Uint8Array(size), filled: 0 }
      files.set(file.id, file)
      return seen(file)
    },
    /** The next piece. One that was sent twice, or out of turn, is refused as not found. */
    send({ file: id, at, data }: { file: string; at: number; data: string }): { received: number } {
      const file = found(id)
      const bytes = Buffer.from(data, 'base64')
      if (at !== file.filled || at + bytes.length > file.size) throw new NotFound('place in file', `${id}:${at}`)
      file.bytes.set(bytes, at)
      file.filled += bytes.length
      return { received: file.filled }
    },
    /** The piece that begins at `at`, and where the next one does; null after the last. */
    take({ file: id, at }: { file: string; at: number }): { data: string; next: number | null } {
      const { bytes, size } = found(id)
      const end = Math.min(at + piece, size)
      return { data: Buffer.from(bytes.subarray(at, end)).toString('base64'), next: end < size ? end : null }
    },
    drop: ({ file }: { file: string }): void => void files.delete(file),
    /** For the core: a whole file that was sent. Throws `NotFound` for one that hasn't come whole. */
    read(id: string): { name: string; bytes: Uint8Array } {
      const { name, bytes, filled, size } = found(id)
      if (filled !== size) throw new NotFound('whole file', id)
      return { name, bytes }
    },
    /** For the core: lays out a file that the page then takes. */
    lay(name: string, bytes: Uint8Array): FileOnDesk {
      const file = { id: randomUUID(), name, size: bytes.length, bytes, filled: bytes.length }
      files.set(file.id, file)
      return seen(file)
    },
  }
}
