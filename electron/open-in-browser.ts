import { access, constants } from 'node:fs/promises'
import path from 'node:path'

/** Opens the address in the person's own browser; false if there is nothing to open it with, or nowhere to show it. */
export async function openInBrowser(address: string): Promise<boolean> {
  if (process.platform === 'linux' && !(await canShow())) return false
  try {
    const { default: open } = await import('open')
    const launcher = await open(address)
    // Later trouble of the launcher is its own; an unheard 'error' would end this process.
    launcher.on('error', () => {})
    return true
  } catch {
    return false
  }
}

/** A display to draw on, and the desktop's opener to ask. */
async function canShow(): Promise<boolean> {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const found = folders.map((folder) => access(path.join(folder, 'xdg-open'), constants.X_OK))
  return Promise.any(found).then(
    () => true,
    () => false,
  )
}
