/** What must hold on every screen, in every theme, wide and narrow. */
import { expectAccessible, expectLegible } from './accessible'
import { type App, expect, test } from './app'

/** `colorful` ones have between them whatever has a color. */
const screens: { name: string; path: string; colorful?: true }[] = [
  { name: 'Today', path: '/' },
  { name: 'Chapters', path: '/chapters' },
  { name: 'a chapter', path: '/chapters/the-distinction', colorful: true },
  { name: 'a chapter of tables', path: '/chapters/what-the-figures-say' },
  { name: 'Flashcards', path: '/flashcards', colorful: true },
  { name: 'a review', path: '/flashcards/review?scope=all' },
  { name: 'Browse', path: '/flashcards/browse' },
  { name: 'Muster date', path: '/flashcards/plan' },
  { name: 'Practice', path: '/flashcards/practice' },
  { name: 'Glossary', path: '/glossary' },
  { name: 'an entry', path: '/glossary/jtfa' },
  { name: 'the map', path: '/glossary/map', colorful: true },
  { name: 'Notes', path: '/notes' },
  { name: 'Progress', path: '/progress', colorful: true },
  { name: 'Settings', path: '/settings', colorful: true },
  { name: 'help', path: '/help' },
  { name: 'no such page', path: '/nowhere' },
]

async function open(app: App, path: string): Promise<void> {
  await app.page.goto(app.origin + path)
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveCount(1)
}

test('axe finds nothing on any screen, in any theme', async ({ app }) => {
  test.setTimeout(240_000)
  for (const screen of screens) {
    await open(app, screen.path)
    await expectAccessible(app, screen.name)
    // A theme changes colors and nothing else. All screens in all themes take minutes: `npm run test:all` does them.
    if (!screen.colorful && !process.env.FIELDBOOK_ALL) continue
    for (const theme of ['dark', 'high-contrast']) {
      await app.page.locator('html').evaluate((html, name) => html.setAttribute('data-theme', name), theme)
      await expectLegible(app, `${screen.name}, ${theme}`)
    }
  }
})

test('no screen is wider than a window at 400 % zoom', async ({ app }) => {
  await app.page.setViewportSize({ width: 320, height: 256 })
  for (const screen of screens) {
    await open(app, screen.path)
    const wide = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide, screen.name).toBeLessThanOrEqual(0)
  }
})

test('the fixed words of the navigation are links, in order, on every screen', async ({ app }) => {
  for (const screen of screens) {
    await open(app, screen.path)
    const main = app.page.getByRole('navigation', { name: 'Main' })
    await expect(main.getByRole('link')).toHaveText([
      'Today',
      'Chapters',
      'Flashcards',
      'Glossary',
      'Notes',
      'Progress',
      'Settings',
    ])
    await expect(app.page.getByRole('button', { name: /^Search/ })).toBeVisible()
  }
})

test('whatever has the focus shows it', async ({ app }) => {
  for (const path of ['/', '/chapters/the-distinction', '/settings']) {
    await open(app, path)
    for (let step = 0; step < 25; step++) {
      await app.page.keyboard.press('Tab')
      const outline = await app.page.evaluate(() => {
        const focused = document.activeElement
        if (!focused || focused === document.body) return '3px' // round the end: the window itself has it
        const style = getComputedStyle(focused)
        return style.outlineStyle === 'none' ? `none on ${focused.outerHTML}` : style.outlineWidth
      })
      expect(Number.parseFloat(outline), outline).toBeGreaterThanOrEqual(2)
    }
  }
})

test('with reduced motion nothing moves', async ({ app }) => {
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
  for (const screen of screens) {
    await open(app, screen.path)
    const moving = await app.page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .map((element) => getComputedStyle(element))
        .some((style) => style.transitionDuration !== '0s' || style.animationName !== 'none'),
    )
    expect(moving, screen.name).toBe(false)
  }
})
