/** Files that a person chooses or saves, on their way to and from the core: see core/exchange/desk.ts. */
import type { FileOnDesk } from '../../shared/model/exchange'
import { client } from '../client'

/** Bytes in one piece: a multiple of three, so that pieces in base64 need no filling in between. */
const piece = 3 * 256 * 1024

/** Hands a chosen file to the core. `sent`: told the share (0 to 1) that is there. */
export async function sendFile(file: File, sent: (share: number) => void = () => {}): Promise<FileOnDesk> {
  const lying = await client.desk.begin({ name: file.name.slice(0, 300), size: file.size })
  try {
    for (let at = 0; at < file.size; at += piece) {
      const data = await asBase64(file.slice(at, at + piece))
      const { received } = await client.desk.send({ file: lying.id, at, data })
      sent(received / file.size)
    }
  } catch (error) {
    await client.desk.drop({ file: lying.id }).catch(() => {})
    throw error
  }
  return lying
}

/** Takes a file that the core laid out, and lets the person save it: by the browser's download, or Electron's dialog. */
export async function saveFile({ id, name }: FileOnDesk, type = 'application/octet-stream'): Promise<void> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  for (let at: number | null = 0; at !== null; ) {
    const taken: { data: string; next: number | null } = await client.desk.take({ file: id, at })
    parts.push(Uint8Array.from(atob(taken.data), (letter) => letter.charCodeAt(0)))
    at = taken.next
  }
  await client.desk.drop({ file: id })
  const address = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser holds on to what it is saving; the address alone is given back.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

function asBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
