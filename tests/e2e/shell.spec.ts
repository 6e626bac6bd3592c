/** What stands around the screens: shortcuts, undo, back and forward, appearance beside the text, windows. */
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

const heading = (app: App, name: string) => app.page.getByRole('heading', { level: 1, name })
const goTo = (app: App, name: string) =>
  app.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()

test('undo on any screen says what it took back and leads there; all shortcuts are one key away', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/the-distinction`)
  await page.getByRole('button', { name: 'Mark as read: Consent' }).click()
  await expect(page.getByRole('button', { name: 'Read, Consent: mark as not read' })).toBeVisible()
  await goTo(app, 'Glossary')
  await expect(heading(app, 'Glossary')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByText('Undone: marked “Consent” as read.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(page.getByText('Done again: marked “Consent” as read.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await page.getByRole('link', { name: 'Show where' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Consent' })).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Mark as read: Consent' })).toBeVisible()

  await page.keyboard.press('?')
  await expect(heading(app, 'Keyboard shortcuts')).toBeFocused()
  await expect(page.getByRole('region', { name: 'In a review', exact: true })).toContainText(
    'put the card off until tomorrow',
  )
  await page.keyboard.press('ControlOrMeta+,')
  await expect(heading(app, 'Settings')).toBeFocused()
  await page.getByRole('checkbox', { name: /^Single-key shortcuts/ }).uncheck()
  await page.keyboard.press('?')
  await page.keyboard.press('ControlOrMeta+/')
  await expect(page.getByText('Single keys are off.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'In a review', exact: true })).toHaveCount(0)

  await page.goto(`${app.origin}/history`)
  await expect(page.getByRole('region', { name: 'Taken back' })).toContainText('Marked “Consent” as read')
  await page.getByRole('button', { name: /^Redo/ }).click()
  await expect(page.getByRole('region', { name: 'Done', exact: true })).toContainText('Marked “Consent” as read')
})

test('back finds the place and the control one left; a link to nowhere says so', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/the-distinction#consent`)
  const term = page.locator('#main .chapter-turn a').last()
  await term.scrollIntoViewIfNeeded()
  await term.focus()
  const top = await page.evaluate(() => window.scrollY)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0)
  await page.goBack()
  await expect(term).toBeFocused()
  await expect.poll(async () => Math.abs((await page.evaluate(() => window.scrollY)) - top)).toBeLessThan(60)

  await page.goto(`${app.origin}/settings#new-cards-a-day`)
  await expect(page.getByRole('textbox', { name: 'New cards a day' })).toBeFocused()
  await page.goto(`${app.origin}/chapters/the-distinction#no-such-section`)
  await expect(page.getByText('This link leads to a place that is not on this screen')).toBeVisible()
})

test('the text is set anew beside the panel, and the line one reads stays', async ({ app }) => {
  test.slow()
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${app.origin}/chapters/the-distinction`)
  const button = page.getByRole('button', { name: 'Appearance' })
  await button.click()
  const panel = page.getByRole('dialog', { name: 'Appearance' })
  await expect(panel.getByRole('radio', { name: 'Like the system' })).toBeFocused()
  await page.evaluate(() => document.getElementById('consent')?.scrollIntoView())
  const line = page.locator('[data-section="consent"] [data-block]').first()
  const topOf = async () => (await line.boundingBox())?.y ?? Number.NaN
  const before = await topOf()
  for (const name of ['160%', 'Open', 'Narrow']) {
    await panel.getByRole('radio', { name, exact: true }).check()
    expect(Math.abs((await topOf()) - before), name).toBeLessThan(40)
  }
  await expect(page.locator('html')).toHaveAttribute('data-line-spacing', 'open')
  await expectAccessible(app, 'the appearance panel')
  await page.setViewportSize({ width: 640, height: 800 })
  const sheet = await panel.boundingBox()
  expect(Math.round((sheet?.y ?? 0) + (sheet?.height ?? 0))).toBe(800)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(button).toBeFocused()
})

test('two windows show the same at once, and no words are lost between them', async ({ app }) => {
  test.slow()
  test.skip(app.host !== 'loopback', 'the app is one window')
  const { page } = app
  const token = await page.evaluate(() => sessionStorage.getItem('fieldbook:token'))
  await page.goto(`${app.origin}/settings`)
  const other = await page.context().newPage()
  await other.goto(`${app.origin}/#token=${token}`)
  await other.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(other.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
  await other.getByRole('textbox', { name: 'New cards a day' }).fill('7')
  await other.getByRole('textbox', { name: 'New cards a day' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'New cards a day' })).toHaveValue('7')

  const field = (of: typeof page) => of.getByRole('textbox', { name: 'Note' })
  await goTo(app, 'Notes')
  await page.getByRole('button', { name: 'New note' }).click()
  await field(page).pressSequentially('One window')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await other.getByRole('link', { name: 'Notes' }).click()
  await other.getByRole('link', { name: 'One window' }).click()
  await expect(field(other)).toBeFocused()
  await page.keyboard.type(' and more')
  await expect(field(other)).toHaveText('One window and more')
  await expect(field(other)).toBeFocused()
  await other.keyboard.press('ControlOrMeta+End')
  await other.keyboard.type(' from the other')
  await expect(field(page)).toHaveText('One window and more from the other')
  await field(page).press('Escape')
  await expect(page.getByRole('link', { name: 'One window and more from the other' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(field(other)).toHaveText('One window and more')
})
