/** A file that can't be taken: why, and which part of it. Nothing was changed. Its sentence is in shared/rules/exchange-words.ts. */
import type { RefusalCode } from '../../../shared/rules/exchange-words'

export class Refused extends Error {
  override name = 'Refused'
  constructor(
    readonly code: RefusalCode,
    /** The part of the file: "media", "collection.anki2"; empty for the file as a whole. */
    readonly where = '',
    readonly detail: Record<string, string | number> = {},
  ) {
    super(`${code} ${where}`.trim())
  }
}
