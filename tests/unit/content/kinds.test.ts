import { describe, expect, test } from 'vitest'
import type { Card } from '../../../shared/model/content'
import { compile, type Files, soundPack } from './packs'

const common = `
  chapter: first
  section: consent
  objectives: [name-factors]
  why: It is so. {S1-001}
  facts: [S1-001]
`
const withCard = (item: string): Files => ({ ...soundPack, 'cards/more.yaml': `${item.trimEnd()}${common}` })

async function cardsOf(files: Files): Promise<Card[]> {
  const { pack, problems } = await compile(files)
  expect(problems).toEqual([])
  return pack?.cards.filter(({ id }) => id.startsWith('new')) ?? []
}
async function errorsOf(files: Files): Promise<string[]> {
  const { pack, problems } = await compile(files)
  expect(pack).toBeUndefined()
  return problems.map(({ file, line, message }) => `${file}:${line} ${message}`)
}

test('a reversed card makes two siblings', async () => {
  const [there, back, ...others] = await cardsOf(
    withCard(`- id: new
  kind: reversed
  front: What is short for the Task Force?
  back: TF
  reverse: {front: What does TF stand for?, back: The Task Force}
`),
  )
  expect(there).toMatchObject({ id: 'new', kind: 'reversed', item: 'new', backText: 'TF' })
  expect(back).toMatchObject({ id: 'new-reverse', item: 'new', frontText: 'What does TF stand for?' })
  expect(others).toEqual([])
})

const typedOf = (more: string) =>
  `- id: new\n  kind: typed\n  front: Which force is it?\n  back: The Task Force.\n${more}`
test('a typed card takes other answers besides its back, or none', async () => {
  expect(await cardsOf(withCard(typedOf('  accept: [TF, Force]\n')))).toMatchObject([
    { id: 'new', kind: 'typed', backText: 'The Task Force.', accept: ['TF', 'Force'] },
  ])
  expect(await cardsOf(withCard(typedOf('')))).toMatchObject([{ accept: [] }])
})
test.each([
  ['  accept: [TF, TF]\n', 'names something twice'],
  ["  accept: ['']\n", 'must not be empty'],
  ['  options: []\n', 'options'],
])('a typed card that is not sound is named: %j', async (more, message) => {
  expect((await errorsOf(withCard(typedOf(more)))).join()).toContain(message)
})

test('a cloze card asks each number, with all its gaps open and the others filled', async () => {
  const text = 'It joins {{1|one}} and {{1|two}} offices since {{2|June 2021|month and year}}.'
  const [one, two, ...others] = await cardsOf(withCard(clozeOf(text)))
  expect(one).toMatchObject({
    id: 'new',
    frontText: 'It joins […] and […] offices since June 2021.',
    backText: 'one … two',
  })
  expect(two).toMatchObject({ id: 'new-2', item: 'new', backText: 'June 2021' })
  expect(two?.frontText).toBe('It joins one and two offices since [month and year].')
  expect(two?.front.at(-2)).toEqual({ type: 'gap', hint: 'month and year' })
  expect(others).toEqual([])
})

const clozeOf = (text: string) => `- id: new\n  kind: cloze\n  text: "${text}"\n`
test.each([
  ['It joins two departments.', 'has no gap: write {{1|the words to be found}}'],
  ['It joins {{2|two}} departments.', 'gaps are numbered 1, 2, 3 …, none left out'],
  ['It joins {{1}} departments.', 'a single brace'],
])('a cloze text without sound gaps is named: %s', async (text, message) => {
  expect((await errorsOf(withCard(clozeOf(text)))).join()).toContain(message)
})

const optionsOf = (options: string) =>
  withCard(`- id: new
  kind: multiple-choice
  front: Who leads?
  options:
${options}
`)
const right = '    - {id: office, text: The Office, right: true}'
const wrong = (id: string) => `    - {id: ${id}, text: The ${id}, why: "It does not. {S1-014}"}`

test('a multiple-choice card keeps a reason for every wrong option', async () => {
  const [card] = await cardsOf(optionsOf([right, wrong('force'), wrong('bureau')].join('\n')))
  expect(card).toMatchObject({ kind: 'multiple-choice', backText: 'The Office' })
  expect(card?.kind === 'multiple-choice' && card.options.map(({ id, right, why }) => [id, right, why.length])).toEqual(
    [
      ['office', true, 0],
      ['force', false, 2],
      ['bureau', false, 2],
    ],
  )
})

test.each([
  ['two options', [right, wrong('force')], '"options" must be three to five'],
  ['no right one', [wrong('one'), wrong('two'), wrong('three')], '"options" must have exactly one that is right'],
  ['two right ones', [right, right.replace('office', 'other'), wrong('two')], 'must have exactly one that is right'],
  ['a wrong one without a reason', [right, wrong('one'), '    - {id: two, text: The two}'], '"why" is missing'],
  ['one id twice', [right, wrong('one'), wrong('one')], '"options" names an id twice'],
])('options with %s are named', async (_, options, message) => {
  expect((await errorsOf(optionsOf(options.join('\n')))).join()).toContain(message)
})

