import { lazy, Suspense, useId, useRef, useState } from 'react'
import './appearance-button.css'

/** Loaded with the other later parts of the app; see app.tsx. */
export const loadAppearancePanel = () => import('../features/settings/appearance-panel')
const AppearancePanel = lazy(() => loadAppearancePanel().then((module) => ({ default: module.AppearancePanel })))

/** Opens what the reading text looks like, beside the text itself. For screens that are read. */
export function AppearanceButton() {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  return (
    <div className="appearance">
      <button
        ref={button}
        type="button"
        className="button button-quiet appearance-button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        Appearance
      </button>
      {open && (
        <Suspense fallback={null}>
          <AppearancePanel
            id={id}
            close={() => {
              setOpen(false)
              button.current?.focus({ preventScroll: true })
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
