/** How long one must wait after wrong tries at the lock. It slows down and never ends: nobody is locked out. */

export interface Tries {
  /** Wrong ones since the last right one. */
  wrong: number
  /** UTC ms of the last. */
  at: number
}
export const noTries: Tries = { wrong: 0, at: 0 }

const free = 3
/** ms */
const longest = 60_000

/** ms from the last wrong try: none for the first two, then 1, 2, 4 ... seconds up to a minute. */
export function delayAfter(wrong: number): number {
  return wrong < free ? 0 : Math.min(longest, 1000 * 2 ** (wrong - free))
}

/** ms still to wait. A clock that was set back makes nobody wait longer than the delay itself. */
export function waitOf({ wrong, at }: Tries, now: number): number {
  const delay = delayAfter(wrong)
  return Math.min(delay, Math.max(0, at + delay - now))
}
