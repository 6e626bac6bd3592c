import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { passed } from './accessibility/findings'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

const passphrase = 'blue heron over the weir'
test.setTimeout(60_000)

async function turnOn(app: App): Promise<string> {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).click()
  // What is above it comes a moment later and moves it.
  await expect(page.getByText('There is too little to go by yet')).toBeVisible()
  await page.getByRole('button', { name: 'Turn the lock on' }).click()
  const dialog = page.getByRole('dialog', { name: 'Turn the lock on' })
  await dialog.getByLabel('New passphrase', { exact: true }).fill('short')
  await dialog.getByLabel('The same again', { exact: true }).fill('short')
  await dialog.getByRole('button', { name: 'Turn it on' }).click()
  await expect(dialog.getByText('Use at least 10 characters.')).toBeVisible()
  await dialog.getByLabel('New passphrase', { exact: true }).fill(passphrase)
  await dialog.getByLabel('The same again', { exact: true }).fill(passphrase)
  await dialog.getByRole('button', { name: 'Turn it on' }).click()
  const shown = page.getByRole('dialog', { name: 'The lock is on' })
  // Its key is stretched, and every file written anew.
  await expect(shown).toBeVisible({ timeout: 20_000 })
  const recoveryKey = (await shown.locator('.recovery-key code').allTextContents()).join('-')
  expect(recoveryKey).toMatch(/^(\w{4}-){8}\w{4}$/)
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(shown.getByText('Write it down first')).toBeVisible()
  await shown.getByRole('checkbox', { name: 'I have written it down' }).check()
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(shown).toBeHidden()
  await expect(page.getByRole('button', { name: 'Turn the lock off' })).toBeVisible()
  return recoveryKey
}
async function unlock(app: App, given: string): Promise<void> {
  await app.page.getByLabel('Passphrase', { exact: true }).fill(given)
  await app.page.keyboard.press('Enter')
}
function onDisk(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1')).join('\n')
}

test('turned on, locked over an open editor, opened with the wrong and the right passphrase, and with the recovery key', async ({
  app,
}) => {
  const recoveryKey = await turnOn(app)
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await app.page.getByRole('button', { name: 'New note' }).click()
  await app.page.getByRole('textbox', { name: 'Note' }).fill('A kestrel over the field')
  // At once: what is typed isn't saved by itself yet.
  await app.page.keyboard.press('Control+Shift+L')
  await expect(app.page.getByRole('heading', { name: 'Fieldbook is locked' })).toBeVisible()
  await expect(app.page).toHaveTitle('Fieldbook')
  await expect(app.page.getByText('kestrel')).toHaveCount(0)
  await app.page.goBack()
  await expect(app.page.getByRole('heading', { name: 'Fieldbook is locked' })).toBeVisible()
  expect(onDisk(app.dataFolder)).not.toContain('kestrel')

  const field = app.page.getByLabel('Passphrase', { exact: true })
  await expect(field).toBeFocused()
  await expectAccessible(app, 'the lock screen')
  // Pasting is not stood in the way of, and what is typed can be looked at.
  expect(await field.evaluate((input) => input.dispatchEvent(new Event('paste', { cancelable: true })))).toBe(true)
  await app.page.getByRole('button', { name: 'Show passphrase' }).click()
  await expect(field).toHaveAttribute('type', 'text')
  await app.page.getByRole('button', { name: 'Show passphrase' }).click()
  passed(test.info(), 'A25', ['the lock screen'])
  await unlock(app, 'blue heron over the wier')
  await expect(app.page.getByRole('alert')).toHaveText(/doesn’t open it/)
  await expect(field).toBeFocused()
  await app.page.getByRole('button', { name: 'Where to report, where to get help' }).click()
  await expect(app.page.getByText('1-866-347-2423').first()).toBeVisible()
  await app.page.getByRole('button', { name: 'Back to the passphrase' }).click()
  await unlock(app, passphrase)
  await app.page.getByRole('link', { name: 'Notes', exact: true }).click()
  await expect(app.page.getByText('A kestrel over the field').first()).toBeVisible()

  await app.kill()
  await app.relaunch()
  await expect(app.page.getByRole('heading', { name: 'Fieldbook is locked' })).toBeVisible()
  await app.page.getByRole('button', { name: 'Use the recovery key' }).click()
  await app.page.getByLabel('Recovery key', { exact: true }).fill(recoveryKey.toLowerCase())
  await app.page.getByLabel('New passphrase', { exact: true }).fill('another heron at dawn')
  await app.page.getByLabel('The same again', { exact: true }).fill('another heron at dawn')
  await app.page.getByRole('button', { name: 'Unlock' }).click()
  await app.page.getByRole('link', { name: 'Notes' }).click()
  await expect(app.page.getByText('A kestrel over the field').first()).toBeVisible()
})

test('what can’t be saved is back after unlocking; turned off, everything is plain again', async ({ app }) => {
  await turnOn(app)
  await app.page.getByRole('link', { name: 'Flashcards' }).click()
  await app.page.getByRole('button', { name: 'Make a card' }).click()
  await app.page.getByRole('textbox', { name: 'Question', exact: true }).fill('Half a card about a plover')
  await app.page.keyboard.press('Control+Shift+L')
  await expect(app.page.getByRole('heading', { name: 'Fieldbook is locked' })).toBeVisible()
  expect(onDisk(app.dataFolder)).not.toContain('plover')
  await unlock(app, passphrase)
  await expect(app.page.getByText('Half a card about a plover')).toBeVisible()

  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'Turn the lock off' }).click()
  const dialog = app.page.getByRole('dialog', { name: 'Turn the lock off' })
  await dialog.getByLabel('Passphrase', { exact: true }).fill('not this one')
  await dialog.getByRole('button', { name: 'Turn it off' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('That is not the passphrase.')
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await dialog.getByRole('button', { name: 'Turn it off' }).click()
  await expect(app.page.getByText('The lock is off.')).toBeVisible()
  await app.relaunch()
  await expect(app.page.getByRole('link', { name: 'Settings' })).toBeVisible()
})

test('all windows lock together: with the other one, or when the system locks its screen', async ({ app }) => {
  await turnOn(app)
  const locked = { name: 'Fieldbook is locked' }
  if (app.standIn) await app.standIn.power('lock-screen')
  else {
    const token = await app.page.evaluate(() => sessionStorage.getItem('fieldbook:token'))
    const other = await app.page.context().newPage()
    await other.goto(`${app.origin}/notes#token=${token}`)
    await expect(other.getByRole('heading', { name: 'Notes', level: 1 })).toBeVisible()
    await other.getByRole('button', { name: 'Lock', exact: true }).click()
    await expect(other.getByRole('heading', locked)).toBeVisible()
  }
  await expect(app.page.getByRole('heading', locked)).toBeVisible()
  await unlock(app, passphrase)
  await expect(app.page.getByRole('button', { name: 'Turn the lock off' })).toBeVisible()
})
