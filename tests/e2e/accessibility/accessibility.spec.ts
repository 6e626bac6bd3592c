/**
 * The walk through every screen and state (screens.ts), with every check (list.ts) that a machine can make on each. In
 * `npm test` it is walked once, in the light theme; all themes, zooms and directions are for `npm run test:all`, and
 * `npm run accessibility` runs that and writes the trees and docs/accessibility-checks.md.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type axeCore from 'axe-core'
import type { Result, RunOptions } from 'axe-core'
import type { Locator } from 'playwright/test'
import { colorRules, tags } from '../accessible'
import { type App, expect, test } from '../app'
import { undecided } from './axe-undecided'
import { Findings } from './findings'
import { install } from './in-page'
import { pressTab } from './keys'
import { now, studied } from './learner'
import { book, empty, type State, study } from './screens'
import { compareTree } from './tree'

declare global {
  interface Window {
    axe: typeof axeCore
  }
}
/** The one that @axe-core/playwright brings. */
const axeSource = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core/axe.min.js',
)

const everything = process.env.FIELDBOOK_ALL !== undefined
/** `FIELDBOOK_SCREENS='^Settings' npm run test:e2e -- accessibility`: while one mends something. */
const chosen = new RegExp(process.env.FIELDBOOK_SCREENS ?? '')
const usual = { width: 1180, height: 800 }

test.use({ now })
test.beforeEach(({ app }) => {
  test.skip(app.host !== 'loopback', 'the page is the same, and only the loopback host can have its clock set')
  test.setTimeout(everything ? 1_200_000 : 300_000)
})

test('every screen on the first day', async ({ app }, info) => {
  const findings = new Findings()
  await walk(app, empty, findings)
  findings.handTo(info)
  expect(findings.problems).toEqual([])
})

for (const [part, states] of [
  ['the book', book],
  ['notes and cards', study],
] as const)
  test(`every screen and state after two months: ${part}`, async ({ app }, info) => {
    await app.close()
    await studied(app.dataFolder)
    await app.launch()
    const findings = new Findings()
    await walk(app, await states(), findings)
    findings.handTo(info)
    expect(findings.problems).toEqual([])
  })

async function walk(app: App, states: State[], findings: Findings): Promise<void> {
  const { page } = app
  page.setDefaultTimeout(8000)
  await page.addInitScript(await readFile(axeSource, 'utf8'))
  await page.addInitScript(`window.look = (${install})()`)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  for (const state of states.filter(({ name }) => chosen.test(name))) {
    try {
      await lookAt(app, state, findings)
    } catch (error) {
      if (page.isClosed()) throw error
      findings.add('A2', state.name, [
        `could not be reached: ${error instanceof Error ? error.message.slice(0, 400) : error}`,
      ])
      await page.setViewportSize(usual)
      await page.emulateMedia({ forcedColors: null, media: null })
      await page.goto(app.origin)
    }
  }
}

/** Inside the app, as a link does it; over a page without anything, so that the screen is made anew. */
async function open(app: App, { path }: State): Promise<void> {
  const { page } = app
  const title = page.getByRole('heading', { level: 1 })
  await page.evaluate(() => history.pushState(null, '', '/nowhere'))
  await expect(title).toHaveText('Nothing here')
  await page.evaluate((path) => history.pushState(null, '', path), path)
  if (!path.startsWith('/nowhere')) await expect(title).not.toHaveText('Nothing here')
  await expect(title).toHaveCount(1)
}

type Add = (check: Parameters<Findings['add']>[0], problems: string[]) => void

async function lookAt(app: App, state: State, findings: Findings): Promise<void> {
  const { page } = app
  const add: Add = (check, problems) => findings.add(check, state.name, problems)
  await open(app, state)
  if (!state.reach) add('A12', arrived(await page.evaluate(() => window.look.page())))
  await state.reach?.(page)
  await page.evaluate(() => window.look.settled())
  const named = state.overlay ?? state.part
  const part = named ? named(page) : null
  if (part) await part.evaluate((element) => window.look.only(element))
  else await page.evaluate(() => window.look.only(null))
  add('A9', await compareTree(app, state, part ?? page.locator('main')))
  add('A1', await axe(app, part, everything || state.colorful ? 'with colors' : 'without colors'))
  const still = await page.evaluate(() => {
    const { smallTargets, dragOnly, moving, toldByColor, page } = window.look
    return { small: smallTargets(), dragged: dragOnly(), moving: moving(), told: toldByColor(), lang: page().lang }
  })
  add('A16', still.small)
  add('A19', still.moving)
  add('A21', still.told)
  add('A22', still.dragged)
  add('A27', still.lang === 'en-US' ? [] : [`the language of the page is “${still.lang}”`])
  await byKeyboard(app, add)
  await withSpacing(app, add)
  await narrow(app, add)
  if (everything) {
    await inOtherColors(app, part, add)
    await inOtherSizes(app, add)
  }
  if (state.overlay) {
    // Tab has left a popover by its end, and stays in a dialog.
    await state.overlay(page).evaluate(() => window.look.backIntoIt())
    await page.keyboard.press('Escape')
    await page.evaluate(() => window.look.settled())
    add('A3', (await state.overlay(page).isVisible()) ? ['Escape does not close it'] : [])
    add('A4', await page.evaluate(() => window.look.givenBack()))
  }
  await page.keyboard.press('Escape')
}

