/**
 * What can be asked of the whole app: by its keys, from the menu of Electron's window, or from a part of the page.
 * Whoever does a command names it with `useCommand`; the screens are gone to from here.
 */
import { useEffect, useLayoutEffect } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { type CommandName, commandNames, commands, isCommand } from '../../shared/model/commands'
import { ownWindow } from '../client'
import { isTyping, useSingleKeys } from './appearance'
import { showIfOpen } from './passage'
import { say } from './said'
import { isKey } from './shortcuts/keys'
import { helpKey } from './shortcuts/list'
import { isMac } from './words'

const paths: Partial<Record<CommandName, string>> = {
  today: '/',
  chapters: '/chapters',
  flashcards: '/flashcards',
  glossary: '/glossary',
  notes: '/notes',
  progress: '/progress',
  settings: '/settings',
  shortcuts: '/help/shortcuts',
  history: '/history',
  help: '/help',
  about: '/settings#about',
}
const deeds = new Map<CommandName, () => void>()

export function run(command: CommandName): void {
  const path = paths[command]
  if (path === undefined) {
    deeds.get(command)?.()
    return
  }
  // An open dialog is finished or closed first: what was begun in it would be gone.
  if (document.querySelector('dialog:modal')) return
  showIfOpen(path)
  navigate(path)
}

/** Does the command while the part is on the page. */
export function useCommand(command: CommandName, does: () => void): void {
  useEffect(() => {
    deeds.set(command, does)
    return () => {
      if (deeds.get(command) === does) deeds.delete(command)
    }
  }, [command, does])
}

export const keysOf = (command: CommandName): readonly string[] => commands[command][isMac ? 'mac' : 'other']

/** In a text Undo is the text's own. */
const textHas: CommandName[] = ['undo', 'redo']
const isText = (target: EventTarget | null): boolean => {
  const field = target instanceof Element && target.closest('input, textarea, [contenteditable]')
  return Boolean(field) && !(field instanceof HTMLInputElement && /^(checkbox|radio|range)$/.test(field.type))
}

/** Reviews and practice have a help of their own under the same key. */
const hasOwnHelp = () => /^\/flashcards\/(review|practice\/session)/.test(location.pathname)

/** Hears keys, the mouse's two buttons at the side, and the menu. Once in the app. */
export function useCommands(): void {
  const singleKeys = useSingleKeys()

  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented) return
      const asked = commandNames.find(
        (name) => (ownWindow || !commands[name].ownWindow) && keysOf(name).some((key) => isKey(event, key)),
      )
      if (asked) {
        if (textHas.includes(asked) && isText(event.target)) return
        event.preventDefault()
        run(asked)
      } else if (singleKeys && isKey(event, helpKey) && !event.repeat && !isTyping(event) && !hasOwnHelp()) {
        event.preventDefault()
        run('shortcuts')
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [singleKeys])

  useEffect(() => {
    if (!ownWindow) return // a browser does this itself
    function onMenu(event: MessageEvent) {
      if (event.source !== window || typeof event.data !== 'object' || event.data === null) return
      const command: unknown = event.data['fieldbook:command']
      if (!isCommand(command)) return
      // The menu's Undo has been the field's by now.
      if (textHas.includes(command) && isText(document.activeElement)) return
      run(command)
    }
    const sides: Record<number, CommandName> = { 3: 'back', 4: 'forward' }
    function onMouse(event: MouseEvent) {
      const command = sides[event.button]
      if (!command) return
      event.preventDefault() // or Chromium goes there a second time
      if (event.type === 'mouseup') run(command)
    }
    window.addEventListener('message', onMenu)
    window.addEventListener('mousedown', onMouse)
    window.addEventListener('mouseup', onMouse)
    return () => {
      window.removeEventListener('message', onMenu)
      window.removeEventListener('mousedown', onMouse)
      window.removeEventListener('mouseup', onMouse)
    }
  }, [])

  useCommand('back', goBack)
  useCommand('forward', goForward)
  useCommand('print', printPage)
  useCommand('copy-link', copyLink)
}

const goBack = () => history.back()
const goForward = () => history.forward()
const printPage = () => window.print()

/** As a Markdown link, which a note takes as it is: to the section or paragraph in view, where the screen has such places. */
function copyLink(): void {
  const { pathname, search, hash } = location
  const blocks = [...document.querySelectorAll<HTMLElement>('#main [data-block]')]
  const block = blocks.find((block) => block.getBoundingClientRect().bottom > 80)
  const atTop = block === undefined || window.scrollY < 40
  const title = document.querySelector('h1')?.textContent ?? ''
  const place = pathname + search + (atTop ? hash : `#${block.dataset.block}`)
  void navigator.clipboard.writeText(`[${title.replace(/[[\]]/g, '')}](${place})`).then(
    () => say('The link to this place is copied; it can be pasted into a note.'),
    () => say('The link could not be copied.'),
  )
}
