/**
 * Photographs of every screen, at three widths, in light and dark, of a folder with work in it: `npm run pictures` writes
 * them to test-results/screens/. Nothing is compared with earlier pictures (docs/decisions/0039-pictures-without-baselines.md); what of a
 * picture can be checked on any machine is checked of each: fonts, width, cut text, things that move after they came.
 */
import path from 'node:path'
import { fillFolder } from '../support/full-folder'
import { root } from '../support/hosts'
import { type App, expect, test } from './app'

const all = Boolean(process.env.FIELDBOOK_ALL)
const widths = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 640, height: 900 },
]
const themes = ['light', 'dark'] as const

interface Screen {
  name: string
  path: string
  /** What is done before the picture is taken. */
  before?: (app: App) => Promise<unknown>
  /** Its controls are gone through with Tab, to see that nothing covers the one in use. */
  walk?: true
  /** Where it is scrolled to, as a part of its length. */
  at?: number
  /** What closes it again. */
  after?: (app: App) => Promise<unknown>
}
const press = (app: App, name: string | RegExp) => app.page.getByRole('button', { name }).first().click()
const pressEscape = (app: App) => app.page.keyboard.press('Escape')

const screens: Screen[] = [
  { name: 'today', path: '/', walk: true },
  { name: 'chapters', path: '/chapters' },
  { name: 'chapter-top', path: '/chapters/the-distinction', walk: true },
  { name: 'chapter-middle', path: '/chapters/the-distinction', at: 0.4 },
  { name: 'chapter-end', path: '/chapters/the-distinction', at: 1 },
  { name: 'chapter-figures', path: '/chapters/what-the-figures-say', at: 0.35 },
  {
    name: 'chapter-source',
    path: '/chapters/the-distinction',
    before: async ({ page }) => {
      await page
        .getByRole('button', { name: /^Source/ })
        .first()
        .click()
      await expect(page.locator('.in-place:popover-open')).toBeVisible()
    },
    after: pressEscape,
  },
  { name: 'flashcards', path: '/flashcards' },
  { name: 'review-question', path: '/flashcards/review?scope=all' },
  {
    name: 'review-answer',
    path: '/flashcards/review?scope=all',
    before: (app) => press(app, 'Show answer'),
  },
  { name: 'review-own', path: '/flashcards/review?scope=own' },
  { name: 'review-case', path: '/flashcards/review?scope=cases' },
  {
    name: 'review-case-answer',
    path: '/flashcards/review?scope=cases',
    before: (app) => press(app, 'Show answer'),
  },
  { name: 'practice', path: '/flashcards/practice' },
  { name: 'plan', path: '/flashcards/plan' },
  { name: 'browse', path: '/flashcards/browse', walk: true },
  { name: 'glossary', path: '/glossary' },
  { name: 'entry', path: '/glossary/jtfa' },
  { name: 'map', path: '/glossary/map' },
  { name: 'notes', path: '/notes' },
  { name: 'note-open', path: '/notes/00000000-0000-4000-8000-000000000103' },
  { name: 'progress', path: '/progress' },
  { name: 'progress-middle', path: '/progress', at: 0.4 },
  { name: 'progress-end', path: '/progress', at: 1 },
  { name: 'settings', path: '/settings', walk: true },
  { name: 'settings-end', path: '/settings', at: 0.9 },
  { name: 'help', path: '/help' },
  {
    name: 'search',
    path: '/glossary',
    before: async ({ page }) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search everything' }).fill('smuggling')
      await expect(page.locator('.search-line').first()).toBeVisible()
    },
    after: pressEscape,
  },
  {
    name: 'card-editor',
    path: '/flashcards',
    before: (app) => press(app, 'Make a card'),
    after: pressEscape,
  },
  { name: 'no-such-page', path: '/nowhere' },
]

async function open(app: App, { path: place, before }: Screen): Promise<void> {
  await app.page.goto(app.origin + place)
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await app.page.evaluate(() => document.fonts.ready)
  await before?.(app)
}

async function scrollTo(app: App, part: number): Promise<void> {
  await app.page.evaluate((part) => {
    const { scrollHeight, clientHeight } = document.documentElement
    window.scrollTo(0, (scrollHeight - clientHeight) * part)
  }, part)
}

/** Everything that would spoil any picture of it, in words; empty if nothing does. */
function flaws(app: App): Promise<string[]> {
  return app.page.evaluate(() => {
    const found: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) found.push(`${root.scrollWidth - root.clientWidth} px too wide`)
    for (const font of document.fonts) if (font.status === 'error') found.push(`${font.family} can't be loaded`)
    for (const family of ['Public Sans Variable', 'Source Serif 4 Variable'])
      if (!document.fonts.check(`16px "${family}"`)) found.push(`${family} is not there`)
    const named = (element: Element) => `<${element.localName} class="${element.className}">`
    for (const element of document.querySelectorAll('body *')) {
      const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
      if (!ownText || !(element instanceof HTMLElement) || !element.checkVisibility()) continue
      const style = getComputedStyle(element)
      // Cut on purpose: what only a screen reader reads, and lines that say so by an ellipsis.
      if (style.clipPath !== 'none' || style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis') continue
      const cut = style.overflowX === 'hidden' || style.overflowX === 'clip'
      if (cut && element.scrollWidth > element.clientWidth + 1) found.push(`${named(element)} cuts its text`)
    }
    return found
  })
}

