import { Fragment } from 'react'

/** Text with its hits marked. `marks` are [start, end) offsets; ones that overlap or lie outside do no harm. */
export function Marked({ text, marks }: { text: string; marks: [number, number][] }) {
  const parts: { text: string; hit: boolean }[] = []
  let at = 0
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(at, start)
    if (end <= from || from >= text.length) continue
    if (from > at) parts.push({ text: text.slice(at, from), hit: false })
    parts.push({ text: text.slice(from, end), hit: true })
    at = Math.min(end, text.length)
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false })
  // Parts have no identity of their own and never move: the index is their key.
  return parts.map((part, index) =>
    part.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <mark key={index}>{part.text}</mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Fragment key={index}>{part.text}</Fragment>
    ),
  )
}
