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

test('sections count as read when they were in view long enough, or by hand, which undo takes back', async ({
  app,
}) => {
  await app.page.clock.install()
  await app.page.goto(`${app.origin}/chapters/the-distinction`)
  const contents = () => app.page.getByRole('navigation', { name: 'Contents of this chapter' })
  const summary = app.page.getByRole('button', { name: 'Mark as read: Summary' })
  await summary.scrollIntoViewIfNeeded()
  await expect(summary).toBeInViewport()
  await app.page.clock.runFor(30_000)
  await expect(contents().getByRole('link', { name: 'Summary (read)' })).toBeVisible()
  await expect(contents().getByRole('link', { name: 'Consent (read)' })).toHaveCount(0)
  await app.page.getByRole('button', { name: 'Mark as read: Consent' }).press('Enter')
  await expect(contents().getByRole('link', { name: 'Consent (read)' })).toBeVisible()
  await app.page.getByRole('button', { name: 'Mark as read: Exploitation' }).press('Enter')
  await expect(contents().getByRole('link', { name: 'Exploitation (read)' })).toBeVisible()
  await app.page.keyboard.press('Control+z')
  await expect(app.page.getByText('Undone: marked “Exploitation” as read.')).toBeVisible()
  await expect(contents().getByRole('link', { name: 'Exploitation (read)' })).toHaveCount(0)

  await app.relaunch()
  await app.page.goto(`${app.origin}/chapters`)
  const row = app.page.getByRole('listitem').filter({ hasText: 'The distinction' })
  await expect(row.getByText(/^\d+ minutes left/)).toContainText('3 of 13 sections read')
  await app.page.goto(`${app.origin}/chapters/the-distinction`)
  await expect(contents().getByRole('link', { name: 'Consent (read)' })).toBeVisible()
  await expect(contents().getByRole('link', { name: 'Summary (read)' })).toBeVisible()
})

test('a chapter opens again at the line where it was left, and at its beginning when asked', async ({ app }) => {
  const line = () => app.page.locator('[data-block]', { hasText: 'Picture a traveler who pays a guide' })
  const topOf = async () => Math.round((await line().boundingBox())?.y ?? Number.NaN)
  await app.page.goto(`${app.origin}/chapters/the-distinction`)
  await expect(app.page.getByText('Opened where you stopped.')).toHaveCount(0)
  await line().evaluate((block) => window.scrollTo(0, window.scrollY + block.getBoundingClientRect().top - 40))
  const left = await topOf()
  await app.page.getByRole('link', { name: 'Today' }).click()
  const reading = () => app.page.getByRole('region', { name: 'Reading' })
  const resume = () => reading().getByRole('link', { name: /^Continue: chapter 2, section \d+$/ })
  await expect(resume()).toBeVisible()

  await app.relaunch()
  await resume().click()
  await expect(app.page.getByText('Opened where you stopped.')).toBeInViewport()
  expect(Math.abs((await topOf()) - left)).toBeLessThanOrEqual(3)
  await expect(line()).toBeFocused()
  await app.page.getByRole('button', { name: 'Start at the beginning' }).click()
  await expect(app.page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(app.page.getByRole('heading', { level: 1 })).toBeInViewport()
  await expect(app.page.getByText('Opened where you stopped.')).toHaveCount(0)

  await app.page.goto(`${app.origin}/chapters/the-distinction#source-of-profit`)
  await expect(app.page.getByRole('heading', { level: 2, name: 'Source of profit' })).toBeFocused()
  await expect(app.page.getByText('Opened where you stopped.')).toHaveCount(0)
})

test('what one said of a question in the text is kept as practice, and its answer is printed with its sources', async ({
  app,
}) => {
  await app.page.goto(`${app.origin}/chapters/what-the-figures-say`)
  const question = () => app.page.getByRole('note', { name: 'Check yourself' }).first()
  await question().getByRole('button', { name: 'See the answer' }).click()
  await question().getByRole('button', { name: 'Didn’t know it' }).press('Enter')
  await expect(question().getByText('Noted as practice: you didn’t know it.')).toBeFocused()

  await app.relaunch()
  await app.page.goto(`${app.origin}/chapters/what-the-figures-say`)
  await expect(question().getByText(/^Answered before, .*: you didn’t know it\.$/)).toBeVisible()
  await app.page.goto(`${app.origin}/flashcards/practice`)
  await expect(app.page.getByText('1 answer in practice today')).toBeVisible()

  await app.page.goto(`${app.origin}/chapters/what-the-figures-say`)
  await expect(app.page.getByRole('region', { name: 'Answers' })).toHaveCount(0)
  await expect(app.page.getByText('None of them: they count money')).toBeHidden()
  await app.page.emulateMedia({ media: 'print' })
  await expect(app.page.getByRole('region', { name: 'Answers' })).toContainText('None of them: they count money')
  const notes = app.page.getByRole('region', { name: 'Notes', exact: true }).getByRole('listitem')
  const statement = app.page.locator('[data-block]', { hasText: 'A federal fiscal year runs from October 1' })
  const number = await statement.locator('[data-note]').getAttribute('data-note')
  await expect(notes.nth(Number(number) - 1)).toContainText('R-292')
  await expect(statement.getByRole('button')).toHaveCount(0)
  await expect(app.page.getByRole('button', { name: 'Print this chapter' })).toBeHidden()
})

test('a figure shows its numbers as bars and as a table in which each names its source', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto(`${app.origin}/chapters/what-the-figures-say#trafficking-figures`)
  const figure = page.getByRole('figure', { name: /^People prosecuted/ })
  await expect(figure.getByRole('img', { name: /2011: 729; 2012: 805; .* 2022: 1,656\./ })).toBeVisible()
  await figure.getByText('The numbers as a table').click()
  const row = figure.getByRole('row', { name: /^2020/ })
  await expect(row).toContainText('1,343')
  await row.getByRole('button', { name: /^Source/ }).click()
  await expect(page.getByRole('dialog', { name: /^Source/ })).toContainText('fact R-199')
  await page.keyboard.press('Escape')

  // On a small window a section can be closed; a link into it opens it again.
  const section = page.getByRole('button', { name: 'The trafficking figures', exact: true })
  await section.press('Enter')
  await expect(section).toHaveAttribute('aria-expanded', 'false')
  await expect(figure).toBeHidden()
  await page.getByText('In this chapter', { exact: true }).click()
  await page.getByRole('link', { name: 'The trafficking figures' }).click()
  await expect(section).toHaveAttribute('aria-expanded', 'true')
  await expect(figure).toBeVisible()
  await section.press('Enter')
  await page.emulateMedia({ media: 'print' })
  await expect(figure.getByRole('cell', { name: '1,343' })).toBeVisible()
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