test('an unknown kind of card is named with the kinds there are', async () => {
  expect(await errorsOf(withCard('- id: new\n  kind: essay\n'))).toEqual([
    'cards/more.yaml:2 "kind" must be basic, reversed, cloze, typed, multiple-choice',
  ])
})

test('two cards that ask in the same words are named', async () => {
  const twice = '- id: new\n  kind: basic\n  front: "In smuggling: what has the person done?"\n  back: Agreed.\n'
  expect(await errorsOf(withCard(twice))).toEqual([
    'cards/more.yaml:1 asks in the same words as the card "consent-smuggling"',
  ])
})

const words = (count: number) => 'They drive on. '.repeat(count / 3)
function pairOf(changes: { story?: string; second?: string; more?: string; heldOut?: boolean } = {}): Files {
  const story = (id: string, ofClass: string, other: string) => `
    - id: ${id}
      title: The ${id}
      story: ${changes.story ?? words(90)}
      class: ${ofClass}
      factors:
        - {factor: consent, decides: true, says: "It was given. {S1-001}"}
      wrong:
        ${other}: It is not that. {plain}
      tempting: ${other}
      next: [Who paid?]
      takeaway: Ask who agreed. {S1-001}${changes.more ?? ''}`
  return {
    ...soundPack,
    'scenarios/pairs.yaml': `- id: a-pair
  chapter: first
  section: consent
  objectives: [name-factors]
  factor: consent${changes.heldOut ? '\n  heldOut: true' : ''}
  differs: Only one of them agreed. {S1-002}
  stories:${story('van', 'smuggling', 'neither')}${changes.second ?? story('bus', 'neither', 'smuggling')}
`,
  }
}

describe('a pair of scenarios', () => {
  test('becomes two stories that know each other, and two classification cards', async () => {
    const { pack, problems } = await compile(pairOf())
    expect(problems).toEqual([])
    expect(pack?.scenarios.map(({ id, twin, class: named }) => [id, twin, named])).toEqual([
      ['van', 'bus', 'smuggling'],
      ['bus', 'van', 'neither'],
    ])
    const card = pack?.cards.find(({ id }) => id === 'van')
    expect(card).toMatchObject({
      kind: 'classification',
      scenario: 'van',
      frontText: 'The van',
      backText: 'Smuggling',
      contrast: 'bus',
      factors: ['consent'],
    })
    expect(card?.kind === 'classification' && card.options.map(({ id, right }) => [id, right])).toEqual([
      ['smuggling', true],
      ['neither', false],
    ])
  })

  test('kept for testing makes no cards', async () => {
    const { pack } = await compile(pairOf({ heldOut: true }))
    expect(pack?.scenarios).toHaveLength(2)
    expect(pack?.cards.filter(({ kind }) => kind === 'classification')).toEqual([])
  })

  test.each([
    ['a short story', pairOf({ story: words(57) }), 'has 57 words; a story has 60 to 120'],
    ['a long story', pairOf({ story: words(123) }), 'has 123 words; a story has 60 to 120'],
    ['one story', pairOf({ second: '' }), '"stories" must be two: a story and its twin'],
    ['an unknown agency', pairOf({ more: '\n      agencies: [nobody]' }), 'unknown glossary entry "nobody"'],
  ])('with %s is named', async (_, files, message) => {
    expect((await errorsOf(files)).join()).toContain(message)
  })

  test.each([
    ['class: neither', 'class: smuggling', 'the two stories must differ in class'],
    ['tempting: smuggling', 'tempting: neither', 'must be one of the wrong classes'],
    ['neither: It is not that. {plain}', 'both: It is not that. {plain}', 'must say why not "neither"'],
    ['factor: consent\n', 'factor: age\n', 'unknown factor "age"'],
    ['decides: true, ', '', '"factors" must have at least one that decides'],
  ])('is named when %j is %j', async (from, to, message) => {
    const files = pairOf()
    const text = String(files['scenarios/pairs.yaml'])
    expect(text).toContain(from)
    expect((await errorsOf({ ...files, 'scenarios/pairs.yaml': text.replace(from, to) })).join()).toContain(message)
  })
})

test('a card knows the paragraph that teaches it; one that no paragraph teaches is named', async () => {
  const { pack } = await compile(soundPack)
  const consent = pack?.chapters[0]?.sections.find(({ id }) => id === 'consent')
  expect(pack?.cards.map(({ paragraph }) => paragraph)).toEqual([consent?.blocks[0]?.id, consent?.blocks[0]?.id])
  const cards = soundPack['cards/first.yaml'].replaceAll('S1-001', 'S1-020')
  expect(await errorsOf({ ...soundPack, 'cards/first.yaml': cards })).toEqual([
    `cards/first.yaml:1 no paragraph of "first#consent" rests on one of this card's facts`,
  ])
})
