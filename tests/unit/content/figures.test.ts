import { expect, test } from 'vitest'
import { compile, type Files, lineOf, soundPack } from './packs'

const chapter = 'chapters/01-first.md'
const sound = `title: People counted in "some" years
unit: people
asOf: "2023"
rows:
  - {at: "2011", value: 729, facts: [S1-001]}
  - {at: "2012-10", label: End of FY2012, value: 1005, says: "over 1,005", floor: true, facts: [S1-002, R-001]}
  - {at: "2021", value: 1672, facts: [S1-003]}
note: All of it was counted by [one](glossary:office). {S1-004}
`
const withFigure = (yaml: string, close = '\n```'): Files => ({
  ...soundPack,
  [chapter]: soundPack[chapter].replace(
    '\n| | Smuggling',
    `\n\`\`\`figure\n${yaml.trimEnd()}${close}\n\n| | Smuggling`,
  ),
})

test('a figure is compiled with its numbers, their facts and its words', async () => {
  const { pack, problems } = await compile(withFigure(sound))
  expect(problems).toEqual([])
  const blocks = pack?.chapters[0]?.sections.flatMap((section) => section.blocks) ?? []
  const figure = blocks.find(({ type }) => type === 'figure')
  expect(figure).toMatchObject({
    title: 'People counted in “some” years',
    unit: 'people',
    asOf: '2023',
    rows: [
      { label: '2011', at: '2011', value: 729, facts: ['S1-001'] },
      {
        label: 'End of FY2012',
        at: '2012-10',
        value: 1005,
        says: 'over 1,005',
        floor: true,
        facts: ['S1-002', 'R-001'],
      },
      { label: '2021', at: '2021', value: 1672, facts: ['S1-003'] },
    ],
    text: 'People counted in “some” years\npeople\n2011: 729\nEnd of FY2012: over 1,005\n2021: 1,672\nAll of it was counted by one.',
  })
  expect(figure?.id).toMatch(/^consent-[0-9a-f]{8}$/)
  expect(pack?.glossary.find(({ id }) => id === 'office')?.mentions).toEqual([{ chapter: 'first', section: 'consent' }])
})

test('each number of a figure counts as a statement and is taught there', async () => {
  const [plain, figured] = await Promise.all([compile(soundPack), compile(withFigure(sound))])
  expect(figured.report.statements - plain.report.statements).toBe(4)
})

/** [what, passage, replacement, words in the line named, what is said] */
const faults: [string, string, string, string, string][] = [
  ['a number without facts', 'value: 729, facts: [S1-001]', 'value: 729', 'value: 729', '"facts" is missing'],
  ['an empty list of facts', 'facts: [S1-001]', 'facts: []', 'facts: []', 'must name at least one fact'],
  ['an unknown fact', 'facts: [S1-001]', 'facts: [S1-999]', 'S1-999', 'unknown fact S1-999'],
  ['a mistyped fact', 'facts: [S1-001]', 'facts: [S1-01x]', 'S1-01x', 'must be fact ids'],
  ['a number in words', 'value: 729', 'value: many', 'value: many', '"value" must be a number'],
  ['less than nothing', 'value: 729', 'value: -1', 'value: -1', 'must not be negative'],
  ['other words than the number', 'over 1,005', 'over 1,000', 'over 1,000', 'must hold the number itself'],
  ['a month without a label', 'label: End of FY2012, ', '', '2012-10', '"label" is missing'],
  ['a moment in some rows', 'at: "2011"', 'label: First', 'label: First', 'have "at" all of them'],
  ['moments in disorder', 'at: "2021"', 'at: "2001"', 'at: "2011"', 'in the order of their "at"'],
  ['moments too far apart', 'at: "2021"', 'at: "2099"', 'at: "2011"', 'too far apart'],
  ['a moment that is none', 'at: "2021"', 'at: "2021-13"', '2021-13', 'must be a date'],
  [
    'two rows of one name',
    'at: "2021", value',
    'at: "2021", label: "2011", value',
    'at: "2011"',
    'names something twice',
  ],
  ['more than a hundred percent', 'unit: people', 'unit: "%"', 'at: "2011"', 'at most 100'],
  ['an unknown key', 'unit: people', 'unit: people\ncolor: red', 'color: red', 'unknown key "color"'],
  ['no unit', 'unit: people\n', '', 'title: People', '"unit" is missing'],
  ['no date', 'asOf: "2023"\n', '', 'title: People', '"asOf" is missing'],
  ['a title with facts', '"some" years', 'some years {S1-001}', 'title: People', 'takes no braces'],
  [
    'a note without facts',
    'glossary:office). {S1-004}',
    'glossary:office).',
    'note: All',
    'statement without a fact id',
  ],
  ['a broken link', 'glossary:office', 'glossary:nobody', 'note: All', 'broken link'],
  ['broken YAML', 'unit: people', 'unit: [people', 'unit: [people', 'is not sound YAML'],
]
test.each(faults)('a figure with a fault is refused at its line: %s', async (_, passage, other, at, says) => {
  expect(sound).toContain(passage)
  const files = withFigure(sound.replace(passage, other))
  const { pack, problems } = await compile(files)
  expect(pack).toBeUndefined()
  expect(problems.map(({ message }) => message).join('\n')).toContain(says)
  const named = problems.find(({ message }) => message.includes(says))
  if (says.includes('YAML')) expect(named?.line).toBeGreaterThanOrEqual(lineOf(files, chapter, at))
  else expect(named).toMatchObject({ file: chapter, line: lineOf(files, chapter, at) })
})

test('two numbers are told in a sentence, and a figure ends where it ends', async () => {
  const two = sound.replace(/ {2}- \{at: "2021".*\n/, '')
  expect((await compile(withFigure(two))).problems).toMatchObject([
    { message: expect.stringContaining('at least three') },
  ])
  const open = await compile(withFigure(sound, ''))
  expect(open.problems.map(({ message }) => message).join()).toContain('does not end')
})

test('a figure stands in a chapter, not in a call-out', async () => {
  const inside = `> [!key-term] A term\n> Words. {S1-001}\n>\n> \`\`\`figure\n> title: x\n> \`\`\`\n`
  const files = { ...soundPack, [chapter]: soundPack[chapter].replace('> [!key-figure]', `${inside}\n> [!key-figure]`) }
  expect((await compile(files)).problems).toMatchObject([{ message: expect.stringContaining('outside call-outs') }])
})
