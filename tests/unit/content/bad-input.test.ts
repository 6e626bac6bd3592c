import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compilePack } from '../../../content/compiler/compile'
import { changed, compile, type Files, lineOf, type PackPath, soundPack, withText } from './packs'

interface Expected {
  file: string
  /** Words in the line that must be named. */
  at: string
  says: string
}

/** The pack must have exactly the one error, at its line: no fault is hidden, none is reported twice. */
async function expectOneError(files: Files, { file, at, says }: Expected): Promise<void> {
  const { pack, problems } = await compile(files)
  expect(pack).toBeUndefined()
  const found = problems.map((problem) => ({ ...problem, column: undefined }))
  expect(found).toEqual([
    {
      file,
      line: lineOf(files, file, at),
      message: expect.stringContaining(says),
      severity: 'error',
      column: undefined,
    },
  ])
}

const glossary = 'glossary/bodies.yaml'
const cards = 'cards/first.yaml'
const first = 'chapters/01-first.md'
const second = 'chapters/02-second.md'

/** [what, file, passage, replacement, words in the line named, what is said] */
type Case = [string, PackPath, string, string, string, string]

const cases: Case[] = [
  ['an unknown key', glossary, '  since:', '  sinse:', 'sinse:', 'unknown key "sinse"'],
  ['an unknown key in pack.yaml', 'pack.yaml', 'about:', 'extra: 1\nabout:', 'extra:', 'unknown key "extra"'],
  ['an unknown key in front matter', first, 'status:', 'author: X\nstatus:', 'author:', 'unknown key "author"'],
  ['an unknown key deep down', glossary, 'facts: [S1-013]}', 'facts: [S1-013], x: 1}', 'x: 1', 'unknown key "x"'],
  [
    'a number for a text',
    cards,
    'back: Agreed.',
    'back: 18',
    'back: 18',
    '"back" must be text, not a number: put it in quotes',
  ],
  [
    'a text for a list',
    cards,
    'factors: [consent]',
    'factors: consent',
    'factors:',
    '"factors" must be a list, not text',
  ],
  ['a key without a value', glossary, 'name: The Office', 'name: # nothing', '# nothing', '"name" has no value'],
  ['an unknown kind', glossary, 'kind: agency', 'kind: agencies', 'agencies', '"kind" must be'],
  ['a wrong id', 'pack.yaml', 'id: test-pack', 'id: Test pack', 'id: Test pack', '"id" must be an id'],
  [
    'a duplicate objective',
    second,
    'id: tell-apart',
    'id: name-factors',
    'name-factors',
    'duplicate objective id "name-factors": first given in chapters/01-first.md:7',
  ],
  [
    'a duplicate section',
    first,
    '## Summary {#summary}',
    '## Twice {#consent}\n\nYes, twice. {S1-001}\n\n## Summary {#summary}',
    '## Twice',
    'duplicate section id "consent"',
  ],
  ['a duplicate fact', 'facts.yaml', 'ids: [R-001]', 'ids: [R-001, S1-007]', 'S1-007]', 'duplicate fact id "S1-007"'],
  [
    'a duplicate chapter in the order',
    'pack.yaml',
    '[first, second]',
    '[first, second, first]',
    'chapters:',
    '"first" is named twice',
  ],
  [
    'a chapter that has no file',
    'pack.yaml',
    '[first, second]',
    '[first, second, third]',
    'chapters:',
    'no file in chapters/ has the id "third"',
  ],
  ['a duplicate class', 'pack.yaml', 'id: neither', 'id: smuggling', 'Neither', 'duplicate class id'],
  [
    'a broken glossary link',
    first,
    'glossary:task-force',
    'glossary:task-farce',
    'task-farce',
    'there is no glossary entry "task-farce"',
  ],
  [
    'a broken chapter link',
    first,
    'chapter:second#later',
    'chapter:third',
    'chapter:third',
    'there is no chapter "third"',
  ],
  [
    'a broken section link',
    first,
    'chapter:second#later',
    'chapter:second#soon',
    '#soon',
    'the chapter "second" has no section "soon"',
  ],
  [
    'a broken link in an entry',
    glossary,
    'A first paragraph.',
    'A [first](glossary:nothing) paragraph.',
    'nothing',
    'there is no glossary entry "nothing"',
  ],
  [
    'a broken link in a card',
    cards,
    'The person agreed to',
    'The [person](chapter:first#none) agreed to',
    '#none',
    'has no section "none"',
  ],
  ['an unknown relation', glossary, 'to: office', 'to: bureau', 'to: bureau', 'unknown entry "bureau"'],
  ['a relation to itself', glossary, 'to: office', 'to: task-force', 'to: task-force', 'related to itself'],
  [
    'a card with an unknown chapter',
    cards,
    'chapter: first\n',
    'chapter: firsts\n',
    'firsts',
    'unknown chapter "firsts"',
  ],
  [
    'a card with an unknown section',
    cards,
    'section: consent\n',
    'section: consents\n',
    'consents',
    'unknown section "consents" in the chapter "first"',
  ],
  [
    'a card with an unknown objective',
    cards,
    'objectives: [name-factors]',
    'objectives: [name-factors, other]',
    'other',
    'unknown objective "other"',
  ],
  [
    'a card with an unknown factor',
    cards,
    'factors: [consent]',
    'factors: [assent]',
    'assent',
    'unknown factor "assent"',
  ],
  [
    'a card with an unknown class',
    cards,
    'classes: [smuggling]',
    'classes: [smugglers]',
    'smugglers',
    'unknown class "smugglers"',
  ],
  [
    'a card with an unknown term',
    cards,
    'terms: [task-force]',
    'terms: [force]',
    'terms:',
    'unknown glossary entry "force"',
  ],
  [
    'a contrast that is not mutual',
    cards,
    '  contrast: consent-trafficking\n',
    '',
    'contrast: consent-smuggling',
    '"contrast" must be mutual: the card "consent-smuggling" names none',
  ],
  [
    'a card with an unknown fact',
    cards,
    'facts: [S1-002]',
    'facts: [S1-999]',
    'S1-999',
    'unknown fact S1-999: it is not in facts.yaml',
  ],
  ['braces on a card', cards, 'back: Agreed.', 'back: Agreed. {S1-001}', 'back: Agreed', 'no braces here'],
  ['a text with an unknown fact', first, 'S1-009', 'S1-099', 'S1-099', 'unknown fact S1-099'],
  ['an entry with an unknown fact', glossary, '{S1-011}', '{S1-911}', 'S1-911', 'unknown fact S1-911'],
  ['a relation with an unknown fact', glossary, 'S1-013', 'S1-913', 'S1-913', 'unknown fact S1-913'],
  ['a class with an unknown fact', 'pack.yaml', 'S1-001', 'S1-901', 'S1-901', 'unknown fact S1-901'],
  [
    'a fact of an unknown source',
    'facts.yaml',
    'source: statute',
    'source: statutes',
    'statutes',
    'unknown source "statutes": it is not in sources.yaml',
  ],
  [
    'a range that runs backwards',
    'facts.yaml',
    '[R-001]',
    '[R-001, S1-030..S1-022]',
    'S1-030',
    'must be a fact id like S1-034 or a range',
  ],
  [
    'a range over two sources',
    'facts.yaml',
    '[R-001]',
    '[R-001, R-002..S1-022]',
    'R-002',
    'must be a fact id like S1-034 or a range',
  ],
  ['a source without a title', 'sources.yaml', '  title: The statute\n', '', 'id: statute', '"title" is missing'],
  [
    'a source without a publisher',
    'sources.yaml',
    '  publisher: The house\n',
    '',
    'id: statute',
    '"publisher" is missing',
  ],
  ['a source without a date', 'sources.yaml', '  date: "2023-11-21"\n', '', 'id: paper', '"date" is missing'],
  ['a source without a kind', 'sources.yaml', '  kind: source-document\n', '', 'id: paper', '"kind" is missing'],
  [
    'a source document of unknown date',
    'sources.yaml',
    '"2023-11-21"',
    'unknown',
    'date: unknown',
    '"date" may be "unknown" only for a reference with a note',
  ],
  [
    'an unknown date without a note',
    'sources.yaml',
    '  note: The copy shows no date.\n',
    '',
    'date: unknown',
    '"date" may be "unknown" only',
  ],
  [
    'an address that is none',
    'sources.yaml',
    'https://example.org/paper',
    'example.org',
    'url:',
    '"url" must be an address',
  ],
  [
    'an address that runs something',
    'sources.yaml',
    'https://example.org/paper',
    'javascript:alert(1)',
    'url:',
    '"url" must be an address',
  ],
  ['a month 13', glossary, '"2021-06"', '"2021-13"', '2021-13', '"since" must be a date'],
  ['a 30th of February', 'pack.yaml', '"2023-11-21"', '"2023-02-30"', '02-30', '"asOf" must be a date'],
  ['a date in words', 'facts.yaml', '"2013-01-15"', 'January 2013', 'January', '"asOf" must be a date'],
  [
    'a year that is a number',
    glossary,
    'asOf: "2023"',
    'asOf: 2023',
    'asOf: 2023',
    '"asOf" must be text, not a number: put it in quotes',
  ],
  ['an entry without asOf', glossary, '  asOf: "2023"\n', '', 'id: office', '"asOf" is missing'],
  [
    'braces in a title',
    first,
    'title: The first chapter',
    'title: The first chapter {S1-001}',
    'title:',
    '"title" takes no braces',
  ],
  ['a version that is none', 'pack.yaml', '1.0.0', '1.0.x', 'version', '"version" must be three numbers'],
  [
    'a section that is called opening',
    second,
    '## Later {#later}',
    '## Later {#later}\n\nText. {plain}\n\n## O {#opening}',
    '#opening',
    '"opening" belongs to the text before',
  ],
  [
    'a complete chapter without a summary',
    first,
    '{#summary}',
    '{#end}',
    'status: complete',
    'ends with a section {#summary}',
  ],
  [
    'a complete chapter without objectives',
    second,
    'objectives:\n  - id: tell-apart\n    text: Tell them apart.\n',
    'objectives: []\n',
    'objectives',
    '"objectives" must name at least one',
  ],
  [
    'a section without text',
    first,
    '## Summary',
    '## Empty {#empty}\n\n## Summary',
    '#empty',
    'the section "empty" has no text',
  ],
]

