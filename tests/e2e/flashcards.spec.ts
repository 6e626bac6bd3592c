/** Choosing cards, the review by keyboard and mouse, its undo, its note and its summary. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Route } from 'playwright/test'
import type { Pack } from '../../shared/model/content'
import { built } from '../support/hosts'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'
import { expectNoteText } from './note-field'

const question = (app: App) => app.page.locator('main section').getByRole('heading', { level: 2 })
const answer = (app: App) => app.page.getByRole('group', { name: /^(.*\. )?Answer: / })
/** By its whole name; a rating by its word, after which its interval is said. */
const button = (app: App, name: string) =>
  /^(Again|Hard|Good|Easy)$/.test(name)
    ? app.page.getByRole('button', { name: new RegExp(`^${name}, `) })
    : app.page.getByRole('button', { name, exact: true })
const status = (app: App, words: RegExp) => app.page.getByRole('status').filter({ hasText: words })

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** What the core answers when the disk is full. */
const notSaved = {
  status: 500,
  json: {
    json: { defined: true, code: 'NOT_SAVED', status: 500, message: '', data: { code: 'disk-full', detail: {} } },
  },
}

/** A disk so slow that no rating is answered until the returned function is called; then as `answer` says. */
async function holdSaving(app: App, answer = (route: Route) => route.continue()): Promise<() => void> {
  let free = () => {}
  const disk = new Promise<void>((done) => {
    free = done
  })
  await app.page.route('**/call/study/review', (route) => disk.then(() => answer(route)))
  return free
}

async function startReview(app: App): Promise<void> {
  await app.page.getByRole('link', { name: 'Flashcards', exact: true }).click()
  await app.page.getByRole('link', { name: /^Study \d+ cards$/ }).click()
  await expect(button(app, 'Show answer')).toBeVisible()
}

/** Goes on to a card with nothing to choose; with single keys or without. */
async function toPlainCard(app: App): Promise<void> {
  while ((await app.page.locator('fieldset').count()) > 0) {
    const asked = (await question(app).textContent()) ?? ''
    await button(app, 'Show answer').click()
    await button(app, 'Easy').click()
    await expect(question(app)).not.toHaveText(asked)
  }
}

/** Shows the answer, unchosen, and rates by keyboard; resolves when the next question (or the end) is there. */
async function rate(app: App, key: string): Promise<void> {
  await app.page.keyboard.press('Enter')
  await expect(answer(app)).toBeFocused()
  // Space is Good but where something could have been chosen.
  const choosable = (await app.page.getByRole('list', { name: 'Options' }).count()) > 0
  await app.page.keyboard.press(key === ' ' && choosable ? '3' : key)
  await expect(answer(app)).toHaveCount(0)
}

/** A call to the core, for what has no screen yet or would take days. */
async function call(app: App, name: string, input: unknown): Promise<void> {
  const ok = await app.page.evaluate(
    async ([name, body]) => {
      const token = sessionStorage.getItem('fieldbook:token') ?? ''
      const headers = { 'content-type': 'application/json', 'x-fieldbook-token': token }
      return (await fetch(`/call/${name}`, { method: 'POST', headers, body })).ok
    },
    [name, JSON.stringify({ json: input })] as const,
  )
  expect(ok, name).toBe(true)
}

test('the answer is not in the page until it is asked for; then it gets the focus, and the ratings follow', async ({
  app,
}) => {
  await startReview(app)
  await toPlainCard(app)
  const { page } = app
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toHaveCount(1)
  await expect(page).toHaveTitle(/^Review/)
  await expect(question(app)).toBeFocused()
  await expect(page.getByRole('region', { name: (await question(app).textContent()) ?? '' })).toBeVisible()
  await expect(button(app, 'Show answer')).toHaveAttribute('aria-expanded', 'false')
  await expect(answer(app)).toHaveCount(0)
  const before = await page.locator('main').innerHTML()

  await button(app, 'Show answer').click()
  await expect(answer(app)).toBeFocused()
  const text = (await answer(app).textContent()) ?? ''
  expect(text.length).toBeGreaterThan(0)
  expect(before).not.toContain(text)
  await expect(button(app, 'Show answer')).toHaveCount(0)

  const names = await page.locator('fieldset button').evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''))
  expect(names.map((name) => name.split(', ')[0])).toEqual(['Again', 'Hard', 'Good', 'Easy'])
  for (const name of names) expect(name).toMatch(/^\w+, \d+ (minute|hour|day)s?$/)
  await page.keyboard.press('Tab')
  await expect(button(app, 'Again')).toBeFocused()
  await expect(page.getByRole('link', { name: /^Read the passage/ })).toHaveAttribute('href', /^\/chapters\/.+#.+/)
})

