import { diffWordsWithSpace } from 'diff'

export interface Change {
  /** `skipped`: a long stretch that both have, not shown. */
  kind: 'same' | 'removed' | 'added' | 'skipped'
  text: string
}

/** Longer ones aren't compared: it would hold the page up. UTF-16 units. */
const longest = 200_000
/** ms */
const patience = 400
/** Characters shown of what is the same, on each side of a change. */
const around = 120

/** What changed from one text to another, word by word; null where they are too long or too different to tell. */
export function difference(before: string, after: string): Change[] | null {
  if (before.length > longest || after.length > longest) return null
  return (
    diffWordsWithSpace(before, after, { timeout: patience })?.map(({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })) ?? null
  )
}

/** The changes with some of the text around them. */
export function shortened(changes: readonly Change[]): Change[] {
  return changes.flatMap((change, index): Change[] => {
    const { kind, text } = change
    if (kind !== 'same' || text.length <= 3 * around) return [change]
    const first = index === 0 ? 0 : wordEnd(text, around)
    const last = index === changes.length - 1 ? text.length : wordStart(text, text.length - around)
    const parts: Change[] = [
      { kind, text: text.slice(0, first) },
      { kind: 'skipped', text: text.slice(first, last) },
      { kind, text: text.slice(last) },
    ]
    return parts.filter((part) => part.text !== '')
  })
}

const wordEnd = (text: string, from: number): number => {
  const gap = text.slice(from).search(/\s/)
  return gap === -1 || gap > around ? from : from + gap
}
const wordStart = (text: string, to: number): number => {
  const gap = text.slice(0, to).search(/\s\S*$/)
  return gap === -1 || to - gap > around ? to : gap + 1
}

export function wordCount(changes: readonly Change[], kind: Change['kind']): number {
  return changes
    .filter((change) => change.kind === kind)
    .reduce((total, { text }) => total + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0)
}
