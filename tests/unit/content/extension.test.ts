import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Compilation, compilePack } from '../../../content/compiler/compile'
import type { Pack } from '../../../shared/model/content'
import { joinedPacks } from '../../../shared/rules/joined-packs'
import { compile, type Files, soundPack } from './packs'

/** A state's law on top of the test pack. */
const extension = {
  'pack.yaml': `id: state-law
title: The law of the state
version: 1.0.0
language: en-US
asOf: "2026-10-01"
about: What the state adds.
extends: test-pack
chapters: [state]
`,
  'sources.yaml': `- id: code
  kind: reference
  title: The code of the state
  publisher: The state
  date: "2026-01-01"
`,
  'facts.yaml': `- source: code
  section: Section 1
  ids: [T-001..T-003]
`,
  'chapters/state.md': `---
id: state
title: The state's chapter
summary: What it is about.
status: outline
objectives:
  - id: know-the-state
    text: Know it.
---

## Here {#here}

The state punishes it too. {T-001, S1-001} See [there](chapter:second#later) and [the Bureau](glossary:bureau). {T-002}
`,
  'glossary/state.yaml': `- id: bureau
  kind: agency
  name: The Bureau
  response: both
  summary: It works with the [force](glossary:task-force). {T-003}
  asOf: "2026"
  relations:
    - {type: works-with, to: task-force, facts: [T-003]}
`,
  'cards/state.yaml': `- id: state-card
  kind: basic
  chapter: first
  section: consent
  objectives: [name-factors]
  factors: [consent]
  terms: [bureau]
  front: Does the state punish it?
  back: Yes.
  why: It does. {T-001}
  facts: [S1-001, T-001]
`,
  'overlays/consent.md': `---
id: consent-here
title: In this state
chapter: first
section: consent
---

Here it is so. {T-002}
`,
  'overlays/force.md': `---
id: force-here
title: Who to call
entry: task-force
---

Ask for the desk officer. {plain}
`,
} satisfies Files

let base: Pack
beforeAll(async () => {
  const { pack } = await compile(soundPack)
  if (!pack) throw new Error('the test pack has a fault')
  base = pack
})

const extended = (changes: Files = {}) => compileOnly({ ...extension, ...changes })