test('ten cards by keyboard alone; a summary; all of it outlives a kill', async ({ app }) => {
  test.slow()
  await startReview(app)
  await rate(app, '1')
  for (const key of ['2', '3', ' ', '3', '3', '3', '3', '3', '4']) await rate(app, key)
  await app.page.keyboard.press('Escape')
  await expect(app.page.getByRole('heading', { level: 2, name: 'This session' })).toBeFocused()
  const row = (name: string) => app.page.getByRole('row', { name: new RegExp(`^${name}`) })
  await expect(row('Again')).toContainText('1')
  await expect(row('Hard')).toContainText('1')
  await expect(row('Good')).toContainText('7')
  await expect(row('Easy')).toContainText('1')
  await expect(app.page.getByRole('region', { name: 'To read again' }).getByRole('link')).toHaveCount(1)

  await app.kill()
  await app.relaunch()
  await app.page.getByRole('link', { name: 'Flashcards', exact: true }).click()
  await expect(app.page.getByText('10 reviews done today')).toBeVisible()
})

test('Undo brings the card back: by button, by U and by Ctrl+Z, and redo rates it again', async ({ app }) => {
  await startReview(app)
  await expect(button(app, 'Undo')).toBeDisabled()
  const first = (await question(app).textContent()) ?? ''
  const { page } = app
  for (const undo of [
    () => button(app, 'Undo').click(),
    () => page.keyboard.press('u'),
    () => page.keyboard.press('Control+z'),
  ]) {
    await rate(app, '3')
    await expect(question(app)).not.toHaveText(first)
    await expect(button(app, 'Undo')).toBeEnabled()
    await undo()
    await expect(question(app)).toHaveText(first)
    await expect(question(app)).toBeFocused()
    await expect(page.getByRole('status').filter({ hasText: /^Undone: rated .* Good\.$/ })).toBeVisible()
    await expect(button(app, 'Show answer')).toBeVisible()
    await expect(button(app, 'Undo')).toBeDisabled()
  }
  await page.keyboard.press('Control+Shift+Z')
  await expect(question(app)).not.toHaveText(first)
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^1 card, in /)).toBeVisible()
})

test('a note on the card is written in place; its letters rate nothing; it is there again', async ({ app }) => {
  await startReview(app)
  const { page } = app
  const asked = (await question(app).textContent()) ?? ''
  await page.keyboard.press('Enter')
  await expect(answer(app)).toBeFocused()
  await page.keyboard.press('n')
  const field = page.getByRole('textbox', { name: 'Note on this card' })
  await expect(field).toBeFocused()
  await page.keyboard.type('3 under? ')
  await expect(question(app)).toHaveText(asked)
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await expect(answer(app)).toBeFocused()
  await expect(question(app)).toHaveText(asked)
  await button(app, 'Note').click()
  await expectNoteText(field, '3 under? ')
})

test('without single-key shortcuts no key rates, and everything can still be done', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).click()
  const singleKeys = page.getByRole('checkbox', { name: /Single-key shortcuts/ })
  await singleKeys.click()
  await expect(singleKeys).not.toBeChecked() // once it is saved
  await startReview(app)
  await toPlainCard(app)
  const asked = (await question(app).textContent()) ?? ''
  for (const key of ['Enter', ' ', '?', 'n', 'Escape']) await page.keyboard.press(key)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Tab')
  await expect(button(app, 'Show answer')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(answer(app)).toBeFocused()
  for (const key of ['1', '3', ' ', 'u']) await page.keyboard.press(key)
  await expect(question(app)).toHaveText(asked)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(button(app, 'Hard')).toBeFocused()
  await page.keyboard.press(' ')
  await expect(question(app)).not.toHaveText(asked)
})

