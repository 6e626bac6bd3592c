/**
 * A learner without a mouse: more than thirty cards of every kind, with every key of a review, from the first Tab to
 * what Browse, Notes and Progress say afterwards. Each step is written down with what a screen reader has to say: where
 * the focus is and what was announced. The transcript is attached to the test's report;
 * `FIELDBOOK_TRANSCRIPT=1 npm run test:e2e -- keyboard-session --project=loopback` writes it to docs/keyboard-session.md.
 */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Card, Inline, Option, Pack } from '../../shared/model/content'
import type { OwnCardText } from '../../shared/model/own-card'
import type { Rating } from '../../shared/model/study'
import { ownCardId } from '../../shared/rules/own-cards'
import { built, root } from '../support/hosts'
import { basic, cloze, plain, typed, uuid } from '../support/own-cards'
import { studyInThePast } from '../support/past-study'
import { passed } from './accessibility/findings'
import { type App, expect, test } from './app'
import { Transcript } from './transcript'

const ownTexts: OwnCardText[] = [
  basic('Who answers the night line?', 'The duty officer.'),
  { ...plain, kind: 'reversed', front: 'UC', back: 'Unaccompanied child' },
  cloze('Ask first whether {{consent}} lasted.'),
  {
    ...plain,
    kind: 'multiple-choice',
    front: 'Which one needs a border?',
    options: [
      { text: 'Smuggling', right: true },
      { text: 'Trafficking', right: false },
    ],
  },
  typed('Which form do I file first?', 'Referral form'),
]
/** How many cards of the pack come due, by kind. */
const due: Record<Card['kind'], number> = {
  basic: 9,
  reversed: 3,
  cloze: 4,
  'multiple-choice': 5,
  classification: 4,
  typed: 4,
}
const newCards = 3

/** Weeks ago: own cards were made, and cards were given due dates, one a day, so that their order is the same each time. */
async function before(app: App): Promise<Card[]> {
  const { cards }: Pack = JSON.parse(await readFile(path.join(built, 'content', 'federal-response.json'), 'utf8'))
  // The first ones stay new.
  const old = (Object.keys(due) as Card['kind'][]).map((kind) => {
    const items = new Set<string>()
    const apart = cards.slice(20).filter((card) => {
      const item = 'item' in card ? card.item : card.id
      const typeable = card.kind !== 'typed' || letters(card.backText) !== null
      return card.kind === kind && typeable && !items.has(item) && items.add(item)
    })
    return apart.slice(0, due[kind]).map(({ id }) => id)
  })
  const own = ownTexts.map((_, n) => ownCardId(uuid(n + 1), 0))
  const mixed = [...old, own].flatMap((ids, group) =>
    ids.map((id, n) => ({ id, place: (n + (group + 1) / 8) / ids.length })),
  )
  mixed.sort((one, other) => one.place - other.place)
  const known: Card[] = []
  await app.close()
  await studyInThePast(app.dataFolder, async ({ call, goTo }) => {
    goTo(60)
    // With steps of a minute a slow machine would be asked in another order.
    await call.settings.changeStudy({ newPerDay: newCards, learningSteps: [10], relearningSteps: [10] })
    for (const [n, text] of ownTexts.entries()) await call.ownCards.save({ card: uuid(n + 1), base: 0, text })
    for (const [n, { id }] of mixed.entries()) {
      await call.study.setDue({ cards: [id], days: n + 1 })
      known.push((await call.study.card({ card: id })).card)
    }
  })
  await app.launch()
  return [...known, ...cards]
}
/** A typed answer long enough for a slip, with its longest word misspelled; null for others. */
function letters(answer: string): string | null {
  const word = answer.match(/[a-z]{7,}/)?.[0]
  return word ? answer.replace(word, `${word.slice(0, 3)}${word[4]}${word[3]}${word.slice(5)}`) : null
}
/** What stands in the heading: a gap is said as a blank, with its hint. */
const wordsOf = (inlines: Inline[]): string =>
  inlines
    .map((part) =>
      part.type === 'gap' ? `blank${part.hint ? ` (${part.hint})` : ''}` : 'text' in part ? part.text : '',
    )
    .join('')
    .trim()
const headingOf = ({ kind, front, frontText }: Card) => (kind === 'cloze' ? wordsOf(front) : frontText)

/** The learner at the keyboard. Everything goes through keys, and looks only at the screen. */
class Learner {
  readonly transcript: Transcript
  readonly ratings: Record<Rating, number> = { again: 0, hard: 0, good: 0, easy: 0 }
  readonly rated = new Set<string>()
  readonly again = new Set<string>()

