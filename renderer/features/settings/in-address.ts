import { useEffect } from 'react'

/** How a setting is named in the address: `/settings#wanted-retention`. */
export function settingAddress(label: string): string {
  return `/settings#${slug(label)}`
}
const slug = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Brings the setting that the address names into view and into focus; false if it isn't there. */
export function showSettingInAddress(): boolean {
  const asked = location.hash.slice(1)
  if (location.pathname !== '/settings' || asked === '') return false
  const labels = document.querySelectorAll<HTMLElement>('.settings-part :is(legend, label, h2)')
  // A label may go on with its value or its unit: `Learn ahead, in minutes`.
  const label = [...labels].find((one) => {
    const named = slug(one.textContent)
    return !one.closest('.choice-options') && (named === asked || named.startsWith(`${asked}-`))
  })
  if (!label) return false
  const control = controlOf(label)
  label.scrollIntoView({ block: 'center' })
  if (control === label) control.tabIndex = -1
  control.focus({ preventScroll: true })
  return true
}

function controlOf(label: HTMLElement): HTMLElement {
  if (label instanceof HTMLLabelElement) return label.control ?? label
  if (label instanceof HTMLLegendElement)
    return label.parentElement?.querySelector<HTMLElement>('input:checked') ?? label
  return label
}

/** For the settings screen, once what it shows is there. */
export function SettingInAddress(): null {
  useEffect(() => {
    showSettingInAddress()
  }, [])
  return null
}
