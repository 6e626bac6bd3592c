/** The keys of a screen on which cards are answered: review and practice. */
import { useLayoutEffect } from 'react'
import { isTyping, useSingleKeys } from '../../ui/appearance'

/** Radio buttons and boxes take Space, Enter and arrows, but no letters: keys work on beside them. */
const isChoice = ({ target }: KeyboardEvent) =>
  target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox')
export const inField = (event: KeyboardEvent) => isTyping(event) && !isChoice(event)

/** `action`: what a key does here, by how things stand at that moment. */
export function useAnswerKeys(action: (event: KeyboardEvent) => (() => void) | undefined): void {
  const singleKeys = useSingleKeys()
  useLayoutEffect(() => {
    if (!singleKeys) return
    function onKey(event: KeyboardEvent) {
      // A key held down must not go on into the next card.
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (inField(event) || document.querySelector('dialog[open], :popover-open')) return
      const press = event.key === ' ' || event.key === 'Enter'
      if (press && event.target instanceof Element && event.target.closest('a, button, summary, input')) return
      const act = action(event)
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
