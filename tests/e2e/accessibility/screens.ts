/**
 * Every screen, and every state a screen can be in: the one table that all accessibility checks walk through. A new
 * screen or state is one entry here; then `npm run accessibility` writes its tree and the table of results.
 */
import type { Locator, Page } from 'playwright/test'
import { expect } from '../app'
import { type Chapters, chaptersOfKinds } from './learner'

export interface State {
  /** Names the file of its tree too. */
  name: string
  path: string
  /** From the freshly opened screen to the state, and until it is there. */
  reach?(page: Page): Promise<unknown>
  /** Its colors are looked at in `npm test` too: the slowest thing of all. */
  colorful?: boolean
  /** The order of its options is drawn by lot: its tree is kept as sorted lines. */
  shuffled?: boolean
  /** What the tree is of, where all of the screen would repeat another state's. */
  part?(page: Page): Locator
  /** What is open above the screen: Escape closes it, and the focus goes back to what had it. */
  overlay?(page: Page): Locator
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page, name?: string | RegExp) => page.getByRole('dialog', name === undefined ? {} : { name })
const answer = (page: Page) => page.getByRole('group', { name: /^(.*\. )?Answer: / })
const question = (page: Page) => page.locator('main section').getByRole('heading', { level: 2 })

/** As a keyboard does it; what has the focus then is to have it again. */
async function press(control: Locator, key = 'Enter'): Promise<void> {
  await control.first().focus()
  await pressKey(control.page(), key)
}
async function pressKey(page: Page, key: string): Promise<void> {
  await page.evaluate(() => window.look.remember())
  await page.keyboard.press(key)
}
/** An overlay that is opened by a control. */
const opened = (control: (page: Page) => Locator, overlay: (page: Page) => Locator) => ({
  overlay,
  async reach(page: Page) {
    await press(control(page))
    await expect(overlay(page)).toBeVisible()
  },
})
const keyed = (key: string, overlay: (page: Page) => Locator) => ({
  overlay,
  async reach(page: Page) {
    await expect(question(page)).toBeFocused()
    await pressKey(page, key)
    await expect(overlay(page)).toBeVisible()
  },
})

/** Fieldbook as it is on the first day. */
export const empty: State[] = [
  { name: 'Today, first run', path: '/' },
  { name: 'Flashcards, nothing studied', path: '/flashcards' },
  { name: 'Practice, nothing met', path: '/flashcards/practice' },
  { name: 'Notes, none', path: '/notes' },
  { name: 'Your words in the book, none', path: '/settings/corrections' },
  { name: 'Progress, nothing yet', path: '/progress' },
]

/** After two months: the book and what is found in it. Reading leaves marks that Progress counts, so it comes last. */
export const book = async (): Promise<State[]> => [...looking, ...reading]
/** After two months: notes and cards. */
export const study = async (): Promise<State[]> => [...writing, ...studying(await chaptersOfKinds()), ...changing]

