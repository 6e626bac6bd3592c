import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Block, Pack } from '../../../shared/model/content'
import { changed, compile, type Files, soundPack, withText } from './packs'

async function packOf(files: Files): Promise<Pack> {
  const { pack, problems } = await compile(files)
  expect(problems).toEqual([])
  if (!pack) throw new Error('no pack')
  return pack
}

async function blocksOf(markdown: string): Promise<Block[]> {
  return (await packOf(withText(markdown))).chapters[1]?.sections[0]?.blocks ?? []
}

describe('a sound pack', () => {
  test('compiles to chapters in the order of pack.yaml', async () => {
    const pack = await packOf(changed('pack.yaml', '[first, second]', '[second, first]'))
    expect(pack.chapters.map(({ id, number }) => [id, number])).toEqual([
      ['second', 1],
      ['first', 2],
    ])
  })

  test('has sections, with the text before the first heading as "opening"', async () => {
    const pack = await packOf(soundPack)
    expect(pack.chapters[0]?.sections.map(({ id, title }) => [id, title])).toEqual([
      ['opening', 'Opening'],
      ['consent', 'Consent'],
      ['summary', 'Summary'],
    ])
  })

  test('cites its sources in the order of their first use', async () => {
    const pack = await packOf(soundPack)
    expect(pack.chapters[0]?.sources).toEqual(['paper', 'statute'])
    expect(pack.chapters[1]?.sources).toEqual([])
  })

  test('counts words without marks and gives whole minutes', async () => {
    const words = 'Word word word word word. '.repeat(90)
    const pack = await packOf(withText(`A ${words}end. {plain}`))
    // With the heading's own word.
    expect(pack.chapters[1]?.words).toBe(453)
    expect(pack.chapters[1]?.minutes).toBe(2)
    expect(pack.chapters[0]?.minutes).toBe(1)
  })

  test('puts a citation behind its statement and cleans the spaces', async () => {
    const [block] = await blocksOf('It ends at the destination. {S1-001}\nThe next *goes on*. {S1-002, R-001}')
    expect(block).toMatchObject({
      type: 'paragraph',
      text: 'It ends at the destination. The next goes on.',
      children: [
        { type: 'text', text: 'It ends at the destination.' },
        { type: 'citation', facts: ['S1-001'] },
        { type: 'text', text: ' The next ' },
        { type: 'emphasis', children: [{ type: 'text', text: 'goes on' }] },
        { type: 'text', text: '.' },
        { type: 'citation', facts: ['S1-002', 'R-001'] },
      ],
    })
  })

  test('marks plain paragraphs and leaves no trace of {plain}', async () => {
    const [block] = await blocksOf('Only a *transition*. {plain}')
    expect(block).toMatchObject({ plain: true, text: 'Only a transition.' })
    expect(JSON.stringify(block)).not.toContain('{plain}')
  })

  test('compiles terms, links, lists and tables', async () => {
    const pack = await packOf(soundPack)
    const blocks = pack.chapters[0]?.sections[1]?.blocks ?? []
    expect(blocks.map((block) => block.type)).toEqual(['paragraph', 'heading', 'list', 'table', 'callout', 'callout'])
    expect(blocks[2]).toMatchObject({
      text: 'The force does it.\nSee there.',
      ordered: false,
      items: [
        [
          { type: 'text', text: 'The ' },
          { type: 'term', entry: 'task-force', children: [{ type: 'text', text: 'force' }] },
          { type: 'text', text: ' does it.' },
          { type: 'citation', facts: ['S1-003'] },
        ],
        [{ text: 'See ' }, { type: 'link', chapter: 'second', section: 'later' }, { text: '.' }, { type: 'citation' }],
      ],
    })
    expect(blocks[3]).toMatchObject({
      header: [[], [{ type: 'text', text: 'Smuggling' }], [{ type: 'text', text: 'Trafficking' }]],
      rows: [
        [
          [{ type: 'text', text: 'Consent' }],
          [{ type: 'text', text: 'Given' }],
          [
            { type: 'text', text: 'Never given' },
            { type: 'citation', facts: ['S1-005', 'S1-006'] },
          ],
        ],
      ],
    })
  })

  test('compiles call-outs; a question stands apart from its answer', async () => {
    const pack = await packOf(soundPack)
    const blocks = pack.chapters[0]?.sections[1]?.blocks ?? []
    expect(blocks[4]).toMatchObject({
      callout: 'key-figure',
      title: '2,200 investigations',
      blocks: [{ type: 'paragraph', text: 'As of the end of 2022.' }],
    })
    expect(blocks[5]).toMatchObject({
      callout: 'check-yourself',
      title: '',
      question: [{ type: 'text', text: 'Did the person agree?' }],
      blocks: [{ type: 'paragraph', text: 'It was agreed.' }],
    })
  })

  test('takes the marker of a question on a line of its own, and one with a title', async () => {
    const [alone, titled] = await blocksOf(
      '> [!check-yourself]\n>\n> Is it?\n>\n> It is. {S1-001}\n\n> [!check-yourself] A **van**\n> Is it?\n>\n> It is. {S1-001}',
    )
    expect(alone).toMatchObject({ title: '', question: [{ text: 'Is it?' }] })
    expect(titled).toMatchObject({ title: 'A van', question: [{ text: 'Is it?' }] })
  })

  test('gives blocks ids from their text, and repeats a number', async () => {
    const blocks = await blocksOf('Same. {S1-001}\n\nSame. {S1-002}\n\nOther. {S1-003}\n\nSame. {plain}')
    const hash = (text: string) => `later-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
    expect(blocks.map((block) => block.id)).toEqual([
      hash('Same.'),
      `${hash('Same.')}-2`,
      hash('Other.'),
      `${hash('Same.')}-3`,
    ])
  })

  test('gives the blocks inside a call-out ids of their own', async () => {
    const [outer, inner] = await blocksOf('> [!key-term] T\n> Same. {S1-001}\n\nSame. {S1-001}')
    if (outer?.type !== 'callout') throw new Error('no call-out')
    expect(new Set([outer.id, outer.blocks[0]?.id, inner?.id]).size).toBe(3)
  })

  test('knows where an entry is mentioned and which cards ask about it', async () => {
    const pack = await packOf(soundPack)
    expect(pack.glossary.map(({ id, mentions, cards }) => ({ id, mentions, cards }))).toEqual([
      { id: 'task-force', mentions: [{ chapter: 'first', section: 'consent' }], cards: ['consent-smuggling'] },
      { id: 'office', mentions: [], cards: [] },
    ])
  })

  test('keeps where each fact stands', async () => {
    const pack = await packOf(soundPack)
    expect(Object.keys(pack.facts)).toHaveLength(21)
    expect(pack.facts['S1-020']).toEqual({ source: 'paper', section: 'Introduction', lasting: true })
    expect(pack.facts['R-001']).toEqual({
      source: 'statute',
      section: '8 U.S.C. 1324(a)',
      asOf: '2013-01-15',
      lasting: true,
    })
  })

  test('survives JSON', async () => {
    const pack = await packOf(soundPack)
    expect(JSON.parse(JSON.stringify(pack))).toEqual(pack)
  })

  test('counts', async () => {
    const { report } = await compile(soundPack)
    expect(report).toMatchObject({ chapters: 2, outlines: 1, statements: 16, plainParagraphs: 3, entries: 2, cards: 2 })
    expect(report.plain.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'pack.yaml:9',
      'chapters/01-first.md:11',
      'chapters/02-second.md:13',
    ])
  })
})

describe('the hash', () => {
  test('is that of the canonical JSON of everything else', async () => {
    const { hash, ...rest } = await packOf(soundPack)
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([one], [other]) => (one < other ? -1 : 1))
                .map(([key, item]) => [key, sorted(item)]),
            )
          : value
    expect(hash).toBe(
      createHash('sha256')
        .update(JSON.stringify(sorted(rest)))
        .digest('hex'),
    )
  })

  test('changes with a word and stays with the order of keys, line ends and comments', async () => {
    const { hash } = await packOf(soundPack)
    const other = await packOf(changed('cards/first.yaml', 'back: Agreed.', 'back: Consented.'))
    expect(other.hash).not.toBe(hash)
    const same = await packOf(
      changed('pack.yaml', 'id: test-pack\ntitle: A test pack\n', '# Note\ntitle: A test pack\nid: test-pack\n'),
    )
    expect(same.hash).toBe(hash)
  })
})

test('byte order marks and Windows line ends change nothing', async () => {
  const files = Object.fromEntries(
    Object.entries(soundPack).map(([path, text]) => [path, `\uFEFF${text.replaceAll('\n', '\r\n')}`]),
  )
  expect(await packOf(files)).toEqual(await packOf(soundPack))
})

describe('sentences that look like more than one', () => {
  test.each([
    'The U.S. Code says so in 8 U.S.C. 1324. {S1-001}',
    'It rests on P.L. 106-386, Sec. 7, and No. 22-179. {S1-001}',
    'The case is United States v. Hansen. {S1-001}',
    'Some means, e.g. Force or fraud, count. {S1-001}',
    'On Dec. 14, 2022, and Nov. 21, 2023, it came out. {S1-001}',
    'Mr. J. F. Kennedy said it. {S1-001}',
    'It cost $2.5 million in 2022. {S1-001}',
    '"Did she agree?" the officer asked. {S1-001}',
    'No. Consent under 18 does not count. {S1-001}',
    'He asked: "Was it you?" {S1-001} Nobody answered. {S1-002}',
    'It ends (in the U.S.). {S1-001} And on. {S1-002}',
    'Two tools:\n\n- One {S1-001}\n- Two {S1-002}'.replace('tools:', 'tools: {S1-001}'),
  ])('%s', async (text) => {
    await packOf(withText(text))
  })
})

test('an answer like "2021." in a card is a text and no list', async () => {
  const pack = await packOf(changed('cards/first.yaml', 'back: Agreed.', 'back: "2021."'))
  expect(pack.cards[0]?.backText).toBe('2021.')
})

test('a folded or quoted text keeps its words', async () => {
  const folded = 'summary: >-\n    It does\n    it. {S1-010}'
  const pack = await packOf(changed('glossary/bodies.yaml', 'summary: It does it. {S1-010}', folded))
  expect(pack.glossary[0]?.summaryText).toBe('It does it.')
  const quoted = 'summary: "It \\"does\\" it. {S1-010}"'
  const other = await packOf(changed('glossary/bodies.yaml', 'summary: It does it. {S1-010}', quoted))
  expect(other.glossary[0]?.summaryText).toBe('It “does” it.')
  const escaped = 'summary: "It d\\u006Fes\\nit. {S1-010}"'
  const third = await packOf(changed('glossary/bodies.yaml', 'summary: It does it. {S1-010}', escaped))
  expect(third.glossary[0]?.summaryText).toBe('It does it.')
  const single = "summary: 'It''s done. {S1-010}'"
  const fourth = await packOf(changed('glossary/bodies.yaml', 'summary: It does it. {S1-010}', single))
  expect(fourth.glossary[0]?.summaryText).toBe('It’s done.')
})
