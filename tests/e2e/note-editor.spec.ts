/** The editor of notes as a page: its keys, what is pasted, versions, tags and links. */
import type { Locator, Page } from 'playwright/test'
import { expectAccessible } from './accessible'
import { expect, test } from './app'
import { expectNoteText, writeNote } from './note-field'

const noteField = (page: Page) => page.getByRole('textbox', { name: 'Note', exact: true })

/** As the browser does it, with both forms of what was copied. */
async function paste(field: Locator, kinds: Record<string, string>) {
  await field.evaluate((element, kinds) => {
    const clipboardData = new DataTransfer()
    for (const [kind, text] of Object.entries(kinds)) clipboardData.setData(kind, text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, kinds)
}

test('written by keyboard alone: bold, a list that goes on, undo of its own; Tab leaves the field', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await page.getByRole('button', { name: 'New note' }).focus()
  await page.keyboard.press('Enter')
  const field = noteField(page)
  await expect(field).toBeFocused()
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await expect(field).toHaveAccessibleDescription(/Study notes only/)
  await page.keyboard.type('Who ')
  await page.keyboard.press('ControlOrMeta+b')
  await page.keyboard.type('holds')
  await page.keyboard.press('ControlOrMeta+b')
  await page.keyboard.type(' them?')
  await expectNoteText(field, 'Who **holds** them?')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+Shift+Digit8')
  await page.keyboard.type('papers')
  await page.keyboard.press('Enter')
  await page.keyboard.type('money')
  await expectNoteText(field, 'Who **holds** them?\n- papers\n- money')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(field).not.toContainText('money')
  await page.keyboard.press('ControlOrMeta+y')
  await expectNoteText(field, 'Who **holds** them?\n- papers\n- money')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await page.keyboard.press('Tab')
  await expect(field).not.toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(field).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: 'Bold' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: 'Heading' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(field).toBeFocused()
  await expectNoteText(field, 'Who **holds** them?\n- papers\n## - money')
  await page.keyboard.press('ControlOrMeta+z')

  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(page.locator('.note-reading').getByRole('listitem').filter({ hasText: 'money' })).toBeVisible()
  await expect(page.locator('.note-reading strong')).toHaveText('holds')
  await expect(field).toHaveCount(0)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expectNoteText(field, 'Who **holds** them?\n- papers\n- money')
})

test('pasted HTML becomes Markdown; scripts and markup never run, wherever they are shown', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, 'x')
  const field = noteField(page)
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  const html = `<h2>Who <b>moves</b> whom</h2><p>First&nbsp;line<br>second *line*</p><ul><li>boat<ul><li>small</li></ul></li><li>truck</li></ul>
<p><a href="https://example.gov/a">source</a> <a href="javascript:run()">bad</a></p><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
<script>window.ran = true</script><style>p { color: red }</style><img src="https://example.gov/x.png" alt="picture" onerror="window.ran = true"><svg onload="window.ran = true"></svg>`
  await paste(field, { 'text/html': html, 'text/plain': 'plain' })
  const pasted = `## Who **moves** whom

First line
second \\*line\\*

- boat
  - small
- truck

[source](https://example.gov/a) bad

| a | b |
| --- | --- |
| 1 | 2 |

picture`
  await expectNoteText(field, pasted)
  await page.keyboard.press('ControlOrMeta+z')
  await expectNoteText(field, 'x')

  await page.keyboard.press('ControlOrMeta+a')
  const shown = '<script>window.ran = true</script><img src=x onerror="window.ran=true">'
  await paste(field, {
    'text/plain': `${shown}\n\n[bad](javascript:alert(1)) ![p](https://example.gov/p.png) \u202eשלום 🚚 a\u0000b **open`,
  })
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(page.locator('.note-reading')).toContainText(shown)
  await expect(page.locator('.note-reading').getByRole('link')).toHaveCount(0)
  await expect(page.locator('.note-reading img, .note-reading script')).toHaveCount(0)
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  // The document that pasted HTML is read in runs nothing, and the policy says so of each handler and style in it.
  expect(app.violations.every((words) => /inline (style|event handler)/.test(words))).toBe(true)
  app.violations.length = 0
})

test('two million characters pasted stay usable; more than a note holds is refused in words and nothing is lost', async ({
  app,
}) => {
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, 'Before')
  const field = noteField(page)
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await paste(field, { 'text/plain': 'x'.repeat(2_000_001) })
  await expect(page.getByRole('alert').filter({ hasText: '2,000,000 characters' })).toBeVisible()
  await expectNoteText(field, 'Before')
  await paste(field, { 'text/plain': '\n- a line of a very long list #long'.repeat(57_000) })
  await page.keyboard.type(' and still typed')
  await expect(field).toContainText('and still typed')
  // A very long note is saved a while after its last key.
  await expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Show more of this note' })).toBeVisible()
})

