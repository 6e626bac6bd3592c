import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compileFiles } from '../../../content/compiler/compile'
import { decode } from '../../../content/compiler/files/read-folder'
import type { Problem } from '../../../content/compiler/problems'
import { sentencesOf } from '../../../shared/rules/sentences'
import { type Files, soundPack, withText } from './packs'

vi.setConfig({ testTimeout: 300_000 })

/** PROPERTY_FACTOR=20 looks twenty times as long. */
const runs = (count: number) => count * Number(process.env.PROPERTY_FACTOR ?? 1)

/** As compilePack, without a folder: a property runs hundreds of packs. */
function compileTexts(files: Files) {
  const texts = Object.entries(files).flatMap(([path, content]) => {
    const text = decode(Buffer.from(content))
    return text === undefined ? [] : [{ path, text }]
  })
  return compileFiles({ files: texts, problems: [] }, '2026-11-22')
}

/** Characters that mean something to Markdown or YAML come up far more often than by chance. */
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'*_[](){}<>#|!`~-+=:&\\"\' \n\t0123aZ.,@%?'),
      fc.constantFrom(
        '{S1-001}',
        '{plain}',
        '{#id}',
        '> ',
        '> [!key-term] ',
        '> [!check-yourself]\n',
        '\n\n',
        '## ',
        '| a | b |\n|---|---|\n',
      ),
      fc.constantFrom(
        '- ',
        '1. ',
        '[a](glossary:office)',
        '](',
        '**',
        '- id: ',
        ': ',
        '|\n  ',
        '>-\n  ',
        '&a ',
        '*a',
        '---\n',
        '__proto__: ',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

describe('whatever is in the files', () => {
  test('a chapter of arbitrary Markdown never throws, and a pack is handed out only without errors', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const { pack, problems } = compileTexts(withText(text))
        expect(pack !== undefined).toBe(problems.every((problem) => problem.severity === 'warning'))
        for (const problem of problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1)
          expect(problem.column ?? 1).toBeGreaterThanOrEqual(1)
        }
      }),
      { numRuns: runs(250) },
    )
  })

  test('a problem in a text names a line the file has', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const files = withText(text)
        const path = 'chapters/02-second.md'
        const count = (decode(Buffer.from(String(files[path]))) ?? '').split('\n').length
        for (const problem of compileTexts(files).problems) {
          if (problem.file === path) expect(problem.line).toBeLessThanOrEqual(count)
        }
      }),
      { numRuns: runs(100) },
    )
  })

  test.each(Object.keys(soundPack))('%s of arbitrary text or bytes never throws', (path) => {
    fc.assert(
      fc.property(fc.oneof(markup, fc.uint8Array({ maxLength: 200 })), (content) => {
        compileTexts({ ...soundPack, [path]: content })
      }),
      { numRuns: runs(40) },
    )
  })

  test.each(Object.keys(soundPack))('%s with one passage overwritten never throws', (path) => {
    const text = soundPack[path as keyof typeof soundPack]
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(12), markup, (start, length, inserted) => {
        compileTexts({ ...soundPack, [path]: text.slice(0, start) + inserted + text.slice(start + length) })
      }),
      { numRuns: runs(40) },
    )
  })
})

const word = fc.stringMatching(/^[A-Za-z0-9éß漢$%,;'"’–—-]{0,8}[A-Za-z0-9é漢]$/)
const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `The ${words.join(' ')}.`)

/** A made-up word may look like a short form nobody explained: that only warns. */
const errorsOf = (problems: Problem[]) => problems.filter(({ severity }) => severity === 'error')

/** Without the compiler's choice of quotation marks, which has tests of its own. */
const straight = (text?: string) => text?.replace(/[“”]/g, '"').replace(/[‘’]/g, "'")

describe('texts', () => {
  test('any text without braces survives to the text of its block', () => {
    // A backslash before a sign keeps it from meaning anything.
    const plain = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .filter(
        (text) =>
          !/[{}\0\r\n\t\u2028\u2029]/.test(text) &&
          /\S/.test(text) &&
          !/https?:|ftp:|file:|mailto:|www\.|\]\(|\]\[/i.test(text),
      )
    fc.assert(
      fc.property(plain, (text) => {
        const escaped = `x${text}x`.replace(/[!-/:-@[-`|~]/g, (sign) => `\\${sign}`)
        const { pack, problems } = compileTexts(withText(`${escaped} {plain}`))
        expect(errorsOf(problems)).toEqual([])
        const block = pack?.chapters[1]?.sections[0]?.blocks[0]
        expect(straight(block?.text)).toBe(straight(`x${text}x`.replace(/ +/g, ' ')))
      }),
      { numRuns: runs(100) },
    )
  })

  test('sentences keep their words, and each keeps its own facts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sentence, fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 5 }),
        (statements) => {
          const ids = statements.map(([, number]) => `S1-${String(number).padStart(3, '0')}`)
          const markdown = statements.map(([text], index) => `${text} {${ids[index]}}`).join(' ')
          const { pack, problems } = compileTexts(withText(markdown))
          expect(errorsOf(problems)).toEqual([])
          const block = pack?.chapters[1]?.sections[0]?.blocks[0]
          if (block?.type !== 'paragraph') throw new Error('no paragraph')
          expect(straight(block.text)).toBe(straight(statements.map(([text]) => text).join(' ')))
          const pairs = block.children.flatMap((child) => (child.type === 'citation' ? child.facts : []))
          expect(pairs).toEqual(ids)
        },
      ),
      { numRuns: runs(100) },
    )
  })

  test('a sentence more than there are braces is always named', () => {
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        fc.pre(sentencesOf(`${one} ${other}`).length === 2)
        const { problems } = compileTexts(withText(`${one} ${other} {S1-001}`))
        const errors = errorsOf(problems)
        expect(errors).toHaveLength(1)
        expect(errors[0]?.message).toContain('statement without a fact id')
      }),
      { numRuns: runs(50) },
    )
  })

  test('splitting into sentences loses and moves nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        const line = text.replace(/\s+/g, ' ')
        for (const { text: found, start } of sentencesOf(line))
          expect(line.slice(start, start + found.length)).toBe(found)
        expect(
          sentencesOf(line)
            .map((each) => each.text.replace(/\s/g, ''))
            .join(''),
        ).toBe(line.replace(/\s/g, ''))
      }),
    )
  })

  test('ids of blocks are unique in a chapter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Same.', 'Other.', 'Third.'), { minLength: 1, maxLength: 12 }), (texts) => {
        const { pack } = compileTexts(withText(texts.map((text) => `${text} {plain}`).join('\n\n')))
        const ids = pack?.chapters[1]?.sections[0]?.blocks.map((block) => block.id) ?? []
        expect(ids).toHaveLength(texts.length)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: runs(30) },
    )
  })
})
