import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

async function openImport(app: App): Promise<void> {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('main').getByRole('link', { name: 'Import' }).click()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible()
}
const choose = (app: App, name: string, text: string) =>
  app.page.getByLabel(/^(File|Another file)$/).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const outcome = (app: App, name: string) =>
  app.page.locator('.import-counts > div').filter({ hasText: name }).locator('dd')

test('a table is looked at, put right, imported, reported on and taken back', async ({ app }) => {
  await openImport(app)
  await choose(app, 'cards.csv', 'Who agrees?;Whoever is of age;law::federal\nWho decides?;The court;\n;Nothing;\n')
  const table = app.page.getByRole('table', { name: /^The first rows/ })
  await expect(table.locator('tbody tr')).toHaveCount(3)
  await expect(app.page.getByLabel('Columns are separated by')).toHaveValue(';')
  await table.getByLabel('Column 3').selectOption('Tags')
  await expect(outcome(app, 'New')).toHaveText('2')
  await expect(outcome(app, 'Left out')).toHaveText('1')
  await expect(app.page.getByText('1 thing to know')).toBeVisible()
  await expect(app.page.getByText('row 3: The front is empty. It was left out.')).toBeVisible()
  await expectAccessible(app, 'a look at a table')

  await app.page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(app.page.getByRole('heading', { name: 'Imported: cards.csv' })).toBeFocused()
  await expect(outcome(app, 'New')).toHaveText('2')
  await app.page.getByRole('link', { name: 'Browse your cards' }).click()
  await app.page.getByRole('searchbox', { name: 'Search', exact: true }).fill('tag:law')
  await expect(app.page.getByText('1 card found')).toBeVisible()
  await expect(app.page.getByRole('table').getByText('Who agrees?')).toBeVisible()

  // The same file again brings nothing; one step takes all of it back.
  await openImport(app)
  await choose(app, 'cards.csv', 'Who agrees?;Whoever is of age\nWho decides?;The court\nNew?;Yes\n')
  await expect(outcome(app, 'New')).toHaveText('1')
  await app.page.getByRole('button', { name: 'Import', exact: true }).click()
  await app.page.getByRole('button', { name: 'Undo this import' }).click()
  await expect(app.page.getByText('The import was taken back.')).toBeVisible()
  await app.page.getByRole('link', { name: 'Undo history' }).click()
  await expect(
    app.page.getByRole('region', { name: 'Done' }).getByText('Imported “cards.csv”', { exact: true }),
  ).toHaveCount(1)
  await expect(
    app.page.getByRole('region', { name: 'Taken back' }).getByText('Imported “cards.csv”', { exact: true }),
  ).toHaveCount(1)
})

test('a wrong delimiter is seen, and a file that is no table is refused in words', async ({ app }) => {
  await openImport(app)
  await choose(app, 'cards.csv', '#separator:comma\nWho agrees?\tWhoever is of age\nWho decides?\tThe court\n')
  await app.page.getByRole('button', { name: 'Separate by tab instead' }).click()
  await expect(outcome(app, 'New')).toHaveText('2')
  await choose(app, 'empty.csv', '')
  await expect(app.page.getByText('empty.csv: The file is empty.')).toBeVisible()
  await choose(app, 'picture.png', 'no picture')
  await expect(app.page.getByText(/picture.png: Fieldbook does not know this kind of file/)).toBeVisible()
})
