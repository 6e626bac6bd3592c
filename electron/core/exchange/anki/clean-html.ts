/**
 * HTML of a card made into words, lines, emphasis and pictures. sanitize-html takes out everything but a few tags without
 * attributes; what is left is read into pieces, and never drawn as HTML.
 */
import { Parser } from 'htmlparser2'
import sanitizeHtml from 'sanitize-html'
import { clozeLetters } from './cloze-marks'

export type Piece =
  | { type: 'text'; text: string; strong: boolean; emphasis: boolean }
  | { type: 'break' }
  | { type: 'image'; media: string; alt: string }
  /** A deletion begins (with the number of its card, 1 or more), its hint begins, it ends. */
  | { type: 'start'; number: number }
  | { type: 'hint' }
  | { type: 'end' }

export interface CleanOptions {
  /** Name in the media store of the picture that `src` means; null: it is left out. */
  picture(src: string): string | null
}

const blocks = new Set(
  'address article aside blockquote caption center dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const headings = /^h[1-6]$/
const inline = ['b', 'strong', 'i', 'em', 'br', 'sub', 'sup', 'img', 'td', 'th', 'rt', 'anki-mathjax']
const policy: sanitizeHtml.IOptions = {
  allowedTags: [...blocks, ...inline],
  // `alt` is words for those who can't see the picture.
  allowedAttributes: { img: ['src', 'alt'] },
  // A picture is a file of the package: any address is something else.
  allowedSchemes: [],
  allowProtocolRelative: false,
  // Their words are not the card's.
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'noembed',
    'noframes',
    'xmp',
    'iframe',
    'object',
    'audio',
    'video',
    'svg',
    'template',
    'title',
    'rp',
  ],
  nestingLimit: 100,
  disallowedTagsMode: 'discard',
  parseStyleAttributes: false,
}

const superscript = letters('0123456789+-=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ')
const subscript = letters('0123456789+-=()aeox', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ')

/** HTML in which deletions are marked already: see cloze-marks.ts. */
export function cleanHtml(html: string, { picture }: CleanOptions): Piece[] {
  const pieces: Piece[] = []
  let atStart = true
  let strong = 0
  let emphasis = 0
  let pre = 0
  const lists: number[] = []
  const raised: number[] = []
  let cells = 0

  function newLine(): void {
    const last = pieces.at(-1)
    if (last?.type === 'text') last.text = last.text.trimEnd()
    pieces.push({ type: 'break' })
    atStart = true
  }
  const block = () => {
    if (!atStart) newLine()
  }
  function words(text: string): void {
    if (text === '') return
    const last = pieces.at(-1)
    const isSame = last?.type === 'text' && last.strong === strong > 0 && last.emphasis === emphasis > 0
    const isSpaced = atStart || (last?.type === 'text' && last.text.endsWith(' '))
    const said = isSpaced && pre === 0 ? text.replace(/^ +/, '') : text
    if (said === '') return
    atStart = false
    if (isSame) last.text += said
    else pieces.push({ type: 'text', text: said, strong: strong > 0, emphasis: emphasis > 0 })
  }
  function text(raw: string): void {
    for (const [index, line] of (pre > 0 ? raw.split('\n') : [raw.replace(/\s+/g, ' ')]).entries()) {
      if (index > 0) newLine()
      for (const part of line.split(/(\ufdd0\d+\ufdd1|[\ufdd2\ufdd3])/)) {
        const letter = part.charAt(0)
        if (letter === clozeLetters.start) pieces.push({ type: 'start', number: Number(part.slice(1, -1)) })
        else if (letter === clozeLetters.hint) pieces.push({ type: 'hint' })
        else if (letter === clozeLetters.end) pieces.push({ type: 'end' })
        else words(part)
      }
    }
  }
  /** What stands higher or lower has letters of its own, or is marked as in plain text. */
  function lower(from: number, table: ReadonlyMap<string, string>, mark: string): void {
    const inside = pieces.slice(from)
    const said = inside
      .map((piece) => (piece.type === 'text' ? piece.text : ''))
      .join('')
      .trim()
    if (said === '' || inside.some(({ type }) => type !== 'text')) return
    pieces.length = from
    const small = [...said].map((letter) => table.get(letter))
    const isWhole = small.every((letter) => letter !== undefined)
    words(isWhole ? small.join('') : `${mark}${said.length > 1 ? `(${said})` : said}`)
  }

  const parser = new Parser(
    {
      onopentag(name, { src, alt }) {
        if (blocks.has(name)) block()
        if (name === 'b' || name === 'strong' || headings.test(name)) strong += 1
        else if (name === 'i' || name === 'em') emphasis += 1
        else if (name === 'br') newLine()
        else if (name === 'pre') pre += 1
        else if (name === 'ul') lists.push(Number.NaN)
        else if (name === 'ol') lists.push(0)
        else if (name === 'tr') cells = 0
        else if (name === 'sub' || name === 'sup') {
          // A piece of its own, so that it can be taken back.
          raised.push(pieces.length)
          pieces.push({ type: 'text', text: '', strong: strong > 0, emphasis: emphasis > 0 })
        } else if (name === 'rt') words(' (')
        else if (name === 'anki-mathjax') words('\\(')
        else if (name === 'li') {
          const number = (lists.pop() ?? Number.NaN) + 1
          lists.push(number)
          words(Number.isNaN(number) ? '• ' : `${number}. `)
        } else if (name === 'td' || name === 'th') {
          if (cells > 0) words(' | ')
          cells += 1
        } else if (name === 'img') {
          const media = src === undefined ? null : picture(src)
          if (media === null) return
          pieces.push({ type: 'image', media, alt: (alt ?? '').slice(0, 300) })
          atStart = false
        }
      },
      ontext: text,
      onclosetag(name) {
        if (blocks.has(name) && name !== 'hr') block()
        if (name === 'b' || name === 'strong' || headings.test(name)) strong -= 1
        else if (name === 'i' || name === 'em') emphasis -= 1
        else if (name === 'pre') pre -= 1
        else if (name === 'ul' || name === 'ol') lists.pop()
        else if (name === 'sub') lower(raised.pop() ?? pieces.length, subscript, '_')
        else if (name === 'sup') lower(raised.pop() ?? pieces.length, superscript, '^')
        else if (name === 'rt') words(')')
        else if (name === 'anki-mathjax') words('\\)')
      },
    },
    { decodeEntities: true },
  )
  parser.write(sanitizeHtml(html, policy))
  parser.end()
  return pieces.filter((piece) => piece.type !== 'text' || piece.text !== '')
}

function letters(plain: string, small: string): Map<string, string> {
  const to = [...small]
  return new Map([...plain].map((letter, index) => [letter, to[index] ?? letter]))
}