/** How far what was on the screen has moved since it was loaded, as browsers count it (CLS); fields typed in don't count. */
function moved(app: App): Promise<number> {
  return app.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }
        let sum = 0
        const observer = new PerformanceObserver((list) => {
          for (const shift of list.getEntries() as Shift[]) if (!shift.hadRecentInput) sum += shift.value
        })
        observer.observe({ type: 'layout-shift', buffered: true })
        // Entries come with the next picture drawn.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)))
      }),
  )
}

/** Whatever covers the middle of the control that has the focus, at each of so many presses of Tab. */
async function covered(app: App, presses: number): Promise<string[]> {
  const found: string[] = []
  for (let n = 0; n < presses; n += 1) {
    await app.page.keyboard.press('Tab')
    const over = await app.page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return null
      const { left, top, width, height } = focused.getClientRects()[0] ?? focused.getBoundingClientRect()
      const over = document.elementFromPoint(left + width / 2, top + height / 2)
      const named = ({ localName, className }: Element) => `<${localName} class="${className}">`
      if (!over) return `${named(focused)} is out of sight`
      // A radio button may be drawn by its label.
      const own = focused.contains(over) || over.contains(focused) || over === focused.closest('label')
      return own ? null : `${named(over)} over ${named(focused)}`
    })
    if (over) found.push(over)
  }
  return found
}

async function photograph(app: App, screen: Screen, sizes = widths): Promise<void> {
  const { page } = app
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    for (const size of sizes) {
      await page.setViewportSize(size)
      await scrollTo(app, screen.at ?? 0)
      // A theme changes no sizes.
      if (theme === 'light') expect.soft(await flaws(app), `${screen.name} at ${size.width}`).toEqual([])
      await page.screenshot({
        path: path.join(root, 'test-results/screens', `${size.width}-${theme}`, `${screen.name}.png`),
        animations: 'disabled',
      })
    }
  }
}

test('every screen is photographed, and nothing in it is cut, too wide or moves after it came', async ({ app }) => {
  test.skip(!all, 'takes minutes: npm run pictures, npm run test:all')
  test.setTimeout(600_000)
  await app.page.setViewportSize({ width: 1280, height: 800 })
  await photograph(app, { name: 'first-run', path: '/' })
  await app.close()
  await fillFolder(app.dataFolder)
  await app.launch()
  for (const screen of screens) {
    if (process.env.PICTURES && !new RegExp(process.env.PICTURES).test(screen.name)) continue
    await app.page.setViewportSize({ width: 1280, height: 800 })
    await open(app, screen)
    if (!screen.before) expect.soft(await moved(app), `${screen.name} moves`).toBeLessThan(0.05)
    await photograph(app, screen)
    await screen.after?.(app)
    if (!screen.walk) continue
    for (const { width, height } of widths) {
      await app.page.setViewportSize({ width, height })
      await open(app, screen)
      expect.soft(await covered(app, 30), `${screen.name} at ${width}`).toEqual([])
    }
  }
})

test('the design page is there when it is switched on, and shows the parts in every theme', async ({ app }) => {
  test.slow()
  const { page } = app
  const asked = () => app.requests.filter((address) => address.includes('/design-page-')).length
  await page.goto(`${app.origin}/design`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing here')
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Show the design page' }).check()
  const link = page.getByRole('link', { name: 'Open the design page' })
  await expect(link).toBeVisible()
  expect(asked()).toBe(0)
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Design')
  expect(asked()).toBeGreaterThan(0)

  const inTheme = (theme: string, part: string) =>
    page.getByRole('region', { name: part }).locator(`[data-theme="${theme}"]`)
  const papers = new Map<string, string>()
  for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-dark']) {
    const buttons = inTheme(theme, 'Buttons and links')
    papers.set(theme, await buttons.evaluate((element) => getComputedStyle(element).backgroundColor))
    // The states by class are the app's own rules for them.
    const [rest, hover] = await buttons
      .getByRole('button', { name: /^(Rest|hover)$/ })
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor))
    expect(rest, theme).not.toBe(hover)
    await expect(buttons.getByRole('button', { name: 'focus' }).first()).toHaveCSS('outline-width', '3px')
    await expect(inTheme(theme, 'Colors').getByRole('listitem').first()).toHaveText(/^ink\d+(\.\d)? : 1$/)
  }
  expect([...papers.values()]).toEqual(['rgb(251, 248, 241)', 'rgb(27, 27, 25)', 'rgb(255, 255, 255)', 'rgb(0, 0, 0)'])

  // A picture of the whole page takes seconds.
  for (const size of all ? widths : widths.slice(0, 1)) {
    await page.setViewportSize(size)
    expect(await flaws(app), `at ${size.width}`).toEqual([])
    await page.screenshot({
      path: path.join(root, 'test-results/screens', `design-${size.width}.png`),
      fullPage: true,
      animations: 'disabled',
    })
  }

  // More contrast asked of the system brings the tokens for it, light or dark; forced colors its own colors, in pictures too.
  const html = page.locator('html')
  await page.emulateMedia({ contrast: 'more' })
  await expect(html).toHaveAttribute('data-theme', 'high-contrast')
  await page.emulateMedia({ contrast: 'more', colorScheme: 'dark' })
  await expect(html).toHaveAttribute('data-theme', 'high-contrast-dark')
  await page.emulateMedia({ contrast: null, colorScheme: null, forcedColors: 'active' })
  const bar = inTheme('light', 'Charts').locator('.chart-part-0').first()
  const drawn = await bar.evaluate((element) => {
    const probe = document.body.appendChild(document.createElement('p'))
    probe.style.color = 'CanvasText'
    const canvasText = getComputedStyle(probe).color
    probe.remove()
    return { fill: getComputedStyle(element).fill, canvasText }
  })
  expect(drawn.fill).toBe(drawn.canvasText)
})
