import { describe, expect, test } from 'vitest'
import { contextOf, contextOfMarkdown } from '../../../electron/core/services/context'
import { wordsIn } from '../../../electron/core/services/words'

const terms = (text: string) => wordsIn(text).map(({ term }) => term)

describe('words', () => {
  test('fold case and accents, keep numbers, read dotted abbreviations as one word', () => {
    expect(terms('Résumé: 8 U.S.C. §1324, the U.S. task-force')).toEqual([
      'resume',
      '8',
      'usc',
      '1324',
      'the',
      'us',
      'task',
      'force',
    ])
    expect(terms(' … — ')).toEqual([])
  })

  test('say where they stand', () => {
    const text = 'Ask: résumé!'
    expect(wordsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Ask', 'résumé'])
  })
})

describe('context', () => {
  const long = `${'padding words here '.repeat(20)}consent was given and consent was kept${' more padding'.repeat(20)}`

  test('is cut at words around the first mark and says where it was cut', () => {
    const { context, marks } = contextOf(long, new Set(['consent', 'kept']))
    expect(context).toMatch(/^… (words here|here|padding).* …$/)
    expect(context.length).toBeLessThanOrEqual(124)
    expect(marks.map(([start, end]) => context.slice(start, end))).toEqual(['consent', 'consent', 'kept'])
  })

  test('prefers the place with the most different terms', () => {
    const text = `consent. ${'filler '.repeat(60)} consent and border`
    expect(contextOf(text, new Set(['consent', 'border'])).context).toContain('consent and border')
  })

  test('is the beginning where nothing is found, and survives no words at all', () => {
    expect(contextOf('One two three', new Set(['x']))).toEqual({ context: 'One two three', marks: [] })
    expect(contextOf('', new Set(['x']))).toEqual({ context: '', marks: [] })
    expect(contextOf('a'.repeat(500), new Set()).context).toBe(`${'a'.repeat(120)} …`)
  })

  test('of Markdown has no marks of Markdown in it', () => {
    const markdown = `# Title\n\n${'filler '.repeat(200)}\n\n- the **border** is [here](https://example.org)`
    const { context, marks } = contextOfMarkdown(markdown, new Set(['border']))
    expect(context).toBe('the border is here')
    expect(marks).toEqual([[4, 10]])
  })
})