test('the help opens by key and button, keeps the keys to itself and gives the focus back', async ({ app }) => {
  await startReview(app)
  const { page } = app
  const help = page.getByRole('dialog', { name: 'Keys in a review' })
  await page.keyboard.press('?')
  await expect(help).toBeVisible()
  for (const does of [
    /^choose an option/,
    /^bury/,
    /^suspend/,
    /flag/,
    /^about this card/,
    /^open the passage/,
    /^undo/,
  ])
    await expect(help.getByRole('definition').filter({ hasText: does })).toHaveCount(1)
  await expect(help.getByRole('definition').filter({ hasText: 'rate Again, Hard, Good, Easy' })).toHaveCount(1)
  await page.keyboard.press('3')
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await expect(question(app)).toBeFocused()
  await button(app, 'Keys').click()
  await help.getByRole('button', { name: 'Close' }).click()
  await expect(button(app, 'Keys')).toBeFocused()
  await expect(button(app, 'Show answer')).toBeVisible()
})

for (const { key, item, done } of [
  { key: 'b', item: /^Bury/, done: /put off until tomorrow “.*Undo brings it back/ },
  { key: 's', item: /^Suspend/, done: /suspended “.*Undo brings it back/ },
])
  test(`a card is put away by ${key} and from the menu, answered or not, and Undo brings it back`, async ({ app }) => {
    await startReview(app)
    const { page } = app
    const asked = (await question(app).textContent()) ?? ''
    for (const putAway of [
      () => page.keyboard.press(key),
      async () => {
        await page.keyboard.press('Enter')
        await expect(answer(app)).toBeFocused()
        await button(app, 'More').click()
        await page.getByRole('button', { name: item }).click()
      },
    ]) {
      await putAway()
      await expect(status(app, done)).toBeVisible()
      await expect(question(app)).not.toHaveText(asked)
      await expect(question(app)).toBeFocused()
      await expect(button(app, 'Show answer')).toBeVisible()
      await expect(button(app, 'Undo')).toHaveAttribute('title', /^Undo: (put off|suspended)/)
      await page.keyboard.press('u')
      await expect(status(app, /^Undone: /)).toBeVisible()
      await expect(question(app)).toHaveText(asked)
      await expect(question(app)).toBeFocused()
      await expect(button(app, 'Undo')).toBeDisabled()
    }
    // Done again, it stays away from a new session too, and no rating was counted.
    await page.keyboard.press('Control+y')
    await expect(question(app)).not.toHaveText(asked)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { level: 2, name: 'No card was rated' })).toBeFocused()
    await startReview(app)
    await expect(question(app)).not.toHaveText(asked)
  })

test('flags go round by F, show on the card, and are undone one by one without hiding the answer', async ({ app }) => {
  await startReview(app)
  const { page } = app
  const asked = (await question(app).textContent()) ?? ''
  const flag = page.locator('main section').getByText(/^Flag \d$/)
  await page.keyboard.press('Enter')
  await expect(answer(app)).toBeFocused()
  for (const n of [1, 2, 3, 4]) {
    await page.keyboard.press('f')
    await expect(flag).toHaveText(`Flag ${n}`)
    await expect(status(app, new RegExp(`^Flag ${n}\\.$`))).toBeVisible()
  }
  await expectAccessible(app, 'a flagged card')
  await page.keyboard.press('f')
  await expect(flag).toHaveCount(0)
  for (const n of [4, 3]) {
    await button(app, 'Undo').click()
    await expect(flag).toHaveText(`Flag ${n}`)
    await expect(answer(app)).toBeVisible()
  }
  await page.keyboard.press('Control+y')
  await expect(flag).toHaveText('Flag 4')
  await expect(answer(app)).toBeVisible()
  await page.keyboard.press('3')
  await expect(question(app)).not.toHaveText(asked)
  await expect(flag).toHaveCount(0)
  await page.keyboard.press('u')
  await expect(question(app)).toHaveText(asked)
  await expect(flag).toHaveText('Flag 4')
})

