import { type ReactNode, useEffect, useRef, useState } from 'react'
import { LockScreen } from './lock-screen'
import { beginLock, isStaying, useLock, useLockProblem } from './lock-state'
import './lock.css'

/** Lets nobody in while it is locked: the app itself isn't drawn then, and nothing of it is asked for. */
export function LockDoor({ children }: { children: ReactNode }) {
  const lock = useLock()
  const problem = useLockProblem()
  const wasLocked = useRef(false)
  const [begun, setBegun] = useState(false)
  useEffect(() => {
    void beginLock().finally(() => setBegun(true))
  }, [])
  const isShut = lock !== null && !isStaying() && !['off', 'open', 'saving'].includes(lock.state)
  // The field that had the focus is gone: what comes next is the work.
  useEffect(() => {
    if (lock === null) return
    if (wasLocked.current && !isShut) requestAnimationFrame(() => document.getElementById('main')?.focus())
    wasLocked.current = isShut
  }, [lock, isShut])
  // The app itself says what it means that nobody answers.
  if (lock === null) return begun && problem ? children : null
  return isShut ? <LockScreen lock={lock} /> : children
}
