import type { Block, Card, Chapter, Entry, Inline, Option, Pack, Section } from '../../shared/model/content'

/** A small real pack: two chapters, eight cards of which two pairs are look-alikes, four glossary entries. */

const words = (text: string): Inline[] => [{ type: 'text', text }]
const cited = (text: string, ...facts: string[]): Inline[] => [...words(text), { type: 'citation', facts }]
const paragraph = (id: string, text: string, ...facts: string[]): Block => ({
  id,
  text,
  type: 'paragraph',
  children: cited(text, ...facts),
})
const section = (id: string, title: string, blocks: Block[]): Section => ({
  id,
  title,
  words: blocks.reduce((sum, block) => sum + block.text.split(' ').length, 0),
  blocks,
})

const chapters: Chapter[] = [
  {
    id: 'the-distinction',
    number: 1,
    title: 'The distinction',
    summary: 'What separates the two crimes.',
    status: 'complete',
    objectives: [
      { id: 'name-the-factors', text: 'Name the factors that separate the two crimes.' },
      { id: 'apply-the-factors', text: 'Apply the factors to a case.' },
    ],
    words: 60,
    minutes: 1,
    sections: [
      section('opening', '', [paragraph('opening-00000001', 'Two crimes are often mixed up on a shift.')]),
      section('consent', 'Consent', [
        paragraph('consent-00000002', 'Somebody who is smuggled agreed to be moved.', 'S1-030'),
        {
          id: 'consent-00000003',
          text: 'Did the agreement last? Consent that was forced counts for nothing.',
          type: 'callout',
          callout: 'check-yourself',
          title: 'Ask next',
          question: words('Did the agreement last?'),
          blocks: [paragraph('consent-00000004', 'Consent that was forced counts for nothing.', 'S1-031')],
        },
      ]),
      section('border', 'The border', [
        {
          id: 'border-00000005',
          text: 'Smuggling crosses a border. Trafficking needs no border.',
          type: 'list',
          ordered: false,
          items: [cited('Smuggling crosses a border.', 'S1-036'), cited('Trafficking needs no border.', 'S1-037')],
        },
      ]),
    ],
    sources: ['crs-if12539', 'cnsi-post'],
  },
  {
    id: 'response-to-smuggling',
    number: 2,
    title: 'The response to smuggling',
    summary: 'Who does what.',
    status: 'complete',
    objectives: [{ id: 'name-the-bodies', text: 'Name the bodies of the response.' }],
    words: 40,
    minutes: 1,
    sections: [
      section('task-forces', 'Task forces', [
        {
          id: 'task-forces-00000006',
          text: 'Joint Task Force Alpha began in June 2021. It works under 8 U.S.C. 1324.',
          type: 'paragraph',
          children: [
            { type: 'term', entry: 'jtfa', children: words('Joint Task Force Alpha') },
            ...cited(' began in June 2021. It works under 8 U.S.C. 1324.', 'S1-063', 'R-001'),
          ],
        },
      ]),
      section('agencies', 'Agencies', [
        paragraph('agencies-00000007', 'Homeland Security Investigations leads most investigations.', 'S1-046'),
      ]),
    ],
    sources: ['crs-if12539', 'usc-8-1324'],
  },
]

const glossary: Entry[] = [
  entry(
    'jtfa',
    'task-force',
    'Joint Task Force Alpha',
    'JTFA',
    ['Task Force Alpha'],
    'Prosecutes smuggling networks.',
    {
      relations: [{ type: 'parent', to: 'doj', facts: ['S1-064'] }],
      mentions: [{ chapter: 'response-to-smuggling', section: 'task-forces' }],
      cards: ['jtfa-start'],
    },
  ),
  entry('doj', 'agency', 'Department of Justice', 'DOJ', ['Justice Department'], 'Prosecutes federal crimes.', {}),
  entry('hsi', 'agency', 'Homeland Security Investigations', 'HSI', [], 'Investigates both crimes.', {
    relations: [{ type: 'works-with', to: 'jtfa', facts: ['S1-065'] }],
    mentions: [{ chapter: 'response-to-smuggling', section: 'agencies' }],
    cards: ['hsi-leads'],
  }),
  entry('coercion', 'term', 'Coercion', undefined, [], 'Threats that leave no way out.', {}),
]
function entry(
  id: string,
  kind: Entry['kind'],
  name: string,
  acronym: string | undefined,
  aliases: string[],
  summaryText: string,
  more: Partial<Entry>,
): Entry {
  const place = { since: '2021-06', asOf: '2023-11-21', relations: [], mentions: [], cards: [], blocks: [] }
  const response = kind === 'term' ? 'both' : 'smuggling'
  const summary = cited(summaryText, 'S1-063')
  return { id, kind, name, ...(acronym && { acronym }), aliases, response, summary, summaryText, ...place, ...more }
}