const navigation = 'Today, Chapters, Flashcards, Glossary, Notes, Progress, Settings'
function arrived(at: { title: string; headings: number; navigation: string; lost: string | null }): string[] {
  return [
    ...(/^.+ · Fieldbook$/.test(at.title) ? [] : [`its title is “${at.title}”`]),
    ...(at.headings === 1 ? [] : [`${at.headings} main headings`]),
    ...(at.navigation === navigation ? [] : [`its navigation is ${at.navigation}`]),
    ...(at.lost === null ? [] : [`the focus stays on ${at.lost}`]),
  ]
}

/** What axe finds, and what it leaves to a person without that being triaged. `of`: a part, instead of all the page. */
async function axe({ page }: App, of: Locator | null, colors: 'with colors' | 'without colors' | 'colors alone') {
  const options: RunOptions = {
    runOnly: colors === 'colors alone' ? colorRules : tags,
    rules: Object.fromEntries(colors === 'without colors' ? colorRules.map((rule) => [rule, { enabled: false }]) : []),
    resultTypes: ['violations', 'incomplete'],
    preload: false,
  }
  const { violations, incomplete } = await (of ?? page.locator('html')).evaluate(
    (part, options) => window.axe.run(part === document.documentElement ? document : part, options),
    options,
  )
  const named = (found: Result[], how: string) =>
    found.map(
      ({ id, nodes }) =>
        `${how} ${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 160))
          .join(' | ')}`,
    )
  return [
    ...named(violations, 'axe'),
    ...named(
      incomplete.filter(({ id }) => !(id in undecided)),
      'axe is not sure of',
    ),
  ]
}

/** Round the page by Tab; then each stop in turn. */
async function byKeyboard(app: App, add: Add): Promise<void> {
  const { page } = app
  await goRound(app, add)
  const found = await page.evaluate(async () => {
    const { pointerOnly, backwards, focusShown } = window.look
    return { pointer: pointerOnly(), back: backwards(), ...(await focusShown()) }
  })
  add('A2', found.pointer)
  add('A5', found.ring)
  add('A6', found.hidden)
  add('A7', found.back)
}
async function goRound({ page }: App, add: Add, { back = false, check = 'A2' as 'A2' | 'A14' } = {}): Promise<void> {
  const times = await page.evaluate((back) => window.look.beginTabbing(back), back)
  await pressTab(page, times, { back })
  await pressTab(page, await page.evaluate(() => window.look.leftToTab()), { back })
  const problems = await page.evaluate(() => window.look.endTabbing())
  add(check, problems)
  if (check === 'A2') add('A3', back || problems.length > 0 ? problems : [])
}

async function withSpacing({ page }: App, add: Add): Promise<void> {
  const problems = await page.evaluate(async () => {
    const { spaced, settled, cutOff, tooWide } = window.look
    spaced(true)
    await settled()
    await settled()
    const found = [...cutOff(), ...tooWide()]
    spaced(false)
    return found
  })
  add('A15', problems)
}

/** 1280 × 1024 at 400 %. */
async function narrow(app: App, add: Add): Promise<void> {
  const { page } = app
  await page.setViewportSize({ width: 320, height: 256 })
  await page.evaluate(() => window.look.settled())
  add('A13', await page.evaluate(() => window.look.tooWide()))
  if (everything) await goRound(app, add, { check: 'A14' })
  await page.setViewportSize(usual)
  await page.evaluate(() => window.look.settled())
}

async function inOtherColors(app: App, part: Locator | null, add: Add): Promise<void> {
  const { page } = app
  await goRound(app, add, { back: true })
  for (const theme of ['dark', 'high-contrast']) {
    await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), theme)
    add(
      'A17',
      (await axe(app, part, 'colors alone')).map((problem) => `${theme}: ${problem}`),
    )
    const { ring } = await page.evaluate(() => window.look.focusShown())
    add(
      'A5',
      ring.map((problem) => `${theme}: ${problem}`),
    )
  }
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
  await page.emulateMedia({ forcedColors: 'active' })
  const forced = await page.evaluate(async () => {
    const { lostInForcedColors, chosenByColor, focusShown } = window.look
    return { lost: lostInForcedColors(), chosen: chosenByColor(), ring: (await focusShown()).ring }
  })
  add('A18', [...forced.lost, ...forced.chosen])
  add(
    'A5',
    forced.ring.map((problem) => `forced colors: ${problem}`),
  )
  await page.emulateMedia({ forcedColors: null })
}

/** 200 % zoom; 1366 × 768 as it is, with text of the system 40 % larger, and with the text of the app alone larger. */
async function inOtherSizes(app: App, add: Add): Promise<void> {
  const { page } = app
  for (const [width, height, text] of [
    [640, 512, 1],
    [1366, 768, 1],
    [976, 549, 1],
    [1366, 768, 1.4],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.evaluate((text) => document.documentElement.style.setProperty('--text-scale', String(text)), text)
    await page.evaluate(() => window.look.settled())
    const problems = await page.evaluate(() => [...window.look.tooWide(), ...window.look.cutOff()])
    add(
      width === 640 ? 'A13' : 'A30',
      problems.map((problem) => `${width} × ${height}, text ${text}: ${problem}`),
    )
    if (width === 640) await goRound(app, add, { check: 'A14' })
  }
  await page.evaluate(() => document.documentElement.style.setProperty('--text-scale', '1'))
  await page.setViewportSize(usual)
  await page.evaluate(() => window.look.settled())
}