test('an earlier version is looked at, restored and the restoring undone', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, 'Smuggling is a crime against the border.')
  const address = page.url()
  await page.getByRole('link', { name: 'Glossary', exact: true }).click()
  await page.goto(address)
  const field = noteField(page)
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await field.fill('Trafficking is a crime against a person.')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await page.getByText('Earlier versions', { exact: true }).press('Enter')
  const row = page.getByRole('button', { name: /Smuggling is a crime/ })
  await row.press('Enter')
  const chosen = page.getByRole('region', { name: 'From this version to now' })
  await expect(chosen).toContainText('3 words added since')
  await expect(chosen.locator('ins').first()).toContainText('Trafficking')
  await expect(chosen.locator('del').first()).toContainText('Smuggling')
  await expectAccessible(app, 'an earlier version')
  await chosen.getByRole('button', { name: 'Restore this version' }).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: /^Restored: Today/ })).toBeVisible()
  await expectNoteText(field, 'Smuggling is a crime against the border.')
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expectNoteText(field, 'Trafficking is a crime against a person.')
  await expect(page.getByText('Earlier versions', { exact: true })).toBeFocused()
  await app.kill()
  await app.relaunch()
  await app.page.goto(`${app.origin}${new URL(address).pathname}`)
  await expectNoteText(noteField(app.page), 'Trafficking is a crime against a person.')
})

test('tags filter the list; links by [[ lead to entries and notes, and back from there', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, 'Target of links #border')
  await writeNote(page, 'Start ')
  const field = noteField(page)
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await field.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('[[JTFA')
  await expect(page.getByRole('option', { name: /Joint Task Force Alpha/ }).first()).toBeVisible()
  await expectAccessible(app, 'places to link to')
  await page.keyboard.press('Enter')
  await page.keyboard.type(' and [[target of')
  await expect(page.getByRole('option', { name: /Target of links/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('.cm-tooltip-autocomplete')).toHaveCount(0)
  await expect(field).toBeFocused()
  await page.keyboard.type(' ')
  await page.getByRole('option', { name: /Target of links/ }).click()
  await page.keyboard.type(' #Border')
  await expect(field).toContainText(
    /\[Joint Task Force Alpha\]\(\/glossary\/\w+\) and \[Target of links #border\]\(\/notes\//,
  )
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await page.locator('.note-reading').getByRole('link', { name: 'Joint Task Force Alpha' }).click()
  const pointing = page.getByRole('region', { name: 'Notes that point here' })
  await pointing.getByRole('link', { name: /^Start/ }).click()
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await page.locator('.note-reading').getByRole('link', { name: 'Target of links' }).click()
  await expect(pointing.getByRole('link', { name: /^Start/ })).toBeVisible()

  await page.locator('.note-tags').getByRole('link', { name: '#border' }).click()
  await expect(page.getByRole('status').filter({ hasText: '2 of 2 notes' })).toBeVisible()
  await page.getByLabel('On', { exact: true }).selectOption('Glossary entries')
  await expect(page.getByText('No note is like that.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all notes' }).click()
  await expect(page.locator('[data-note]')).toHaveCount(2)
  await page.getByLabel('Order').selectOption('Title')
  await expect(page.locator('[data-note]').first()).toContainText('Start')
  await page.getByLabel('Find in notes').fill('arget')
  await expect(page.locator('.notes-list mark').first()).toHaveText('Target')
})

test('in the dark and on a narrow window the editor, its versions and the filters fit and are accessible', async ({
  app,
}) => {
  const { page } = app
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, '## Heading\n\n**Bold** [link](/glossary/x) #tag `code`')
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await page.getByText('Earlier versions', { exact: true }).click()
  await expect(page.getByText(/^None yet/)).toBeVisible()
  await expectAccessible(app, 'a note in the dark')
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await fits()
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await fits()
  await page.getByRole('link', { name: 'All notes' }).click()
  await expect(page.getByLabel('Order')).toBeVisible()
  await fits()
  await expectAccessible(app, 'the list in the dark')
})

test('changed in another window meanwhile: nothing is written over, and both texts are kept', async ({ app }) => {
  test.skip(app.host !== 'loopback', 'only the loopback host has several windows')
  const { page } = app
  await page.goto(`${app.origin}/notes`)
  await writeNote(page, 'One')
  const token = await page.evaluate(() => sessionStorage.getItem('fieldbook:token'))
  // Windows of one browser hear of each other's changes; one in another browser doesn't.
  const browser = await page.context().browser()?.newContext()
  if (!browser) throw new Error('no browser')
  const other = await browser.newPage()
  await other.goto(`${page.url()}#token=${token}`)
  await expect(other.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await noteField(other).fill('Two, from the other window')
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
  await browser.close()

  await noteField(page).fill('Three, from here')
  await expect(page.getByRole('alert').filter({ hasText: 'changed in another window' })).toBeVisible()
  await page.getByRole('button', { name: 'Save this text as the newest version' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByText('Earlier versions', { exact: true }).click()
  await expect(page.getByRole('button', { name: /Two, from the other window/ })).toBeVisible()
  await expectNoteText(noteField(page), 'Three, from here')
})
