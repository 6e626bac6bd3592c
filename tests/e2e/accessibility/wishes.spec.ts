/** Checks that are of the whole app rather than of each screen: A8, A20, A23, A24, A26. */
import type { Locator, Page } from 'playwright/test'
import { expect, test } from '../app'
import { passed } from './findings'
import { install } from './in-page'
import { now } from './learner'

test.use({ now })
test.beforeEach(({ app }) => {
  test.skip(app.host !== 'loopback', 'the page is the same, and the accessibility tests are made on one host')
})
const question = (page: Page) => page.locator('main section').getByRole('heading', { level: 2 })
const answer = (page: Page) => page.getByRole('group', { name: /^(.*\. )?Answer: / })

async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(wanted.first()).toBeVisible()
  const focused = wanted.and(page.locator(':focus'))
  for (let times = 0; times < 120; times += 1) {
    if (await focused.count()) return
    await page.keyboard.press(key)
  }
  throw new Error(`Tab doesn’t lead to ${wanted}`)
}

test('from a chapter over a note, ten cards and a case to print, by keyboard and without motion', async ({
  app,
}, info) => {
  test.setTimeout(120_000)
  const { page } = app
  const { keyboard } = page
  await page.addInitScript(() => {
    const marks = window as unknown as { pointed: string[]; printed: number }
    marks.pointed = []
    marks.printed = 0
    for (const type of ['pointerdown', 'mousedown', 'touchstart'])
      addEventListener(type, () => marks.pointed.push(type), true)
    window.print = () => {
      marks.printed += 1
    }
  })
  await page.addInitScript(`window.look = (${install})()`)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.reload()
  const still = async () => expect(await page.evaluate(() => window.look.moving())).toEqual([])
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })

  await tabTo(page, page.getByRole('link', { name: 'Start with chapter 1' }))
  await keyboard.press('Enter')
  await expect(heading('Why the words matter')).toBeFocused()
  await still()
  await tabTo(page, page.getByRole('button', { name: /^Note on/ }))
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Note on this paragraph' })).toBeFocused()
  await keyboard.type('Ask who holds the papers.')
  await expect(page.locator('.block-side').getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await still()
  await keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Note on/ }).first()).toBeFocused()

  await page.getByRole('heading', { level: 1 }).focus()
  await keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await keyboard.press('Escape')
  await tabTo(
    page,
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Flashcards' }),
    'Shift+Tab',
  )
  await keyboard.press('Enter')
  await expect(heading('Flashcards')).toBeFocused()
  await tabTo(page, page.getByRole('link', { name: /^Study \d+ cards?$/ }))
  await keyboard.press('Enter')
  for (let card = 0; card < 10; card += 1) {
    await expect(page.locator('main section h2:focus, .type-answer input:focus')).toHaveCount(1)
    await keyboard.press('Enter')
    await expect(answer(page)).toBeFocused()
    await expect(page.locator('.ratings [aria-disabled="true"]')).toHaveCount(0)
    await keyboard.press('3')
    await expect(answer(page)).toHaveCount(0)
  }
  await still()

  await page.evaluate(() => history.pushState(null, '', '/flashcards/review?scope=cases'))
  const classes = page.getByRole('group', { name: 'What would you call this case?' }).getByRole('radio')
  await expect(classes.first()).toBeVisible()
  await keyboard.press('1')
  await expect(classes.first()).toBeFocused()
  await keyboard.press('Enter')
  await expect(answer(page)).toBeFocused()
  await still()
  await page.evaluate(() => history.pushState(null, '', '/glossary/map'))
  await expect(heading('Map')).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: 'Print' }))
  await keyboard.press('Enter')
  const { pointed, printed } = await page.evaluate(() => {
    const { pointed, printed } = window as unknown as { pointed: string[]; printed: number }
    return { pointed, printed }
  })
  expect(pointed).toEqual([])
  expect(printed).toBe(1)
  passed(info, 'A8', ['from a chapter to print'])
})

test('the system’s wish for more contrast is followed', async ({ app }, info) => {
  const { page } = app
  const theme = page.locator('html')
  await page.emulateMedia({ contrast: 'more' })
  await expect(theme).toHaveAttribute('data-theme', 'high-contrast')
  await page.emulateMedia({ contrast: 'no-preference', colorScheme: 'dark' })
  await expect(theme).toHaveAttribute('data-theme', 'dark')
  passed(info, 'A20', ['Today'])
})

test('switched off, single keys do nothing; nothing runs out of time', async ({ app }, info) => {
  const { page } = app
  await page.clock.install({ time: now })
  await page.goto(`${app.origin}/settings`)
  const saved = page.waitForResponse(/settings\/change/)
  await page.getByRole('checkbox', { name: /^Single-key shortcuts/ }).uncheck()
  await saved
  const screens = [
    '/flashcards/review?scope=all',
    '/flashcards/review?scope=cases',
    '/flashcards/browse',
    '/glossary/map',
  ]
  for (const path of screens) {
    await page.goto(app.origin + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    // What a key could do something to: before it is there, the screen changes by itself.
    if (path.startsWith('/flashcards/review')) await expect(page.getByText('New card')).toBeVisible()
    if (path === '/flashcards/browse')
      await expect(page.getByRole('checkbox', { name: /^Select: / }).first()).toBeVisible()
    await page.getByRole('heading', { level: 1 }).focus()
    const before = await page.locator('main').ariaSnapshot()
    for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789?/') await page.keyboard.press(key)
    expect(await page.locator('main').ariaSnapshot(), path).toBe(before)
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(path)
  }
  passed(info, 'A23', screens)

  await page.goto(`${app.origin}/flashcards/review?scope=all`)
  await expect(question(page)).toBeVisible()
  const asked = await question(page).textContent()
  await page.clock.fastForward('02:00:00')
  await expect(question(page)).toHaveText(asked ?? '')
  passed(info, 'A24', ['a question'])
})

test('a printed page is a tagged PDF with its language and title, in the order of the screen', async ({
  app,
}, info) => {
  const { page } = app
  const printed = ['/chapters/the-distinction', '/glossary/jtfa', '/glossary/map?as=list', '/print?what=distinctions']
  for (const path of printed) {
    await page.goto(app.origin + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (path.startsWith('/print')) await expect(page.getByText(/^Page 1 of \d+$/)).toBeVisible()
    const order = (await page.locator('main h1, main h2').allTextContents()).map((words) => words.trim())
    await page.emulateMedia({ media: 'print' })
    const paper = await page
      .locator('main h1, main h2')
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent?.trim()))
    expect(
      paper.every((words, at) => at === 0 || order.indexOf(words ?? '') >= order.indexOf(paper[at - 1] ?? '')),
      path,
    ).toBe(true)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
    await page.emulateMedia({ media: null })
    const pdf = (await page.pdf({ tagged: true, outline: true })).toString('latin1')
    for (const part of [
      /\/MarkInfo\s*<<[^>]*\/Marked true/,
      /\/StructTreeRoot/,
      /\/Lang\s*\(en-US\)/,
      /\/Title\s*[(<]/,
    ])
      expect(part.test(pdf), `${path}: ${part}`).toBe(true)
  }
  passed(info, 'A26', printed)
})