const reading: State[] = [
  { name: 'Today', path: '/', colorful: true },
  { name: 'Chapters', path: '/chapters' },
  { name: 'a chapter', path: '/chapters/the-distinction' },
  { name: 'a chapter of tables', path: '/chapters/what-the-figures-say' },
  {
    name: 'a source in place',
    path: '/chapters/the-distinction',
    ...opened(
      (page) => page.getByRole('button', { name: /^Source 1/ }),
      (page) => dialog(page, /^Source 1/),
    ),
  },
  {
    name: 'a term in place',
    path: '/chapters/the-distinction',
    ...opened(
      (page) => page.getByRole('main').getByRole('link', { name: 'Department of Homeland Security' }),
      (page) => dialog(page, 'Glossary'),
    ),
  },
  {
    name: 'an error in a fact',
    path: '/chapters/the-distinction',
    async reach(page) {
      await press(page.getByRole('button', { name: /^Source 1/ }))
      await press(button(page, 'Report an error in this fact'))
      await expect(dialog(page, 'Report an error in this fact')).toBeVisible()
    },
    overlay: (page) => dialog(page, 'Report an error in this fact'),
  },
  {
    name: 'a card made from a paragraph',
    path: '/chapters/the-distinction',
    ...opened(
      (page) => page.getByRole('button', { name: /^Make card/ }),
      (page) => dialog(page),
    ),
  },
  {
    name: 'the editor of your words',
    path: '/chapters/the-distinction',
    ...opened(
      (page) => page.getByRole('button', { name: /^Correct words of/ }),
      (page) => dialog(page, 'Your words in place of the book’s'),
    ),
  },
  {
    name: 'Your words in the book',
    path: '/settings/corrections',
    colorful: true,
    async reach(page) {
      await press(page.locator('summary').filter({ hasText: 'The book’s words' }))
      await expect(button(page, 'Use the book’s')).toBeVisible()
    },
  },
  {
    name: 'the appearance panel',
    path: '/chapters/the-distinction',
    ...opened(
      (page) => button(page, 'Appearance'),
      (page) => dialog(page, 'Appearance'),
    ),
  },
  { name: 'help', path: '/help' },
  { name: 'shortcuts', path: '/help/shortcuts' },
  { name: 'Accessibility', path: '/accessibility' },
  { name: 'no such page', path: '/nowhere/at/all' },
]

const looking: State[] = [
  { name: 'Glossary', path: '/glossary' },
  {
    name: 'Glossary, nothing found',
    path: '/glossary',
    async reach(page) {
      await page.getByLabel('Find in the glossary').fill('no such word (.*')
      await expect(page.getByRole('status').filter({ hasText: /^0 of/ })).toBeVisible()
    },
  },
  { name: 'an entry', path: '/glossary/jtfa' },
  { name: 'the map as a picture', path: '/glossary/map?as=picture' },
  { name: 'the map, one chosen', path: '/glossary/map?as=picture&at=ice' },
  { name: 'the map as a list', path: '/glossary/map?as=list' },
  { name: 'the map of everything', path: '/glossary/map?as=picture&focus=all&kind=bodies' },
  { name: 'the map without anything', path: '/glossary/map?kind=none' },
  { name: 'search', path: '/progress', ...opened((page) => button(page, /^Search/), searching) },
  {
    name: 'search, found',
    colorful: true,
    path: '/progress',
    overlay: searching,
    async reach(page) {
      await press(button(page, /^Search/))
      await page.getByRole('combobox', { name: /^Search/ }).fill('consent')
      await expect(page.getByRole('option').first()).toBeVisible()
      // How many is said a little after they are seen.
      await expect(searching(page).getByRole('status')).toHaveText(/results/)
    },
  },
  {
    name: 'search, nothing found',
    path: '/progress',
    overlay: searching,
    async reach(page) {
      await press(button(page, /^Search/))
      await page.getByRole('combobox', { name: /^Search/ }).fill('zzzzqqqq')
      await expect(searching(page)).toContainText('zzzzqqqq')
      await expect(searching(page).getByRole('status')).toHaveText(/result/)
    },
  },
  { name: 'Progress', path: '/progress' },
  {
    name: 'Progress, its tables open',
    path: '/progress',
    async reach(page) {
      await expect(page.locator('main summary').first()).toBeVisible()
      for (const summary of await page.locator('main summary').all()) await press(summary)
    },
  },
  { name: 'Settings', path: '/settings', colorful: true },
  {
    name: 'Settings with an error',
    path: '/settings',
    async reach(page) {
      await page.getByRole('textbox', { name: 'Longest interval, in days' }).fill('0')
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'turning the lock on',
    path: '/settings',
    ...opened(
      (page) => button(page, 'Turn the lock on'),
      (page) => dialog(page, 'Turn the lock on'),
    ),
  },
  { name: 'Backups', path: '/settings/backups' },
  { name: 'Remove for good', path: '/settings/remove' },
  {
    name: 'Lend or retire this laptop',
    path: '/settings/erase',
    // How many files there are, and how large, is another matter.
    part: (page) => page.getByRole('form', { name: 'Erase everything' }),
  },
  { name: 'Export', path: '/settings/export' },
  {
    name: 'Export, a search that can’t be read',
    path: '/settings/export?q=nonsense%3A1',
    async reach(page) {
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'Import, a table looked at',
    path: '/settings/import',
    async reach(page) {
      const buffer = Buffer.from('Question,Answer,Tags\nWho agrees?,Whoever is of age,law\n,Nothing is asked,law\n')
      await page.getByLabel('File').setInputFiles({ name: 'cards.csv', mimeType: 'text/csv', buffer })
      await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled()
    },
  },
  { name: 'Bring in work', path: '/settings/merge' },
  { name: 'Packs', path: '/settings/packs' },
  { name: 'Print', path: '/print?what=distinctions', reach: pagesLaidOut },
  {
    name: 'Print, cards to cut out',
    path: '/print?what=cards&from=search&search=chapter:the-distinction+kind:basic',
    reach: pagesLaidOut,
  },
  {
    name: 'Settings, its sources open',
    path: '/settings',
    async reach(page) {
      await press(page.locator('summary').filter({ hasText: /^Sources/ }))
      await expect(page.getByRole('button', { name: /^Copy/ }).first()).toBeVisible()
    },
  },
]
async function pagesLaidOut(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^Page 1 of \d+$/ })).toBeVisible()
}
function searching(page: Page): Locator {
  return dialog(page, 'Search')
}