  constructor(
    readonly app: App,
    private readonly cards: Card[],
  ) {
    this.transcript = new Transcript(app)
  }

  get page() {
    return this.app.page
  }
  get question() {
    return this.page.locator('main section').getByRole('heading', { level: 2 })
  }
  get answer() {
    return this.page.getByRole('group', { name: /^(.*\. )?Answer: / })
  }
  get field() {
    return this.page.getByRole('textbox', { name: 'Your answer' })
  }
  dialog(name: string | RegExp) {
    return this.page.getByRole('dialog', { name })
  }
  status(words: RegExp) {
    return this.page.getByRole('status').filter({ hasText: words })
  }

  /** Presses a key and goes on once `seen`. */
  async press(key: string, seen: () => Promise<unknown>): Promise<void> {
    await this.page.keyboard.press(key)
    await seen()
    await this.transcript.step(key)
  }
  async type(words: string, seen: () => Promise<unknown>): Promise<void> {
    await this.page.keyboard.type(words)
    await seen()
    await this.transcript.step(`“${words}”`)
  }
  /** By Tab (or Shift+Tab) to what is called so. */
  async tabTo(role: 'link' | 'button' | 'searchbox' | 'checkbox', name: string | RegExp, key = 'Tab'): Promise<void> {
    const wanted = this.page.getByRole(role, { name, exact: true }).and(this.page.locator(':focus'))
    await expect(this.page.getByRole(role, { name, exact: true }).first()).toBeVisible()
    for (let times = 1; times <= 80; times += 1) {
      await this.page.keyboard.press(key)
      if ((await wanted.count()) === 0) continue
      return this.transcript.step(times === 1 ? key : `${key} ×${times}`)
    }
    throw new Error(`${times(80)} of ${key} don’t lead to ${name}`)
  }

  /** Waits until a card, or the end, has the focus; null at the end. */
  async card(): Promise<Card | null> {
    await this.settled()
    const heading = ((await this.question.textContent()) ?? '').trim()
    if (heading === 'This session') return null
    const card = this.cards.find((card) => headingOf(card) === heading)
    if (!card) throw new Error(`no card asks “${heading}”`)
    return card
  }
  async settled(): Promise<void> {
    await expect(this.answer).toHaveCount(0)
    await expect(this.page.locator('main section h2:focus, .type-answer input:focus')).toHaveCount(1)
    await expect(this.status(/still being saved/)).toHaveCount(0)
  }
  async asked(card: Card): Promise<void> {
    await expect(this.question).toHaveText(headingOf(card))
    await this.settled()
  }
  show(key: 'Enter' | ' ', name: RegExp = /^Answer: /): Promise<void> {
    return this.press(key, () => this.answered(name))
  }
  async answered(name: RegExp): Promise<void> {
    await expect(this.page.getByRole('group', { name })).toBeFocused()
  }
  async rate(card: Card, key: string, rating: Rating): Promise<void> {
    // While the last rating is on its way to the disk.
    await expect(this.page.locator('.ratings [aria-disabled="true"]')).toHaveCount(0)
    await this.press(key, () => this.settled())
    this.ratings[rating] += 1
    this.rated.add(card.id)
    if (rating === 'again') this.again.add(card.id)
  }
  async undo(card: Card, rating: Rating): Promise<void> {
    await this.press('u', async () => {
      await expect(this.status(/^Undone: rated /)).toBeVisible()
      await this.asked(card)
    })
    this.ratings[rating] -= 1
    this.rated.delete(card.id)
    this.again.delete(card.id)
  }
  /** The number under which an option stands on the screen. */
  async keyOf(card: Card & { options: Option[] }, right: boolean): Promise<string> {
    const option = card.options.find((one) => one.right === right)
    const shown = await this.page
      .getByRole('group', { name: /^Choose an answer/ })
      .getByRole('button')
      .allTextContents()
    const at = shown.findIndex((words) => words.replace(/\d$/, '').trim() === wordsOf(option?.text ?? []))
    expect(at, `${headingOf(card)}: the option is on the screen`).toBeGreaterThanOrEqual(0)
    return `${at + 1}`
  }
  async choose(card: Card, right: boolean): Promise<void> {
    if (!('options' in card)) throw new Error(`${card.id} has no options`)
    await this.press(await this.keyOf(card, right), () =>
      this.answered(right ? /^Right\. / : /^Not right\. You chose: /),
    )
  }
  /** The class by its number; the focus goes to it. */
  async classify(card: Card, right: boolean): Promise<void> {
    if (card.kind !== 'classification') throw new Error(`${card.id} is no case`)
    const at = card.options.findIndex((option) => option.right === right)
    const radios = this.page.getByRole('group', { name: 'What would you call this case?' }).getByRole('radio')
    await this.press(`${at + 1}`, () => expect(radios.nth(at)).toBeFocused())
  }
}
const times = (n: number) => `${n} times`

