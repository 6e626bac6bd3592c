import type { ReactNode } from 'react'

/** A wide table scrolls by itself, with the keyboard too, instead of widening the page; its row headers stay. */
export function TableScroller({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, a section would be a landmark
    <div className="progress-scroller" tabIndex={0} role="group" aria-labelledby={labelledBy}>
      {children}
    </div>
  )
}
