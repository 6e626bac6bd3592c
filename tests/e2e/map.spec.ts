import type { Page } from 'playwright/test'
import { type App, expect, test } from './app'

const dhs = 'Department of Homeland Security'
const ice = 'U.S. Immigration and Customs Enforcement'

async function open(app: App, search = ''): Promise<Page> {
  await app.page.goto(`${app.origin}/glossary/map${search}`)
  await expect(app.page.getByRole('heading', { level: 1, name: 'Map' })).toBeVisible()
  return app.page
}
const node = (page: Page, id: string) => page.locator(`[data-node="${id}"]`)
const picture = (page: Page) => page.getByRole('application')
const scale = async (page: Page) => Number(await page.locator('.map-picture').getAttribute('data-scale'))
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return
  }
  throw new Error(`Tab never reaches ${selector}`)
}

/** Every entry lies whole within the element, give or take a pixel. */
async function expectInside(page: Page, selector: string): Promise<void> {
  const beyond = () =>
    page.evaluate((selector) => {
      const frame = document.querySelector(selector)?.getBoundingClientRect()
      if (!frame) return ['no frame']
      return [...document.querySelectorAll<SVGElement>('[data-node]')].flatMap((node) => {
        const { left, top, right, bottom } = node.querySelector('.map-box')?.getBoundingClientRect() ?? frame
        const inside =
          left >= frame.left - 1 && top >= frame.top - 1 && right <= frame.right + 1 && bottom <= frame.bottom + 1
        return inside ? [] : [node.dataset.node]
      })
    }, selector)
  await expect.poll(beyond).toEqual([])
}

test('is walked by keyboard alone: along relations, into the middle, into an entry and back', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/glossary`)
  await expect(page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeVisible()
  await tabTo(page, 'a[href="/glossary/map"]')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Map' })).toBeFocused()

  // One stop for the whole picture, on the entry in the middle.
  await tabTo(page, '[data-node]')
  await expect(node(page, 'dhs')).toBeFocused()
  await expect(page.locator('[data-node][tabindex="0"]')).toHaveCount(1)
  await expect(page.locator('.map-said')).toHaveText(dhs)

  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.map-said')).toContainText(`: belongs to ${dhs}.`)
  await expect(node(page, 'dhs')).not.toBeFocused()
  const reached = new Set<string>()
  const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | SVGElement).dataset.node ?? '')
  for (let steps = 0; steps < 12 && (await focused()) !== 'ice'; steps += 1) {
    reached.add(await focused())
    await page.keyboard.press('ArrowDown')
  }
  await expect(node(page, 'ice')).toBeFocused()
  expect(reached.size).toBeGreaterThan(0)
  await expect(page.locator('.map-said')).toHaveText(`${ice}: belongs to ${dhs}.`)
  await expect(page).toHaveURL(/[?&]at=ice/)
  // The focus is seen, and inside the picture.
  const ring = await node(page, 'ice')
    .locator('.map-halo')
    .evaluate((halo) => getComputedStyle(halo).strokeWidth)
  expect(Number.parseFloat(ring)).toBeGreaterThanOrEqual(2)
  await page.keyboard.press('ArrowLeft')
  await expect(node(page, 'dhs')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(node(page, 'ice'), 'back to where one came from').toBeFocused()

  await page.keyboard.press('Space')
  await expect(page).toHaveURL(/[?&]focus=ice/)
  await expect(page.getByLabel('In the middle')).toHaveValue('ice')
  await expect(node(page, 'ice')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  const under = await focused()
  expect(under).not.toBe('ice')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/glossary/${under}$`))
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  await page.goBack()
  await expect(node(page, under)).toBeFocused()
  await page.goBack()
  await expect(page.getByLabel('In the middle')).toHaveValue('dhs')
  await page.goForward()
  await expect(page.getByLabel('In the middle')).toHaveValue('ice')
})

test('is zoomed and moved by keys, buttons, wheel and mouse, and the address keeps it', async ({ app }) => {
  const page = await open(app)
  await node(page, 'dhs').focus()
  const before = await scale(page)
  await page.keyboard.press('+')
  await expect.poll(() => scale(page)).toBeCloseTo(before * 1.25, 1)
  await page.keyboard.press('-')
  await page.keyboard.press('-')
  await page.keyboard.press('0')
  const whole = await scale(page)
  await expectInside(page, '.map-window')
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect.poll(() => scale(page)).toBeGreaterThan(whole)
  await expect(page).toHaveURL(/[?&]view=/)

  const place = async () => node(page, 'dhs').boundingBox()
  const frame = await picture(page).boundingBox()
  if (!frame) throw new Error('no picture')
  const [x, y] = [frame.x + frame.width / 2, frame.y + 12]
  const still = await place()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, y + 40, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => ((await place())?.y ?? 0) - (still?.y ?? 0)).toBeGreaterThan(20)
  await page.getByRole('button', { name: 'Move down' }).click()
  await node(page, 'dhs').focus()
  await page.keyboard.press('Shift+ArrowUp')

  const large = await scale(page)
  await page.mouse.move(x, y)
  await page.mouse.wheel(0, -100)
  await expect.poll(() => scale(page)).toBeGreaterThan(large)
  // What one saw is there again after a reload.
  const now = await scale(page)
  await expect(page).toHaveURL(new RegExp(`view=[^&]*,${String(Math.round(now * 100) / 100).replace('.', '\\.')}`))
  await page.reload()
  await expect.poll(() => scale(page)).toBeCloseTo(now, 1)
})

