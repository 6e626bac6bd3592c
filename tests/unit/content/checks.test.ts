import { describe, expect, test } from 'vitest'
import { readingGrade } from '../../../content/compiler/checks/reading-grade'
import { makeFingerprints } from '../../../content/compiler/files/fingerprints'
import { compile, type Files, soundPack, withText } from './packs'

async function messagesOf(files: Files): Promise<string[]> {
  const { problems } = await compile(files)
  return problems.map(({ file, line, severity, message }) => `${file}:${line} ${severity} ${message}`)
}

describe('copied passages', () => {
  const source =
    'The office found in its long study of roads that people who drive at night are seldom asked who paid for the trip.'
  const about = (text: string): Files => ({
    ...withText(text),
    'fingerprints.json': JSON.stringify(makeFingerprints([source], [])),
    'not-taught.yaml': '- {ids: [S1-010..S1-020], reason: Not for this test.}\n',
  })
  const copied = async (text: string) =>
    (await messagesOf(about(text))).filter((message) => /copies|quotation/.test(message))

  test('of eight words is named with its place', async () => {
    expect(await copied('They say that people who drive at night are seldom asked. {S1-001}')).toEqual([
      'chapters/02-second.md:13 error copies 9 consecutive words of a source document: “that people who drive at night are seldom asked”',
    ])
  })
  test('of seven words may stand', async () => {
    expect(await copied('They say people who drive at night are seldom stopped. {S1-001}')).toEqual([])
  })
  test('is found whatever its capitals, marks and lines', async () => {
    expect(await copied('People who DRIVE,\n**at night**, are seldom “asked” who paid. {S1-001}')).toHaveLength(1)
  })
  test('may stand as a marked quotation of at most 25 words', async () => {
    expect(await copied(`It says: "${source.split(' ').slice(0, 20).join(' ')}." {S1-001}`)).toEqual([])
    expect(await copied(`It says: "${source} ${source}" {S1-001}`)).toEqual([
      expect.stringContaining('error a quotation of 46 words; at most 25'),
    ])
  })
  test('may hold a long name: only the words around it count', async () => {
    const text = 'They say that people who drive at night are seldom asked. {S1-001}'
    const files = about(text)
    const glossary = String(files['glossary/bodies.yaml']).replace(
      'name: The Office',
      'name: People Who Drive at Night',
    )
    expect((await messagesOf({ ...files, 'glossary/bodies.yaml': glossary })).join()).not.toContain('copies')
  })
  test('is found on cards too', async () => {
    const cards = soundPack['cards/first.yaml'].replace(
      'back: Agreed.',
      'back: People who drive at night are seldom asked who.',
    )
    expect((await messagesOf({ ...about('A word. {plain}'), 'cards/first.yaml': cards })).join()).toContain(
      'cards/first.yaml:10 error copies',
    )
  })
})

describe('coverage', () => {
  const ids = Array.from({ length: 20 }, (_, index) => `S1-${String(index + 1).padStart(3, '0')}`)
  const prints = (more: string[] = []) => JSON.stringify(makeFingerprints([], [...ids, ...more]))
  const rest = '- {ids: [S1-010..S1-020], reason: Not for this test.}\n'

  test('is complete when every fact is taught, in a source record or left out with a reason', async () => {
    expect(await messagesOf({ ...soundPack, 'fingerprints.json': prints(), 'not-taught.yaml': rest })).toEqual([])
    const sources = soundPack['sources.yaml'].replace(
      'author: Somebody',
      'author: Somebody\n  covers: [S1-010..S1-020]',
    )
    expect(await messagesOf({ ...soundPack, 'sources.yaml': sources, 'fingerprints.json': prints() })).toEqual([])
  })
  test('names a fact dealt with nowhere, even where a card or entry has it', async () => {
    const found = await messagesOf({ ...soundPack, 'fingerprints.json': prints() })
    expect(found).toHaveLength(11)
    expect(found[0]).toBe(
      'facts.yaml:4 error S1-010 is dealt with nowhere: teach it in a chapter, or name it in not-taught.yaml',
    )
  })
  test('names a fact that is left out and taught', async () => {
    const notTaught = rest.replace('S1-010', 'S1-009')
    expect(await messagesOf({ ...soundPack, 'fingerprints.json': prints(), 'not-taught.yaml': notTaught })).toEqual([
      'facts.yaml:4 error S1-009 is in not-taught.yaml, but first#summary teaches it',
    ])
  })
  test('names a fact of the documents that somebody took out of facts.yaml', async () => {
    expect(
      await messagesOf({ ...soundPack, 'fingerprints.json': prints(['S1-021']), 'not-taught.yaml': rest }),
    ).toEqual(['facts.yaml:1 error the fact S1-021 of a source document is missing'])
  })
  test('names an unknown fact in not-taught.yaml, and a file of fingerprints that is none', async () => {
    expect(await messagesOf({ ...soundPack, 'not-taught.yaml': '- {ids: [S1-099], reason: No.}\n' })).toEqual([
      'not-taught.yaml:1 error unknown fact S1-099: it is not in facts.yaml',
    ])
    expect(await messagesOf({ ...soundPack, 'fingerprints.json': '[]' })).toEqual([
      'fingerprints.json:1 error is not what content:fingerprints writes; make it again',
    ])
  })
})

