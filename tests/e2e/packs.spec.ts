import { newKey, packedOf } from '../support/packs'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

const key = newKey()
/** A small law of a state on top of the book itself. */
const texts = (version: string, answer: string): Record<string, string> => ({
  'pack.yaml': `id: state-law
title: The law of the state
version: ${version}
language: en-US
asOf: "2026-05-01"
about: What our state adds to federal law.
extends: federal-response
chapters: [state]
`,
  'sources.yaml':
    '- {id: code, kind: reference, title: The code of the state, publisher: The state, date: "2026-01-01"}\n',
  'facts.yaml': '- {source: code, section: Section 1, lasting: true, ids: [T-001, T-002]}\n',
  'chapters/state.md': `---
id: state
title: What our state adds
summary: The law of the state.
status: outline
objectives:
  - {id: know-the-state, text: Know the law of the state.}
---

## Here {#here}

The state punishes it too. {T-001}
`,
  'cards/state.yaml': `- id: punished
  kind: basic
  chapter: state
  section: here
  objectives: [know-the-state]
  front: Does our state punish trafficking?
  back: ${answer}
  why: It does. {T-001}
  facts: [T-001]
`,
  'overlays/desk.md': `---
id: desk
title: Whom to call here
chapter: the-distinction
section: summary
---

Call the desk officer first. {T-002}
`,
})

async function openPacks(app: App): Promise<void> {
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('link', { name: 'Packs' }).click()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Packs' })).toBeVisible()
}
async function choose(app: App, bytes: Buffer): Promise<void> {
  await app.page
    .getByLabel('Pack', { exact: true })
    .setInputFiles({ name: 'state.fieldbook', mimeType: '', buffer: bytes })
}

test('a pack is looked at, brought in, read, updated and removed', async ({ app }) => {
  await openPacks(app)
  await expectAccessible(app, 'no packs')
  await choose(app, await packedOf(texts('1.0.0', 'Yes.'), key))
  const dialog = app.page.getByRole('dialog', { name: 'The law of the state' })
  await expect(dialog).toContainText('1 chapter, 1 card, 1 addition to the book.')
  await expectAccessible(app, 'a pack before it is brought in')
  await dialog.getByRole('button', { name: 'Bring it in' }).click()
  await expect(app.page.getByText('The law of the state is part of the book now.')).toBeVisible()
  await expectAccessible(app, 'a pack')

  await app.page.getByRole('link', { name: 'Chapters' }).click()
  await app.page.getByRole('link', { name: 'What our state adds' }).first().click()
  await expect(app.page.getByText('The state punishes it too.').first()).toBeVisible()
  await app.page.goto(`${app.origin}/chapters/the-distinction#summary`)
  await expect(app.page.getByRole('note', { name: 'Added by a pack' })).toContainText('Whom to call here')

  await app.page.goto(`${app.origin}/settings/packs`)
  await choose(app, await packedOf(texts('1.1.0', 'Yes, since 2025.'), key))
  await expect(dialog).toContainText('It takes the place of version 1.0.0.')
  await expect(dialog).toContainText('Changed1 card')
  await dialog.getByRole('button', { name: 'Update it' }).click()
  await expect(app.page.getByText('Version 1.1.0, by Sergeant Vale')).toBeVisible()
  await app.page.getByRole('button', { name: /^Remove The law of the state/ }).click()
  await app.page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click()
  await expect(app.page.getByText('There is none yet')).toBeVisible()
})

test('another signer needs a yes, and what was changed after signing is never taken', async ({ app }) => {
  await openPacks(app)
  await choose(app, await packedOf(texts('1.0.0', 'Yes.'), key))
  const dialog = app.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Bring it in' }).click()
  await expect(app.page.getByText('The law of the state is part of the book now.')).toBeVisible()
  await choose(app, await packedOf(texts('2.0.0', 'No.'), newKey()))
  await expect(dialog).toContainText('was signed with another key')
  await expect(dialog.getByRole('button', { name: 'Update it' })).toBeDisabled()
  await dialog.getByRole('checkbox').check()
  await expect(dialog.getByRole('button', { name: 'Update it' })).toBeEnabled()
  await app.page.keyboard.press('Escape')
  const packed = await packedOf(texts('1.0.0', 'Yes.'), key)
  await choose(app, packed.subarray(0, packed.length - 4))
  await expect(dialog.getByRole('alert')).toContainText('This is not a pack of Fieldbook')
})

test('a trainer makes a pack, signs it, and it can be brought in', async ({ app }) => {
  await openPacks(app)
  await app.page.getByRole('textbox', { name: 'Title of a new pack' }).fill('Our county')
  await app.page.getByRole('button', { name: 'Begin' }).click()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Our county' })).toBeVisible()
  await expect(app.page.getByText('Sound. Nothing is in it yet.')).toBeVisible()

  await app.page.getByRole('button', { name: 'An addition to the book…' }).click()
  const dialog = app.page.getByRole('dialog')
  await expectAccessible(app, 'an addition to a pack')
  await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('Whom to call here')
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Call the county desk first. It answers at night')
  await dialog.getByRole('textbox', { name: 'Title of the document' }).fill('Order 7')
  await dialog.getByRole('textbox', { name: 'Who published it' }).fill('The county')
  await dialog.getByRole('textbox', { name: /^Its date/ }).fill('2026')
  await dialog.getByRole('textbox', { name: /^Where in it/ }).fill('Page 2')
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await expect(app.page.getByText('Sound. 1 addition to the book.')).toBeVisible()
  await expect(app.page.getByText('was added in overlays/whom-to-call-here.md')).toBeVisible()
  await expectAccessible(app, 'a pack being made')

  const editor = app.page.getByRole('textbox', { name: 'overlays/whom-to-call-here.md' })
  const sound = await editor.inputValue()
  await editor.fill(`${sound}A sentence that rests on nothing.\n`)
  await expect(app.page.getByRole('button', { name: /^overlays\/whom-to-call-here\.md, line/ })).toBeVisible()
  await expect(app.page.getByRole('button', { name: 'Sign and save the file…' })).toBeDisabled()
  await editor.fill(sound)
  await app.page.getByRole('button', { name: 'Sign and save the file…' }).click()
  await dialog.getByRole('textbox', { name: /^Your name/ }).fill('Sergeant Vale')
  const download = app.page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save the file' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('our-county-1.0.0.fieldbook')
  await app.page.keyboard.press('Escape')

  await app.page.goto(`${app.origin}/settings/packs`)
  await app.page.getByLabel('Pack', { exact: true }).setInputFiles(await file.path())
  await expect(dialog).toContainText('by Sergeant Vale')
  await dialog.getByRole('button', { name: 'Bring it in' }).click()
  await expect(app.page.getByText('Our county is part of the book now.')).toBeVisible()
})
