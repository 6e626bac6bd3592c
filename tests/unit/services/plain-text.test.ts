import { expect, test } from 'vitest'
import { plainText, titleAndExcerpt } from '../../../electron/core/services/plain-text'

test('says what Markdown says, without its marks', () => {
  const markdown =
    '# A *first* line\n\n- one\n- **two** with [a link](https://x)\n\n> quoted `code`\nmore  \nlast\n\n---\n\n    block\n'
  expect(plainText(markdown)).toBe('A first line\none\ntwo with a link\nquoted code\nmore\nlast\nblock')
})

test('leaves words alone that only look like marks', () => {
  expect(plainText('snake_case and 2 * 3 * 4 and 5 < 6')).toBe('snake_case and 2 * 3 * 4 and 5 < 6')
})

test('takes the first line as the title and the beginning of the rest as the excerpt', () => {
  expect(titleAndExcerpt('## Consent\n\nIt must *last*.\n\n1. Ask\n2. Ask again')).toEqual({
    title: 'Consent',
    excerpt: 'It must last. Ask Ask again',
  })
  expect(titleAndExcerpt('one line\nand another')).toEqual({ title: 'one line', excerpt: 'and another' })
  for (const nothing of ['', '   \n\n', '---', '#'])
    expect(titleAndExcerpt(nothing)).toEqual({ title: '', excerpt: '' })
})

test('stays short and whole, and is quick for a note of two million characters', () => {
  const started = performance.now()
  const { title, excerpt } = titleAndExcerpt(`${'😀'.repeat(300)}\n\n${'[[*_'.repeat(500_000)}`)
  expect(performance.now() - started).toBeLessThan(2000)
  expect(title.length).toBeLessThanOrEqual(120)
  expect(excerpt.length).toBeLessThanOrEqual(200)
  expect(/[\uD800-\uDBFF]…$/.test(titleAndExcerpt(`a${'😀'.repeat(300)}`).title)).toBe(false)
})

test('a long first line ends with a whole word', () => {
  const { title } = titleAndExcerpt('Consent given to a crossing is no consent to what came after it, and '.repeat(5))
  expect(title).toBe(
    'Consent given to a crossing is no consent to what came after it, and Consent given to a crossing is no consent to what…',
  )
  expect(title.length).toBeLessThanOrEqual(120)
})
