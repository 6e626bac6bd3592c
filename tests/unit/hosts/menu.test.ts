import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import { menuTemplate } from '../../../electron/shell/menu-template'
import { commandNames, commands } from '../../../shared/model/commands'

type Item = MenuItemConstructorOptions
function flat(items: Item[]): Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}
function press(item: Item): void {
  ;(item.click as () => void)?.()
}

describe.each([true, false])('the menu (Mac: %s)', (mac) => {
  const done: string[] = []
  const top = menuTemplate(
    { development: false, mac },
    {
      ask: (command) => done.push(command),
      edit: (what) => done.push(`field: ${what}`),
      zoom: (step) => done.push(`zoom: ${step}`),
    },
  )
  const items = flat(top)
  const pressed = (item: Item): string[] => {
    done.length = 0
    press(item)
    return [...done]
  }

  test('has every command of the app once, with its key shown and left to the page', () => {
    for (const command of commandNames) {
      const found = items.filter((item) => pressed(item).at(-1) === command)
      expect(found, command).toHaveLength(1)
      const [key] = commands[command][mac ? 'mac' : 'other']
      const shown = key?.replace('Mod', 'CommandOrControl').replace('Arrow', '')
      expect(found[0]?.accelerator, command).toBe(shown)
      if (key) expect(found[0]?.registerAccelerator, command).toBe(false)
    }
  })
  test('leaves editing to the roles, and asks a field before the page to undo', () => {
    const roles = items.map(({ role }) => role)
    for (const role of ['cut', 'copy', 'paste', 'selectAll', 'togglefullscreen', 'quit'] as const)
      expect(roles.filter((one) => one === role)).toHaveLength(1)
    const undo = items.find(({ label }) => label === 'Undo')
    expect(undo && pressed(undo)).toEqual(['field: undo', 'undo'])
  })
  test('gives no key to two items', () => {
    const keys = items.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })
  test('zooms by the keys that different keyboards have', () => {
    const keys = (step: string) =>
      items.filter((item) => pressed(item)[0] === `zoom: ${step}`).flatMap(({ accelerator }) => accelerator ?? [])
    expect(keys('in')).toEqual(expect.arrayContaining(['CommandOrControl+Plus', 'CommandOrControl+=']))
    expect(keys('out')).toContain('CommandOrControl+-')
    expect(keys('reset')).toContain('CommandOrControl+0')
  })
  test('begins as the platform does, and offers no tools of developers', () => {
    expect(top.map(({ label, role }) => label ?? role)).toEqual(
      mac
        ? ['Fieldbook', 'File', 'Edit', 'View', 'Go', 'windowMenu', 'Help']
        : ['&File', '&Edit', '&View', '&Go', 'windowMenu', '&Help'],
    )
    expect(items.some(({ role }) => role === 'toggleDevTools' || role === 'reload')).toBe(false)
  })
})