describe('short forms', () => {
  test.each([
    ['Ask the TF now. {S1-001}', '"TF" is used before it is explained'],
    ['Ask the ABC now. {S1-001}', 'unknown short form "ABC"'],
  ])('%s', async (text, message) => {
    expect((await messagesOf(withText(text))).join()).toContain(message)
  })
  test.each([
    'Ask the Task Force (TF), and then the TF again. {S1-001}',
    'Ask the [TF](glossary:task-force) now. {S1-001}',
    'Ask The Task Force. {S1-001}\n\nThen the TF calls. {S1-002}',
    'Title II and 18 U.S.C. 1591 in the U.S. say so. {S1-001}',
    'Text "ABC" to the number. {S1-001}',
  ])('may stand: %s', async (text) => {
    expect(await messagesOf(withText(text))).toEqual([])
  })
})

describe('reading grade', () => {
  // "The cat sat on the mat.": 6 words, 6 syllables, 1 sentence: 0.39 * 6 + 11.8 * 1 - 15.59.
  test('is Flesch and Kincaid’s', () => {
    expect(readingGrade(['The cat sat on the mat.']).grade).toBeCloseTo(-1.45, 2)
    expect(readingGrade(['The cat sat on the mat.', 'The cat sat on the mat.']).grade).toBeCloseTo(-1.45, 2)
  })
  const hard = 'Considerable organizational responsibilities necessitate comprehensive institutional coordination. '
  test('warns of a hard section, not of a short one, nor of names', async () => {
    const grade = /reads like grade/
    expect((await messagesOf(withText(`${hard.repeat(20)}{plain}`))).join()).toMatch(grade)
    expect((await messagesOf(withText(`${hard} {plain}`))).join()).not.toMatch(grade)
    const names = 'Ask the Department of International Transportation Responsibilities about it. '
    expect((await messagesOf(withText(`${names.repeat(20)}{plain}`))).join()).not.toMatch(grade)
  })
})

test('facts past their date are told of once', async () => {
  const facts = soundPack['facts.yaml'].replaceAll('  lasting: true\n', '')
  expect(await messagesOf({ ...soundPack, 'facts.yaml': facts })).toEqual([
    expect.stringMatching(/^facts\.yaml:3 warning 21 facts are older than 24 months or undated, first S1-001/),
  ])
})

test('the page for help is compiled like a chapter', async () => {
  const help = `---
title: Where to get help
summary: Whom to ask.
asOf: "2022-06"
---

In danger, call. {plain}

## Lines {#lines}

There is a line. {S1-001}
`
  const { pack, problems } = await compile({ ...soundPack, 'help.md': help })
  expect(problems).toEqual([])
  expect(pack?.help).toMatchObject({ title: 'Where to get help', asOf: '2022-06', sources: ['paper'] })
  expect(pack?.help?.sections.map(({ id }) => id)).toEqual(['opening', 'lines'])
  expect(await messagesOf({ ...soundPack, 'help.md': help.replace('{S1-001}', '') })).toEqual([
    expect.stringContaining('help.md:11 error statement without a fact id'),
  ])
})

test('a smaller heading before the first section is named', async () => {
  const files = withText('{plain}')
  const text = String(files['chapters/02-second.md']).replace(/## Later[\s\S]*/, '### Too small\n\nA word. {plain}\n')
  expect((await messagesOf({ ...files, 'chapters/02-second.md': text })).join()).toContain(
    'a smaller heading before the first section (##)',
  )
})
