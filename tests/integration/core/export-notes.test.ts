import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { readExport } from '../../../electron/core/exchange/json/read'
import { Refused } from '../../../electron/core/exchange/refused'
import { openCore, type TestCore } from '../../support/core'
import { exported } from '../../support/exports'
import { basic, cloze, plain, typed, uuid } from '../../support/own-cards'

type Target = Parameters<TestCore['call']['notes']['save']>[0]['target']
const note = ({ call }: TestCore, n: number, text: string, target: Target = { kind: 'none' }, base = 0) =>
  call.notes.save({ note: uuid(n), base, target, text })
const save = ({ call }: TestCore, n: number, text: ReturnType<typeof basic>) =>
  call.ownCards.save({ card: uuid(n), base: 0, text })
const paragraph: Target = {
  kind: 'paragraph',
  chapter: 'the-distinction',
  section: 'consent',
  block: 'consent-00000002',
  quote: 'Somebody who is smuggled',
}
async function withNotes(): Promise<TestCore> {
  const core = await openCore()
  await note(
    core,
    1,
    '# Papers: who/what?\n\nSee [the other](/notes/00000000-0000-4000-8000-000000000002) #border',
    paragraph,
  )
  await note(core, 2, '# papers_ who what\n\n<b>bold</b>', { kind: 'card', card: 'jtfa-law' })
  await note(core, 3, 'first')
  await note(core, 3, 'first, then second', { kind: 'none' }, 1)
  await note(core, 4, '')
  const exact = 'Somebody who is smuggled'
  await core.call.highlights.make({
    highlight: uuid(9),
    kind: 'doubt',
    chapter: 'the-distinction',
    parts: [{ section: 'consent', block: 'consent-00000002', start: 0, end: exact.length, exact }],
  })
  return core
}

test('notes are Markdown files with front matter, links between them and the highlights', async () => {
  const core = await withNotes()
  const { name, bytes } = await exported(core, { format: 'markdown' })
  expect(name).toBe('Fieldbook notes 2026-06-08.zip')
  const files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, file]) => [path, strFromU8(file)]))
  expect(Object.keys(files).sort()).toEqual(
    ['Highlights.md', 'Papers who what.md', 'Untitled note.md', 'first, then second.md', 'papers_ who what.md'].sort(),
  )
  expect(files['Papers who what.md']).toBe(`---
title: "Papers: who/what?"
id: "${uuid(1)}"
created: "2026-06-08T14:00:00.000Z"
updated: "2026-06-08T14:00:00.000Z"
tags: ["border"]
attached: "paragraph"
chapter: "The distinction"
section: "Consent"
quote: "Somebody who is smuggled"
links: ["/notes/${uuid(2)}"]
---

# Papers: who/what?

See [the other](papers_%20who%20what.md) #border
`)
  expect(files['papers_ who what.md']).toContain('about: "Under which law does it work?"')
  expect(files['Highlights.md']).toBe('# Highlights\n\n## 1 The distinction\n\nDoubt\n\n> Somebody who is smuggled\n')
})