interface Way {
  does: string
  go(learner: Learner, card: Card): Promise<void>
}
const typing = (does: string, words: (card: Card) => string, verdict: RegExp, key: string, rating: Rating): Way => ({
  does,
  async go(learner, card) {
    const text = words(card)
    if (text) await learner.type(text, () => expect(learner.field).toHaveValue(text))
    await learner.show('Enter', verdict)
    await learner.rate(card, key, rating)
  },
})
const typeRight = typing('typed right', ({ backText }) => backText, /^Right\. Answer: /, ' ', 'good')
const chooseRight: Way = {
  does: 'the right option; Space takes the marked Good',
  async go(learner, card) {
    await learner.choose(card, true)
    await learner.rate(card, ' ', 'good')
  },
}
const classifyRight: Way = {
  does: 'the right class, factors left out',
  async go(learner, card) {
    await learner.classify(card, true)
    await learner.show('Enter', /^Right\. Answer: /)
    await learner.rate(card, 'Enter', 'good')
  },
}
const plainGood: Way = {
  does: 'shown and rated Good',
  async go(learner, card) {
    await learner.show(' ')
    await learner.rate(card, ' ', 'good')
  },
}
/** What is done where nothing else is to be: always right. */
const usual: Record<Card['kind'], Way> = {
  basic: plainGood,
  reversed: plainGood,
  cloze: plainGood,
  'multiple-choice': chooseRight,
  classification: classifyRight,
  typed: typeRight,
}