describe('one fault in a pack is named with its file and line', () => {
  for (const [what, file, from, to, at, says] of cases) {
    test(what, () => expectOneError(changed(file, from, to), { file, at, says }))
  }
})

async function problemsOf(files: Files): Promise<string[]> {
  const { problems } = await compile(files)
  return problems.map(({ file, line, message }) => `${file}:${line} ${message}`)
}

// Faults that make others true as well, or whose line can't be told by its words alone.
describe('faults with more than one sign', () => {
  test('duplicate entries, cards and sources', async () => {
    expect(await problemsOf(changed(glossary, 'id: office\n', 'id: task-force\n'))).toContain(
      'glossary/bodies.yaml:16 duplicate entry id "task-force": first given in glossary/bodies.yaml:1',
    )
    expect(await problemsOf(changed(cards, 'id: consent-trafficking\n', 'id: consent-smuggling\n'))).toContain(
      'cards/first.yaml:14 duplicate card id "consent-smuggling": first given in cards/first.yaml:1',
    )
    expect(await problemsOf(changed('sources.yaml', 'id: statute', 'id: paper'))).toContain(
      'sources.yaml:8 duplicate source id "paper": first given in sources.yaml:1',
    )
  })

  test('duplicate ids in two files', async () => {
    const files = {
      ...soundPack,
      'glossary/more.yaml': soundPack[glossary].slice(soundPack[glossary].indexOf('- id: office')),
    }
    expect(await problemsOf(files)).toContain(
      'glossary/more.yaml:1 duplicate entry id "office": first given in glossary/bodies.yaml:16',
    )
  })

  test('a chapter that is not in the order', async () => {
    expect(await problemsOf(changed('pack.yaml', 'chapters: [first, second]', 'chapters: [first]'))).toEqual([
      'chapters/02-second.md:2 the chapter "second" is missing from "chapters" in pack.yaml',
    ])
  })

  test('a contrast that does not exist, and its pair that is left alone', async () => {
    const found = await problemsOf(changed(cards, '  contrast: consent-trafficking\n', '  contrast: nobody\n'))
    expect(found).toContain('cards/first.yaml:13 unknown card "nobody"')
    expect(found).toHaveLength(2)
  })

  test('a section heading without an id, and what points to it', async () => {
    const found = await problemsOf(changed(first, '## Consent {#consent}', '## Consent'))
    expect(found).toContain('chapters/01-first.md:13 a section heading without an id: end it with {#its-id}')
  })

  test('a summary before the end', async () => {
    const files = changed(
      first,
      '## Summary {#summary}\n\nThat was it. {S1-009}\n',
      '## Summary {#summary}\n\nThat was it. {S1-009}\n\n## After {#after}\n\nMore. {S1-001}\n',
    )
    expect(await problemsOf(files)).toEqual(['chapters/01-first.md:35 the section "summary" must be the last one'])
  })

  test('a chapter without front matter', async () => {
    const found = await problemsOf(changed(second, '---\nid: second', 'id: second'))
    expect(found).toEqual(['chapters/02-second.md:1 a chapter begins with its id, title … between two lines of ---'])
  })

  test('all problems are named, not just the first', async () => {
    const found = await problemsOf({
      ...soundPack,
      [first]: soundPack[first]
        .replace('glossary:task-force', 'glossary:nobody')
        .replace('That was it. {S1-009}', 'That was <b>it. {S1-909}'),
      [cards]: soundPack[cards]
        .replace('factors: [consent]', 'factors: [assent]\n  extra: 1')
        .replace('Never agreed.', '18'),
      [glossary]: soundPack[glossary].replace('to: office', 'to: bureau'),
    })
    expect(found.map((problem) => problem.split(' ')[0])).toEqual([
      'cards/first.yaml:7',
      `${cards}:21`,
      `${first}:20`,
      `${first}:37`,
      `${first}:37`,
      `${glossary}:15`,
    ])
  })
})

