import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noteForBlock, paragraphTarget } from '../../renderer/features/chapters/paragraph-notes'
import type { Block, Chapter } from '../../shared/model/content'
import type { NoteSummary } from '../../shared/model/study'

const paragraph = (id: string, text: string): Block => ({ id, text, type: 'paragraph', children: [] })
const chapterOf = (...blocks: Block[]) => ({ id: 'c', sections: [{ id: 's', blocks }] }) as unknown as Chapter
const noteOn = (id: string, block: Block): NoteSummary => ({
  id,
  target: paragraphTarget('c', 's', block),
  title: '',
  excerpt: '',
  createdAt: 1,
  updatedAt: 1,
  version: 1,
})

test('a note stays with its paragraph when others come before it', () => {
  const own = paragraph('s-1', 'People often mix the two words up.')
  const { found, lost } = noteForBlock(chapterOf(paragraph('s-0', 'New.'), own), [noteOn('n', own)])
  expect(found.get('s-1')?.map(({ id }) => id)).toEqual(['n'])
  expect(lost).toEqual([])
})

test('it follows a paragraph whose end was edited, by its first words', () => {
  const before = paragraph('s-1', 'A man pays a guide and crosses the river. Then he goes home to his family.')
  const after = paragraph('s-2', 'A man pays a guide and crosses the river. Then he finds work.')
  const { found } = noteForBlock(chapterOf(after), [noteOn('n', before)])
  expect(found.get('s-2')).toHaveLength(1)
})

test('a note whose paragraph is gone is given apart', () => {
  const gone = paragraph('s-1', 'This sentence was removed from the book.')
  const { found, lost } = noteForBlock(chapterOf(paragraph('s-2', 'Another one.')), [noteOn('n', gone)])
  expect(found.size).toBe(0)
  expect(lost.map(({ id }) => id)).toEqual(['n'])
})

test('no note is ever dropped or shown twice', () => {
  const blocks = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 60 }), { maxLength: 8 })
  fc.assert(
    fc.property(blocks, blocks, (before, after) => {
      const written = before.map((text, index) => noteOn(`n${index}`, paragraph(`s-${text}`, text)))
      const { found, lost } = noteForBlock(chapterOf(...after.map((text) => paragraph(`s-${text}`, text))), written)
      const shown = [...[...found.values()].flat(), ...lost].map(({ id }) => id).sort()
      expect(shown).toEqual(written.map(({ id }) => id).sort())
    }),
  )
})
