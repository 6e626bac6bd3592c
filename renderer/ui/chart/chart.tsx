import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import './chart.css'

/** The part of a chart in which values are drawn, px; its corner at 0, 0. `rem` is the size of text, px. */
export interface Plot {
  width: number
  height: number
  rem: number
}
interface Room {
  left: number
  right: number
  top: number
  bottom: number
}
const usualRoom: Room = { left: 2.5, right: 0.5, top: 0.75, bottom: 1.75 }

interface ChartProps {
  /** What the picture shows, as a sentence: all that a screen reader gets of it. */
  says: string
  /** Of the plot, rem; of a picture so many rem wide. */
  height: number | ((width: number) => number)
  /** Room for labels around the plot, rem; of a picture so many rem wide. */
  room?: (width: number) => Partial<Room>
  children: (plot: Plot) => ReactNode
}

/** A picture as wide as its column. It stands beside words and a table with the same numbers, never alone. */
export function Chart({ says, height, room, children }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<{ width: number; rem: number } | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () =>
      setSize({
        width: element.clientWidth,
        rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const { width = 0, rem = 16 } = size ?? {}
  const { left, right, top, bottom } = { ...usualRoom, ...room?.(width / rem) }
  const plot = {
    width: width - (left + right) * rem,
    height: rem * (typeof height === 'number' ? height : height(width / rem)),
    rem,
  }
  const full = plot.height + (top + bottom) * rem
  return (
    <div ref={box} className="chart">
      {plot.width > 0 && (
        // On paper the column is another one: the picture is scaled to it as it is.
        <svg viewBox={`0 0 ${width} ${full}`} role="img" aria-label={says} focusable="false">
          <g transform={`translate(${left * rem} ${top * rem})`}>{children(plot)}</g>
        </svg>
      )}
    </div>
  )
}
