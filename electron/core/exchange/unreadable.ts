/** A file that can't be taken at all: why, and which part of it. Nothing was changed. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  constructor(
    readonly code: 'empty' | 'unknown-kind' | 'not-text' | 'no-rows' | 'no-front',
    /** The part of the file; empty for the file as a whole. */
    readonly where = '',
    readonly detail: Record<string, string | number> = {},
  ) {
    super(`${code} ${where}`.trim())
  }
}
