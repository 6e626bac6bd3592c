import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { textWidth } from './label'
import { type } from './layout'

const sample = 'Homeland Security Investigations'

/**
 * How much wider the map's text is on this screen than it is reckoned, at least 1, and the words it is measured by.
 * Somebody may have letters and words set apart (WCAG 1.4.12), at any time.
 */
export function useStretch(): [number, ReactNode] {
  const probe = useRef<HTMLSpanElement>(null)
  const [stretch, setStretch] = useState(1)
  useLayoutEffect(() => {
    const element = probe.current
    if (!element) return
    const measure = () => {
      const wider = element.offsetWidth / textWidth(sample, type.size)
      setStretch(wider > 1 ? Math.ceil(wider * 20) / 20 : 1)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  return [
    stretch,
    <span key="probe" ref={probe} className="map-probe" aria-hidden="true">
      {sample}
    </span>,
  ]
}