const cards: Card[] = [
  card('consent-smuggling', 'consent', 'In smuggling, what has the person done?', 'Agreed to be moved.', {
    contrast: 'consent-trafficking',
    factors: ['consent'],
  }),
  card('consent-trafficking', 'consent', 'In trafficking, what is consent worth?', 'Nothing, when it was forced.', {
    contrast: 'consent-smuggling',
    factors: ['consent'],
  }),
  card('border-smuggling', 'border', 'Does smuggling need a border?', 'Yes.', {
    contrast: 'border-trafficking',
    factors: ['border'],
    objectives: ['name-the-factors', 'apply-the-factors'],
  }),
  card('border-trafficking', 'border', 'Does trafficking need a border?', 'No.', { factors: ['border'] }),
  card('mixed-up', 'opening', 'What is often mixed up?', 'Two crimes.', {}),
  card('jtfa-start', 'task-forces', 'When did Joint Task Force Alpha begin?', 'In June 2021.', {
    chapter: 'response-to-smuggling',
    objectives: ['name-the-bodies'],
    terms: ['jtfa'],
    facts: ['S1-063'],
  }),
  card('jtfa-law', 'task-forces', 'Under which law does it work?', '8 U.S.C. 1324.', {
    chapter: 'response-to-smuggling',
    objectives: ['name-the-bodies'],
    facts: ['R-001'],
  }),
  card('hsi-leads', 'agencies', 'Which agency leads most investigations?', 'HSI.', {
    chapter: 'response-to-smuggling',
    objectives: ['name-the-bodies'],
    terms: ['hsi'],
    facts: ['S1-046'],
  }),
]
type BasicCard = Extract<Card, { kind: 'basic' }>
function card(id: string, inSection: string, frontText: string, backText: string, more: Partial<BasicCard>): Card {
  return {
    id,
    kind: 'basic',
    chapter: 'the-distinction',
    section: inSection,
    paragraph: '',
    objectives: ['name-the-factors'],
    factors: [],
    classes: [],
    terms: [],
    front: words(frontText),
    back: words(backText),
    why: cited('The guide says so.', 'S1-030'),
    frontText,
    backText,
    facts: ['S1-030'],
    ...more,
  }
}

const inPaper = { source: 'crs-if12539', section: 'Introduction' }
export const smallPack: Pack = {
  format: 1,
  id: 'small',
  title: 'A small pack',
  version: '1.0.0',
  language: 'en-US',
  asOf: '2023-11-21',
  about: 'For tests.',
  hash: '0'.repeat(64),
  classes: [
    { id: 'smuggling', name: 'Smuggling', summary: 'Moving people over a border.' },
    { id: 'trafficking', name: 'Trafficking', summary: 'Exploiting people.' },
  ],
  factors: [
    { id: 'consent', name: 'Consent', scope: 'us-law', question: 'Did the person agree?', summary: 'Agreement.' },
    { id: 'border', name: 'Border', scope: 'contrast-only', question: 'Was one crossed?', summary: 'Crossing.' },
    { id: 'profit', name: 'Profit', scope: 'contrast-only', question: 'Who earns?', summary: 'Money.' },
  ],
  sources: [
    {
      id: 'crs-if12539',
      kind: 'source-document',
      title: 'The paper',
      publisher: 'Congressional Research Service',
      date: '2023-11-21',
    },
    { id: 'cnsi-post', kind: 'source-document', title: 'The post', publisher: 'CNSI', date: '2024-05-01' },
    { id: 'usc-8-1324', kind: 'reference', title: '8 U.S.C. 1324', publisher: 'U.S. Code', date: '2013' },
  ],
  facts: {
    'S1-030': inPaper,
    'S1-031': { source: 'cnsi-post', section: 'Consent' },
    'S1-036': inPaper,
    'S1-037': inPaper,
    'S1-046': inPaper,
    'S1-063': inPaper,
    'S1-064': inPaper,
    'S1-065': inPaper,
    'R-001': { source: 'usc-8-1324', section: '(a)(1)(A)', asOf: '2013-01-15' },
  },
  chapters,
  glossary,
  cards,
  scenarios: [],
}

const [first] = cards
if (first?.kind !== 'basic') throw new Error('the small pack begins with a basic card')
const { kind: _, contrast: __, ...base } = first
/** What a card of any kind has, to be made into another one. */
export const cardBase = base
const options: Option[] = ['a', 'b', 'c'].map((id) => ({ id, text: words(id), right: id === 'a', why: [] }))
/** A card with three options, of which `a` is right. */
export const choiceCard: Card = { ...base, id: 'choice', frontText: 'Which?', kind: 'multiple-choice', options }