const writing: State[] = [
  { name: 'Notes', path: '/notes' },
  { name: 'Highlights, none', path: '/notes/highlights' },
  { name: 'a note in the editor', path: '/notes/00000000-0000-4000-8000-000000000101', reach: editorReady },
  {
    name: 'a note read',
    path: '/notes/00000000-0000-4000-8000-000000000101',
    async reach(page) {
      await editorReady(page)
      await press(button(page, 'Read'))
      await expect(page.locator('.note-reading')).toBeVisible()
    },
  },
  {
    name: 'earlier versions of a note',
    path: '/notes/00000000-0000-4000-8000-000000000101',
    async reach(page) {
      await editorReady(page)
      await press(page.locator('summary').filter({ hasText: 'Earlier versions' }))
      await expect(page.locator('details[open]').filter({ hasText: 'Earlier versions' })).toBeVisible()
    },
  },
  {
    name: 'a note on a paragraph',
    path: '/chapters/the-distinction',
    part: (page) => page.locator('.block-side').first(),
    async reach(page) {
      await press(page.getByRole('button', { name: /^Note on/ }).nth(3))
      await expect(page.getByRole('textbox', { name: 'Note on this paragraph' })).toBeFocused()
    },
  },
  {
    name: 'Notes, nothing found',
    path: '/notes',
    async reach(page) {
      await page.getByLabel('Find in notes').fill('zzzzqqqq')
      await expect(page.getByRole('status').filter({ hasText: /^0 of/ })).toBeVisible()
    },
  },
]
async function editorReady(page: Page): Promise<void> {
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
}