/** Compiles just these files as an extension of the test pack. */
async function compileOnly(files: Files): Promise<Compilation> {
  const folder = await mkdtemp(join(tmpdir(), 'fieldbook-extension-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), content)
    }
    return await compilePack(folder, '2026-11-22', base)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('a pack that extends another', () => {
  test('has ids of its own, and names those of the other', async () => {
    const { pack, problems } = await extended()
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(pack?.extends).toEqual({ pack: 'test-pack', version: '1.0.0', hash: base.hash })
    expect(Object.keys(pack?.facts ?? {})).toEqual(['state-law.T-001', 'state-law.T-002', 'state-law.T-003'])
    expect(pack?.facts['state-law.T-001']?.source).toBe('state-law.code')
    expect(pack?.chapters.map(({ id }) => id)).toEqual(['state-law.state'])
    expect(pack?.glossary.map(({ id, relations }) => [id, relations[0]?.to])).toEqual([
      ['state-law.bureau', 'task-force'],
    ])
    expect(pack?.cards).toMatchObject([
      {
        id: 'state-law.state-card',
        chapter: 'first',
        terms: ['state-law.bureau'],
        facts: ['S1-001', 'state-law.T-001'],
        objectives: ['name-factors'],
      },
    ])
    const words = JSON.stringify(pack?.chapters[0]?.sections)
    expect(words).toContain('{"type":"citation","facts":["state-law.T-001","S1-001"]}')
    expect(words).toContain('"entry":"state-law.bureau"')
    expect(words).toContain('"chapter":"second"')
    // Found in the book's own section, by the fact they share.
    const taughtIn = base.chapters[0]?.sections.find(({ id }) => id === 'consent')?.blocks[0]?.id
    expect(pack?.cards[0]?.paragraph).toBe(taughtIn)
  })

  test('needs no facts or sources of its own', async () => {
    const { problems, pack } = await compileOnly({
      'pack.yaml': extension['pack.yaml'].replace('chapters: [state]\n', ''),
      'overlays/one.md': extension['overlays/consent.md'].replace('{T-002}', '{S1-002}'),
    })
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(pack?.overlays?.map(({ id, on }) => [id, on])).toEqual([
      ['state-law.consent-here', { chapter: 'first', section: 'consent' }],
    ])
  })

  test.each([
    [
      'an id that the book has',
      { 'glossary/state.yaml': extension['glossary/state.yaml'].replace('bureau', 'office') },
      /duplicate entry id "office": first given in the pack test-pack/,
    ],
    [
      'another book',
      { 'pack.yaml': extension['pack.yaml'].replace('extends: test-pack', 'extends: other-pack') },
      /no pack "other-pack" here to extend, only "test-pack"/,
    ],
    [
      'the book itself',
      { 'pack.yaml': extension['pack.yaml'].replace('id: state-law', 'id: test-pack') },
      /"test-pack" is the pack it extends/,
    ],
    ['classes of its own', { 'pack.yaml': `${extension['pack.yaml']}classes: []\n` }, /unknown key "classes"/],
    [
      'a place that is nowhere',
      { 'overlays/consent.md': extension['overlays/consent.md'].replace('section: consent', 'section: consents') },
      /the chapter "first" has no section "consents"/,
    ],
    [
      'an entry that is nowhere',
      { 'overlays/force.md': extension['overlays/force.md'].replace('task-force', 'task-farce') },
      /unknown glossary entry "task-farce"/,
    ],
    [
      'two places at once',
      {
        'overlays/force.md': extension['overlays/force.md'].replace(
          'entry: task-force',
          'entry: task-force\nchapter: first\nsection: consent',
        ),
      },
      /must name either/,
    ],
    [
      'a statement without a fact',
      { 'overlays/consent.md': extension['overlays/consent.md'].replace(' {T-002}', '') },
      /./,
    ],
  ])('is refused with %s', async (_, changes, message) => {
    const { pack, problems } = await extended(changes)
    expect(pack).toBeUndefined()
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message)
  })
})

test('the book with an extension is one book: its chapters follow, its additions stand in place', async () => {
  const { pack } = await extended()
  if (!pack) throw new Error('refused')
  const book = joinedPacks(base, [pack], (hashes) => hashes.join('+'))
  expect(book.chapters.map(({ id, number }) => [id, number])).toEqual([
    ['first', 1],
    ['second', 2],
    ['state-law.state', 3],
  ])
  const last = book.chapters[0]?.sections.find(({ id }) => id === 'consent')?.blocks.at(-1)
  expect(last).toMatchObject({
    id: 'state-law.consent-here',
    type: 'callout',
    callout: 'addition',
    title: 'In this state',
    from: 'The law of the state',
  })
  expect(book.chapters[0]?.sources).toContain('state-law.code')
  expect(book.chapters.map(({ from }) => from)).toEqual([undefined, undefined, 'The law of the state'])
  const force = book.glossary.find(({ id }) => id === 'task-force')
  expect(force?.blocks.at(-1)).toMatchObject({ title: 'Who to call' })
  const bureau = book.glossary.find(({ id }) => id === 'state-law.bureau')
  expect(bureau?.mentions).toEqual([{ chapter: 'state-law.state', section: 'here' }])
  expect(bureau?.cards).toEqual(['state-law.state-card'])
  expect(book.hash).toBe(`${base.hash}+${pack.hash}`)
  const ids = book.chapters.flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks.map(({ id }) => id)))
  expect(joinedPacks(base, [], String)).toBe(base)
  expect(new Set(ids).size).toBe(ids.length)
})
