import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect } from 'react'
import { type Appearance, defaultAppearance } from '../../shared/model/study'
import { api } from '../client'

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')
const contrastSystem = window.matchMedia('(prefers-contrast: more)')

function themeShown(theme: Appearance['theme']): string {
  const highContrast = theme === 'high-contrast' || (theme === 'system' && contrastSystem.matches)
  if (highContrast) return darkSystem.matches ? 'high-contrast-dark' : 'high-contrast'
  if (theme === 'system') return darkSystem.matches ? 'dark' : 'light'
  return theme
}

function show(appearance: Appearance): void {
  const root = document.documentElement
  root.dataset.theme = themeShown(appearance.theme)
  root.dataset.readingFont = appearance.readingFont
  root.dataset.width = appearance.width
  root.dataset.lineSpacing = appearance.lineSpacing
  root.style.setProperty('--text-scale', String(appearance.textSize / 100))
}

/** The line one reads stays where it is on the screen while the text around it is set anew. */
function keepingTheLine(change: () => void): void {
  const blocks = window.scrollY > 0 ? document.querySelectorAll('#main [data-block], #main .reading > *') : []
  const line = [...blocks].find((block) => block.getBoundingClientRect().bottom > 80)
  const before = line?.getBoundingClientRect()
  change()
  if (!line || !before) return
  const after = line.getBoundingClientRect()
  // Of a long paragraph the part that stood at the top: its share, for its lines are other ones now.
  const share = before.height > 0 ? Math.max(0, -before.top) / before.height : 0
  window.scrollBy({ top: after.top + share * after.height - Math.max(before.top, 0), behavior: 'instant' })
}

/** Puts the person's theme, size, font, width and spacing on the page and keeps them there. True once they are known. */
export function useAppearance(): boolean {
  const settings = useQuery(api.settings.get.queryOptions())
  // Where the data can't be opened there are no settings either, and that must be readable too.
  const appearance = settings.data?.appearance ?? (settings.isError ? defaultAppearance : undefined)
  useShown(appearance)
  return appearance !== undefined
}

/** Before the first picture, or it would flash in another theme and size. */
export function useShown(appearance: Appearance | undefined): void {
  useLayoutEffect(() => {
    if (!appearance) return
    const apply = () => keepingTheLine(() => show(appearance))
    apply()
    darkSystem.addEventListener('change', apply)
    contrastSystem.addEventListener('change', apply)
    return () => {
      darkSystem.removeEventListener('change', apply)
      contrastSystem.removeEventListener('change', apply)
    }
  }, [appearance])
}

/** Whether single-key shortcuts are on (WCAG 2.1.4). */
export function useSingleKeys(): boolean {
  return useQuery(api.settings.get.queryOptions()).data?.appearance.singleKeys ?? true
}

/** Whether the developers' design page is there. */
export function useDesignPage(): boolean {
  return useQuery(api.settings.get.queryOptions()).data?.appearance.designPage ?? false
}

/** True for keystrokes that belong to a field or an open dialog. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  return Boolean(target?.closest('input, textarea, select, [contenteditable], dialog, [popover]'))
}
