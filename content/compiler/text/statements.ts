/** The rule about facts: one sentence, one pair of braces behind it; or the whole text is marked plain. */

import { sentencesOf } from '../../../shared/rules/sentences'
import type { Findings } from '../findings'
import { error, type Place, quote } from '../problems'
import { flatten, placeAt } from './flat-text'
import type { Span } from './span'
import { wordsOf } from './spans'

/** What the text counts as. */
export type Standing = 'stated' | 'plain' | 'empty'

/** Checks a paragraph, list item or short text. */
export function checkStatements(spans: Span[], place: Place, findings: Findings): Standing {
  const flat = flatten(spans)
  const { text, marks } = flat
  const fail = (where: Place, message: string) => void findings.problems.push(error(where, message))
  const failSentences = (sentences: { text: string; start: number }[], from: number, reason: string) => {
    for (const sentence of sentences) {
      fail(placeAt(flat, from + sentence.start), `statement without a fact id: ${quote(sentence.text)} (${reason})`)
    }
  }
  if (text.trim() === '' && marks.length === 0) return 'empty'
  const words = text.trim()

  if (marks.some((mark) => mark.plain)) {
    const [mark, ...others] = marks
    if (others.length > 0)
      fail(
        (marks.find((each) => each.plain) ?? { place }).place,
        'a plain text carries no fact ids: {plain} stands alone, at its end',
      )
    else if (mark && text.slice(mark.offset).trim() !== '')
      fail(mark.place, '{plain} must stand at the end of its paragraph')
    else if (mark && words === '') fail(mark.place, '{plain} has no text before it')
    findings.plain.push({ ...place, text: words })
    return 'plain'
  }
  if (marks.length === 0) {
    fail(
      place,
      `statement without a fact id: ${quote(words)} (end each sentence with its ids, or the paragraph with {plain})`,
    )
    return 'stated'
  }

  let from = 0
  for (const mark of marks) {
    const segment = text.slice(from, mark.offset)
    const sentences = sentencesOf(segment)
    const rest = text.slice(mark.offset)
    if (sentences.length === 0) fail(mark.place, 'these braces have no sentence of their own before them')
    failSentences(sentences.slice(0, -1), from, 'one pair of braces covers one sentence')
    if (sentences.length > 0 && rest.trim() !== '' && !/[.!?:…]["'”’)\]]*$/.test(segment.trimEnd())) {
      fail(mark.place, 'these braces stand inside a sentence: they belong after its full stop')
    }
    findings.statements += 1
    from = mark.offset
  }
  const rest = text.slice(from)
  if (/[\p{L}\p{N}]/u.test(rest)) failSentences(sentencesOf(rest), from, 'each sentence carries its own')
  else if (rest.trim() !== '' && marks.length > 0) {
    fail(marks.at(-1)?.place ?? place, 'braces belong after the full stop, not before it')
  }
  return 'stated'
}

/** Checks a table row: its cells are one statement, its marks stand at the end of the last cell. */
export function checkRow(cells: Span[][], place: Place, findings: Findings): Standing {
  const fail = (where: Place, message: string) => void findings.problems.push(error(where, message))
  const found = cells.flatMap((cell, index) => {
    const flat = flatten(cell)
    return flat.marks.map((mark) => ({
      ...mark,
      inPlace: index === cells.length - 1 && flat.text.slice(mark.offset).trim() === '',
    }))
  })
  const words = cells
    .map((cell) => wordsOf(cell).trim())
    .join(' ')
    .trim()
  const [mark, ...others] = found
  if (!mark) fail(place, `table row without a fact id: ${quote(words)} (its ids stand at the end of the last cell)`)
  else if (others.length > 0)
    fail(others[0]?.place ?? place, 'a table row takes one pair of braces, at the end of its last cell')
  else if (!mark.inPlace) fail(mark.place, 'the braces of a table row stand at the end of its last cell')
  if (mark?.plain) {
    findings.plain.push({ ...place, text: words })
    return 'plain'
  }
  findings.statements += 1
  return 'stated'
}

/** Names every brace in a text that takes none. */
export function refuseMarks(spans: Span[], reason: string, findings: Findings): void {
  for (const mark of flatten(spans).marks) findings.problems.push(error(mark.place, reason))
}
