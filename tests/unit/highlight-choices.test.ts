import { expect, test } from 'vitest'
import { runMarks } from '../../renderer/features/chapters/highlights/run-marks'
import { sentencesIn, wordsIn } from '../../renderer/features/chapters/highlights/word-choice'
import { draftFromNote } from '../../renderer/features/own-cards/draft-from-note'
import type { Chapter } from '../../shared/model/content'
import type { HighlightView } from '../../shared/model/highlight'
import type { Note } from '../../shared/model/study'
import { smallPack } from '../support/small-pack'

const pieces = (text: string) => sentencesIn(text).map(({ start, end }) => text.slice(start, end))

test('sentences: abbreviations of the law end none, lines do', () => {
  expect(pieces('It works under 8 U.S.C. 1324. The U.S. Code says more.')).toEqual([
    'It works under 8 U.S.C. 1324.',
    'The U.S. Code says more.',
  ])
  expect(pieces('One.\nTwo\nThree, and four.')).toEqual(['One.', 'Two', 'Three, and four.'])
  expect(pieces('')).toEqual([])
  expect(wordsIn('a  b\nc').map(({ start }) => start)).toEqual([0, 3, 5])
})

test('a highlight over a term and a list marks each run once, begins and ends once', () => {
  const chapter = smallPack.chapters[1] as Chapter
  const place = { section: 'task-forces', block: 'task-forces-00000006', start: 6, end: 42 }
  const view = { id: 'h', kind: 'ask', places: [place] } as unknown as HighlightView
  const marks = [...runMarks(chapter, [view])].map(([{ text }, [mark]]) => ({
    text: text.slice(mark?.from, mark?.to),
    mark,
  }))
  expect(marks.map(({ text }) => text)).toEqual(['Task Force Alpha', ' began in June 2021.'])
  expect(marks.map(({ mark }) => [mark?.begins, mark?.ends])).toEqual([
    [true, false],
    [false, true],
  ])
})

const note = (text: string, more: Partial<Note> = {}): Note => ({
  id: 'n',
  target: { kind: 'none' },
  title: 'Title',
  excerpt: '',
  createdAt: 0,
  updatedAt: 0,
  version: 1,
  text,
  ...more,
})

test('a card from a note: first line asks, the rest answers; what is selected goes before the whole', () => {
  const whole = draftFromNote(
    note('# Who *leads*?\n\n- **HSI**, with [others](/glossary/jtfa)\n- <script>x</script>'),
    '',
  )
  expect(whole).toMatchObject({ kind: 'basic', front: 'Who leads?', back: 'HSI, with others\n<script>x</script>' })
  expect(whole.fromNote).toEqual({ id: 'n', title: 'Title' })
  expect(draftFromNote(note('Title\n\nLong text'), 'only this')).toMatchObject({ front: 'Title', back: 'only this' })
  expect(draftFromNote(note('Title'), '')).toMatchObject({ front: '', back: 'Title' })
  expect(draftFromNote(note('x\n'.repeat(1_000_000)), '').back.length).toBeLessThanOrEqual(10_000)
})

test('a card from a note on a highlight belongs to its paragraph', () => {
  const place = { chapter: 'c', section: 's', block: 'b' }
  const on = note('Q\nA', { target: { kind: 'highlight', highlight: 'h', quote: 'words', ...place } })
  expect(draftFromNote(on, '').place).toEqual({ ...place, quote: '' })
  expect(draftFromNote(note('Q\nA'), '').place).toBeNull()
})
