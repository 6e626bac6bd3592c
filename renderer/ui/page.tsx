import { type ReactNode, useEffect, useRef, useState } from 'react'
import { goToNamedPlace, returnToPlace } from './places'

let firstScreen = true
const firstPath = location.pathname

/**
 * One screen: its only h1, the window's title, and, after a navigation, the focus on the heading, so that a screen
 * reader says where one has arrived.
 */
export function Page(props: {
  title: string
  /** Shown above the title, small. */
  over?: ReactNode
  lead?: ReactNode
  className?: string
  children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${props.title} · Fieldbook`
  }, [props.title])
  /** The address names a place that this screen doesn't have. */
  const [lost, setLost] = useState(false)
  useEffect(() => {
    // One can be elsewhere before the first screen has had its data.
    const arrived = !firstScreen || location.pathname !== firstPath
    firstScreen = false
    const named = location.hash !== ''
    // Before the screen's own effects: a chapter goes on to its kept line.
    if (arrived && !named) {
      window.scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
    // After them.
    queueMicrotask(() => {
      if (!heading.current || returnToPlace(heading.current) || !named || goToNamedPlace()) return
      setLost(true)
      if (arrived) heading.current.focus({ preventScroll: true })
    })
  }, [])
  return (
    <div className={`page ${props.className ?? ''}`}>
      <div className="page-head">
        {props.over && <p className="label">{props.over}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.lead && <p className="lead">{props.lead}</p>}
      </div>
      {lost && (
        <p role="status" className="notice">
          This link leads to a place that is not on this screen; it may have been renamed or taken out since.
        </p>
      )}
      {props.children}
    </div>
  )
}
