import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Section } from '../../../shared/model/content'
import { countWords, minutesOf, wordsLeft } from '../../../shared/rules/reading-time'
import { wasSeen } from '../../../shared/rules/seen-section'

const paragraph = (id: string, words: number): Block => ({
  id,
  type: 'paragraph',
  text: Array.from({ length: words }, () => 'word').join(' '),
  children: [],
})
const section = (id: string, ...lengths: number[]): Section => ({
  id,
  title: id,
  words: lengths.reduce((sum, words) => sum + words, 0),
  blocks: lengths.map((words, index) => paragraph(`${id}-${index}`, words)),
})
const chapter = { id: 'c', sections: [section('a', 100, 100), section('b', 50, 200, 50)] }

describe('words left', () => {
  test('are those of sections without a mark', () => {
    expect(wordsLeft(chapter, {}, null)).toEqual({ chapter: 500, section: 0 })
    expect(wordsLeft(chapter, { 'c#a': 1 }, null)).toEqual({ chapter: 300, section: 0 })
    expect(wordsLeft(chapter, { 'c#a': 1, 'c#b': 1 }, { block: 'b-1', offset: 0.5 })).toEqual({
      chapter: 0,
      section: 0,
    })
  })
  test('in the section being read, those below the line', () => {
    expect(wordsLeft(chapter, { 'c#a': 1 }, { block: 'b-1', offset: 0.25 })).toEqual({ chapter: 200, section: 200 })
    expect(wordsLeft(chapter, {}, { block: 'b-0', offset: 0 })).toEqual({ chapter: 500, section: 300 })
  })
  test('never grow by reading on, never fall below nought', () => {
    const places = chapter.sections.flatMap(({ blocks }) => blocks.map(({ id }) => id))
    fc.assert(
      fc.property(fc.nat(places.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), (index, offset) => {
        const block = places[index] ?? ''
        const at = (offset: number) => wordsLeft(chapter, {}, { block, offset })
        expect(at(offset).chapter).toBeLessThanOrEqual(at(0).chapter)
        expect(at(offset).section).toBeGreaterThanOrEqual(0)
      }),
    )
  })
  test('are counted as words with a letter or digit, and told in whole minutes', () => {
    expect(countWords('One – 2, three.')).toBe(3)
    expect([0, 1, 200, 201].map(minutesOf)).toEqual([0, 1, 1, 2])
  })
})

describe('a section was seen', () => {
  const of = section('a', 100, 100)
  const seen = (first: number, second: number, inSection: number, end: number) => ({
    blocks: new Map([
      ['a-0', first],
      ['a-1', second],
    ]),
    section: inSection,
    end,
  })
  test('when all of it stood there long enough to be read', () => {
    expect(wasSeen(of, seen(6000, 6000, 12_000, 1000))).toBe(true)
  })
  test('not when it was scrolled past, jumped over, or its end was never reached', () => {
    expect(wasSeen(of, seen(6000, 6000, 11_000, 1000))).toBe(false)
    expect(wasSeen(of, seen(0, 60_000, 60_000, 60_000))).toBe(false)
    expect(wasSeen(of, seen(60_000, 60_000, 60_000, 500))).toBe(false)
  })
})
