import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Chapter } from '../../../../shared/model/content'
import { type ChosenRange, type HighlightKind, longestHighlight } from '../../../../shared/model/highlight'
import { chosenWords } from './chosen-words'
import { KindButtons } from './kind-buttons'

interface Selected {
  parts: ChosenRange[]
  /** Beside which the bar stands, in the window. */
  box: DOMRect
}
/** Between the bar and the selection, or the edge of the window, px. */
const gap = 8

/** Appears beside words selected with mouse or finger. What it does can be had by keyboard from each paragraph. */
export function SelectionBar(props: {
  root: RefObject<HTMLElement | null>
  chapter: Chapter
  chosen: (kind: HighlightKind, parts: ChosenRange[]) => void
  attach: ((parts: ChosenRange[]) => void) | null
}) {
  const { root, chapter, attach } = props
  const [selected, setSelected] = useState<Selected | null>(null)
  const bar = useRef<HTMLDivElement>(null)
  // Its size goes by the text size and the window, so it is placed when it is there.
  useLayoutEffect(() => {
    if (bar.current && selected) place(bar.current, selected.box)
  }, [selected])

  useEffect(() => {
    let pressed = false
    function look() {
      setSelected(root.current && !pressed ? selectionIn(root.current, chapter) : null)
    }
    function onSelection() {
      // While the mouse is drawing a selection nothing jumps about.
      if (!pressed) look()
    }
    function onDown(event: PointerEvent) {
      pressed = event.pointerType === 'mouse' && !isBar(event.target)
    }
    function onUp() {
      if (!pressed) return
      pressed = false
      // A click into a selection takes it away only after this.
      requestAnimationFrame(look)
    }
    function onKey(event: KeyboardEvent) {
      if (event.key === 'Escape') setSelected(null)
    }
    document.addEventListener('selectionchange', onSelection)
    document.addEventListener('pointerdown', onDown)
    document.addEventListener('pointerup', onUp)
    // The selected words themselves were dragged.
    document.addEventListener('pointercancel', onUp)
    document.addEventListener('keydown', onKey)
    window.addEventListener('scroll', onSelection, { passive: true })
    return () => {
      document.removeEventListener('selectionchange', onSelection)
      document.removeEventListener('pointerdown', onDown)
      document.removeEventListener('pointerup', onUp)
      document.removeEventListener('pointercancel', onUp)
      document.removeEventListener('keydown', onKey)
      window.removeEventListener('scroll', onSelection)
    }
  }, [root, chapter])

  if (!selected) return null
  const { parts } = selected
  const length = parts.reduce((sum, { exact }) => sum + exact.length, 0)
  function done() {
    getSelection()?.removeAllRanges()
    setSelected(null)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      ref={bar}
      role="group"
      aria-label="Highlight the selected words"
      className="highlight-bar"
      // A press must not take the selection away before the click.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      {length > longestHighlight ? (
        <p className="small">
          Too long to highlight at once: select at most {longestHighlight.toLocaleString()} letters.
        </p>
      ) : attach ? (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            attach(parts)
            done()
          }}
        >
          Attach here
        </button>
      ) : (
        <KindButtons
          choose={(kind) => {
            props.chosen(kind, parts)
            done()
          }}
        />
      )}
    </div>
  )
}

const isBar = (target: EventTarget | null) => target instanceof Element && target.closest('.highlight-bar') !== null

function selectionIn(root: HTMLElement, chapter: Chapter): Selected | null {
  const selection = getSelection()
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  const parts = chosenWords(root, chapter, range)
  if (parts.length === 0) return null
  const box = range.getBoundingClientRect()
  if (box.bottom < 0 || box.top > innerHeight) return null
  return { parts, box }
}

/** Above the selection, or below it where there is no room; whole in the window. */
function place(bar: HTMLElement, box: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = bar
  const above = box.top - gap - height
  const top = above >= gap ? above : box.bottom + gap
  bar.style.left = `${within(box.left + box.width / 2 - width / 2, innerWidth - width)}px`
  bar.style.top = `${within(top, innerHeight - height)}px`
}

const within = (start: number, most: number) => Math.max(gap, Math.min(start, most - gap))
