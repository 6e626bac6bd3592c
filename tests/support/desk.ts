/** Files to and from the core, piece by piece, as the page moves them. */
import type { FileOnDesk } from '../../shared/model/exchange'
import type { TestCore } from './core'

const piece = 500_000

export async function onDesk({ call }: Pick<TestCore, 'call'>, name: string, bytes: Uint8Array): Promise<FileOnDesk> {
  const lying = await call.desk.begin({ name, size: bytes.length })
  for (let at = 0; at < bytes.length; at += piece) {
    const data = Buffer.from(bytes.subarray(at, at + piece)).toString('base64')
    await call.desk.send({ file: lying.id, at, data })
  }
  return lying
}

export async function fromDesk({ call }: Pick<TestCore, 'call'>, file: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for (let at: number | null = 0; at !== null; ) {
    const taken: { data: string; next: number | null } = await call.desk.take({ file, at })
    parts.push(Buffer.from(taken.data, 'base64'))
    at = taken.next
  }
  return Buffer.concat(parts)
}
