import { bookStateLaw, newKey, packedOf } from '../support/packs'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

const key = newKey()
const texts = (version: string, back: string) =>
  bookStateLaw(
    version,
    { sentence: 'The state punishes it too.', front: 'Does our state punish trafficking?', back },
    'Call the desk officer first.',
  )

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

test('a trainer makes a pack in forms, sees it as it will be read, signs it, and it can be brought in', async ({
  app,
}) => {
  await openPacks(app)
  const { page } = app
  await page.getByRole('textbox', { name: 'Title of a new pack' }).fill('Our county')
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Our county' })).toBeVisible()
  await expect(page.getByText('Sound. Nothing is in it yet.')).toBeVisible()
  const add = (what: string) =>
    page.getByRole('group', { name: 'Add' }).getByRole('button', { name: what, exact: true })
  const box = (name: string) => page.getByRole('textbox', { name, exact: true })
  const preview = page.getByRole('region', { name: 'As it will be read' })

  await add('An addition to the book').click()
  await expect(box('Title')).toBeFocused()
  await page.keyboard.type('Whom to call here')
  await box('Text').fill('Call the county desk first. It answers at night')
  await page.getByRole('combobox', { name: 'Document and place' }).selectOption('new')
  await box('Title of the document').fill('Order 7')
  await box('Who published it').fill('The county')
  await box('Its date, such as 2026-05-01 or 2026').fill('2026')
  await box('Where in it: section, page or paragraph').fill('Page 2')
  await page.getByRole('button', { name: 'Use this place' }).click()
  await expect(page.getByText('Sound. 1 addition to the book.')).toBeVisible()
  await expect(preview.getByRole('note', { name: 'Added by a pack' })).toContainText('It answers at night.')
  await expectAccessible(app, 'a pack being made')

  // What is missing is named where it is, and leads there; what is typed meanwhile stays.
  await add('A card').click()
  await box('Question').fill('Whom does one call first?')
  await box('Why, as it stands with the answer').fill('It answers at night.')
  await page.getByRole('button', { name: 'Whom does one call first?, answer' }).click()
  await expect(box('Answer')).toBeFocused()
  await expect(page.getByRole('button', { name: 'Sign and save the file…' })).toBeDisabled()
  await page.keyboard.type('The county desk', { delay: 40 })
  await expect(box('Answer')).toHaveValue('The county desk')
  await expect(preview).toContainText('The county desk')
  await expect(box('Answer')).toBeFocused()
  await expect(page.getByText('Sound. 1 card, 1 addition to the book.')).toBeVisible()
  await page.getByRole('button', { name: 'Take it out of the pack' }).click()
  await expect(page.getByText('“Whom does one call first?” was taken out.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Put “Whom does one call first?” back' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(box('Answer')).toHaveValue('The county desk')

  // What the pack itself explains opens in its texts, as it will for a learner.
  await add('A glossary entry').click()
  await box('Name').fill('The county desk')
  await box('What it is and does, in a few sentences').fill('It is there at night')
  await page.getByRole('button', { name: 'Add a connection' }).click()
  await expect(page.getByRole('combobox', { name: 'Connection 1' })).toBeFocused()
  await page.getByRole('button', { name: 'The county desk, connection 1' }).click()
  await expect(page.getByRole('combobox', { name: 'Which entry' })).toBeFocused()
  await page.getByRole('combobox', { name: 'Which entry' }).selectOption({ index: 1 })
  await expect(page.getByText('Sound. 1 glossary entry, 1 card, 1 addition to the book.')).toBeVisible()
  await expectAccessible(app, 'an entry with a connection being made')
  const contents = page.getByRole('navigation', { name: 'What is in the pack' })
  await contents.getByRole('button', { name: 'Whom to call here' }).click()
  await box('Text').fill('Call [the desk](glossary:entry) first. It answers at night')
  await preview.getByRole('link', { name: 'the desk' }).click()
  await expect(page.getByRole('dialog', { name: 'Glossary' })).toContainText('It is there at night.')
  await page.keyboard.press('Escape')

  await page.getByText('As text files').click()
  await page.getByRole('button', { name: 'overlays/overlay.md' }).click()
  await expect(box('overlays/overlay.md')).toHaveValue(/It answers at night\. \{T-001\}/)
  await page.getByRole('button', { name: 'Sign and save the file…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Your name/ }).fill('Sergeant Vale')
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save the file' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('our-county-1.0.0.fieldbook')
  await expect(dialog.getByRole('status')).toHaveText('The file was saved.')
  await expect(dialog.getByRole('textbox', { name: /^Your name/ })).toHaveValue('Sergeant Vale')
  await page.keyboard.press('Escape')

  await page.goto(`${app.origin}/settings/packs`)
  await page.getByLabel('Pack', { exact: true }).setInputFiles(await file.path())
  await expect(dialog).toContainText('by Sergeant Vale')
  await dialog.getByRole('button', { name: 'Bring it in' }).click()
  await expect(page.getByText('Our county is part of the book now.')).toBeVisible()
})

test('a pair of stories is made in its form and read as a learner will', async ({ app }) => {
  const { page } = app
  await openPacks(app)
  await choose(app, await packedOf(texts('1.0.0', 'Yes.'), key))
  await page.getByRole('dialog').getByRole('button', { name: 'Bring it in' }).click()
  await page.getByRole('button', { name: /^Make a next version/ }).click()
  await page.getByRole('group', { name: 'Add' }).getByRole('button', { name: 'A pair of stories' }).click()
  await page.getByRole('combobox', { name: 'The fact in which they differ' }).selectOption('exploitation')
  await page
    .getByRole('textbox', { name: 'How they differ, in a sentence or two' })
    .fill('One is let go, the other is not')
  for (const name of ['First story', 'Second story']) {
    const story = page.getByRole('group', { name, exact: true })
    const box = (label: string) => story.getByRole('textbox', { name: label, exact: true })
    await box('Title').fill(name === 'First story' ? 'Let go' : 'Kept at work')
    // What is still missing is marked in what one sees of it.
    await expect(page.getByRole('region', { name: 'As it will be read' })).toContainText('[still to be written]')
    const begins = name === 'First story' ? 'Mateo is let go.' : 'Ana is kept at work.'
    await box('Story').fill(`${begins} ${'They cross the river at night and reach the town. '.repeat(7)}`)
    await box('What the story says on fact 1').fill('It says so')
    await box('What to ask or find out next, one a line').fill('Who was paid?')
    await box('What to take away, in a sentence or two').fill('Look at what came after the trip')
    for (const why of await story.getByRole('textbox', { name: /^Why not:/ }).all()) await why.fill('Nothing says so')
    if (name === 'Second story') await box('What comes first for the person').fill('See that she is safe')
  }
  await expect(page.getByText('Sound. 1 chapter, 3 cards, 2 stories, 1 addition to the book.')).toBeVisible()
  const preview = page.getByRole('region', { name: 'As it will be read' })
  await expect(preview.getByRole('heading', { name: 'Kept at work' })).toBeVisible()
  await expect(preview).toContainText('First, the person')
  await preview.getByRole('checkbox', { name: 'With the answer' }).uncheck()
  await expect(preview).not.toContainText('First, the person')
  await expectAccessible(app, 'a pair of stories being made')
})
