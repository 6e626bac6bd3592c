import { readFileSync } from 'node:fs'
import path from 'node:path'

/** renderer/styles/tokens.css. */
export const sheet = readFileSync(path.join(import.meta.dirname, '../../renderer/styles/tokens.css'), 'utf8')

/** The colors that a theme's rule gives (#rrggbb), by the name of the token. */
export function colorsOf(theme: string): Map<string, string> {
  const rule = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(sheet)?.[1]
  if (!rule) throw new Error(`no theme ${theme}`)
  return new Map([...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', color = '']) => [name, color]))
}
