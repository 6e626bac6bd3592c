import { useCallback, useEffect, useRef } from 'react'
import { useLocation, useSearch } from 'wouter'
import { type Asked, askedIn, mapPath } from './address'

/** Chromium takes 200 changes of an address in 30 seconds, and drops the rest. */
const pause = 250

/**
 * What the address asks for. `go` leaves a step for Back; `put` takes the address's place, at once or, as one walks and
 * zooms, soon after.
 */
export function useAsked(): {
  asked: Asked
  go(change: Partial<Asked>): void
  put(change: Partial<Asked>): void
  putNow(): void
} {
  const search = useSearch()
  const [, navigate] = useLocation()
  const waiting = useRef<{ change: Partial<Asked>; timer: number } | null>(null)
  const latest = useRef({ search, navigate })
  latest.current = { search, navigate }

  const putNow = useCallback(() => {
    if (!waiting.current) return
    const { change, timer } = waiting.current
    clearTimeout(timer)
    waiting.current = null
    const { search, navigate } = latest.current
    const path = mapPath({ ...askedIn(search), ...change })
    if (path !== `/glossary/map${search && `?${search}`}`) navigate(path, { replace: true, state: history.state })
  }, [])
  const put = useCallback(
    (change: Partial<Asked>) => {
      if (waiting.current) clearTimeout(waiting.current.timer)
      const timer = window.setTimeout(putNow, pause)
      waiting.current = { change: { ...waiting.current?.change, ...change }, timer }
    },
    [putNow],
  )
  const go = useCallback(
    (change: Partial<Asked>) => {
      putNow()
      const { navigate } = latest.current
      navigate(mapPath({ ...askedIn(location.search), ...change, camera: null }))
    },
    [putNow],
  )
  // What is still waiting belongs to the page one has left.
  useEffect(
    () => () => {
      if (waiting.current) clearTimeout(waiting.current.timer)
    },
    [],
  )
  return { asked: askedIn(search), go, put, putNow }
}
