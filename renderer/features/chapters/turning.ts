import { useEffect } from 'react'
import { navigate } from 'wouter/use-browser-location'
import type { ChapterView } from '../../../shared/model/views'

/** Alt with Page Down or Page Up: the chapter after or before this one. */
export function useTurning({ next, previous }: ChapterView): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      const to = event.key === 'PageDown' ? next : event.key === 'PageUp' ? previous : null
      if (!to) return
      event.preventDefault()
      navigate(`/chapters/${to.id}`)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [next, previous])
}
