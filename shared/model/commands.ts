/**
 * What can be asked of the whole app from anywhere, with its keys. The menu of Electron's window shows these and the page
 * does them, whether asked by key or by the menu. `Mod` is ⌘ on a Mac and Ctrl elsewhere; the rest as in KeyboardEvent.
 */
export interface CommandKeys {
  mac: readonly string[]
  other: readonly string[]
  /** A browser keeps these keys for itself, so the page takes them in a window of its own only. */
  ownWindow?: true
}

const everywhere = (...keys: string[]) => ({ mac: keys, other: keys })
const screen = (digit: number): CommandKeys => ({ ...everywhere(`Mod+${digit}`), ownWindow: true })

const all = {
  search: everywhere('Mod+K'),
  undo: everywhere('Mod+Z'),
  redo: everywhere('Mod+Shift+Z', 'Mod+Y'),
  back: { mac: ['Mod+['], other: ['Alt+ArrowLeft'], ownWindow: true },
  forward: { mac: ['Mod+]'], other: ['Alt+ArrowRight'], ownWindow: true },
  today: screen(1),
  chapters: screen(2),
  flashcards: screen(3),
  glossary: screen(4),
  notes: screen(5),
  progress: screen(6),
  settings: everywhere('Mod+,'),
  shortcuts: everywhere('Mod+/'),
  print: { ...everywhere('Mod+P'), ownWindow: true },
  history: everywhere(),
  lock: everywhere('Mod+Shift+L'),
  'copy-link': everywhere(),
  help: everywhere(),
  about: everywhere(),
} satisfies Record<string, CommandKeys>

export type CommandName = keyof typeof all
export const commands: Record<CommandName, CommandKeys> = all
export const commandNames = Object.keys(all) as CommandName[]
export const isCommand = (name: unknown): name is CommandName =>
  typeof name === 'string' && commandNames.includes(name as CommandName)
