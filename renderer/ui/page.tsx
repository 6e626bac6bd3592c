import { type ReactNode, useEffect, useRef } from 'react'

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
  useEffect(() => {
    // One can be elsewhere before the first screen has had its data.
    const arrived = !firstScreen || location.pathname !== firstPath
    if (arrived && !location.hash) {
      window.scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
    firstScreen = false
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
      {props.children}
    </div>
  )
}