test('the filters leave out by kind and response, and say what is left out', async ({ app }) => {
  const page = await open(app)
  await expect(page.getByRole('status').filter({ hasText: /^\d+ entries, \d+ connections around/ })).toBeVisible()
  await expect(node(page, 'blue-campaign')).toBeVisible()
  await page.getByRole('radio', { name: 'Smuggling', exact: true }).check()
  await expect(page).toHaveURL(/response=smuggling/)
  await expect(node(page, 'blue-campaign')).toHaveCount(0)
  await expect(node(page, 'jtfa')).toBeVisible()
  await expect(node(page, 'ice'), 'of both').toBeVisible()
  await expect(page.getByText(/more connections of it are left out/)).toBeVisible()
  await page.getByRole('checkbox', { name: /^Programs/ }).uncheck()
  await expect(page).toHaveURL(/kind=bodies/)
  await expect(page.locator('.map-node-programs')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(page.locator('.map-node-words')).not.toHaveCount(0)
  await page.goBack()
  await page.goBack()
  await expect(page.getByRole('checkbox', { name: /^Programs/ })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Smuggling', exact: true })).toBeChecked()

  await page.getByRole('checkbox', { name: /^Programs/ }).uncheck()
  await page.getByRole('checkbox', { name: /^Bodies/ }).uncheck()
  await page.getByLabel('In the middle').selectOption('all')
  await expect(page.getByText('Nothing is of these kinds and this response.')).toBeVisible()
})

test('the list holds what the picture holds, around one and all at once', async ({ app }) => {
  for (const search of ['', '?steps=2&focus=hsi', '?focus=all', '?focus=22-usc-7102']) {
    const page = await open(app, search)
    await expect(node(page, 'dhs').or(page.locator('[data-node]')).first()).toBeVisible()
    const drawn = await page
      .locator('[data-node]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-node')))
    const lines = await page.locator('[data-connection]').count()
    await page.getByRole('radio', { name: 'List' }).check()
    await expect(page.locator('[data-listed]')).toHaveCount(drawn.length)
    const listed = await page
      .locator('[data-listed]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-listed')))
    expect(listed.sort()).toEqual(drawn.sort())
    const nested = await page.locator('.map-item .map-item').count()
    const also = await page.locator('[data-also]').count()
    expect(nested + also / 2, search).toBe(lines)
  }
})

test('shows in place which facts stand behind a relation', async ({ app }) => {
  const page = await open(app, '?at=ice')
  const beside = page.getByRole('region', { name: ice })
  await expect(beside.getByRole('definition').filter({ hasText: dhs })).toBeVisible()
  await beside.getByRole('definition').filter({ hasText: dhs }).getByRole('button').first().click()
  await expect(page.getByRole('dialog').filter({ hasText: 'fact' })).toBeVisible()
  await page.keyboard.press('Escape')
  await beside.getByRole('button', { name: 'Put in the middle' }).click()
  await expect(page.getByLabel('In the middle')).toHaveValue('ice')
})

test('is reached from an entry, which is then in the middle', async ({ app }) => {
  await app.page.goto(`${app.origin}/glossary/8-usc-1324`)
  await app.page.getByRole('link', { name: 'On the map' }).click()
  await expect(app.page.getByLabel('In the middle')).toHaveValue('8-usc-1324')
  await expect(node(app.page, '8-usc-1324')).toBeVisible()
  await expect(app.page.getByRole('checkbox', { name: /^Laws/ })).toBeChecked()
})

test('every name fits into its box, and all can be seen at once', async ({ app }) => {
  const page = await open(app, '?focus=all&kind=bodies,programs,laws,words')
  await expect(page.locator('[data-node]').first()).toBeVisible()
  const beyond = await page.locator('[data-node]').evaluateAll((nodes) =>
    nodes.flatMap((node) => {
      const box = (node.querySelector('.map-box') as SVGGraphicsElement).getBBox()
      const text = (node.querySelector('text') as SVGGraphicsElement).getBBox()
      return text.x + text.width > box.width - 3 || text.y + text.height > box.height
        ? [node.getAttribute('data-node')]
        : []
    }),
  )
  expect(beyond).toEqual([])
})

test('at 320 pixels it is a list, a picture by choice, and nothing is lost', async ({ app }) => {
  await app.page.setViewportSize({ width: 320, height: 640 })
  const page = await open(app)
  await expect(page.getByRole('radio', { name: 'List' })).toBeChecked()
  await expect(page.locator('[data-listed="ice"]')).toBeVisible()
  await page.getByRole('radio', { name: 'Picture' }).check()
  await expect(node(page, 'dhs')).toBeInViewport()
  for (const search of ['', '?as=picture', '?focus=all']) {
    await open(app, search)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), search).toBeLessThanOrEqual(320)
  }
})

test('is printed whole, or as its list where it would be too small', async ({ app }) => {
  const page = await open(app)
  await node(page, 'dhs').focus()
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.emulateMedia({ media: 'print' })
  await expectInside(page, '.map-picture')
  await expect(page.getByRole('search', { name: 'What the map shows' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await open(app, '?focus=all&kind=bodies,programs,laws,words')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.map-picture')).toBeHidden()
  await expect(page.locator('[data-listed="dhs"]')).toBeVisible()
})