test('the menu says what else can be done with a card; its facts open beside it and give the focus back', async ({
  app,
}) => {
  test.slow()
  await app.page.setViewportSize({ width: 320, height: 640 })
  await startReview(app)
  const { page } = app
  await button(app, 'More').click()
  const menu = page.getByRole('group', { name: 'More for this card' })
  await expect(menu.getByRole('button')).toHaveCount(7)
  await expect(menu).toBeInViewport({ ratio: 1 })
  await menu.getByRole('button', { name: 'About this card' }).click()
  const facts = page.getByRole('dialog', { name: 'This card' })
  await expect(facts.getByRole('definition').first()).toHaveText('New')
  await page.keyboard.press('Escape')
  await expect(facts).toBeHidden()
  await expect(button(app, 'More')).toBeFocused()
  await button(app, 'Show answer').click()
  await button(app, 'Again').click()
  await expect(answer(app)).toHaveCount(0)
  await page.keyboard.press('u')
  await expect(status(app, /^Undone/)).toBeVisible()
  await page.keyboard.press('i')
  await expect(facts).toBeVisible()
  await page.keyboard.press('3') // keys rest meanwhile
  await page.keyboard.press('Escape')
  await expect(button(app, 'Show answer')).toBeVisible()
})

test('O opens the passage; on the way back the session goes on', async ({ app }) => {
  await startReview(app)
  const { page } = app
  await rate(app, '3')
  const asked = (await question(app).textContent()) ?? ''
  await page.keyboard.press('o')
  await expect(page).toHaveURL(/\/chapters\/.+#.+/)
  await page.goBack()
  await expect(question(app)).toHaveText(asked)
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^1 card, in /)).toBeVisible()
})

test('the bar says what is left and about how long it takes', async ({ app }) => {
  await startReview(app)
  await expect(app.page.getByText(/^\d+ new; about \d+ min left$/)).toBeVisible()
})

test('P puts the card out of sight and stops its clock; it comes back as it was left', async ({ app }) => {
  const { page } = app
  await page.clock.install({ time: new Date('2026-03-02T15:00:00Z') })
  await page.reload()
  await startReview(app)
  await toPlainCard(app)
  const asked = (await question(app).textContent()) ?? ''
  await page.keyboard.press('Enter')
  await expect(answer(app)).toBeFocused()
  await page.keyboard.press('p')
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible()
  await expect(button(app, 'Go on')).toBeFocused()
  await expect(question(app)).toHaveText('Paused')
  await page.keyboard.press('3')
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible()
  await page.clock.fastForward('09:00')
  await page.keyboard.press('Enter')
  await expect(question(app)).toHaveText(asked)
  await expect(answer(app)).toBeFocused()
  await page.keyboard.press('3')
  await expect(answer(app)).toHaveCount(0)
  await page.keyboard.press('Escape')
  // Nine minutes of pause are not time spent.
  await expect(page.getByText(/, in \d+ seconds?\./)).toBeVisible()
})

test('a chapter or an objective can be studied alone', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Flashcards', exact: true }).click()
  const objectives = page.getByRole('button', { name: /objectives of/ }).first()
  await objectives.click()
  await expect(objectives).toHaveAttribute('aria-expanded', 'true')
  await page.locator('a[href*="objective="]').first().click()
  await expect(page).toHaveURL(/\/flashcards\/review\?objective=/)
  await expect(button(app, 'Show answer')).toBeVisible()
  await page.goBack()
  await page.locator('a[href*="chapter="]').last().click()
  await expect(page).toHaveURL(/\/flashcards\/review\?chapter=/)
  await expect(button(app, 'Show answer')).toBeVisible()
  await page.goto(`${app.origin}/flashcards/review?chapter=no-such-chapter`)
  await expect(page.getByRole('alert')).toContainText('no longer here')
  await expect(page.getByRole('alert').getByRole('link', { name: 'Back to Flashcards' })).toBeVisible()
})

