import { lazy, Suspense, useEffect } from 'react'
import { useCorrecting } from './editing'

const CorrectionEditor = lazy(() => import('./editor').then((module) => ({ default: module.CorrectionEditor })))

/** Stands once in the app: the editor while a place is open in it. */
export function CorrectionHost() {
  const correcting = useCorrecting()
  // Loaded before it is asked for, as the screens are.
  useEffect(() => {
    const idle = requestIdleCallback(() => void import('./editor').catch(() => undefined))
    return () => cancelIdleCallback(idle)
  }, [])
  return (
    correcting && (
      <Suspense fallback={null}>
        <CorrectionEditor correcting={correcting} />
      </Suspense>
    )
  )
}
