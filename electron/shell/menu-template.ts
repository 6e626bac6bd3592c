/** The menu as plain data: no Electron here, so that each platform's is tested anywhere. */
import type { MenuItemConstructorOptions } from 'electron'
import { type CommandName, commands } from '../../shared/model/commands'
import type { ZoomStep } from './window-bounds'

export interface MenuDeeds {
  /** The page does it. */
  ask(command: CommandName): void
  /** In the field that has the focus, if one has. */
  edit(what: 'undo' | 'redo'): void
  zoom(step: ZoomStep): void
}

const between: MenuItemConstructorOptions = { type: 'separator' }

/** Roles where the system has one: it gives their words, keys and behaviour. Everything else is done by the page. */
export function menuTemplate(
  { development, mac }: { development: boolean; mac: boolean },
  does: MenuDeeds,
): MenuItemConstructorOptions[] {
  const ask = (label: string, command: CommandName): MenuItemConstructorOptions => ({
    label,
    ...keysShown(command, mac),
    click: () => does.ask(command),
  })
  // Of the field that has the focus; the page takes it for the whole app where none has.
  const edit = (label: string, what: 'undo' | 'redo'): MenuItemConstructorOptions => ({
    ...ask(label, what),
    click: () => {
      does.edit(what)
      does.ask(what)
    },
  })
  const top = (label: string, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({
    label: mac ? label : `&${label}`,
    submenu,
  })

  /** The first key is shown; the others are other ways to type the same. */
  const zooming = (label: string, step: ZoomStep, [shown = '', ...also]: string[]): MenuItemConstructorOptions[] => {
    const item = { label, click: () => does.zoom(step) }
    const hidden = { ...item, visible: false, acceleratorWorksWhenHidden: true }
    return [{ ...item, accelerator: shown }, ...also.map((accelerator) => ({ ...hidden, accelerator }))]
  }

  const settings = ask('Settings…', 'settings')
  const about = ask('About Fieldbook', 'about')
  const print = ask('Print…', 'print')
  const lock = ask('Lock', 'lock')
  const view: MenuItemConstructorOptions[] = [
    ...zooming('Actual Size', 'reset', ['CommandOrControl+0', 'CommandOrControl+num0']),
    ...zooming('Zoom In', 'in', ['CommandOrControl+Plus', 'CommandOrControl+=', 'CommandOrControl+numadd']),
    ...zooming('Zoom Out', 'out', ['CommandOrControl+-', 'CommandOrControl+numsub']),
    between,
    { role: 'togglefullscreen' },
  ]
  if (development) view.push(between, { role: 'reload' }, { role: 'toggleDevTools' })

  return [
    mac
      ? {
          label: 'Fieldbook',
          submenu: [
            about,
            between,
            settings,
            between,
            { role: 'services' },
            between,
            { role: 'hide' },
            { role: 'hideOthers' },
            { role: 'unhide' },
            between,
            { role: 'quit' },
          ],
        }
      : top('File', [print, between, settings, lock, between, { role: 'quit' }]),
    ...(mac ? [top('File', [print, lock, between, { role: 'close' }])] : []),
    top('Edit', [
      edit('Undo', 'undo'),
      edit('Redo', 'redo'),
      ask('Undo History', 'history'),
      between,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'selectAll' },
      between,
      ask('Search…', 'search'),
      ask('Copy Link to This Place', 'copy-link'),
    ]),
    top('View', view),
    top('Go', [
      ask('Back', 'back'),
      ask('Forward', 'forward'),
      between,
      ask('Today', 'today'),
      ask('Chapters', 'chapters'),
      ask('Flashcards', 'flashcards'),
      ask('Glossary', 'glossary'),
      ask('Notes', 'notes'),
      ask('Progress', 'progress'),
    ]),
    { role: 'windowMenu' },
    {
      ...top('Help', [
        ask('Keyboard Shortcuts', 'shortcuts'),
        ask('Where to Report, Where to Get Help', 'help'),
        ...(mac ? [] : [between, about]),
      ]),
      role: 'help',
    },
  ]
}

/** The page hears its keys itself, so they are only shown here. A Mac asks the page first and the menu then. */
function keysShown(
  command: CommandName,
  mac: boolean,
): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  const [key] = commands[command][mac ? 'mac' : 'other']
  return key === undefined ? {} : { accelerator: acceleratorOf(key), registerAccelerator: false }
}

function acceleratorOf(key: string): string {
  return key.replace('Mod+', 'CommandOrControl+').replace('Arrow', '')
}
