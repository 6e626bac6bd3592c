import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { type MarginName, pixels, type Size, textMargins, textSize } from '../../../shared/rules/print/paper'
import { useRunningTitle } from '../chapters/printed-end'
import { usePageSize } from './page-size'
import { sheetGap, Viewer } from './viewer'

/**
 * Running text on pages. On the screen the pages are the columns of one box as high as a page's text: the browser breaks
 * columns and pages by the same rules, so what is seen is what will be printed.
 */
export function FlowPages(props: { page: Size; title: string; margins?: MarginName; children: ReactNode }) {
  const { page, title, margins = 'book' } = props
  const { top, side } = textMargins[margins]
  const flow = useRef<HTMLDivElement>(null)
  const [pages, setPages] = useState(0)
  usePageSize(page)
  useRunningTitle(title)
  const { width, height } = textSize(page, textMargins[margins])
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew on other paper
  useLayoutEffect(() => {
    const box = flow.current
    if (!box) return
    const column = (page.width + sheetGap) * pixels
    const countPages = () => setPages(box.firstElementChild ? Math.ceil((box.scrollWidth - 1) / column) : 0)
    countPages()
    void document.fonts.ready.then(countPages)
    // What is in it comes and changes by itself.
    const watching = new MutationObserver(countPages)
    watching.observe(box, { childList: true, subtree: true, characterData: true })
    return () => watching.disconnect()
  }, [width, height, page])
  const sizes = {
    '--flow-width': `${width}px`,
    '--flow-height': `${height}px`,
    '--flow-top': `${top}px`,
    '--flow-side': `${side}px`,
    '--flow-bottom': `${textMargins[margins].bottom}px`,
  } as CSSProperties
  return (
    <Viewer page={page} pages={pages}>
      {Array.from({ length: pages }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          key={index}
          className="print-paper"
          aria-hidden="true"
          style={{ ...sizes, left: `${sheetGap / 2 + index * (page.width + sheetGap)}mm` }}
        >
          {index > 0 && <span className="print-paper-title">{title}</span>}
          <span className="print-paper-number">
            {index + 1} of {pages}
          </span>
        </div>
      ))}
      <div ref={flow} className={`print-flow print-flow-${margins}`} style={sizes}>
        {props.children}
      </div>
    </Viewer>
  )
}
