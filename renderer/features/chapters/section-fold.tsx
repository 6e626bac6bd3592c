import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

interface Fold {
  isOpen: boolean
  toggle: () => void
  body: RefObject<HTMLDivElement | null>
}

/** A section that can be closed where the window is small. Find-in-page and links open it; paper shows it as it is. */
export function useFold(section: string, canClose: boolean): Fold {
  const [closed, setClosed] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const isOpen = !(closed && canClose)
  useLayoutEffect(() => {
    // React knows `hidden` only as true or false.
    if (isOpen) body.current?.removeAttribute('hidden')
    else body.current?.setAttribute('hidden', 'until-found')
  }, [isOpen])
  useEffect(() => {
    const element = body.current
    if (!closed || !element) return
    // Whoever goes to something in here measures where it stands right afterwards.
    const open = () => flushSync(() => setClosed(false))
    function openIfNamed() {
      const id = decodeURIComponent(location.hash.slice(1))
      if (id !== section && !element?.querySelector(`#${CSS.escape(id)}`)) return
      open()
      document.getElementById(id)?.scrollIntoView({ block: 'start' })
    }
    element.addEventListener('beforematch', open)
    window.addEventListener('hashchange', openIfNamed)
    return () => {
      element.removeEventListener('beforematch', open)
      window.removeEventListener('hashchange', openIfNamed)
    }
  }, [closed, section])
  return { isOpen, toggle: () => setClosed(isOpen), body }
}

/** The words of a section's heading; where it can be closed, a button in the heading. */
export function FoldTitle({ fold, canClose, children }: { fold: Fold; canClose: boolean; children: ReactNode }) {
  if (!canClose) return children
  return (
    <button type="button" className="section-fold" aria-expanded={fold.isOpen} onClick={fold.toggle}>
      {children}
    </button>
  )
}
