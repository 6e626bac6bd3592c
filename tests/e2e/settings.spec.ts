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
