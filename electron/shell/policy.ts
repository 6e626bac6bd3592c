/** What the window may do, as plain decisions: no Electron here, so that every one of them is tested anywhere. */

export const scheme = 'app'
export const host = 'fieldbook'
export const start = `${scheme}://${host}/`

/** By parts, never by prefix: `app://fieldbook.example` is somebody else. */
export function isOwn(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === ''
}

/** The page itself, not a frame in it, not a frame that is gone. */
export function isOwnMainFrame(frame: { url: string; parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && isOwn(frame.url)
}

/** Copying text is the only thing that the page needs; all others, known or new, are refused. */
export function mayHave(permission: string, address: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwn(address)
}

/** `data:` carries its own contents and `blob:` comes from the page; neither reaches a network. */
export function mayRequest(address: string): boolean {
  if (address.startsWith('data:')) return true
  if (address.startsWith('blob:')) return isOwn(address.slice('blob:'.length))
  return isOwn(address)
}
