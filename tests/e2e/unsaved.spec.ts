/** Nobody there to save: what was typed is kept and said, and saved once somebody is there again. */
import { expect, test } from './app'

test.skip(() => test.info().project.name !== 'loopback', 'calls through a port can’t be cut off by the test')

test('a note that cannot be saved is kept when its editor goes, and saved when it can be', async ({ app }) => {
  const { page } = app
  const words = 'Who held the papers?'
  await page.getByRole('link', { name: 'Notes' }).click()
  await page.getByRole('button', { name: 'New note' }).click()
  await page.route('**/call/notes/save', (route) => route.abort())
  await page.getByRole('textbox', { name: 'Note' }).fill(words)
  await expect(page.getByRole('alert').filter({ hasText: 'Fieldbook has stopped' }).first()).toBeVisible()

  await page.getByRole('link', { name: 'Glossary' }).click()
  const kept = page.getByRole('region', { name: 'A note that is not saved' })
  await expect(kept).toContainText(words)

  await page.unroute('**/call/notes/save')
  await kept.getByRole('button', { name: 'Try again' }).click()
  await expect(kept).toBeHidden()
  await page.getByRole('link', { name: 'Notes' }).click()
  await expect(page.getByRole('main').getByRole('link', { name: /Who held the papers/ })).toBeVisible()
})
