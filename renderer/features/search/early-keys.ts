/** Keys pressed after search was asked for and before its field is there. None of them may be lost or end up elsewhere. */
import { flushSync } from 'react-dom'

export interface EarlyKeys {
  text: string
  /** Enter was pressed after the text. */
  entered: boolean
}
let early: EarlyKeys | null = null
let cancel: () => void = () => {}

/** From now on, until `takeEarlyKeys`. `close`: Escape was pressed instead. */
export function catchKeys(close: () => void): void {
  if (early || document.querySelector('dialog.search')) return
  early = { text: '', entered: false }
  cancel = close
  window.addEventListener('keydown', onKey, { capture: true })
}

/** For the field, once it is there. */
export function takeEarlyKeys(): EarlyKeys {
  const taken = early ?? { text: '', entered: false }
  stop()
  return taken
}
function stop(): void {
  early = null
  window.removeEventListener('keydown', onKey, { capture: true })
}

function onKey(event: KeyboardEvent): void {
  if (!early || event.isComposing) return
  const isShortcut = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')
  if (!isShortcut) {
    if (event.key === 'Escape') {
      stop()
      flushSync(cancel)
    } else if (event.key === 'Enter') early.entered = true
    else if (event.key === 'Backspace') early.text = [...early.text].slice(0, -1).join('')
    else if ([...event.key].length === 1) early.text += event.key
  }
  event.preventDefault()
  event.stopPropagation()
}