describe('a file that cannot be read is named once, not at every mention of what it holds', () => {
  test.each([
    ['sources.yaml', '- id: [\n'],
    ['facts.yaml', '- source: [\n'],
    ['glossary/bodies.yaml', '- id: [\n'],
    ['cards/first.yaml', '- id: [\n'],
    ['chapters/01-first.md', '---\nid: [\n---\n'],
    ['chapters/02-second.md', 'No front matter.\n'],
    ['chapters/02-second.md', '---\ntitle: No id\nsummary: S\nstatus: outline\nobjectives: [{id: a, text: T}]\n---\n'],
  ])('%s: %j', async (path, text) => {
    const { pack, problems } = await compile({ ...soundPack, [path]: text })
    expect(pack).toBeUndefined()
    expect(problems.length).toBeGreaterThan(0)
    expect(new Set(problems.map((problem) => problem.file))).toEqual(new Set([path]))
  })
})

describe('statements', () => {
  const at = async (markdown: string) => {
    const { problems } = await compile(withText(markdown))
    // The text begins in line 13 of its file.
    return problems.map(({ line, column, message }) => `${line - 12}:${column} ${message}`)
  }

  test('a sentence without its own braces is named where it begins', async () => {
    expect(await at('One thing.\nAnother thing. {S1-001}')).toEqual([
      '1:1 statement without a fact id: “One thing.” (one pair of braces covers one sentence)',
    ])
    expect(await at('One thing. {S1-001} Another\nthing. A third. {S1-002}')).toEqual([
      '1:21 statement without a fact id: “Another thing.” (one pair of braces covers one sentence)',
    ])
    expect(await at('One thing. {S1-001}\nA **last** thing.')).toEqual([
      '2:1 statement without a fact id: “A last thing.” (each sentence carries its own)',
    ])
  })

  test.each([
    ['Nothing here.', '1:1 statement without a fact id'],
    ['Para. {S1-001}\n\n- Item one\n- Item two {S1-001}', '3:3 statement without a fact id: “Item one”'],
    ['- Two things. In one. {S1-001}', '1:3 statement without a fact id: “Two things.”'],
    ['| a | b |\n|---|---|\n| c | d |', '3:1 table row without a fact id: “c d”'],
    ['| a | b |\n|---|---|\n| c {S1-001} | d |', '3:5 the braces of a table row stand at the end of its last cell'],
    [
      '| a | b |\n|---|---|\n| c | d {S1-001} |\n| e {S1-001} | f {S1-001} |',
      '4:18 a table row takes one pair of braces',
    ],
    ['| a {S1-001} | b |\n|---|---|\n| c | d {S1-001} |', '1:5 the head of a table takes no braces'],
    ['| a | b |\n|---|---|\n| c | d {S1-001} |\nText. {S1-001}', '4:1 this table row has 1 cells'],
    ['> [!key-term] T\n> Text.', '2:3 statement without a fact id: “Text.”'],
    ['Before its stop {S1-001}.', '1:17 braces belong after the full stop'],
    ['In the middle {S1-001} of it. {S1-002}', '1:15 these braces stand inside a sentence'],
    ['Twice. {S1-001} {S1-002}', '1:17 these braces have no sentence'],
    ['{S1-001} Before.', '1:1 these braces have no sentence'],
    ['Said. {S1-001} Then plain. {plain}', '1:28 a plain text carries no fact ids'],
    ['Plain {plain} inside.', '1:7 {plain} must stand at the end'],
    ['{plain}', '1:1 {plain} has no text'],
    ['Range. {S1-001..S1-003}', '1:8 {S1-001..S1-003}: braces hold fact ids like {S1-034, R-002} or {plain}: a range'],
    ['Wrong. {S1-1x}', '1:8 {S1-1x}: braces hold fact ids'],
    ['Empty. {}', '1:8 {}: braces hold fact ids'],
    ['Twice. {S1-001, S1-001}', '1:8 {S1-001, S1-001} names a fact twice'],
    ['Open. {S1-001', '1:7 a single brace'],
    ['Unknown.\nSecond line here {S9-001}', '2:18 unknown fact S9-001'],
  ])('%j', async (markdown, expected) => {
    const found = await at(markdown)
    expect(
      found.some((problem) => problem.startsWith(expected)),
      found.join('\n'),
    ).toBe(true)
  })
})

