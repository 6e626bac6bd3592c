import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { api } from '../../client'
import { AppearanceControls } from '../../ui/appearance-controls'
import { Trouble } from '../../ui/trouble'
import './appearance-panel.css'
import { useChangeAppearance } from '../../ui/changing-settings'

/**
 * The appearance beside the text it changes. Not modal: one reads, scrolls and looks things up with it open. A popover,
 * so that it stands above everything; closed by Escape, its button or the one that opened it.
 */
export function AppearancePanel({ id, close }: { id: string; close: () => void }) {
  const settings = useQuery(api.settings.get.queryOptions()).data
  const change = useChangeAppearance()
  const panel = useRef<HTMLDivElement>(null)
  const there = settings !== undefined

  useEffect(() => {
    if (!there) return
    panel.current?.showPopover()
    panel.current?.querySelector<HTMLElement>('input:checked')?.focus({ preventScroll: true })
  }, [there])

  // Also while the text behind has the focus; what is open above it (a term, a source) goes first.
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      const inside = event.target instanceof Node && panel.current?.contains(event.target)
      const above = document.querySelector('dialog[open], :popover-open:not(.appearance-panel)')
      const writing = event.target instanceof Element && event.target.closest('textarea, [contenteditable]')
      if (!inside && (above || writing)) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  if (!settings) return null
  return (
    <div ref={panel} id={id} popover="manual" role="dialog" aria-label="Appearance" className="appearance-panel">
      <div className="appearance-panel-head">
        <p className="label" aria-hidden="true">
          Appearance
        </p>
        <button type="button" className="button button-quiet" onClick={close}>
          Close
        </button>
      </div>
      <Trouble of={change.error} />
      <AppearanceControls appearance={settings.appearance} change={(patch) => change.mutate(patch)} />
      <p className="small">
        <Link href="/settings">All settings</Link>
      </p>
    </div>
  )
}
