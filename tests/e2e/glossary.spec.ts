import { expect, test } from './app'
import { expectNoteText } from './note-field'

test('an acronym finds its entry first, and Enter opens it', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Glossary', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: /^\d+ entries$/ })).toBeVisible()

  const field = page.getByLabel('Find in the glossary')
  await field.fill('jtfa')
  await expect(page.getByRole('status').filter({ hasText: /^\d+ of \d+ entries$/ })).toBeVisible()
  await expect(page.locator('[data-entry]').first()).toHaveText('Joint Task Force Alpha')
  await field.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Joint Task Force Alpha' })).toBeFocused()
  await expect(page).toHaveTitle('Joint Task Force Alpha · Fieldbook')

  // Back finds what was typed, and the line one came from.
  await page.goBack()
  await expect(page.getByLabel('Find in the glossary')).toHaveValue('jtfa')
  await expect(page.getByRole('link', { name: 'Joint Task Force Alpha' })).toBeFocused()
})

test('what is spelled wrong or shortened is found all the same', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/glossary`)
  const first = page.locator('[data-entry]').first()
  for (const [typed, name] of [
    ['homland', 'Department of Homeland Security'],
    ['T visa', 'T nonimmigrant status'],
    ['victims protection act', 'Trafficking Victims Protection Act of 2000'],
    ['blue campain', 'Blue Campaign'],
    ['dept of state', 'Department of State'],
    ['1591', '18 U.S.C. 1591, sex trafficking of children or by force, fraud or coercion'],
  ] as const) {
    await page.getByLabel('Find in the glossary').fill(typed)
    await expect(first, typed).toHaveText(name)
  }
  await page.getByLabel('Find in the glossary').fill('coersion')
  await expect(page.getByRole('status').filter({ hasText: 'spelled nearly so' })).toBeVisible()
})

test('the list is filtered by kind and response and walked by arrow keys', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Glossary', exact: true }).click()
  const entries = page.locator('.glossary-entry')
  await expect(page.getByRole('status').filter({ hasText: /^\d+ entries$/ })).toBeVisible()
  const all = await entries.count()
  await page.getByLabel('Kind').selectOption({ label: await firstLabel(page.getByLabel('Kind'), 'Statute') })
  await expect(entries.filter({ hasNotText: 'Statute' })).toHaveCount(0)
  const statutes = await entries.count()
  expect(statutes).toBeGreaterThan(0)
  expect(statutes).toBeLessThan(all)
  await page.getByRole('radio', { name: 'Trafficking' }).check()
  await expect(entries.filter({ hasNotText: 'Trafficking' })).toHaveCount(0)

  await page.getByLabel('Find in the glossary').fill('no such word (.*')
  await expect(page.getByRole('status').filter({ hasText: /^0 of/ })).toBeVisible()
  await page.getByRole('button', { name: 'Show all entries' }).click()
  await expect(page.getByLabel('Find in the glossary')).toBeFocused()
  await expect(entries).toHaveCount(all)

  const links = page.locator('[data-entry]')
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByLabel('Find in the glossary')).toBeFocused()
})

test('an entry leads to its relations, its passage and keeps a note', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/glossary/hsi`)
  await expect(page.getByRole('heading', { level: 1, name: 'Homeland Security Investigations' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Cards that ask about it' })).toBeVisible()

  await page.getByRole('button', { name: 'Add a note' }).click()
  await expect(page.getByLabel('Note', { exact: true })).toBeFocused()
  await page.keyboard.type('Under ICE, not beside it.')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await app.kill()
  await app.relaunch()
  await app.page.goto(`${app.origin}/glossary/hsi`)
  await expectNoteText(app.page.getByLabel('Note', { exact: true }), 'Under ICE, not beside it.')

  await app.page.getByRole('link', { name: 'U.S. Immigration and Customs Enforcement' }).click()
  await expect(app.page.getByRole('definition').filter({ hasText: 'Homeland Security Investigations' })).toBeVisible()
  await app.page.goBack()
  const chapters = app.page.getByRole('region', { name: 'In the chapters' })
  await chapters.getByRole('link').first().click()
  await expect(app.page).toHaveURL(/\/chapters\/[^#]+#.+/)
})

test('an unknown entry says so', async ({ app }) => {
  await app.page.goto(`${app.origin}/glossary/no-such-thing`)
  await expect(app.page.getByRole('heading', { level: 1, name: 'No such entry' })).toBeVisible()
  await app.page.getByRole('link', { name: 'Look through the glossary' }).click()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeVisible()
})

test('nothing is lost at 320 pixels', async ({ app }) => {
  await app.page.setViewportSize({ width: 320, height: 640 })
  for (const path of ['/glossary', '/glossary/hsi', '/glossary/8-usc-1324']) {
    await app.page.goto(`${app.origin}${path}`)
    await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  }
})

/** Options carry their count: `Statute (12)`. */
async function firstLabel(select: import('playwright/test').Locator, start: string): Promise<string> {
  const labels = await select.locator('option').allTextContents()
  return labels.find((label) => label.startsWith(start)) ?? start
}
