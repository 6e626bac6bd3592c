/**
 * What a pack carries instead of its source documents: the ids of their facts, and hashes of all their runs of eight
 * words. Copied passages and forgotten facts show without the texts being handed out.
 */
import * as z from 'zod'
import type { Findings } from '../findings'
import { error } from '../problems'
import { wordsIn } from '../text/words'
import { sha256 } from './hash'
import type { TextFile } from './read-folder'

export const runLength = 8

export const fingerprints = z.strictObject({
  about: z.string(),
  ids: z.array(z.string()),
  /** 12 hex digits each: among 100,000 runs of a pack a false alarm is as likely as one in a million. */
  runs: z.array(z.string().regex(/^[0-9a-f]{12}$/)),
})
export type Fingerprints = z.output<typeof fingerprints>

export function hashOfRun(words: string[]): string {
  return sha256(words.join(' ')).slice(0, 12)
}

export function makeFingerprints(texts: string[], ids: string[]): Fingerprints {
  const runs = new Set<string>()
  for (const text of texts) {
    const words = wordsIn(text).map(({ word }) => word)
    for (let at = 0; at + runLength <= words.length; at += 1) runs.add(hashOfRun(words.slice(at, at + runLength)))
  }
  const about = `Ids of the source documents' facts, and SHA-256 (12 digits) of their runs of ${runLength} words`
  return { about, ids, runs: [...runs].sort() }
}

export function readFingerprints(file: TextFile | undefined, findings: Findings): Fingerprints | undefined {
  if (!file) return undefined
  try {
    return fingerprints.parse(JSON.parse(file.text))
  } catch {
    const message = 'is not what content:fingerprints writes; make it again'
    findings.problems.push(error({ file: file.path, line: 1 }, message))
    return undefined
  }
}