test('notes are one document, with contents, and HTML in them is text', async () => {
  const core = await withNotes()
  const html = strFromU8((await exported(core, { format: 'document' })).bytes)
  expect(html).toMatch(/^<!doctype html>\n<html lang="en-US">/)
  expect(html).toContain(`<li><a href="#note-${uuid(1)}">Papers: who/what?</a></li>`)
  expect(html).toContain(`<a href="#note-${uuid(2)}">the other</a>`)
  expect(html).toContain('&lt;b&gt;bold&lt;/b&gt;')
  expect(html).not.toMatch(/<script|<b>|<img|<link/)
  expect(html.match(/<h2 id="note-/g)).toHaveLength(4)
  // The heading that is the note's title is said once.
  expect(html.match(/Papers: who\/what\?/g)).toHaveLength(2)
})

test('a table has a row a text, or with progress a row a card', async () => {
  const core = await openCore()
  await save(core, 1, basic('=1+1', 'two, "2"', { note: 'a\nb' }))
  await save(core, 2, cloze('The {{border}} is {{crossed::verb}}'))
  await core.rateNext('easy')
  const csv = async (progress: boolean, spreadsheet: boolean) => {
    const { bytes } = await exported(core, { format: 'csv', cards: { kind: 'own' }, progress, spreadsheet })
    // Whatever decodes text leaves the byte order mark out, and Buffer doesn't.
    return Buffer.from(bytes).toString()
  }
  const rows = (text: string) => Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data
  const texts = rows(await csv(false, false))
  expect(texts).toHaveLength(2)
  expect(texts[0]).toMatchObject({
    guid: `fieldbook:${uuid(1)}`,
    kind: 'basic',
    question: '=1+1',
    answer: 'two, "2"',
    note: 'a\nb',
  })
  expect(texts[1]).toMatchObject({ kind: 'cloze', question: 'The {{c1::border}} is {{c2::crossed::verb}}' })
  const cards = rows(await csv(true, false))
  expect(cards.map(({ card, state, reviews }) => [card, state, reviews])).toEqual([
    [`own:${uuid(1)}`, 'review', '1'],
    [`own:${uuid(2)}`, 'new', '0'],
    [`own:${uuid(2)}:1`, 'new', '0'],
  ])
  expect(cards[0]?.due).toMatch(/^2026-06-\d\d$/)
  const guarded = await csv(false, true)
  expect(guarded.startsWith('\ufeffguid,')).toBe(true)
  expect(guarded).toContain(",'=1+1,")
})

test('text for Anki says what its columns are', async () => {
  const core = await openCore()
  await save(core, 1, {
    ...plain,
    kind: 'multiple-choice',
    front: 'Which?',
    options: [
      { text: 'This', right: true },
      { text: 'That', right: false },
    ],
  })
  const text = strFromU8((await exported(core, { format: 'tsv', cards: { kind: 'own' } })).bytes)
  const lines = text.split('\n')
  expect(lines.slice(0, 6)).toEqual([
    '#separator:tab',
    '#html:false',
    '#guid column:1',
    '#notetype column:2',
    '#deck column:3',
    '#tags column:4',
  ])
  const { data } = Papa.parse<string[]>(lines.slice(7).join('\n'), { delimiter: '\t', skipEmptyLines: true })
  expect(data).toHaveLength(1)
  expect(data[0]?.slice(0, 4)).toEqual([`fieldbook:${uuid(1)}`, 'Basic', 'Fieldbook::My cards', ''])
  expect(data[0]?.[4]).toMatch(/^Which\?\n[AB]\. Th(is|at)\n[AB]\. Th(is|at)$/)
  expect(data[0]?.[5]).toBe('This')
})

test('everything is one JSON file, and its own cards are read back with their reviews', async () => {
  const core = await withNotes()
  const { call } = core
  await save(core, 11, basic('Question', 'Answer', { note: 'Why' }))
  await save(core, 12, cloze('The {{border}} is {{crossed::verb}}'))
  await save(core, 13, typed('Type', 'JTFA', ['Alpha']))
  const first = await core.rateNext('good')
  core.time.now += 60_000
  await core.rateNext('easy')
  await core.rateNext('again')
  await call.history.undo()
  await call.study.mark({ cards: [first], change: { to: 'flagged', flag: 2 } })
  await call.practice.record({ request: 'p', card: 'jtfa-law', recalled: true, spent: 900 })
  const { bytes } = await exported(core, { format: 'json' })
  const file = JSON.parse(strFromU8(bytes))
  expect(file).toMatchObject({
    format: 'fieldbook-export',
    version: 1,
    book: { id: 'small' },
    settings: { retention: 0.9 },
  })
  expect(file.notes).toHaveLength(4)
  const twice = file.notes.find(({ id }: { id: string }) => id === uuid(3))
  expect(twice).toMatchObject({ text: 'first, then second', version: 2 })
  expect(twice.versions.map(({ text }: { text: string }) => text)).toEqual(['first', 'first, then second'])
  expect(file.highlights).toMatchObject([{ id: uuid(9), kind: 'doubt' }])
  expect(file.reviews.map(({ card, rating }: { card: string; rating: string }) => [card, rating])).toEqual([
    [first, 'good'],
    [expect.any(String), 'easy'],
  ])
  expect(file.practice).toMatchObject([{ card: 'jtfa-law', recalled: true }])

  const read = await readExport(bytes)
  expect(read.problems).toEqual(['highlights', 'practice'].map((where) => ({ code: 'not-taken', where })))
  expect(read.counts).toEqual({ notes: 7, cards: 4, reviews: 2 })
  const own = new Map(read.notes.map((each) => [each.guid, each]))
  expect(own.get(`fieldbook:${uuid(11)}`)?.text).toEqual(basic('Question', 'Answer', { note: 'Why' }))
  const reviewed = read.notes.flatMap(({ cards }) => cards).find(({ flag }) => flag === 2)
  expect(reviewed).toMatchObject({ reviews: [{ rating: 'good', spent: 5000 }], memory: { kind: 'ours' } })
  expect(own.get(`fieldbook:${uuid(12)}`)?.cards.map(({ number }) => number)).toEqual([0, 1])
})

test('a card put back to new has no reviews from before that', async () => {
  const core = await openCore()
  await save(core, 11, basic('Question', 'Answer'))
  await core.rateNext('easy', { kind: 'own' })
  await core.call.study.forget({ cards: [`own:${uuid(11)}`] })
  const read = async () => (await readExport((await exported(core, { format: 'json' })).bytes)).notes[0]?.cards[0]
  expect(await read()).toMatchObject({ reviews: [], memory: null, due: null })
  await core.call.history.undo()
  expect(await read()).toMatchObject({ reviews: [{ rating: 'easy' }] })
})

test('a JSON file that isn’t ours, is newer, or is damaged in a part', async () => {
  const json = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
  const code = (value: unknown) =>
    readExport(json(value)).then(
      () => 'read',
      (error) => (error instanceof Refused ? error.code : error),
    )
  expect(await code('{')).toBe('not-json')
  expect(await code('\ufffe')).toBe('not-json')
  for (const value of [null, [], 'a string', { format: 'other' }, { format: 'fieldbook-export' }])
    expect(await code(JSON.stringify(value))).toBe('not-an-export')
  expect(await code({ format: 'fieldbook-export', version: 2 })).toBe('newer-export')
  const good = { id: uuid(1), updatedAt: 5, text: basic('a', 'b') }
  const { notes, counts, problems } = await readExport(
    json({
      format: 'fieldbook-export',
      version: 1,
      ownCards: [good, good, { ...good, id: uuid(2), text: { ...basic('a', '') } }, null, 'x'],
      reviews: [{ card: `own:${uuid(1)}`, at: 'x' }, 3, { card: `own:${uuid(1)}`, at: 7, rating: 'good', spent: 2 }],
      cards: 'none',
    }),
  )
  expect(notes.map(({ guid }) => guid)).toEqual([`fieldbook:${uuid(1)}`])
  expect(counts).toEqual({ notes: 5, cards: 1, reviews: 1 })
  expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
    'review-unreadable reviews[0]',
    'review-unreadable reviews[1]',
    'note-twice ownCards[1]',
    'note-unreadable ownCards[2]',
    'note-unreadable ownCards[3]',
    'note-unreadable ownCards[4]',
  ])
})