const shown = async (page: Page) => {
  await press(button(page, 'Show answer'))
  await expect(answer(page)).toBeFocused()
}
const studying = (chapters: Chapters): State[] => {
  const of = (kind: keyof Chapters) => `/flashcards/review?chapter=${chapters[kind]}`
  return [
    { name: 'Flashcards', path: '/flashcards', colorful: true },
    {
      name: 'Flashcards, objectives open',
      path: '/flashcards',
      async reach(page) {
        const objectives = page.getByRole('button', { name: /objectives of/ }).first()
        await press(objectives)
        await expect(objectives).toHaveAttribute('aria-expanded', 'true')
      },
    },
    { name: 'a question', path: of('basic'), reach: (page) => expect(question(page)).toBeFocused() },
    { name: 'an answer', path: of('basic'), reach: shown },
    { name: 'an answer, reversed', path: of('reversed'), reach: shown },
    { name: 'an answer in a text', path: of('cloze'), reach: shown },
    {
      name: 'a choice',
      shuffled: true,
      path: of('multiple-choice'),
      reach: (page) => expect(question(page)).toBeFocused(),
    },
    {
      name: 'a choice with its verdict',
      shuffled: true,
      colorful: true,
      path: of('multiple-choice'),
      async reach(page) {
        const options = page.getByRole('group', { name: /^Choose an answer/ }).getByRole('button')
        await expect(options.first()).toBeVisible()
        const [first = ''] = (await options.allTextContents()).toSorted()
        await press(options.filter({ hasText: first.replace(/\d$/, '') }))
        await expect(answer(page)).toBeFocused()
      },
    },
    {
      name: 'an answer to be typed',
      path: of('typed'),
      reach: (page) => expect(page.getByRole('textbox', { name: 'Your answer' })).toBeFocused(),
    },
    {
      name: 'a typed answer with its verdict',
      path: of('typed'),
      async reach(page) {
        await page.getByRole('textbox', { name: 'Your answer' }).fill('something else')
        await page.keyboard.press('Enter')
        await expect(answer(page)).toBeFocused()
      },
    },
    { name: 'a case', path: '/flashcards/review?scope=cases', reach: (page) => expect(question(page)).toBeFocused() },
    {
      name: 'a case with its verdict',
      path: '/flashcards/review?scope=cases',
      async reach(page) {
        await press(page.getByRole('group', { name: 'What would you call this case?' }).getByRole('radio'), ' ')
        await expect(page.getByRole('checkbox').first()).toBeVisible()
        await press(page.getByRole('checkbox'), ' ')
        await page.keyboard.press('Enter')
        await expect(answer(page)).toBeFocused()
      },
    },
    { name: 'the keys of a review', path: of('basic'), ...keyed('?', (page) => dialog(page, 'Keys in a review')) },
    { name: 'facts of a card', path: of('basic'), ...keyed('i', (page) => dialog(page, 'This card')) },
    {
      name: 'the menu of a card',
      path: of('basic'),
      ...opened(
        (page) => button(page, 'More'),
        (page) => page.getByRole('group', { name: 'More for this card' }),
      ),
    },
    {
      name: 'a note on a card',
      path: of('basic'),
      async reach(page) {
        await press(button(page, 'Note'))
        await expect(page.getByRole('textbox', { name: 'Note on this card' })).toBeFocused()
      },
    },
    {
      name: 'paused',
      path: of('basic'),
      async reach(page) {
        await expect(question(page)).toBeVisible()
        await page.keyboard.press('p')
        await expect(button(page, 'Go on')).toBeFocused()
      },
    },
    {
      name: 'a session ended',
      path: of('basic'),
      async reach(page) {
        await expect(question(page)).toBeVisible()
        await page.keyboard.press('Escape')
        await expect(question(page)).toHaveText('No card was rated')
      },
    },
    {
      name: 'a review of nothing',
      path: '/flashcards/review?chapter=no-such-chapter',
      reach: (page) => expect(page.getByRole('alert')).toBeVisible(),
    },
    { name: 'Browse', path: '/flashcards/browse' },
    {
      name: 'Browse with a selection',
      path: '/flashcards/browse',
      async reach(page) {
        await press(page.getByText('What can be searched for'))
        await press(page.getByRole('checkbox', { name: /^Select: / }), ' ')
        await expect(button(page, 'Suspend')).toBeVisible()
      },
    },
    { name: 'Browse, nothing found', path: '/flashcards/browse?q=zzzzqqqq' },
    {
      name: 'a card in Browse',
      path: '/flashcards/browse?q=lapses:1',
      ...opened(
        (page) => page.locator('tbody tr button'),
        (page) => dialog(page),
      ),
    },
    {
      name: 'the editor of a card',
      path: '/flashcards',
      ...opened(
        (page) => button(page, 'Make a card'),
        (page) => dialog(page),
      ),
    },
    { name: 'Muster date', path: '/flashcards/plan' },
    {
      name: 'Muster date with an error',
      path: '/flashcards/plan',
      async reach(page) {
        await press(button(page, 'Set this date'))
        await expect(page.getByRole('alert')).toBeVisible()
      },
    },
    {
      name: 'Muster date with a forecast',
      path: '/flashcards/plan',
      async reach(page) {
        await page.getByLabel('Date', { exact: true }).fill('2026-11-15')
        await page.getByRole('textbox', { name: 'Minutes a day' }).fill('30')
        await press(page.getByText('The numbers as a table'))
        await expect(page.getByRole('table', { name: 'Minutes on each day' })).toBeVisible()
      },
    },
    { name: 'Practice', path: '/flashcards/practice' },
    {
      name: 'a drill',
      path: '/flashcards/practice/session?drill=classes&one=smuggling&other=both&seed=a',
      reach: (page) => expect(question(page)).toBeFocused(),
    },
    { name: 'practice of nothing', path: '/flashcards/practice/session?scope=own&cards=new&seed=a' },
    {
      name: 'the keys of a practice',
      path: '/flashcards/practice/session?drill=classes&one=smuggling&other=both&seed=a',
      ...keyed('?', (page) => dialog(page, 'Keys in practice')),
    },
  ]
}

