/** Whether a section was read: scrolling past it marks nothing. */
import type { Section } from '../model/content'

/** Faster than anybody reads: what passed faster was skipped. Words a minute. */
const fastest = 1000
/** Each block, and the section's end, were in view at least this long, ms. */
const glance = 1000

export interface Seen {
  /** Time in view by block, ms. */
  blocks: ReadonlyMap<string, number>
  /** Time in which any of its blocks was in view, ms. */
  section: number
  /** Time in which its end was in view, ms. */
  end: number
}

export function wasSeen({ words, blocks }: Section, seen: Seen): boolean {
  // A small heading is never looked at alone.
  const all = blocks.filter(({ type }) => type !== 'heading')
  return (
    seen.end >= glance &&
    seen.section >= (words / fastest) * 60_000 &&
    all.every(({ id }) => (seen.blocks.get(id) ?? 0) >= glance)
  )
}
