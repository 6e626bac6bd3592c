/** The table of all cards on the real pack: finding, sorting, selecting, doing things to many at once, and reading one. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Card, Pack } from '../../shared/model/content'
import { built } from '../support/hosts'
import { studyInThePast } from '../support/past-study'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

const cards = async (): Promise<Card[]> => {
  const pack: Pack = JSON.parse(await readFile(path.join(built, 'content', 'federal-response.json'), 'utf8'))
  return pack.cards
}
const field = (app: App) => app.page.getByRole('searchbox', { name: 'Search' })
const said = (app: App, words: string | RegExp) => app.page.getByRole('status').filter({ hasText: words })
const row = (app: App, index: number) => app.page.locator(`tr[data-row="${index}"]`)
const question = (app: App, index: number) => row(app, index).getByRole('rowheader').getByRole('button')
const box = (app: App, index: number) => row(app, index).getByRole('checkbox')
const button = (app: App, name: string | RegExp) =>
  app.page.getByRole('button', { name, exact: typeof name === 'string' })

async function openBrowse(app: App): Promise<void> {
  await app.page.getByRole('link', { name: 'Flashcards', exact: true }).click()
  await app.page.getByRole('link', { name: 'Browse all cards' }).click()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Browse cards' })).toBeFocused()
  await expect(question(app, 0)).toBeVisible()
}

test('only the rows in view are in the page, whichever way one gets to the last', async ({ app }) => {
  const all = await cards()
  await openBrowse(app)
  await expect(said(app, `${all.length} cards`)).toBeVisible()
  const table = app.page.getByRole('table', { name: 'Cards' })
  await expect(table).toHaveAttribute('aria-rowcount', String(all.length + 1))
  const drawn = () => app.page.locator('tr[data-row]').count()
  expect(await drawn()).toBeLessThan(80)

  await question(app, 0).focus()
  await app.page.keyboard.press('End')
  const last = question(app, all.length - 1)
  await expect(last).toBeFocused()
  await expect(last).toBeInViewport()
  await expect(row(app, all.length - 1)).toHaveAttribute('aria-rowindex', String(all.length + 1))
  expect(await drawn()).toBeLessThan(80)

  // The row with the focus stays, however far it is scrolled away.
  await app.page.evaluate(() => window.scrollTo(0, 0))
  await expect(question(app, 0)).toBeInViewport()
  await expect(last).toBeFocused()
  await app.page.keyboard.press('ArrowUp')
  await expect(question(app, all.length - 2)).toBeFocused()
  await expect(question(app, all.length - 2)).toBeInViewport()
})

test('a search is read as it is typed, kept in the address, and what is wrong with it is said', async ({ app }) => {
  const cases = (await cards()).filter(({ kind }) => kind === 'classification')
  await openBrowse(app)
  await field(app).fill('kind:classification')
  await expect(said(app, `${cases.length} cards found`)).toBeVisible()
  expect(new URL(app.page.url()).searchParams.get('q')).toBe('kind:classification')

  await field(app).pressSequentially(' due:')
  await expect(said(app, 'due: takes a number, as in due:<7')).toBeVisible()
  await expect(field(app)).toHaveAttribute('aria-invalid', 'true')
  await expect(field(app)).toHaveAccessibleDescription(/^due: takes a number/)
  await expect(field(app)).toBeFocused()
  await field(app).pressSequentially('<7')
  await expect(said(app, '0 cards found')).toBeVisible() // no case was seen yet
  await expect(app.page.getByText('No card is like that.')).toBeVisible()
  await button(app, 'Show all cards').click()
  await expect(field(app)).toBeFocused()
  await expect(question(app, 0)).toBeVisible()

  await field(app).fill('colour:red')
  await expect(said(app, 'There is no field “colour”.')).toBeVisible()
  await app.page.getByText('What can be searched for').click()
  await app.page.getByRole('link', { name: 'factor:consent' }).first().click()
  await expect(field(app)).toHaveValue('factor:consent')
  const consent = (await cards()).filter(({ factors }) => factors.includes('consent'))
  await expect(said(app, `${consent.length} cards found`)).toBeVisible()
})

test('sorting by a column is said and can be turned round', async ({ app }) => {
  await openBrowse(app)
  const texts = (await cards()).map(({ frontText }) => frontText).sort(new Intl.Collator().compare)
  const head = app.page.getByRole('columnheader', { name: 'Question' })
  await button(app, 'Question').click()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect(question(app, 0)).toHaveText(texts[0] ?? '')
  await button(app, 'Question').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect(question(app, 0)).toHaveText(texts.at(-1) ?? '')
  await expect(app.page.getByRole('columnheader', { name: 'Chapter' })).not.toHaveAttribute('aria-sort')
  await app.page.reload()
  await expect(question(app, 0)).toHaveText(texts.at(-1) ?? '')
})

test('by keyboard alone: a range is suspended in one step, undone in one, and the focus stays in its row', async ({
  app,
}) => {
  await openBrowse(app)
  await question(app, 2).focus()
  await app.page.keyboard.press('Space')
  await expect(box(app, 2)).toBeChecked()
  await expect(question(app, 2)).toBeFocused()
  for (const next of [3, 4, 5]) {
    await app.page.keyboard.press('Shift+ArrowDown')
    await expect(question(app, next)).toBeFocused()
    await expect(box(app, next)).toBeChecked()
  }
  await expect(said(app, '4 cards selected')).toBeVisible()
  await app.page.keyboard.press('Space')
  await expect(said(app, '3 cards selected')).toBeVisible()

  await button(app, 'Suspend').focus()
  await app.page.keyboard.press('Enter')
  await expect(said(app, 'Suspended 3 cards.')).toBeVisible()
  await expect(button(app, 'Suspend')).toBeFocused()
  for (const index of [2, 3, 4]) await expect(row(app, index)).toContainText('suspended')
  await expect(row(app, 5)).not.toContainText('suspended')
  await app.page.keyboard.press('Enter')
  await expect(said(app, 'Nothing to change: the cards are so already.')).toBeVisible()

  await button(app, 'Undo: suspended 3 cards').focus()
  await app.page.keyboard.press('Enter')
  await expect(said(app, 'Undone: suspended 3 cards.')).toBeVisible()
  await expect(row(app, 2)).not.toContainText('suspended')
  await expect(button(app, /^Undo: suspended/)).toHaveCount(0)
})

test('by mouse: Shift takes a range, all found are flagged at once, and it outlives a kill', async ({ app }) => {
  const { length } = (await cards()).filter(({ factors }) => factors.includes('means'))
  await openBrowse(app)
  await field(app).fill('factor:means')
  await expect(said(app, `${length} cards found`)).toBeVisible()
  await box(app, 1).click()
  await box(app, 4).click({ modifiers: ['Shift'] })
  await expect(said(app, '4 cards selected')).toBeVisible()
  await app.page.getByRole('checkbox', { name: 'Select all found' }).click()
  await expect(said(app, `${length} cards selected`)).toBeVisible()
  await button(app, 'Flag 3').click()
  await expect(said(app, `Flagged ${length} cards.`)).toBeVisible()
  await box(app, 0).click()
  await expect(said(app, `${length - 1} cards selected`)).toBeVisible()
  await button(app, 'No flag').click()
  await expect(said(app, `${length - 1} cards.`)).toBeVisible()
  await button(app, 'Select none').click()
  await expect(app.page.getByRole('region', { name: 'Selected cards' })).toHaveCount(0)
  await expect(question(app, 0)).toBeFocused()

  await app.kill()
  await app.relaunch()
  await openBrowse(app)
  await field(app).fill('flag:3')
  await expect(said(app, '1 card found')).toBeVisible()
  await expect(row(app, 0)).toContainText('flag 3')
  await expect(button(app, `Undo: took the flag off ${length - 1} cards`)).toBeVisible()
})

test('another search lets the selection go; what is done is said of as many as it changed', async ({ app }) => {
  await openBrowse(app)
  await box(app, 0).click()
  await button(app, 'Bury until tomorrow').click()
  await expect(row(app, 0)).toContainText('buried')
  await box(app, 1).click()
  await button(app, 'Bury until tomorrow').click()
  await expect(said(app, /^Put off until tomorrow “.*1 card was so already\.$/)).toBeVisible()
  await field(app).fill('state:buried')
  await expect(said(app, '2 cards found')).toBeVisible()
  await expect(app.page.getByRole('region', { name: 'Selected cards' })).toHaveCount(0)
  await app.page.getByRole('checkbox', { name: 'Select all found' }).click()
  await button(app, 'Unbury').click()
  await expect(said(app, 'Brought back today 2 cards.')).toBeVisible()
  await expect(said(app, '0 cards found')).toBeVisible()
  await expect(said(app, '2 cards selected')).toBeVisible()
})

test('a due date is set, a wrong one is named, and a card is put back to new', async ({ app }) => {
  await openBrowse(app)
  await box(app, 0).click()
  const days = app.page.getByRole('textbox', { name: 'Due in days' })
  for (const wrong of ['soon', '', '-1', '1.5', '40000']) {
    await days.fill(wrong)
    await days.press('Enter')
    await expect(app.page.getByRole('alert')).toContainText('A whole number of days from 0')
    await expect(days).toBeFocused()
    await expect(days).toHaveAttribute('aria-invalid', 'true')
  }
  await expect(row(app, 0)).toContainText('New')
  await days.fill('12')
  await button(app, 'Set due').click()
  await expect(app.page.getByRole('alert')).toHaveCount(0)
  await expect(said(app, /^Set the due date of “/)).toBeVisible()
  await expect(row(app, 0)).toContainText('in 12 d')
  await field(app).fill('due:12')
  await expect(said(app, '1 card found')).toBeVisible()
  await box(app, 0).click()
  await button(app, 'Put back to new').click()
  await expect(said(app, '0 cards found')).toBeVisible()
  await button(app, /^Undo: put back to new “/).click()
  await expect(said(app, '1 card found')).toBeVisible()
})

test('a row opens its card; its passage is a step away and Back finds card, search and row again', async ({ app }) => {
  const { page } = app
  const choices = (await cards()).filter(({ kind }) => kind === 'multiple-choice')
  await openBrowse(app)
  await field(app).fill('kind:multiple-choice')
  await expect(said(app, `${choices.length} cards found`)).toBeVisible()
  const text = await question(app, 0).textContent()
  const card = choices.find(({ frontText }) => frontText === text)
  await question(app, 0).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: card?.frontText ?? '' })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByText(card?.backText ?? '').first()).toBeVisible()
  await expect(dialog.getByRole('heading', { name: 'Why not the others' })).toBeVisible()
  await expect(dialog.getByText('State')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(question(app, 0)).toBeFocused()

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /^Read the passage/ })
    .click()
  await expect(page).toHaveURL(/\/chapters\//)
  await page.goBack()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(field(app)).toHaveValue('kind:multiple-choice')
  await page.keyboard.press('Escape')
  await expect(question(app, 1)).toBeFocused()

  await page.goto(`${app.origin}/flashcards/browse?card=no-such-card`)
  await expect(page.getByRole('dialog', { name: 'Card' }).getByRole('alert')).toHaveText('That is no longer here.')
})

test('a card shows how it was rated and how its recall fell, in Browse and beside its review', async ({ app }) => {
  test.slow()
  await app.close()
  let asked = ''
  let wrong = ''
  await studyInThePast(app.dataFolder, async ({ call, goTo, rate }) => {
    await call.settings.changeStudy({ newPerDay: 0 })
    const choices = (await call.library.cards()).map(({ id }) => id)
    const kinds = new Map((await cards()).map((card) => [card.id, card.kind]))
    const card = choices.find((id) => kinds.get(id) === 'multiple-choice') ?? ''
    const shown = () => call.study.card({ card })
    const { options, card: about } = await shown()
    const right = options.find((option) => option.right)?.id ?? ''
    const other = options.find((option) => !option.right)
    asked = about.frontText
    wrong = other?.text.map((inline) => ('text' in inline ? inline.text : '')).join('') ?? ''
    for (const [ago, rating, chosen] of [
      [30, 'easy', right],
      [18, 'good', right],
      [2, 'again', other?.id],
      [1, 'good', right],
    ] as const) {
      goTo(ago)
      await rate(await shown(), rating, chosen)
    }
    goTo(0)
    await call.study.setDue({ cards: [card], days: 0 })
  })
  await app.launch()
  const { page } = app
  await openBrowse(app)
  await field(app).fill(`lapses:1 ${asked}`)
  await expect(question(app, 0)).toHaveText(asked)
  await question(app, 0).click()
  const dialog = page.getByRole('dialog')
  const sentence = dialog.getByText(/^Today you’d recall this with a chance of about \d\d%; due now\.$/)
  await expect(sentence).toBeVisible()
  const said = (await sentence.textContent()) ?? ''
  const curve = dialog.getByRole('img', { name: `Chance of recall over time. ${said}` })
  await expect(curve.locator('circle')).toHaveCount(4)
  const table = dialog.getByRole('table', { name: 'Reviews of this card, the latest first' })
  await expect(table.getByRole('columnheader')).toHaveText([
    'When',
    'Rated',
    'Took',
    'Next after',
    'Stability',
    'Chose',
  ])
  const column = (name: number) => table.locator(`tbody tr > :nth-child(${name})`)
  await expect(column(2)).toHaveText(['Good', 'Again', 'Good', 'Easy'])
  await expect(column(3)).toHaveText(['6 s', '6 s', '6 s', '6 s'])
  await expect(column(6)).toHaveText([/\(right\)$/, wrong, /\(right\)$/, /\(right\)$/])
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(app, 'history, dark')
  await page.emulateMedia({ colorScheme: null })
  const stability = await dialog
    .getByText('Stability', { exact: true })
    .first()
    .locator('xpath=following::dd[1]')
    .textContent()
  expect(stability).toMatch(/ days?$/)

  // In review the same, but what was chosen would tell the answer before it is shown.
  await page.goto(`${app.origin}/flashcards/review?scope=all`)
  await expect(page.getByText(asked).first()).toBeVisible()
  await page.keyboard.press('i')
  const info = page.getByRole('dialog', { name: 'This card' })
  await expect(info.getByText(said)).toBeVisible()
  const beside = info.getByRole('table', { name: 'Reviews of this card, the latest first' })
  await expect(beside.getByRole('columnheader')).toHaveText(['When', 'Rated', 'Took', 'Next after', 'Stability'])
  await page.keyboard.press('Escape')
  await expect(info).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(button(app, /^Good/)).toBeVisible()
  await page.keyboard.press('i')
  await expect(beside.getByRole('columnheader', { name: 'Chose' })).toBeVisible()
})

test('at 400 % zoom the actions open from a button and nothing is too wide', async ({ app }) => {
  test.slow()
  const { page } = app
  await openBrowse(app)
  await page.getByText('What can be searched for').click()
  await box(app, 0).click()

  await page.setViewportSize({ width: 320, height: 256 })
  const fits = async (state: string) =>
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      state,
    ).toBeLessThanOrEqual(0)
  await fits('selected')
  await expect(page.getByRole('columnheader')).toHaveText(['Select all found', 'Question', 'State', 'Due'])
  await expect(button(app, 'Suspend')).toBeHidden()
  await button(app, 'Actions').click()
  await button(app, 'Suspend').click()
  await expect(said(app, /^Suspended “/)).toHaveCount(1)
  await fits('actions')
  await page.keyboard.press('Escape')
  await expect(button(app, 'Suspend')).toBeHidden()
  await expect(button(app, 'Actions')).toBeFocused()

  // What has the focus lies under neither the head nor the bar.
  await question(app, 0).focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
    await page.keyboard.press(key)
    const covered = await page.evaluate(() => {
      const { left, top, width, height } = (document.activeElement as Element).getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      return hit === document.activeElement ? '' : (hit?.outerHTML ?? 'nothing')
    })
    expect(covered, key).toBe('')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await fits('card')
})

test('cases and each factor can be studied by themselves', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Flashcards', exact: true }).click()
  const factors = page.getByRole('region', { name: 'By factor of the distinction' })
  await expect(factors.getByRole('link')).toHaveCount(8)
  await factors.getByRole('link', { name: 'Study: Consent' }).click()
  await expect(page).toHaveURL(/\/flashcards\/review\?factor=consent$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goBack()
  await page.getByRole('link', { name: 'Study: Cases' }).click()
  await expect(page).toHaveURL(/\/flashcards\/review\?scope=cases$/)
  await expect(page.getByRole('group', { name: 'What would you call this case?' })).toBeVisible()
})
