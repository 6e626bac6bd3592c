import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'

/** Pixels a pointer may stray while it presses without meaning to move the picture. */
const slack = 4

/**
 * Moving and zooming by mouse, wheel and fingers. One pointer moves; two pinch; the wheel zooms with Ctrl (as a pinch on
 * a touchpad comes) or while the picture has the focus, otherwise it scrolls the page as anywhere else.
 */
export function useHand(
  frame: RefObject<HTMLElement | null>,
  { pan, zoom }: { pan(dx: number, dy: number): void; zoom(factor: number, x: number, y: number): void },
) {
  const pointers = useRef(new Map<number, { x: number; y: number }>())
  const strayed = useRef(0)
  const moves = useRef({ pan, zoom })
  moves.current = { pan, zoom }

  useEffect(() => {
    const element = frame.current
    if (!element) return
    // React's own listener is passive: it couldn't keep the page from scrolling.
    function wheel(event: WheelEvent) {
      if (!event.ctrlKey && !element?.contains(document.activeElement)) return
      event.preventDefault()
      const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      const step = Math.max(-120, Math.min(120, event.deltaY * lines)) * (event.ctrlKey ? 0.01 : 0.002)
      moves.current.zoom(Math.exp(-step), event.clientX - left, event.clientY - top)
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [frame])

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.pointerType === 'mouse' && event.button !== 0) return
      if (pointers.current.size === 0) strayed.current = 0
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const before = pointers.current.get(event.pointerId)
      if (!before) return
      const now = { x: event.clientX, y: event.clientY }
      strayed.current += Math.hypot(now.x - before.x, now.y - before.y)
      if (strayed.current < slack) return
      // Only now: captured at once, the press would be the frame's and not the box's under it.
      if (!event.currentTarget.hasPointerCapture(event.pointerId))
        event.currentTarget.setPointerCapture(event.pointerId)
      const [other] = [...pointers.current].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]))
      pointers.current.set(event.pointerId, now)
      if (!other) {
        moves.current.pan(before.x - now.x, before.y - now.y)
        return
      }
      const { left, top } = event.currentTarget.getBoundingClientRect()
      const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y)
      if (Number.isFinite(factor) && factor > 0)
        moves.current.zoom(factor, (now.x + other.x) / 2 - left, (now.y + other.y) / 2 - top)
      moves.current.pan((before.x - now.x) / 2, (before.y - now.y) / 2)
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => pointers.current.delete(event.pointerId),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => pointers.current.delete(event.pointerId),
    /** Letting go after moving the picture presses nothing. */
    onClickCapture(event: React.MouseEvent) {
      if (strayed.current < slack || event.detail === 0) return
      event.preventDefault()
      event.stopPropagation()
    },
    onDragStart: (event: React.DragEvent) => event.preventDefault(),
  }
}
