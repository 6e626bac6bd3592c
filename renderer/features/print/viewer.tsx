import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { pixels, type Size } from '../../../shared/rules/print/paper'
import './viewer.css'

/** Between two sheets in the preview, millimeters. */
export const sheetGap = 8

/** Sheets of paper side by side, as large as there is room, with a way from one to the next. */
export function Viewer(props: { page: Size; pages: number; children: ReactNode }) {
  const { page, pages } = props
  const frame = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(0.5)
  const [at, setAt] = useState(0)
  useLayoutEffect(() => {
    const room = frame.current
    if (!room) return
    const takeRoom = () => setScale(Math.min(1, room.clientWidth / ((page.width + sheetGap) * pixels)))
    takeRoom()
    const watching = new ResizeObserver(takeRoom)
    watching.observe(room)
    return () => watching.disconnect()
  }, [page.width])
  const step = (page.width + sheetGap) * pixels * scale
  const now = Math.min(at, Math.max(0, pages - 1))
  function go(to: number) {
    setAt(to)
    frame.current?.scrollTo({ left: to * step, behavior: 'instant' })
  }
  const sizes = {
    '--sheet-width': `${page.width}mm`,
    '--sheet-height': `${page.height}mm`,
    '--sheet-gap': `${sheetGap}mm`,
    '--sheet-scale': scale,
    '--sheets': pages,
  } as CSSProperties
  return (
    <div className="print-viewer" style={sizes} data-pages={pages}>
      <div className="print-turning">
        <button type="button" className="button" disabled={now === 0} onClick={() => go(now - 1)}>
          ← Previous page
        </button>
        <p role="status" className="figures">
          {pages === 0 ? 'Laying out the pages' : `Page ${now + 1} of ${pages}`}
        </p>
        <button type="button" className="button" disabled={now >= pages - 1} onClick={() => go(now + 1)}>
          Next page →
        </button>
      </div>
      <section
        ref={frame}
        className="print-frame"
        aria-label="Preview"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
        tabIndex={0}
        onScroll={(event) => setAt(Math.round(event.currentTarget.scrollLeft / step))}
      >
        <div className="print-room">
          <div className="print-strip" data-theme="light">
            {props.children}
          </div>
        </div>
      </section>
    </div>
  )
}
