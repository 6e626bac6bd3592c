/** Electron's window: its menu, its keys and mouse buttons, and where it opens. Real Electron has no test's hand on its menu. */
import { type App, expect, test } from './app'

test.skip(() => test.info().project.name !== 'stand-in', 'looked at through the stand-in')

const heading = (app: App, name: string) => app.page.getByRole('heading', { level: 1, name })

test('the menu leads, its keys and the mouse do the same, and the window opens where it was', async ({ app }) => {
  const menu = (...labels: string[]) => app.standIn?.chooseFromMenu(...labels)
  await expect(heading(app, 'Today')).toBeVisible() // the menu is heard from now on
  await menu('Go', 'Notes')
  await expect(heading(app, 'Notes')).toBeFocused()
  await menu('Help', 'Keyboard Shortcuts')
  await expect(heading(app, 'Keyboard shortcuts')).toBeFocused()
  await menu('Go', 'Back')
  await expect(heading(app, 'Notes')).toBeFocused()
  for (const [digit, name] of ['Today', 'Chapters', 'Flashcards', 'Glossary', 'Notes', 'Progress'].entries()) {
    await app.page.keyboard.press(`Control+${digit + 1}`)
    await expect(heading(app, name)).toBeFocused()
  }
  await app.page.keyboard.press('Alt+ArrowLeft')
  await expect(heading(app, 'Notes')).toBeFocused()
  await app.page.keyboard.press('Alt+ArrowRight')
  await expect(heading(app, 'Progress')).toBeFocused()
  const mouse = await app.page.context().newCDPSession(app.page)
  const side = async (button: 'back' | 'forward') => {
    for (const type of ['mousePressed', 'mouseReleased'] as const)
      await mouse.send('Input.dispatchMouseEvent', { type, button, x: 600, y: 400, clickCount: 1 })
  }
  await side('back')
  await expect(heading(app, 'Notes')).toBeFocused()
  await side('forward')
  await expect(heading(app, 'Progress')).toBeFocused()
  await menu('Edit', 'Search…')
  await expect(app.page.getByRole('combobox', { name: 'Search everything' })).toBeFocused()
  await app.page.keyboard.press('Escape')

  await app.standIn?.place({ x: 200, y: 100, width: 1000, height: 700 })
  await menu('View', 'Zoom In')
  await menu('View', 'Zoom In')
  await app.standIn?.wheelZoom('in')
  await app.standIn?.maximize()
  await app.relaunch()
  const said = (type: string) => app.standIn?.said.filter((message) => message.type === type) ?? []
  expect(said('window')[0]?.options).toMatchObject({ x: 200, y: 100, width: 1000, height: 700 })
  expect(said('maximize')).toHaveLength(1)
  expect(said('zoom').at(-1)?.factor).toBe(1.5)
  await expect(heading(app, 'Today')).toBeVisible()
})
