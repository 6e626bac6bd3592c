import { expect, test } from './app'

test('theme, size, font and width are shown at once and kept', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  const root = app.page.locator('html')
  await app.page.getByRole('radio', { name: 'Dark' }).check()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await app.page.getByRole('radio', { name: '130%' }).check()
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

test('a larger text makes room as a narrower window does, at once and on the next start', async ({ app }) => {
  const readable = async () => {
    await app.page.getByRole('link', { name: 'Chapters' }).click()
    await app.page.getByRole('link', { name: 'The distinction' }).click()
    const paragraph = app.page.locator('[data-block] p').first()
    await expect(paragraph).toBeVisible()
    expect((await paragraph.boundingBox())?.width).toBeGreaterThan(700)
    const wider = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider).toBeLessThanOrEqual(0)
  }
  await app.page.setViewportSize({ width: 1280, height: 800 })
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('radio', { name: '200%' }).check()
  await expect(app.page.locator('html')).toHaveCSS('font-size', '32px')
  await readable()
  await app.relaunch()
  await app.page.setViewportSize({ width: 1280, height: 800 })
  await readable()
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

test('steps, intervals, siblings, leeches and buttons are kept', async ({ app }) => {
  const field = (name: string) => app.page.getByRole('textbox', { name })
  const radio = (name: string) => app.page.getByRole('radio', { name })
  const check = (name: string) => app.page.getByRole('checkbox', { name })
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await expect(field('Steps of a new card, in minutes')).toHaveValue('1, 10')
  await field('Steps of a new card, in minutes').fill('2 15, 60')
  await field('Steps of a new card, in minutes').press('Enter')
  await field('Steps of a forgotten card, in minutes').fill('')
  await field('Longest interval, in days').fill('365')
  await field('Lapses that make a leech').fill('5')
  await field('Lapses that make a leech').press('Tab')
  await radio('Marked and suspended').check()
  await radio('Two: Again, Good').check()
  await check('Spread cards learned together').uncheck()
  await check('One sibling a day').uncheck()
  await expect(check('One sibling a day')).not.toBeChecked()
  await app.relaunch()

  await app.page.getByRole('link', { name: 'Settings' }).click()
  await expect(field('Steps of a new card, in minutes')).toHaveValue('2, 15, 60')
  await expect(field('Steps of a forgotten card, in minutes')).toHaveValue('')
  await expect(field('Longest interval, in days')).toHaveValue('365')
  await expect(field('Lapses that make a leech')).toHaveValue('5')
  await expect(radio('Marked and suspended')).toBeChecked()
  await expect(radio('Two: Again, Good')).toBeChecked()
  await expect(check('Spread cards learned together')).not.toBeChecked()
  await expect(check('One sibling a day')).not.toBeChecked()
})

test('wrong steps and intervals are named and change nothing', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  const wrong: [string, string[], string][] = [
    [
      'Steps of a new card, in minutes',
      ['one', '0', '-5', '1, 2000', '1 2 3 4 5 6 7 8 9 10 11'],
      'Whole minutes from 1 to 1,440',
    ],
    ['Longest interval, in days', ['0', '36501', '2.5', ''], 'A whole number from 1 to 36,500'],
    ['Lapses that make a leech', ['0', '100'], 'A whole number from 1 to 99'],
  ]
  for (const [name, values, words] of wrong) {
    const field = app.page.getByRole('textbox', { name })
    const before = await field.inputValue()
    for (const value of values) {
      await field.fill(value)
      await field.press('Enter')
      await expect(app.page.getByRole('alert')).toContainText(words)
      await expect(field).toHaveAttribute('aria-invalid', 'true')
      await expect(field).toHaveAccessibleDescription(new RegExp(words))
    }
    await field.fill(before)
    await expect(app.page.getByRole('alert')).toHaveCount(0)
    await field.fill(values[0] ?? '')
    await field.blur()
    await field.fill(before)
  }
  await app.relaunch()
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await expect(app.page.getByRole('textbox', { name: 'Steps of a new card, in minutes' })).toHaveValue('1, 10')
  await expect(app.page.getByRole('textbox', { name: 'Longest interval, in days' })).toHaveValue('36500')
  await expect(app.page.getByRole('textbox', { name: 'Lapses that make a leech' })).toHaveValue('8')
})

test('it says where the data lives and that nothing is connected', async ({ app }) => {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await expect(app.page.getByText(app.dataFolder)).toBeVisible()
  await expect(app.page.getByText('It opens no connection')).toBeVisible()
})
