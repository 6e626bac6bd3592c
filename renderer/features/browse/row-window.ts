import { type RefObject, useCallback, useEffect, useState } from 'react'

/** Rows drawn beyond what is in view, above and below: what one scrolls to is there already. */
const beyond = 10

export interface RowWindow {
  from: number
  to: number
  /** Of one row, CSS pixels. */
  height: number
}

/** Which rows of a table that the page scrolls are in view. All rows are equally high. */
export function useRowWindow(body: RefObject<HTMLElement | null>): RowWindow & { look: () => void } {
  const [seen, setSeen] = useState<RowWindow>({ from: 0, to: 3 * beyond, height: 60 })
  const look = useCallback(() => {
    const rows = body.current
    if (!rows) return
    const measured = rows.querySelector('[data-row]')?.getBoundingClientRect().height
    const { top } = rows.getBoundingClientRect()
    setSeen((before) => {
      const height = measured || before.height
      const from = Math.max(0, Math.floor(-top / height) - beyond)
      const to = Math.max(from, Math.ceil((window.innerHeight - top) / height)) + beyond
      return from === before.from && to === before.to && height === before.height ? before : { from, to, height }
    })
  }, [body])
  useEffect(() => {
    look()
    // A larger text makes rows higher without a word from the window.
    const resized = new ResizeObserver(look)
    resized.observe(document.documentElement)
    window.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      resized.disconnect()
      window.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [look])
  return { ...seen, look }
}

/**
 * What is drawn, in order: rows, and gaps as high as so many rows. The row `kept` is always among them, since it may
 * have the focus and would lose it.
 */
export function rowsAndGaps(
  total: number,
  from: number,
  to: number,
  kept: number,
): ({ row: number } | { gap: number; before: number })[] {
  const rows: number[] = []
  for (let row = Math.min(from, total); row < Math.min(to, total); row += 1) rows.push(row)
  if (kept >= 0 && kept < total) {
    if (kept < from) rows.unshift(kept)
    else if (kept >= to) rows.push(kept)
  }
  const drawn: ({ row: number } | { gap: number; before: number })[] = []
  let next = 0
  for (const row of rows) {
    if (row > next) drawn.push({ gap: row - next, before: row })
    drawn.push({ row })
    next = row + 1
  }
  if (next < total) drawn.push({ gap: total - next, before: total })
  return drawn
}
