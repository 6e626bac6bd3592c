import { lazy, Suspense, useEffect, useState } from 'react'
import { useEditing } from './editing'

const CardEditor = lazy(() => import('./card-editor').then((module) => ({ default: module.CardEditor })))

/** Stands once in the app: the editor while a card is open in it, and what was saved last. */
export function EditorHost() {
  const editing = useEditing()
  const [word, setWord] = useState('')
  // Loaded before it is asked for, as the screens are.
  useEffect(() => {
    const idle = requestIdleCallback(() => void import('./card-editor').catch(() => undefined))
    return () => cancelIdleCallback(idle)
  }, [])
  useEffect(() => {
    if (!word) return
    const timer = setTimeout(() => setWord(''), 6000)
    return () => clearTimeout(timer)
  }, [word])
  return (
    <>
      {editing && (
        <Suspense fallback={null}>
          <CardEditor editing={editing} saved={setWord} />
        </Suspense>
      )}
      <div className="undo-word" role="status">
        {word}
      </div>
    </>
  )
}
