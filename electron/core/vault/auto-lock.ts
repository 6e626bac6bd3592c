/** When to lock without being told to: after minutes without activity, and when time has passed unseen. */

/** ms between two looks, about. */
export const lookEvery = 1000
/** A clock that moves on by more than this (ms) between two looks: the computer slept, or was stopped. */
const asleep = 30_000

export class AutoLock {
  private active: number
  private looked: number

  constructor(
    /** UTC ms; the one that goes on while the computer sleeps. */
    private readonly clock: () => number,
  ) {
    this.active = clock()
    this.looked = this.active
  }

  /** Somebody did something so many ms ago. */
  touch(ago = 0): void {
    const now = this.clock()
    // After the clock was set back, activity must not lie ahead.
    this.active = Math.max(Math.min(this.active, now), now - ago)
  }

  /** True if it is time to lock. `minutes`: null for never because of idleness. */
  isDue(minutes: number | null): boolean {
    const now = this.clock()
    const slept = now - this.looked > asleep
    this.looked = now
    return slept || (minutes !== null && now - this.active >= minutes * 60_000)
  }

  /** Begins anew, as when it was unlocked. */
  begin(): void {
    this.active = this.clock()
    this.looked = this.active
  }
}