describe('Markdown that is not part of the format', () => {
  test.each([
    ['One <b>bold</b> word. {S1-001}', 1, 'raw HTML is not allowed'],
    ['<div>\nBlock\n</div>', 1, 'raw HTML is not allowed'],
    ['Fine. {S1-001}\n\n<!-- a remark -->', 3, 'raw HTML is not allowed'],
    ['A ![picture](x.png) here. {S1-001}', 1, 'pictures are not allowed'],
    ['A [link](https://example.org) out. {S1-001}', 1, 'unknown link “https://example.org”'],
    ['A [link](javascript:alert(1)) out. {S1-001}', 1, 'unknown link'],
    ['A [link](#later) here. {S1-001}', 1, 'unknown link “#later”'],
    ['An <https://example.org> out. {S1-001}', 1, 'unknown link'],
    ['First line,\nthen https://example.org out. {S1-001}', 2, 'addresses are not allowed'],
    ['A [link](glossary: office) here. {S1-001}', 1, 'this link is not well formed'],
    ['A [](glossary:office) here. {S1-001}', 1, 'has no words'],
    ['A [b][c] here. {S1-001}\n\n[c]: glossary:office', 3, 'links by reference are not allowed'],
    ['Some `code` here. {S1-001}', 1, 'code (text between backticks) is not allowed'],
    ['Fine. {S1-001}\n\n    Indented. {S1-001}', 3, 'code is not allowed'],
    ['Fine. {S1-001}\n\n***\n\nFine. {S1-001}', 3, 'a rule (---) is not part'],
    ['# Big\n\nFine. {S1-001}', 1, 'headings are ## (a section) or ###'],
    ['#### Small\n\nFine. {S1-001}', 1, 'headings are ## (a section) or ###'],
    ['### Small {#id}\n\nFine. {S1-001}', 1, '{#id}: braces hold fact ids'],
    ['A heading by accident. {S1-001}\n---\n\nFine. {S1-001}', 1, 'a section heading without an id'],
    ['- One {S1-001}\n  - Two {S1-001}', 2, 'a list inside a list is not allowed'],
    ['- One {S1-001}\n\n  More. {S1-001}', 3, 'a list item is one paragraph'],
    ['Fine. {S1-001}\n\n2022. was a year. {S1-001}', 3, 'a numbered list begins with 1'],
    ['> Only a quotation. {S1-001}', 1, 'a call-out begins with [!kind]'],
    ['> [!key-thing] T\n> Text. {S1-001}', 1, 'unknown call-out "key-thing"'],
    ['> [!key-term]\n> Text. {S1-001}', 1, 'this call-out has no title'],
    ['> [!key-term] T {S1-001}\n> Text. {S1-001}', 1, 'the title of a call-out takes no braces'],
    ['> [!key-term] T', 1, 'this call-out has no text'],
    ['> [!key-term] T\n> Text. {S1-001}\nAnd on. {S1-001}', 3, 'this line would belong to the call-out above'],
    ['> [!key-term] T\n> Text. {S1-001}\n>\n> > [!key-term] U\n> > Text. {S1-001}', 4, 'a call-out inside a call-out'],
    ['> [!key-term] T\n> ### H\n> Text. {S1-001}', 2, 'no headings here'],
    ['> [!check-yourself]', 1, 'check-yourself has no question'],
    ['> [!check-yourself]\n> What is it?', 1, 'check-yourself has no answer'],
    ['> [!check-yourself]\n> What? {S1-001}\n>\n> That. {S1-001}', 2, 'a question takes no braces'],
  ])('%j', async (markdown, line, says) => {
    const { problems } = await compile(withText(markdown))
    const found = problems.map((problem) => `${problem.file}:${problem.line - 12} ${problem.message}`)
    const expected = `${second}:${line} ${says}`
    expect(
      found.some(
        (problem) =>
          problem.startsWith(expected) || (problem.includes(says) && problem.startsWith(`${second}:${line} `)),
      ),
      found.join('\n'),
    ).toBe(true)
  })
})