/** In turn, as cards of the kind come. */
const ways: Record<string, Way[]> = {
  basic: [
    {
      does: 'rated Good, taken back with U, rated Easy',
      async go(learner, card) {
        await learner.show(' ')
        await learner.rate(card, '3', 'good')
        await learner.undo(card, 'good')
        await learner.show('Enter')
        await learner.rate(card, '4', 'easy')
      },
    },
    {
      does: 'flagged twice with F, rated Hard',
      async go(learner, card) {
        await learner.press('f', () => expect(learner.status(/^Flag 1\.$/)).toBeVisible())
        await learner.press('f', () => expect(learner.status(/^Flag 2\.$/)).toBeVisible())
        await learner.show('Enter')
        await learner.rate(card, '2', 'hard')
      },
    },
    {
      does: 'the keys looked up with ?, rated Again',
      async go(learner, card) {
        const help = learner.dialog('Keys in a review')
        await learner.press('?', () => expect(help).toBeVisible())
        await learner.press('Escape', () => expect(help).toBeHidden())
        await learner.show('Enter')
        await learner.rate(card, '1', 'again')
      },
    },
    {
      does: 'buried with B, taken back, buried again',
      async go(learner, card) {
        const buried = () => expect(learner.status(/^Done: put off until tomorrow/)).toBeVisible()
        await learner.press('b', buried)
        await learner.press('u', async () => {
          await expect(learner.status(/^Undone: put off until tomorrow/)).toBeVisible()
          await learner.asked(card)
        })
        await learner.press('b', buried)
      },
    },
    {
      does: 'suspended with S',
      go: (learner) => learner.press('s', () => expect(learner.status(/^Done: suspended/)).toBeVisible()),
    },
    {
      does: 'a note written with N, then on with the card',
      async go(learner, card) {
        const note = learner.page.getByRole('textbox', { name: 'Note on this card' })
        await learner.press('n', () => expect(note).toBeFocused())
        await learner.type('Ask again on Monday.', () => expect(learner.status(/^Saved$/)).toBeVisible())
        await learner.press('Escape', () => expect(learner.question).toBeFocused())
        await learner.show(' ')
        await learner.rate(card, ' ', 'good')
      },
    },
    {
      does: 'the session ended with Escape, then gone on with',
      async go(learner, card) {
        await learner.press('Escape', () => expect(learner.question).toHaveText('This session'))
        await learner.tabTo('button', 'Go on')
        await learner.press('Enter', () => learner.asked(card))
        await learner.show('Enter')
        await learner.rate(card, '3', 'good')
      },
    },
  ],
  cloze: [
    {
      does: 'its facts seen with I',
      async go(learner, card) {
        const facts = learner.dialog('This card')
        await learner.press('i', () => expect(facts).toBeVisible())
        await learner.press('Escape', () => expect(facts).toBeHidden())
        await learner.show('Enter')
        await learner.rate(card, '3', 'good')
      },
    },
    {
      does: 'paused and gone on with P',
      async go(learner, card) {
        await learner.press('p', () => expect(learner.page.getByRole('button', { name: 'Go on' })).toBeFocused())
        await learner.press('p', () => learner.asked(card))
        await learner.show(' ')
        await learner.rate(card, ' ', 'good')
      },
    },
    {
      does: 'its passage opened with O, and back',
      async go(learner, card) {
        await learner.press('o', async () => {
          await expect(learner.page).toHaveURL(/\/chapters\/.+#/)
          await expect(learner.page.locator('main :focus')).toHaveCount(1)
        })
        // Alt+Left is the browser's own key, which a page that is driven from outside never sees.
        await learner.page.goBack()
        await learner.asked(card)
        await learner.transcript.step('Alt+Left')
        await learner.show('Enter')
        await learner.rate(card, '3', 'good')
      },
    },
  ],
  'multiple-choice': [
    chooseRight,
    {
      does: 'a wrong option; Enter takes the marked Again',
      async go(learner, card) {
        await learner.choose(card, false)
        await learner.rate(card, 'Enter', 'again')
      },
    },
    {
      does: 'shown without choosing; Enter takes the marked Again',
      async go(learner, card) {
        await learner.show('Enter')
        await learner.rate(card, 'Enter', 'again')
      },
    },
    {
      does: 'right, and rated Easy',
      async go(learner, card) {
        await learner.choose(card, true)
        await learner.rate(card, '4', 'easy')
      },
    },
    {
      does: 'wrong, taken back with U, then right',
      async go(learner, card) {
        await learner.choose(card, false)
        await learner.rate(card, ' ', 'again')
        await learner.undo(card, 'again')
        await learner.choose(card, true)
        await learner.rate(card, ' ', 'good')
      },
    },
  ],
  classification: [
    {
      does: 'the right class, two factors ticked',
      async go(learner, card) {
        await learner.classify(card, true)
        const factors = learner.page.getByRole('group', { name: /^Which factors decided it/ }).getByRole('checkbox')
        for (const at of [0, 1]) {
          await learner.press('Tab', () => expect(factors.nth(at)).toBeFocused())
          await learner.press(' ', () => expect(factors.nth(at)).toBeChecked())
        }
        await learner.show('Enter', /^Right\. Answer: /)
        await expect(learner.page.getByText(/^You (also )?ticked .*/).first()).toBeVisible()
        await learner.rate(card, ' ', 'good')
      },
    },
    {
      does: 'a wrong class',
      async go(learner, card) {
        await learner.classify(card, false)
        await learner.show('Enter', /^Not right\. You chose: /)
        await learner.rate(card, 'Enter', 'again')
      },
    },
    {
      does: 'shown without a class',
      async go(learner, card) {
        await learner.show(' ')
        await learner.rate(card, '1', 'again')
      },
    },
  ],
  typed: [
    typeRight,
    typing('typed with a slip', ({ backText }) => letters(backText) ?? '', /^Close enough, /, ' ', 'good'),
    typing('typed wrong', () => 'something else', /^Not right\. You typed: /, 'Enter', 'again'),
    typing('left empty', () => '', /^Answer: /, 'Enter', 'again'),
  ],
  'own basic': [
    {
      does: 'its answer edited with E, then rated',
      async go(learner, card) {
        const editor = learner.dialog('Edit your card')
        const field = (name: string) => editor.getByRole('textbox', { name, exact: true })
        await learner.press('e', () => expect(field('Question')).toBeFocused())
        await learner.press('Tab', () => expect(field('Answer')).toBeFocused())
        await learner.press('Control+a', () => expect(field('Answer')).toBeFocused())
        await learner.type(edited, () => expect(field('Answer')).toHaveValue(edited))
        await learner.press('Control+Enter', async () => {
          await expect(editor).toBeHidden()
          await learner.asked(card)
        })
        await learner.show('Enter', new RegExp(`^Answer: ${edited}`))
        await learner.rate(card, '3', 'good')
      },
    },
  ],
  'own reversed': [plainGood],
  'own cloze': [plainGood],
  'own multiple-choice': [chooseRight],
  'own typed': [typeRight],
}
const edited = 'The watch officer on duty'

test('more than thirty cards of every kind by keyboard alone, each step heard', async ({ app }, info) => {
  test.setTimeout(180_000)
  const cards = await before(app)
  const learner = new Learner(app, cards)
  const { page } = app
  // Any press of a mouse or finger would leave its mark.
  await page.evaluate(() => addEventListener('pointerdown', () => document.body.setAttribute('data-pointed', ''), true))
  const { transcript } = learner

  transcript.begin('From Today to the first card')
  await learner.tabTo('link', 'Flashcards')
  await learner.press('Enter', () => expect(page.getByRole('heading', { level: 1, name: 'Flashcards' })).toBeFocused())
  await learner.tabTo('link', /^Study \d+ cards$/)
  await learner.press('Enter', () => learner.settled())

  const left = copyOf(ways)
  const shown: string[] = []
  for (let card = await learner.card(); card; card = await learner.card()) {
    const kind = `${card.own ? 'own ' : ''}${card.kind}`
    const hidden = !('options' in card) && card.backText.length > 8 && !headingOf(card).includes(card.backText)
    if (hidden) expect(await page.locator('main').innerHTML()).not.toContain(card.backText)
    const way = (learner.again.has(card.id) ? undefined : left[kind]?.shift()) ?? usual[card.kind]
    shown.push(kind)
    transcript.begin(
      `${shown.length}. ${kind.replace('own', 'Own card:')}${learner.again.has(card.id) ? ', once more' : ''}: ${way.does}`,
    )
    await way.go(learner, card)
    expect(shown.length, 'the session comes to an end').toBeLessThan(80)
  }

  const total = Object.values(learner.ratings).reduce((sum, one) => sum + one, 0)
  expect(
    Object.entries(left).filter(([, ways]) => ways.length > 0),
    'ways that no card came for',
  ).toEqual([])
  expect(new Set(shown)).toEqual(new Set(Object.keys({ ...due, ...ways })))
  expect(learner.rated.size).toBeGreaterThanOrEqual(30)

  transcript.begin('What the app says of it')
  const summary = page.getByRole('region', { name: 'This session' })
  await expect(summary).toContainText(`${learner.rated.size} cards, ${total} ratings, in `)
  await expect(summary.getByRole('table').getByRole('cell')).toHaveText(
    (['again', 'hard', 'good', 'easy'] as const).map((rating) => `${learner.ratings[rating]}`),
  )
  await learner.tabTo('link', 'Back to Flashcards')
  await learner.press('Enter', () => expect(page.getByRole('heading', { level: 1, name: 'Flashcards' })).toBeFocused())
  await expect(page.getByText(new RegExp(`${total} reviews done today`))).toBeVisible()
  await learner.tabTo('link', 'Browse all cards')
  await learner.press('Enter', () =>
    expect(page.getByRole('heading', { level: 1, name: 'Browse cards' })).toBeFocused(),
  )
  await learner.tabTo('searchbox', 'Search')
  for (const [search, found] of [
    ['state:suspended', 1],
    ['state:buried', 1],
    ['flag:2', 1],
    [`is:own ${edited}`, 1],
    ['state:learning', 0],
  ] as const) {
    await page.keyboard.press('Control+a')
    await learner.type(search, () => expect(learner.status(new RegExp(`^${found} cards? found$`))).toBeVisible())
  }
  await learner.tabTo('link', 'Notes', 'Shift+Tab')
  await learner.press('Enter', () => expect(page.getByText('Ask again on Monday.').first()).toBeVisible())
  await learner.tabTo('link', 'Progress', 'Shift+Tab')
  await learner.press('Enter', () => expect(page.getByRole('heading', { level: 1, name: 'Progress' })).toBeFocused())
  await expect(page.getByText(`${total} reviews in the last 30 days, on 1 day.`)).toBeVisible()

  await expect(page.locator('body[data-pointed]')).toHaveCount(0)
  for (const check of ['A8', 'A10', 'A11'] as const) passed(info, check, new Set(shown))
  const text = transcript.text({ cards: learner.rated.size, ratings: total })
  await info.attach('keyboard-session.md', { body: text, contentType: 'text/markdown' })
  if (process.env.FIELDBOOK_TRANSCRIPT) await writeFile(path.join(root, 'docs/keyboard-session.md'), text)
})

const copyOf = (all: Record<string, Way[]>) =>
  Object.fromEntries(Object.entries(all).map(([kind, ways]) => [kind, [...ways]]))
