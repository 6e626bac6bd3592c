/** The list of shortcuts against what hears keys: a key that nothing hears fails here, and so does a hearer without a line. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isKey, isOneOf, keyLine, keyWords, type Press } from '../../renderer/ui/shortcuts/keys'
import { type ShortcutGroup, shortcutGroups } from '../../renderer/ui/shortcuts/list'
import { commandNames, commands } from '../../shared/model/commands'

const renderer = path.join(import.meta.dirname, '../../renderer')
const sourceOf = (file: string) => readFileSync(path.join(renderer, file), 'utf8')
const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const ctrl = { ctrlKey: true }
const shift = { shiftKey: true }

describe('a keystroke', () => {
  const cases: [string, Press, boolean][] = [
    ['Mod+K', press('k', ctrl), true],
    ['Mod+K', press('K', ctrl), true],
    ['Mod+K', press('k', { metaKey: true }), true],
    ['Mod+K', press('k'), false],
    ['Mod+K', press('k', { ...ctrl, ...shift }), false],
    ['Mod+K', press('k', { ...ctrl, altKey: true }), false],
    ['Mod+Z', press('Z', { ...ctrl, ...shift }), false],
    ['Mod+Shift+Z', press('Z', { ...ctrl, ...shift }), true],
    ['Alt+ArrowLeft', press('ArrowLeft', { altKey: true }), true],
    ['Alt+ArrowLeft', press('ArrowLeft'), false],
    ['?', press('?', shift), true],
    ['?', press('?'), true],
    ['?', press('/', shift), false],
    ['U', press('u'), true],
    ['U', press('U', shift), true],
    ['U', press('u', ctrl), false],
    ['Space', press(' '), true],
    ['Mod++', press('+', ctrl), true],
    ['Mod+,', press(',', ctrl), true],
  ]
  test.each(cases)('%s, %j: %s', (key, pressed, is) => {
    expect(isKey(pressed, key)).toBe(is)
  })
  test('a range of digits is all of them and no others', () => {
    const heard = [...'0123456789'].filter((key) => isOneOf(press(key), ['1', '–', '4']))
    expect(heard).toEqual(['1', '2', '3', '4'])
    expect(isOneOf(press('–'), ['1', '–', '4'])).toBe(false)
  })
})

test('keys are named as on the keyboard at hand', () => {
  expect(keyWords('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
  expect(keyLine('Mod+Shift+Z', true)).toBe('⌘⇧Z')
  expect(keyLine('Alt+ArrowLeft', false)).toBe('Alt ←')
  expect(keyWords('Mod++', false)).toEqual(['Ctrl', '+'])
})

const all = [true, false].flatMap((mac) => shortcutGroups({ mac, ownWindow: true }))

test('no key means two things for the whole app', () => {
  for (const platform of ['mac', 'other'] as const) {
    const keys = commandNames.flatMap((name) => commands[name][platform])
    expect(new Set(keys).size).toBe(keys.length)
  }
})

test('a browser is not told of keys that it keeps for itself', () => {
  const told = JSON.stringify(shortcutGroups({ mac: false, ownWindow: false }))
  expect(told).not.toContain('Alt+ArrowLeft')
  expect(told).not.toContain('Mod+1')
  expect(told).toContain('Mod+K')
})

/** Done by the element itself, or by the browser or the menu around the page. */
const native: Record<string, string[]> = {
  Everywhere: ['Mod++', 'Mod+-', 'Mod+0'],
  'In the table of cards': ['Enter'],
  'In Search': ['Enter', 'Escape'],
}
/** The list is where these have their keys from. */
const takesFromList = /from '(\.\.\/)+ui\/shortcuts\/list'|from '\.\/shortcuts\/list'/

function hears(source: string, key: string): boolean {
  const last = key.split(/\+(?=.)/).at(-1) ?? ''
  const names = last === 'Space' ? [' '] : [last, last.toLowerCase(), `Mod-${last}`.toLowerCase()]
  const asEditor = key.replaceAll('+', '-').replace(/.$/, (letter) => letter.toLowerCase())
  return [...names, asEditor].some((name) => source.includes(`'${name}'`) || source.includes(`${name}:`))
}

test.each(all.map((group): [string, ShortcutGroup] => [group.title, group]))(
  '%s: all keys are heard',
  (title, group) => {
    const source = sourceOf(group.heardIn)
    if (takesFromList.test(source)) return
    const keys = group.shortcuts.flatMap(({ keys }) => keys).filter((key) => !native[title]?.includes(key))
    expect(keys.filter((key) => !hears(source, key))).toEqual([])
  },
)

/** Fields and groups whose keys are those of every such field or group: Enter takes, Escape leaves, arrows walk. */
const usual = [
  // Where cards are answered: what the keys do is with review and with practice.
  'features/flashcards/answer-keys.ts',
  'features/chapters/chapter-page.tsx',
  'features/chapters/highlights/highlight-here.tsx',
  'features/chapters/highlights/selection-bar.tsx',
  'features/flashcards/card-note.tsx',
  'features/flashcards/typed-answer.tsx',
  // That somebody is there: any key.
  'features/lock/lock-state.ts',
  'features/notes/make-card-of-note.tsx',
  'features/own-cards/field.tsx',
  'features/own-cards/make-card-here.tsx',
  'features/packs/making/rests-on.tsx',
  'features/search/early-keys.ts',
  'features/search/search.tsx',
  'features/settings/appearance-panel.tsx',
  'features/settings/settings.tsx',
  'ui/markdown-field/markdown-field.tsx',
  'ui/markdown-field/toolbar.tsx',
  'ui/places.ts',
]

test('whatever hears keys stands in the list', () => {
  const listed = new Set([...all.map(({ heardIn }) => heardIn), ...usual])
  const hearing = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /\.tsx?$/.test(file) && /'keydown'|onKeyDown|keymap\.of|KeyBinding/.test(sourceOf(file)))
  expect(hearing.filter((file) => !listed.has(file))).toEqual([])
})
