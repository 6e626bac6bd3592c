/** A person's first hour, cut off by a kill: everything that was shown as saved is there again. */
import { expect, test } from './app'

test('read chapter 1, review ten cards, write a note, look up JTFA; kill; all of it is there', async ({ app }) => {
  test.slow()
  const nav = (name: string) => app.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name })
  const button = (name: string | RegExp) => app.page.getByRole('button', { name })
  const sections = () => app.page.getByRole('navigation', { name: 'Contents of this chapter' }).getByRole('link')

  await app.page.getByRole('link', { name: 'Start with chapter 1' }).click()
  await expect(app.page.getByRole('heading', { level: 1 })).toBeFocused()
  const titles = await sections().allTextContents()
  for (const title of titles) {
    await app.page.getByRole('button', { name: `Mark as read: ${title}` }).click()
    await expect(sections().filter({ hasText: `${title} (read)` })).toHaveCount(1)
  }

  await nav('Flashcards').click()
  await app.page.getByRole('link', { name: /^Study \d+ cards/ }).click()
  for (let card = 0; card < 10; card++) {
    await button('Show answer').click()
    await button('Good').click()
    await expect(button('Good')).toHaveCount(0)
  }
  await expect(button('Undo')).toBeEnabled()

  await nav('Notes').click()
  await button('New note').click()
  await app.page
    .getByRole('textbox', { name: 'Note' })
    .pressSequentially('Consent to a journey is not consent to work.')
  await expect(app.page.getByText('Saved', { exact: true })).toBeVisible()

  await button('Search').click()
  await app.page.getByRole('combobox', { name: 'Search everything' }).fill('JTFA')
  await app.page
    .getByRole('option', { name: /Joint Task Force Alpha/ })
    .first()
    .click()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Joint Task Force Alpha' })).toBeVisible()
  await app.kill()

  await app.relaunch()
  await nav('Chapters').click()
  await expect(app.page.getByRole('listitem').filter({ hasText: 'Why the words matter' })).toContainText(
    /minutes\s*Read$/,
  )
  await nav('Notes').click()
  await expect(app.page.getByRole('link', { name: /Consent to a journey is not consent to work/ })).toBeVisible()
  await nav('Progress').click()
  await expect(app.page.getByText(/10 reviews/).first()).toBeVisible()
  await nav('Today').click()
  await expect(app.page.getByRole('link', { name: /^Study \d+ cards/ })).toBeVisible()
})
