import { expect, test } from './app'

test('a first start explains itself and offers the first chapter', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()
  await page.getByRole('link', { name: 'Start with chapter 1' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Why the words matter' })).toBeFocused()
  await expect(page).toHaveTitle('Why the words matter · Fieldbook')
})

test('a statement gives its source in place, by keyboard too', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/the-distinction`)
  const source = page.getByRole('button', { name: 'Source 1', exact: true }).first()
  await source.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Source 1' })
  await expect(panel).toContainText('Federal Law Enforcement Efforts to Counter Human Smuggling')
  await expect(panel).toContainText('As of November 21, 2023')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(source).toBeFocused()
})

test('a reference is told apart from the two documents', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/the-distinction`)
  await page
    .getByRole('button', { name: /^Source \d+, reference$/ })
    .first()
    .click()
  await expect(page.getByText('Reference, beyond the two documents')).toBeVisible()
})

test('a term opens in place and leads to its entry', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/the-distinction`)
  const term = page.getByRole('main').getByRole('link', { name: 'Department of Homeland Security' }).first()
  await term.click()
  const card = page.getByRole('dialog', { name: 'Glossary' })
  await expect(card).toContainText('(DHS)')
  await term.click()
  await expect(card).toBeHidden()
  await term.press('Enter')
  await card.getByRole('link', { name: 'Open the entry' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Department of Homeland Security' })).toBeVisible()
})

test('the answer to a question in the text is not there until asked for', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/the-distinction#consent`)
  const question = page.getByRole('note', { name: 'Check yourself' }).first()
  await expect(question.getByRole('group', { name: 'Answer' })).toHaveCount(0)
  await question.getByRole('button', { name: 'See the answer' }).click()
  await expect(question.getByRole('group', { name: 'Answer' })).toBeFocused()
})

test('sections count as read when their end was seen, or by hand', async ({ app }) => {
  await app.page.goto(`${app.origin}/chapters/the-distinction`)
  const contents = () => app.page.getByRole('navigation', { name: 'Contents of this chapter' })
  await app.page.getByRole('button', { name: 'Mark as read: Summary' }).scrollIntoViewIfNeeded()
  await expect(contents().getByRole('link', { name: 'Summary (read)' })).toBeVisible()
  await expect(contents().getByRole('link', { name: 'Consent (read)' })).toHaveCount(0)
  await app.page.getByRole('button', { name: 'Mark as read: Consent' }).click()
  await expect(contents().getByRole('link', { name: 'Consent (read)' })).toBeVisible()
  await app.kill()

  await app.relaunch()
  await app.page.goto(`${app.origin}/chapters/the-distinction`)
  await expect(contents().getByRole('link', { name: 'Consent (read)' })).toBeVisible()
  await expect(contents().getByRole('link', { name: 'Summary (read)' })).toBeVisible()
})

test('reading goes on where it stopped', async ({ app }) => {
  await app.page.goto(`${app.origin}/chapters/the-distinction`)
  await app.page.getByRole('heading', { level: 2, name: 'Source of profit' }).scrollIntoViewIfNeeded()
  await app.page.mouse.wheel(0, 400)
  await app.page.getByRole('link', { name: 'Today' }).click()
  const reading = () => app.page.getByRole('region', { name: 'Reading' })
  const resume = () => reading().getByRole('link', { name: /^Continue: chapter 2, section \d+$/ })
  await expect(resume()).toBeVisible()
  const section = (await reading().locator('span').textContent())?.replace(', in The distinction', '') ?? ''

  await app.relaunch()
  await resume().click()
  await expect(app.page.getByRole('region', { name: section, exact: true })).toBeInViewport()
})

test('a paragraph takes a note that stays beside it', async ({ app }) => {
  await app.page.goto(`${app.origin}/chapters/the-distinction`)
  const words = 'Ask who holds the papers.'
  const paragraph = app.page.locator('[data-block]').filter({ hasText: 'Picture a traveler who pays a guide' })
  await paragraph.getByRole('button', { name: /^Note on/ }).click()
  const field = app.page.getByRole('textbox', { name: 'Note on this paragraph' })
  await expect(field).toBeFocused()
  await expect(app.page.getByText('Study notes only: no case facts, names, victim data.')).toBeVisible()
  await field.pressSequentially(words)
  await expect(paragraph.getByRole('status')).toHaveText('Saved')
  await expect(paragraph.getByRole('button', { name: 'Edit' })).toHaveCount(0) // it stands in the editor only
  await app.kill()

  await app.relaunch()
  await app.page.goto(`${app.origin}/chapters/the-distinction`)
  await expect(paragraphIn(app.page).getByText(words)).toBeVisible()
  function paragraphIn(page: typeof app.page) {
    return page.locator('[data-block]').filter({ hasText: 'Picture a traveler who pays a guide' })
  }
})
