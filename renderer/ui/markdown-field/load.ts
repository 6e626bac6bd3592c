import { type RefObject, useEffect, useState } from 'react'

type Module = typeof import('./markdown-field')
let loaded: Module | null = null

/** The Markdown field is a part of its own, loaded when nothing else is to be done or a note is opened. */
export async function loadMarkdownField(): Promise<void> {
  loaded ??= await import('./markdown-field')
}

/**
 * The Markdown field once it is loaded, and where the plain one that stood for it had its selection (null if the focus
 * was elsewhere). It doesn't come in the middle of a composed character.
 */
export function useMarkdownField(plain: RefObject<HTMLTextAreaElement | null>): {
  Field: Module['MarkdownField'] | null
  selection: { from: number; to: number } | null
} {
  const [here, setHere] = useState({ Field: loaded?.MarkdownField ?? null, selection: null as Selection })
  const [composing, setComposing] = useState(false)
  const missing = here.Field === null
  useEffect(() => {
    const field = plain.current
    if (!missing || !field) return
    let gone = false
    const begin = () => setComposing(true)
    const end = () => setComposing(false)
    field.addEventListener('compositionstart', begin)
    field.addEventListener('compositionend', end)
    if (!composing)
      loadMarkdownField().then(
        () => {
          const had = document.activeElement === field
          const selection = had ? { from: field.selectionStart, to: field.selectionEnd } : null
          if (!gone) setHere({ Field: loaded?.MarkdownField ?? null, selection })
        },
        () => undefined,
      )
    return () => {
      gone = true
      field.removeEventListener('compositionstart', begin)
      field.removeEventListener('compositionend', end)
    }
  }, [missing, composing, plain])
  return here
}
type Selection = { from: number; to: number } | null
