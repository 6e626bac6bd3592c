import { hash } from 'node:crypto'

/**
 * The id of what another program calls `guid`: a UUID of version 8 (RFC 9562 §5.8) of the first 122 free bits of a SHA-256,
 * so that every copy of one's work gives it the same.
 */
export function noteId(program: string, guid: string): string {
  const digest = hash('sha256', `fieldbook ${program} ${guid}`)
  const variant = ((Number.parseInt(digest[16] as string, 16) & 0x3) | 0x8).toString(16)
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-')
}
