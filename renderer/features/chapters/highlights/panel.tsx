import { type ReactNode, useLayoutEffect, useRef } from 'react'

/** Beside what opened it. The native popover gives Escape, closing by a click elsewhere and the focus back. */
export function Panel(props: { title: string; opener: HTMLElement; close: () => void; children: ReactNode }) {
  const { opener } = props
  const panel = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    opener.style.setProperty('anchor-name', '--highlight-panel')
    panel.current?.showPopover({ source: opener })
    panel.current?.focus()
    return () => void opener.style.removeProperty('anchor-name')
  }, [opener])
  return (
    <div
      ref={panel}
      popover="auto"
      role="dialog"
      aria-label={props.title}
      tabIndex={-1}
      className="in-place highlight-panel"
      onToggle={(event) => {
        if (event.newState === 'closed') props.close()
      }}
    >
      {props.children}
    </div>
  )
}
