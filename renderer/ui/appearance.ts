import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect } from 'react'
import { type Appearance, defaultAppearance } from '../../shared/model/study'
import { api } from '../client'

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')
const contrastSystem = window.matchMedia('(prefers-contrast: more)')

function show(appearance: Appearance): void {
  const system = contrastSystem.matches ? 'high-contrast' : darkSystem.matches ? 'dark' : 'light'
  const root = document.documentElement
  root.dataset.theme = appearance.theme === 'system' ? system : appearance.theme
  root.dataset.readingFont = appearance.readingFont
  root.dataset.width = appearance.width
  root.style.setProperty('--text-scale', String(appearance.textSize / 100))
}

/** Puts the person's theme, size, font and width on the page and keeps them there. True once they are known. */
export function useAppearance(): boolean {
  const settings = useQuery(api.settings.get.queryOptions())
  // Where the data can't be opened there are no settings either, and that must be readable too.
  const appearance = settings.data?.appearance ?? (settings.isError ? defaultAppearance : undefined)
  // Before the first picture, or it would flash in another theme and size.
  useLayoutEffect(() => {
    if (!appearance) return
    const apply = () => show(appearance)
    apply()
    darkSystem.addEventListener('change', apply)
    contrastSystem.addEventListener('change', apply)
    return () => {
      darkSystem.removeEventListener('change', apply)
      contrastSystem.removeEventListener('change', apply)
    }
  }, [appearance])
  return appearance !== undefined
}

/** Whether single-key shortcuts are on (WCAG 2.1.4). */
export function useSingleKeys(): boolean {
  return useQuery(api.settings.get.queryOptions()).data?.appearance.singleKeys ?? true
}

/** True for keystrokes that belong to a field or an open dialog. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  return Boolean(target?.closest('input, textarea, select, [contenteditable], dialog, [popover]'))
}