test('with nothing left for today it says so and when the next card comes', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).click()
  const limit = page.getByRole('textbox', { name: 'New cards a day' })
  await limit.fill('0')
  await limit.press('Enter')
  await page.getByRole('link', { name: 'Flashcards', exact: true }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Nothing is due now' })).toBeVisible()
  await expect(page.getByText(/The next card comes (in|at|on|tomorrow)/)).toBeVisible()
  await expectAccessible(app, 'nothing due')
  await page.goto(`${app.origin}/flashcards/review?scope=all`)
  await expect(page.getByRole('heading', { level: 2, name: 'Nothing is due here' })).toBeVisible()
})

test('everything of a card is within reach at 400 % zoom, and its buttons are large', async ({ app }) => {
  await app.page.setViewportSize({ width: 320, height: 256 })
  await startReview(app)
  await button(app, 'Show answer').click()
  await expect(answer(app)).toBeInViewport()
  const wide = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  const tops = new Set<number>()
  for (const name of ['Again', 'Hard', 'Good', 'Easy', 'Undo', 'Note', 'Keys', 'End session']) {
    const box = await button(app, name).boundingBox()
    expect(box?.height, name).toBeGreaterThanOrEqual(44)
    expect(box?.width, name).toBeGreaterThanOrEqual(44)
    if (/Again|Hard|Good|Easy/.test(name)) tops.add(box?.y ?? 0)
  }
  expect(tops.size).toBe(2)
})