/** States that leave something behind: they come last. */
const changing: State[] = [
  {
    name: 'a drill with its verdict',
    path: '/flashcards/practice/session?drill=classes&one=smuggling&other=both&seed=a',
    async reach(page) {
      await press(page.getByRole('group', { name: 'What would you call this case?' }).getByRole('radio'), ' ')
      await page.keyboard.press('Enter')
      await expect(answer(page)).toBeFocused()
    },
  },
  {
    name: 'a question in the text answered',
    path: '/chapters/the-distinction',
    part: (page) => page.getByRole('note', { name: 'Check yourself' }).first(),
    async reach(page) {
      const asked = page.getByRole('note', { name: 'Check yourself' }).first()
      await press(asked.getByRole('button', { name: 'See the answer' }))
      await expect(asked.getByRole('group', { name: 'Answer' })).toBeFocused()
    },
  },
  {
    name: 'the editor of a card with problems',
    path: '/flashcards',
    async reach(page) {
      await press(button(page, 'Make a card'))
      await dialog(page).getByRole('radio', { name: 'Multiple choice' }).check()
      await page.keyboard.press('Control+Enter')
      await dialog(page).getByRole('textbox', { name: 'Question', exact: true }).fill('Which one?')
      await page.keyboard.press('Control+Enter')
      await expect(dialog(page).locator('[aria-invalid="true"]').first()).toBeVisible()
    },
  },
  {
    name: 'a card that is not saved',
    path: '/progress',
    part: (page) => page.getByRole('region', { name: 'A card that is not saved' }),
    reach: (page) => expect(page.getByRole('region', { name: 'A card that is not saved' })).toBeVisible(),
  },
  {
    name: 'something undone',
    path: '/flashcards/browse',
    async reach(page) {
      await press(page.getByRole('checkbox', { name: /^Select: / }), ' ')
      await press(button(page, 'Suspend'))
      await expect(page.getByRole('status').filter({ hasText: /^Suspended/ })).toHaveCount(1)
      await page.getByRole('heading', { level: 1 }).focus()
      await page.keyboard.press('Control+z')
      await expect(page.getByRole('status').filter({ hasText: /^Undone/ })).toHaveCount(1)
    },
  },
  {
    name: 'a card of a pack being made',
    path: '/settings/packs',
    part: (page) => page.getByRole('region', { name: 'A card', exact: true }),
    async reach(page) {
      await page.getByRole('textbox', { name: 'Title of a new pack' }).fill('Our county')
      await press(button(page, 'Begin'))
      await press(page.getByRole('group', { name: 'Add' }).getByRole('button', { name: 'A card', exact: true }))
      await press(button(page, 'Add an entry'))
      await expect(page.getByRole('combobox', { name: 'Entry 1' })).toBeFocused()
    },
  },
]
