import { useEffect, useState } from 'react'

/** Whether the contents stand beside the text: as the styles ask it, in the size the text is set in. */
function contentsBeside(): boolean {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return document.documentElement.clientWidth >= 72 * size
}

export function useContentsBeside(): boolean {
  const [beside, setBeside] = useState(contentsBeside)
  useEffect(() => {
    const follow = () => setBeside(contentsBeside())
    window.addEventListener('resize', follow)
    return () => window.removeEventListener('resize', follow)
  }, [])
  return beside
}