test.describe('where a test can make calls of its own and answer those of the page', () => {
  test.skip(() => test.info().project.name !== 'loopback', 'nobody can reach into a port')

  test('a rating that cannot be saved keeps card and answer; trying again repeats the same request', async ({
    app,
  }) => {
    await startReview(app)
    const asked = (await question(app).textContent()) ?? ''
    const requests: string[] = []
    let full = true
    await app.page.route('**/call/study/review', async (route) => {
      requests.push(route.request().postDataJSON().json.request)
      if (!full) return route.continue()
      await route.fulfill(notSaved)
    })
    await app.page.keyboard.press('Enter')
    await app.page.keyboard.press('3')
    await expect(app.page.getByRole('alert')).toContainText('not saved yet. The disk is full.')
    await expect(question(app)).toHaveText(asked)
    await expect(answer(app)).toBeVisible()
    await expectAccessible(app, 'not saved')
    full = false
    await button(app, 'Try again').click()
    await expect(question(app)).not.toHaveText(asked)
    await expect(app.page.getByRole('alert')).toHaveCount(0)
    expect(requests).toHaveLength(2)
    expect(requests[1]).toBe(requests[0])
  })
  test('a slow disk keeps nobody from seeing the next card, which is rated once the last answer is saved', async ({
    app,
  }) => {
    const { page } = app
    await startReview(app)
    const asked = (await question(app).textContent()) ?? ''
    const free = await holdSaving(app)
    await page.keyboard.press('Enter')
    await page.keyboard.press('4')
    await expect(status(app, /still being saved/)).toBeVisible()
    await expect(question(app)).not.toHaveText(asked)
    const next = (await question(app).textContent()) ?? ''
    await page.keyboard.press('Enter')
    await expect(button(app, 'Good')).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('3')
    await expect(answer(app)).toBeVisible()
    await expectAccessible(app, 'saving the last answer')
    free()
    await expect(button(app, 'Good')).not.toHaveAttribute('aria-disabled')
    await expect(question(app)).toHaveText(next)
    await expect(answer(app)).toBeVisible()
    await page.keyboard.press('4')
    await expect(question(app)).not.toHaveText(next)
    await expect(button(app, 'Undo')).toHaveAttribute('title', new RegExp(`${escaped(next.slice(0, 40))}.*Easy$`))
  })

  test('Undo while the last answer is still being saved waits for it, and takes it back', async ({ app }) => {
    const { page } = app
    await startReview(app)
    const asked = (await question(app).textContent()) ?? ''
    const free = await holdSaving(app)
    await page.keyboard.press('Enter')
    await page.keyboard.press('4')
    await expect(question(app)).not.toHaveText(asked)
    await page.keyboard.press('u')
    free()
    await expect(status(app, /^Undone: rated/)).toBeVisible()
    await expect(question(app)).toHaveText(asked)
  })

  test('a rating that a slow disk refuses in the end brings its card back, answer and all', async ({ app }) => {
    const { page } = app
    await startReview(app)
    const asked = (await question(app).textContent()) ?? ''
    let full = true
    const refuse = await holdSaving(app, (route) => (full ? route.fulfill(notSaved) : route.continue()))
    await page.keyboard.press('Enter')
    await page.keyboard.press('3')
    await expect(question(app)).not.toHaveText(asked)
    await page.keyboard.press('Enter')
    refuse()
    await expect(page.getByRole('alert')).toContainText('not saved yet. The disk is full.')
    await expect(question(app)).toHaveText(asked)
    await expect(answer(app)).toBeVisible()
    full = false
    await button(app, 'Try again').click()
    await expect(question(app)).not.toHaveText(asked)
    await expect(button(app, 'Undo')).toHaveAttribute('title', new RegExp(escaped(asked.slice(0, 40))))
  })

  test('with two buttons there are Again and Good alone, by 1 and 2, and Space is still Good', async ({ app }) => {
    test.slow()
    await call(app, 'settings/changeStudy', { buttons: 2 })
    await app.page.reload()
    await startReview(app)
    const { page } = app
    const names = () => page.locator('.ratings button').evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''))
    for (const [key, word] of [
      ['1', 'Again'],
      ['2', 'Good'],
      [' ', 'Good'],
    ] as const) {
      for (;;) {
        const plain = (await page.locator('fieldset').count()) === 0
        await page.keyboard.press('Enter')
        await expect(answer(app)).toBeFocused()
        if (plain) break
        await page.keyboard.press('2')
        await expect(answer(app)).toHaveCount(0)
      }
      expect((await names()).map((name) => name.split(', ')[0])).toEqual(['Again', 'Good'])
      await page.keyboard.press('3') // no third one
      await expect(answer(app)).toBeVisible()
      await page.keyboard.press(key)
      await expect(answer(app)).toHaveCount(0)
      await expect(button(app, 'Undo')).toHaveAttribute('title', new RegExp(`${word}$`))
    }
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keys in a review' })
    await expect(help.getByRole('definition').filter({ hasText: /^rate Again, Good/ })).toHaveCount(1)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await expectAccessible(app, 'two buttons')
  })

  test('a card that keeps being forgotten says so, and what helps', async ({ app }) => {
    const { page } = app
    await startReview(app)
    await toPlainCard(app)
    const asked = (await question(app).textContent()) ?? ''
    await page.goto(`${app.origin}/flashcards`)
    // Learned, due today and forgotten once, where once is too often; nothing else is asked for.
    const { cards } = JSON.parse(await readFile(path.join(built, 'content', 'federal-response.json'), 'utf8')) as Pack
    const card = cards.find(({ frontText }) => frontText === asked)?.id ?? ''
    await call(app, 'settings/changeStudy', { leechThreshold: 1, newPerDay: 0 })
    await call(app, 'study/setDue', { cards: [card], days: 0 })
    await page.reload()
    await page.goto(`${app.origin}/flashcards/review?scope=all`)
    await expect(question(app)).toHaveText(asked)
    await page.keyboard.press('Enter')
    await expect(page.getByText(/leech/)).toHaveCount(0)
    await page.keyboard.press('1')
    await expect(answer(app)).toHaveCount(0)
    await expect(question(app)).toHaveText(asked)
    await page.keyboard.press('Enter')
    await expect(
      page.getByText(/^This card is a leech: it was forgotten 1 time\. What helps: read its passage/),
    ).toBeVisible()
    await expectAccessible(app, 'a leech')
    await page.keyboard.press('i')
    await expect(page.getByRole('dialog', { name: 'This card' })).toContainText('In learning again')
    await expect(page.getByRole('dialog', { name: 'This card' })).toContainText('Leech')
    await expectAccessible(app, 'facts of a leech')
  })
})
