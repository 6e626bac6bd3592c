/** A busy computer: the core's answers come late, and whoever presses on without waiting loses nothing. */
import type { Route } from 'playwright/test'
import { type App, expect, test } from './app'

test.skip(() => test.info().project.name !== 'loopback', 'answers through a port can’t be held by the test')

/** Holds what is asked of one call from now on, until the returned function is called; `asked` once it was asked. */
async function hold(app: App, call: string): Promise<{ free(): Promise<void>; asked: Promise<void> }> {
  let free = () => {}
  let ask = () => {}
  const freed = new Promise<void>((resolve) => {
    free = resolve
  })
  const asked = new Promise<void>((resolve) => {
    ask = resolve
  })
  const answers: Promise<void>[] = []
  await app.page.route(`**/call/${call}`, (route: Route) => {
    ask()
    const answer = route
      .fetch()
      .then(async (response) => {
        await freed
        await route.fulfill({ response })
      })
      // A page that no longer wants the answer is fine.
      .catch(() => undefined)
    answers.push(answer)
    return answer
  })
  return {
    asked,
    free: async () => {
      free()
      await Promise.all(answers)
    },
  }
}

test('a late answer to what was asked before takes no later choice off the screen', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).click()
  const root = page.locator('html')
  const { asked, free } = await hold(app, 'settings/get')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await asked
  const saving = await hold(app, 'settings/changeAppearance')
  await page.getByRole('radio', { name: 'Narrow' }).check()
  await free()
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await expect(page.getByRole('radio', { name: 'Narrow' })).toBeChecked()
  await expect(root).toHaveAttribute('data-width', 'narrow')
  await saving.free()
})

test('what is done to cards while the last act is still being said is done after it', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/flashcards/browse`)
  const row = (index: number) => page.locator(`[data-row="${index}"]`)
  await row(0).getByRole('checkbox').click()
  await page.getByRole('button', { name: 'Suspend', exact: true }).click()
  await expect(row(0)).toContainText('suspended')
  const { asked, free } = await hold(app, 'app/status')
  await page.getByRole('button', { name: 'Unsuspend' }).click()
  await asked
  await page.getByRole('button', { name: 'Bury until tomorrow' }).click()
  await free()
  await expect(row(0)).toContainText('buried')
  await expect(row(0)).not.toContainText('suspended')
})
