/**
 * Who may speak to the core on the loopback host. It stands before oRPC, whose handler would also take forms and bodies
 * without a type. Any program and any web page on this machine can reach 127.0.0.1; only a page that was given this
 * launch's token gets past here.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { maxNoteLength } from '../../shared/contract'

/**
 * The longest note with every character escaped as \uXXXX, and room for the rest: whatever the contract allows comes
 * through, in bytes.
 */
export const maxBodyLength = 6 * maxNoteLength + 65_536
export const tokenHeader = 'x-fieldbook-token'

export interface Knock {
  method: string
  headers: IncomingHttpHeaders
}
export interface Refusal {
  status: number
  headers?: Record<string, string>
}

export class Gate {
  #digests: Buffer[] = []

  /** @param host exactly what stands in the browser's address line: `127.0.0.1:PORT` */
  constructor(readonly host: string) {}

  /** A new way in, good until the process ends: 256 random bits. */
  letIn(): string {
    const token = randomBytes(32).toString('base64url')
    this.#digests.push(digest(token))
    return token
  }

  /** For every request. A foreign name for our address is how DNS rebinding looks. */
  refuses({ headers }: Knock): Refusal | null {
    if (headers.host !== this.host) return { status: 421 }
    if (headers.origin !== undefined && headers.origin !== `http://${this.host}`) return { status: 403 }
    return null
  }

  /** For calls to the core, after `refuses`. */
  refusesCall({ method, headers }: Knock): Refusal | null {
    const site = headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin') return { status: 403 }
    if (method !== 'POST') return { status: 405, headers: { allow: 'POST' } }
    if (!this.#knows(headers[tokenHeader])) return { status: 401 }
    if (mediaType(headers['content-type']) !== 'application/json') return { status: 415 }
    if (headers['transfer-encoding'] !== undefined || headers['content-length'] === undefined) return { status: 411 }
    if (Number(headers['content-length']) > maxBodyLength) return { status: 413 }
    return null
  }

  /** Digests are compared, not tokens: equal lengths, and no early end gives a character away. */
  #knows(token: string | string[] | undefined): boolean {
    const given = digest(typeof token === 'string' ? token : '')
    let known = false
    for (const one of this.#digests) known = timingSafeEqual(one, given) || known
    return known
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function mediaType(header: string | undefined): string | undefined {
  return header?.split(';')[0]?.trim().toLowerCase()
}
