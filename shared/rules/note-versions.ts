/** Which of a note's many saved versions are shown as its earlier ones: a note is saved at every pause in typing. */

/** UTC ms between two versions from which on they belong to two sittings. */
export const sitting = 10 * 60_000
/** So many characters taken out at once are a loss that somebody may want back. */
const loss = 40

export interface SavedVersion {
  version: number
  /** UTC ms; null where it wasn't written down yet. */
  at: number | null
  /** The visit to an editor in which it was saved; null where none was written down. */
  visit: string | null
  text: string
}

/**
 * Whether a version is kept in sight when `next` follows it: when a visit or a sitting ended with it, when much of it was taken out
 * at once, and when it was undone or its save refused, which shows in a number that doesn't rise.
 */
export function staysInSight(one: SavedVersion, next: SavedVersion): boolean {
  if (one.text === next.text || one.text.trim() === '') return false
  if (next.version <= one.version || next.visit !== one.visit) return true
  if (one.at !== null && next.at !== null && next.at - one.at > sitting) return true
  const out = takenOut(one.text, next.text)
  return out >= loss || out === one.text.length
}

/** How many characters of a text don't stand in the next one: all between their common beginning and end. */
export function takenOut(text: string, next: string): number {
  const most = Math.min(text.length, next.length)
  let start = 0
  while (start < most && text.charCodeAt(start) === next.charCodeAt(start)) start += 1
  let end = 0
  while (end < most - start && text.charCodeAt(text.length - 1 - end) === next.charCodeAt(next.length - 1 - end))
    end += 1
  return text.length - start - end
}
