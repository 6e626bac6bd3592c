import { expect, test } from './app'

test('Fieldbook opens on its first screen', async ({ app }) => {
  await expect(app.page).toHaveTitle(/Fieldbook/)
  await expect(app.page.getByRole('navigation').first()).toBeVisible()
  expect(app.stderr).toBe('')
})

test('the navigation leads to a screen that can be reloaded', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Chapters' }).first().click()
  await expect(app.page).toHaveURL(`${app.origin}/chapters`)
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  await app.page.reload()
  await expect(app.page).toHaveURL(`${app.origin}/chapters`)
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('it opens again on the same data, after closing and after a kill', async ({ app }) => {
  await app.relaunch()
  await expect(app.page.getByRole('navigation').first()).toBeVisible()
  await app.kill()
  await app.relaunch()
  await expect(app.page.getByRole('navigation').first()).toBeVisible()
})
