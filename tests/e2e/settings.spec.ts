import { expect, test } from './app'

test('theme, size, font and width are shown at once and kept', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  const root = app.page.locator('html')
  await app.page.getByRole('radio', { name: 'Dark' }).check()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await app.page.getByRole('radio', { name: '130 %' }).check()
  await expect(root).toHaveCSS('font-size', '20.8px')
  await app.page.getByRole('radio', { name: 'Atkinson Hyperlegible' }).check()
  await app.page.getByRole('radio', { name: 'Narrow' }).check()
  await expect(root).toHaveAttribute('data-width', 'narrow')
  await app.kill()

  await app.relaunch()
  const again = app.page.locator('html')
  await expect(again).toHaveAttribute('data-theme', 'dark')
  await expect(again).toHaveAttribute('data-reading-font', 'hyperlegible')
  await expect(again).toHaveCSS('font-size', '20.8px')
})

test('a larger text makes room as a narrower window does, at once and on the next start', async ({ app }) => {
  const readable = async () => {
    await app.page.getByRole('link', { name: 'Chapters' }).click()
    await app.page.getByRole('link', { name: 'The distinction' }).click()
    const paragraph = app.page.locator('[data-block] p').first()
    await expect(paragraph).toBeVisible()
    expect((await paragraph.boundingBox())?.width).toBeGreaterThan(700)
    const wider = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider).toBeLessThanOrEqual(0)
  }
  await app.page.setViewportSize({ width: 1280, height: 800 })
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('radio', { name: '200 %' }).check()
  await expect(app.page.locator('html')).toHaveCSS('font-size', '32px')
  await readable()
  await app.relaunch()
  await app.page.setViewportSize({ width: 1280, height: 800 })
  await readable()
})

test('study settings are kept, a wrong number is named and changes nothing', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  const perDay = app.page.getByRole('textbox', { name: 'New cards a day' })
  await perDay.fill('7')
  await perDay.press('Enter')
  await perDay.fill('many')
  await expect(app.page.getByRole('alert')).toContainText('A whole number from 0 to 999')
  await perDay.blur()
  await app.relaunch()
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await expect(app.page.getByRole('textbox', { name: 'New cards a day' })).toHaveValue('7')
})

test('it says where the data lives and that nothing is connected', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await expect(app.page.getByText(app.dataFolder)).toBeVisible()
  await expect(app.page.getByText('It opens no connection')).toBeVisible()
})
