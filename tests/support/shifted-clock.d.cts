/** From here on `Date` starts at this instant, UTC ms. */
export function shiftClock(start: number): void
