import { useEffect, useState, useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { showIfOpen } from './passage'

/** One line for what has just been done, with the place where it happened. */
interface Said {
  words: string
  place?: { path: string; words: string } | undefined
}
/** How long it stays, ms; longer while it is pointed at or has the focus. */
const stay = 8000

let said: Said | null = null
let watcher: () => void = () => {}

export function say(words: string, place?: Said['place']): void {
  said = { words, place }
  watcher()
}
function take(): void {
  said = null
  watcher()
}
function watch(tell: () => void) {
  watcher = tell
  return () => {
    watcher = () => {}
  }
}

/** Where it is shown and spoken. Once in the app. */
export function SaidLine() {
  const now = useSyncExternalStore(watch, () => said)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!now || held) return
    const timer = setTimeout(take, stay)
    return () => clearTimeout(timer)
  }, [now, held])
  const hold = () => setHeld(true)
  const letGo = () => setHeld(false)
  return (
    // A landmark only while there is somewhere to go: the element stays the same, or what is said would not be heard.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stays longer
    <div
      {...(now?.place && { role: 'region', 'aria-label': 'Just done' })}
      className={now ? 'undo-word said' : 'visually-hidden'}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={letGo}
    >
      <span role="status">{now?.words}</span>
      {now?.place && (
        <Link
          href={now.place.path}
          onClick={() => {
            if (now.place) showIfOpen(now.place.path)
            take()
          }}
        >
          {now.place.words}
        </Link>
      )}
    </div>
  )
}
