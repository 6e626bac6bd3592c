/**
 * Anki's deletions in HTML, `{{c1::answer::hint}}`, made into letters that no text has, so that they survive cleaning and
 * can be told from braces that mean nothing.
 */

/** Noncharacters of Unicode: never for exchange of text. `start`, digits, `numbered` open one. */
export const clozeLetters = { start: '\ufdd0', numbered: '\ufdd1', hint: '\ufdd2', end: '\ufdd3' }
const forbidden = /[\ufdd0-\ufdef]/g

export interface MarkedHtml {
  html: string
  /** One stood inside another: the inner one became words of the outer. */
  nested: boolean
  /** One belonged to several cards: it is of the first now. */
  several: boolean
}

export const withoutClozeLetters = (html: string): string => html.replace(forbidden, '\ufffd')

/** `html` without the letters above. What isn't a whole deletion stays as it is. */
export function markCloze(html: string): MarkedHtml {
  const { start, numbered, hint, end } = clozeLetters
  const pieces: string[] = []
  const open: { at: number; number: string; hintAt: number }[] = []
  let nested = false
  let several = false
  let from = 0
  // Two colons and braces in a tag's attributes are none.
  for (const match of html.matchAll(/<[^<>]*>|\{\{c([1-9]\d{0,2}(?:,[1-9]\d{0,2}){0,20})::|::|\}\}/g)) {
    const [token, numbers] = match
    pieces.push(html.slice(from, match.index))
    from = match.index + token.length
    const outer = open[0]
    if (numbers !== undefined) {
      const [number = '', ...others] = numbers.split(',')
      several ||= others.length > 0
      open.push({ at: pieces.length, number, hintAt: -1 })
    } else if (token === '::' && outer && open.length === 1 && outer.hintAt < 0) outer.hintAt = pieces.length
    else if (token === '}}' && open.length > 0) {
      const closed = open.pop()
      if (closed && open.length === 0) {
        pieces[closed.at] = `${start}${Number(closed.number)}${numbered}`
        if (closed.hintAt >= 0) pieces[closed.hintAt] = hint
        pieces.push(end)
      } else if (closed) {
        nested = true
        pieces[closed.at] = ''
      }
      continue
    }
    pieces.push(token)
  }
  pieces.push(html.slice(from))
  return { html: pieces.join(''), nested, several }
}
