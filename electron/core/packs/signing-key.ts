/** The key with which this person signs packs: made on first use, kept in the data folder, sealed under a lock. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import type { Codec } from '../store/codec'
import { failureOf, NotSaved } from '../store/failure'
import { type Files, replaceFile } from '../store/files'
import { decodeWholeFile, encodeWholeFile } from '../store/whole-file'
import { fingerprintOf } from './pack-file'

export const signingKeyFile = 'signing-key.pem'

export interface SigningKey {
  /** Ed25519, PKCS #8, PEM. */
  privateKey: string
  fingerprint: string
}

/** Throws `NotSaved` if a new one can't be kept, or the old one can't be read: another key would be another signer. */
export async function signingKey(files: Files, folder: string, codec: Codec): Promise<SigningKey> {
  const path = join(folder, signingKeyFile)
  try {
    const bytes = await files.read(path)
    if (bytes) {
      const plain = decodeWholeFile(bytes, signingKeyFile, codec)
      if (!plain) throw new NotSaved({ code: 'damaged', detail: { file: signingKeyFile } })
      return withFingerprint(plain.toString('utf8'))
    }
    const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    await replaceFile(files, path, encodeWholeFile(Buffer.from(made), signingKeyFile, codec))
    return withFingerprint(made)
  } catch (error) {
    if (error instanceof NotSaved) throw error
    throw new NotSaved(failureOf(error, { file: signingKeyFile }), { cause: error })
  }
}

function withFingerprint(privateKey: string): SigningKey {
  const published = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return { privateKey, fingerprint: fingerprintOf(published) }
}