describe('a text inside YAML names its own line', () => {
  test.each([
    [
      'text: |\n    A first paragraph. {S1-011}\n\n    - An item. {S1-012}',
      'text: |\n    A paragraph. {S1-011}\n\n    Bad <b>one</b>. {S1-012}',
      'Bad <b>',
      9,
    ],
    ['text: |\n    A first', 'text: >-\n    Fine. {S1-001}\n\n    Bad <b>x</b>. {S1-001}\n\n    A first', 'Bad <b>', 9],
    ['summary: It does it.', 'summary: It\n    does <b>it</b>.', 'does <b>', 10],
    ['summary: It does it. {S1-010}', 'summary: "It\n    does <b>it</b>. {S1-010}"', 'does <b>', 10],
    ['summary: It does it. {S1-010}', 'summary: "It \\"does\\" <b>it</b>. {S1-010}"', '<b>', undefined],
  ])('%j', async (from, to, at, column) => {
    const files = changed(glossary, from, to)
    const { problems } = await compile(files)
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatchObject({ file: glossary, line: lineOf(files, glossary, at) })
    if (column !== undefined) expect(problems[0]?.column).toBe(column)
  })
})

describe('broken files', () => {
  test('YAML that is no YAML', async () => {
    const files = changed(cards, 'back: Agreed.', 'back: Agreed: to it.')
    const { problems } = await compile(files)
    expect(problems[0]).toMatchObject({ file: cards, line: 10 })
    expect(problems[0]?.message).toContain('must stand in quotes')
  })

  test('a key given twice', async () => {
    const files = changed(cards, '  back: Agreed.', '  back: Agreed.\n  back: Again.')
    const { problems } = await compile(files)
    expect(problems).toMatchObject([{ file: cards, line: 11 }])
  })

  test('a file that is no list', async () => {
    const { problems } = await compile({ ...soundPack, 'cards/second.yaml': 'id: x\n' })
    expect(problems).toMatchObject([
      { file: 'cards/second.yaml', line: 1, message: expect.stringContaining('must be a list') },
    ])
  })

  test('an empty list of cards is fine', async () => {
    const { problems } = await compile({ ...soundPack, 'cards/second.yaml': '# to come\n' })
    expect(problems).toEqual([])
  })

  test.each(['pack.yaml', 'sources.yaml', 'facts.yaml'])('%s is missing', async (path) => {
    const { [path as PackPath]: _, ...files } = soundPack
    const { pack, problems } = await compile(files)
    expect(pack).toBeUndefined()
    // What it would have named isn't reported at every mention.
    expect(problems).toMatchObject([{ file: path, line: 1, message: 'is missing' }])
  })

  test('a folder that is not there', async () => {
    const { pack, problems } = await compilePack(join(tmpdir(), 'fieldbook-no-such-folder'), '2026-11-22')
    expect(pack).toBeUndefined()
    expect(problems.map((problem) => `${problem.file}:${problem.line}`)).toEqual([
      'facts.yaml:1',
      'pack.yaml:1',
      'sources.yaml:1',
    ])
  })

  test('a file that is not UTF-8, one in UTF-16, and one with zero bytes', async () => {
    for (const bytes of [
      Buffer.from([0x2d, 0x20, 0xff]),
      Buffer.from('\uFEFF- id: x\n', 'utf16le'),
      Buffer.from('a\0b'),
    ]) {
      const { problems } = await compile({ ...soundPack, 'cards/second.yaml': bytes })
      expect(problems).toMatchObject([
        { file: 'cards/second.yaml', line: 1, message: expect.stringContaining('not UTF-8') },
      ])
    }
  })

  test('a file of more than a megabyte', async () => {
    const { problems } = await compile({ ...soundPack, 'cards/second.yaml': '#'.repeat(1_000_001) })
    expect(problems).toMatchObject([{ file: 'cards/second.yaml', message: 'is larger than 1000 kB' }])
  })

  test('a folder where a file should be', async () => {
    const { problems } = await compile({ ...soundPack, 'cards/deep.yaml/x': '' })
    expect(problems).toMatchObject([{ file: 'cards/deep.yaml', message: expect.stringContaining('not a plain file') }])
  })

  // Windows lets only administrators make such links.
  test.skipIf(process.platform === 'win32')('a link that leads out of the folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fieldbook-content-'))
    try {
      await writeFile(join(folder, 'secret'), soundPack['pack.yaml'])
      await symlink(join(folder, 'secret'), join(folder, 'pack.yaml'))
      const { problems } = await compilePack(folder, '2026-11-22')
      expect(problems).toContainEqual({
        file: 'pack.yaml',
        line: 1,
        message: "can't be read: it is not a plain file",
        severity: 'error',
      })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a file of another kind only warns', async () => {
    const { pack, problems } = await compile({ ...soundPack, 'chapters/notes.txt': 'x', 'chapters/.DS_Store': 'x' })
    expect(pack).toBeDefined()
    expect(problems).toMatchObject([{ file: 'chapters/notes.txt', severity: 'warning' }])
  })

  test('marks within marks without end', async () => {
    const deep = 5000
    for (const tangle of [
      '*a **b '.repeat(deep) + 'c** d* '.repeat(deep),
      `${'- '.repeat(deep)}x`,
      `${'> '.repeat(deep)}x`,
    ]) {
      const { problems } = await compile(withText(`Fine. {plain}\n\n${tangle}`))
      expect(problems).toMatchObject([{ file: second, line: 15, message: expect.stringContaining('too many marks') }])
    }
  })

  test('aliases that explode, and lists without bottom', async () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let index = 1; index < 9; index += 1) {
      const from = String.fromCharCode(96 + index)
      lines.push(
        `${String.fromCharCode(97 + index)}: &${String.fromCharCode(97 + index)} [${Array(9).fill(`*${from}`).join(', ')}]`,
      )
    }
    for (const text of [lines.join('\n'), '['.repeat(100_000)]) {
      const { pack, problems } = await compile({ ...soundPack, 'pack.yaml': text })
      expect(pack).toBeUndefined()
      expect(problems[0]?.file).toBe('pack.yaml')
    }
  })
})
