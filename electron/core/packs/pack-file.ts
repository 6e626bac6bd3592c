/**
 * A trainer's pack as one file, `.fieldbook`: gzip (RFC 1952) of two lines of JSON. The first says what signed it, the
 * second holds the pack's own text files, which whoever opens it compiles anew: nothing that somebody else's program
 * made of them is ever trusted. Signed is the second line, byte for byte, with Ed25519 (RFC 8032).
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import * as z from 'zod'
import { packPath } from '../../../shared/model/packs'

const gzipped = promisify(gzip)
const gunzipped = promisify(gunzip)

/** Largest pack, bytes of text; what unpacks to more is no pack. */
export const largestPack = 20_000_000
const newestFormat = 1
/** Before what is signed, so that the signature can stand for nothing else. */
const purpose = 'fieldbook pack 1\n'

const head = z.object({
  'fieldbook-pack': z.int().min(1),
  /** The signer's public key (SPKI, DER) and the signature, base64; without both it is unsigned. */
  key: z.base64().max(200).optional(),
  signature: z.base64().max(200).optional(),
})
const path = z.string().max(300).regex(packPath)
const body = z.strictObject({
  /** Who made it, as they call themselves; anybody can write anything here: only the key tells. */
  author: z.string().max(200),
  /** UTC ms. */
  madeAt: z.number().min(0).max(8.64e15),
  files: z.array(z.strictObject({ path, text: z.string().max(1_000_000) })).max(5_000),
})
export type PackContent = z.output<typeof body>

export interface ReadPackFile {
  content: PackContent
  /** SHA-256 (hex) of what is signed: says exactly which pack this is. */
  hash: string
  /** Fingerprint of the key that signed it, as it is now; null where nobody did. */
  signer: string | null
}
export type PackFileFault =
  | 'not-a-pack'
  | 'too-large'
  | 'newer-format'
  /** Signed once, and changed since. */
  | 'changed-after-signing'

/** The file isn't taken; nothing was changed. */
export class UnreadablePack extends Error {
  override name = 'UnreadablePack'
  constructor(
    readonly fault: PackFileFault,
    /** What exactly, where there is something to say. */
    readonly detail = '',
  ) {
    super(detail === '' ? fault : `${fault}: ${detail}`)
  }
}

/** `signingKey`: Ed25519, PKCS #8, PEM; null leaves it unsigned. */
export async function writePackFile(content: PackContent, signingKey: string | null): Promise<Buffer> {
  const line = Buffer.from(JSON.stringify(body.parse(content)))
  const first = { 'fieldbook-pack': newestFormat, ...(signingKey !== null && signed(line, signingKey)) }
  return gzipped(Buffer.concat([Buffer.from(`${JSON.stringify(first)}\n`), line]))
}

function signed(line: Buffer, signingKey: string) {
  const key = createPrivateKey(signingKey)
  const published = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const signature = sign(null, Buffer.concat([Buffer.from(purpose), line]), key)
  return { key: published.toString('base64'), signature: signature.toString('base64') }
}

/** Throws `UnreadablePack`. */
export async function readPackFile(bytes: Uint8Array): Promise<ReadPackFile> {
  const text = await gunzipped(bytes, { maxOutputLength: largestPack }).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadablePack(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'not-a-pack')
  })
  const end = text.indexOf(10)
  const about = end < 0 ? null : parsed(head, text.subarray(0, end))
  if (!about) throw new UnreadablePack('not-a-pack')
  if (about['fieldbook-pack'] > newestFormat) throw new UnreadablePack('newer-format', String(about['fieldbook-pack']))
  const line = text.subarray(end + 1)
  const signer = signerOf(about, line)
  const content = parsed(body, line)
  if (!content) throw new UnreadablePack('not-a-pack')
  const twice = content.files.find(({ path }, index) => content.files.findIndex((one) => same(one.path, path)) < index)
  if (twice) throw new UnreadablePack('not-a-pack', twice.path)
  return { content, hash: createHash('sha256').update(line).digest('hex'), signer }
}

/** On some systems these are one file. */
const same = (one: string, other: string) => one.normalize().toLowerCase() === other.normalize().toLowerCase()

function signerOf({ key, signature }: z.output<typeof head>, line: Buffer): string | null {
  if (key === undefined && signature === undefined) return null
  const der = Buffer.from(key ?? '', 'base64')
  try {
    const published = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const message = Buffer.concat([Buffer.from(purpose), line])
    const isGood =
      published.asymmetricKeyType === 'ed25519' &&
      verify(null, message, published, Buffer.from(signature ?? '', 'base64'))
    if (isGood) return fingerprintOf(der)
  } catch {
    // A key that is none: signed by nobody, so it says the same as a wrong signature.
  }
  throw new UnreadablePack('changed-after-signing')
}

/** SHA-256 of a public key (SPKI, DER), its first 20 bytes in hex, in groups of four to be read out and compared. */
export function fingerprintOf(publicKey: Uint8Array): string {
  const hex = createHash('sha256').update(publicKey).digest('hex').slice(0, 40)
  return hex.replace(/.{4}(?!$)/g, '$& ')
}

function parsed<Shape extends z.ZodType>(shape: Shape, bytes: Buffer): z.output<Shape> | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return shape.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
