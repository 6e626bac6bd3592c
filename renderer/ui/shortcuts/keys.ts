/** Keys as the lists of shortcuts write them: `Mod+Shift+Z`, `Alt+ArrowLeft`, `?`, `Space`. `Mod` is ⌘ on a Mac, Ctrl elsewhere. */

export interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** Whether a keystroke is this key. Shift counts only in combinations: `?` needs it on most keyboards, capitals always. */
export function isKey(event: Press, key: string): boolean {
  const parts = key.split(/\+(?=.)/)
  const modifiers = parts.slice(0, -1)
  const has = (modifier: string) => modifiers.includes(modifier)
  if ((event.ctrlKey || event.metaKey) !== has('Mod') || event.altKey !== has('Alt')) return false
  if (modifiers.length > 0 && event.shiftKey !== has('Shift')) return false
  const pressed = event.key === ' ' ? 'Space' : event.key
  return pressed.toLowerCase() === parts.at(-1)?.toLowerCase()
}

/** Whether it is one of them; `1`, `–`, `9` are all digits from 1 to 9. */
export function isOneOf(event: Press, keys: readonly string[]): boolean {
  const [from = '', dash, to = ''] = keys
  if (dash !== '–') return keys.some((key) => isKey(event, key))
  return [...'123456789'].some((digit) => digit >= from && digit <= to && isKey(event, digit))
}

const signs: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}
const macSigns: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }

/** The keys of a combination as they stand on the keyboard: `['Ctrl', 'Shift', 'Z']`, on a Mac `['⌘', '⇧', 'Z']`. */
export function keyWords(key: string, mac: boolean): string[] {
  return key
    .split(/\+(?=.)/)
    .map((part) => (mac ? macSigns[part] : undefined) ?? (part === 'Mod' ? 'Ctrl' : (signs[part] ?? part)))
}
/** In one line, for a sentence or an attribute: `Ctrl Z`, `⌘Z`. */
export const keyLine = (key: string, mac: boolean): string => keyWords(key, mac).join(mac ? '' : ' ')
