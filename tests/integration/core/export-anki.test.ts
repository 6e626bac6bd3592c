import { expect, test } from 'vitest'
import type { Card, Inline, Pack } from '../../../shared/model/content'
import { openCore, type TestCore } from '../../support/core'
import { exported } from '../../support/exports'
import { fieldsOf, openPackage } from '../../support/opened-anki-package'
import { basic, cloze, plain, typed, uuid } from '../../support/own-cards'
import { cardBase, choiceCard, smallPack } from '../../support/small-pack'

const words = (text: string): Inline[] => [{ type: 'text', text }]
const gap = { type: 'gap' } as const
const packCloze = (id: string, front: Inline[], back: string): Card => ({
  ...cardBase,
  ...{ kind: 'cloze', id, item: 'gaps', front, frontText: 'gaps', back: words(back), backText: back },
})
const story: Card = {
  ...cardBase,
  kind: 'classification',
  id: 'van',
  scenario: 'van',
  front: words('A van.\n\nTwelve people.'),
  frontText: 'The van',
  classes: ['smuggling'],
  options: [
    { id: 'smuggling', text: words('Smuggling'), right: true, why: [] },
    { id: 'trafficking', text: words('Trafficking'), right: false, why: words('Nobody is <used>.') },
  ],
}
const reverse = (id: string, front: string, back: string): Card => ({
  ...cardBase,
  ...{ kind: 'reversed', id, item: 'both', front: words(front), back: words(back), frontText: front, backText: back },
})
const pack: Pack = {
  ...smallPack,
  cards: [
    ...smallPack.cards,
    packCloze(
      'gaps',
      [...words('Since '), { type: 'strong', children: [gap] }, ...words(' it has 12 & more.')],
      '2021',
    ),
    packCloze(
      'gaps-2',
      [
        ...words('Since '),
        { type: 'strong', children: words('2021') },
        ...words(' it has '),
        { ...gap, hint: 'how many' },
        ...words(' & more.'),
      ],
      '12',
    ),
    reverse('both', 'What is JTFA?', 'A task force.'),
    reverse('both-reverse', 'Which task force?', 'JTFA.'),
    choiceCard,
    story,
  ],
}
const make = ({ call }: TestCore, n: number, text: Parameters<TestCore['call']['ownCards']['save']>[0]['text']) =>
  call.ownCards.save({ card: uuid(n), base: 0, text })
const anki = (
  cards: { kind: 'all' | 'own' | 'cases' } | { kind: 'search'; search: string } | { kind: 'chapter'; chapter: string },
  progress = true,
) => ({ format: 'anki', cards, progress }) as const

test('every kind of card becomes a note of its type, and siblings are one note', async () => {
  const core = await openCore({ pack })
  await make(core, 1, basic('a < b & "c"\nnext', '<script>alert(1)</script>', { note: 'Why: {{c1::no}}' }))
  await make(core, 2, { ...plain, kind: 'reversed', front: 'Front', back: 'Back' })
  await make(core, 3, cloze('The {{border}} is {{crossed::verb}}, not {{x}}'))
  await make(core, 4, typed('Type it', 'JTFA', ['Alpha', 'Task Force Alpha']))
  const { name, bytes } = await exported(core, anki({ kind: 'all' }))
  expect(name).toBe('Fieldbook cards 2026-06-08.apkg')
  const opened = await openPackage(bytes, core.time.now)
  const own = (n: number) => fieldsOf(opened, `fieldbook:${uuid(n)}`)

  expect(own(1)).toMatchObject({
    Front: 'a &lt; b &amp; &quot;c&quot;<br>next',
    Back: '&lt;script&gt;alert(1)&lt;/script&gt;',
    Note: 'Why: {{c1::no}}',
  })
  expect(own(3).Text).toBe('The {{c1::border}} is {{c2::crossed::verb}}, not {{c3::x}}')
  expect(own(4)).toMatchObject({ Front: 'Type it', Back: 'JTFA', 'Also right': 'Alpha; Task Force Alpha' })
  expect(fieldsOf(opened, 'fieldbook:gaps').Text).toBe(
    'Since <strong>{{c1::2021}}</strong> it has {{c2::12::how many}} &amp; more.',
  )
  expect(fieldsOf(opened, 'fieldbook:both')).toMatchObject({ Front: 'What is JTFA?', 'Reverse back': 'JTFA.' })
  expect(fieldsOf(opened, 'fieldbook:van')).toMatchObject({
    Title: 'The van',
    Story: '<p>A van.</p><p>Twelve people.</p>',
    Answer: 'Smuggling',
    Reasons: '<ul><li>Not “Trafficking”: Nobody is &lt;used&gt;.</li></ul>',
  })
  expect(fieldsOf(opened, 'fieldbook:consent-smuggling').Sources).toBe(
    'Sources: The paper. Congressional Research Service, 2023-11-21 (Introduction).',
  )
  const note = opened.notes.find(({ guid }) => guid === `fieldbook:${uuid(3)}`)
  expect(opened.cards.filter(({ nid }) => nid === note?.id).map(({ ord }) => ord)).toEqual([0, 1, 2])
  expect(opened.cards).toHaveLength(8 + 2 + 2 + 1 + 1 + (1 + 2 + 3 + 1))
  expect(opened.notes).toHaveLength(8 + 1 + 1 + 1 + 1 + 4)
  expect(
    Object.values(opened.decks)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'Default',
    'Fieldbook',
    'Fieldbook::Chapter 01 The distinction',
    'Fieldbook::Chapter 02 The response to smuggling',
    'Fieldbook::My cards',
  ])
  const tags = opened.notes.find(({ guid }) => guid === 'fieldbook:consent-smuggling')?.tags
  expect(tags).toBe(' Fieldbook::chapter::the-distinction Fieldbook::factor::consent ')
})

test('a deletion keeps its number when another before it is gone', async () => {
  const core = await openCore({ pack })
  await make(core, 3, cloze('{{one}} and {{two}}'))
  await core.call.ownCards.save({ card: uuid(3), base: 1, text: cloze('one and {{two}}') })
  const opened = await openPackage((await exported(core, anki({ kind: 'own' }))).bytes, core.time.now)
  expect(fieldsOf(opened, `fieldbook:${uuid(3)}`).Text).toBe('one and {{c2::two}}')
  expect(opened.cards.map(({ ord }) => ord)).toEqual([1])
})

test('schedule, marks and review log go along, or stay here', async () => {
  const core = await openCore({ pack })
  const { call, time } = core
  const learnt = await core.rateNext('easy')
  const inSteps = await core.rateNext('again')
  await call.study.mark({ cards: ['jtfa-law'], change: { to: 'suspended' } })
  await call.study.mark({ cards: ['jtfa-law'], change: { to: 'flagged', flag: 3 } })
  const taken = await core.rateNext('good')
  await call.history.undo()
  expect([learnt, inSteps, taken]).toHaveLength(3)
  const { record } = await call.study.card({ card: learnt })

  const opened = await openPackage((await exported(core, anki({ kind: 'all' }))).bytes, time.now)
  // Monday 10:00 in New York: the day began at 04:00 there.
  expect(opened.col.crt).toBe(Date.parse('2026-06-08T08:00:00Z') / 1000)
  const cardOf = (guid: string) => {
    const note = opened.notes.find((one) => one.guid === `fieldbook:${guid}`)
    return opened.cards.find(({ nid }) => nid === note?.id)
  }
  const days = record?.memory.scheduledDays
  expect(days).toBeGreaterThan(0)
  expect(cardOf(learnt)).toMatchObject({ type: 2, queue: 2, due: days, ivl: days, reps: 1, lapses: 0 })
  expect(JSON.parse(String(cardOf(learnt)?.data))).toMatchObject({
    s: Number(record?.memory.stability.toFixed(4)),
    d: Number(record?.memory.difficulty.toFixed(3)),
    dr: 0.9,
    lrt: Math.floor(time.now / 1000),
  })
  expect(cardOf(inSteps)).toMatchObject({ type: 1, queue: 1, due: Math.floor(time.now / 1000) + 60 })
  expect(cardOf('jtfa-law')).toMatchObject({ type: 0, queue: -1, flags: 3 })
  expect(opened.reviews.map(({ cid, ease, type, time: spent }) => [cid, ease, type, spent])).toEqual([
    [cardOf(learnt)?.id, 4, 0, 5000],
    [cardOf(inSteps)?.id, 1, 0, 5000],
  ])
  expect(opened.reviews[0]?.ivl).toBe(days)
  expect(opened.reviews[1]?.ivl).toBe(-60)

  const without = await openPackage((await exported(core, anki({ kind: 'all' }, false))).bytes, time.now)
  expect(without.reviews).toEqual([])
  expect(
    without.cards.every(({ type, queue, data, flags }) => type === 0 && queue === 0 && data === '{}' && flags === 0),
  ).toBe(true)
})

test('what is chosen goes, with its siblings; guids and note types are the same each time', async () => {
  const core = await openCore({ pack })
  await make(core, 2, { ...plain, kind: 'reversed', front: 'Front', back: 'Back' })
  const guids = async (what: Parameters<typeof anki>[0]) => {
    const { notes } = await openPackage((await exported(core, anki(what))).bytes, core.time.now)
    return notes.map(({ guid }) => String(guid)).sort()
  }
  expect(await guids({ kind: 'own' })).toEqual([`fieldbook:${uuid(2)}`])
  expect(await guids({ kind: 'cases' })).toEqual(['fieldbook:van'])
  expect(await guids({ kind: 'search', search: 'factor:border' })).toEqual([
    'fieldbook:border-smuggling',
    'fieldbook:border-trafficking',
  ])
  expect(await guids({ kind: 'search', search: 'card:both-reverse' })).toEqual(['fieldbook:both'])
  expect(await guids({ kind: 'chapter', chapter: 'response-to-smuggling' })).toEqual([
    'fieldbook:hsi-leads',
    'fieldbook:jtfa-law',
    'fieldbook:jtfa-start',
  ])
  expect((await core.call.exports.preview(anki({ kind: 'search', search: 'nonsense:1' }))).problem).toContain(
    'nonsense',
  )
  expect((await core.call.exports.preview(anki({ kind: 'search', search: 'card:both-reverse' }))).counts).toMatchObject(
    { items: 1, cards: 2 },
  )

  const one = await openPackage((await exported(core, anki({ kind: 'all' }))).bytes, core.time.now)
  core.time.now += 40 * 86_400_000
  const other = await openPackage((await exported(core, anki({ kind: 'all' }))).bytes, core.time.now)
  const names = ({ notes }: typeof one) => notes.map(({ guid, mid, mod }) => [guid, mid, mod]).sort()
  expect(names(other)).toEqual(names(one))
  expect(Object.keys(other.models).sort()).toEqual(Object.keys(one.models).sort())
  expect(Object.keys(other.decks).sort()).toEqual(Object.keys(one.decks).sort())
})
