/** Pasted HTML as Markdown. It is read in a document that runs nothing and loads nothing, and only its words are kept. */

/** Longer HTML is pasted as its plain text: reading it would hold the page up. */
const longest = 5_000_000
const deepest = 50
/** Without any of these there is nothing that the plain text doesn't say as well. */
const telling = 'h1,h2,h3,h4,h5,h6,b,strong,i,em,ul,ol,a[href],blockquote,pre,table'

/** Null where the plain text is as good. */
export function fromClipboard(data: DataTransfer): string | null {
  const html = data.getData('text/html')
  if (html === '' || html.length > longest) return null
  // The page's policy holds for it too: of what would run or style there the console says that it was refused.
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  if (!body.querySelector(telling)) return null
  return tidy(blocksOf(body, 0)) || null
}

/** At most one empty line between blocks, no blanks at the ends of lines. */
function tidy(markdown: string): string {
  return markdown
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const silent = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'NOSCRIPT',
  'HEAD',
  'META',
  'LINK',
  'IFRAME',
  'OBJECT',
  'SVG',
  'CANVAS',
  'INPUT',
  'BUTTON',
  'SELECT',
  'TEXTAREA',
])
const block = new Set([
  'P',
  'DIV',
  'SECTION',
  'ARTICLE',
  'HEADER',
  'FOOTER',
  'MAIN',
  'ASIDE',
  'NAV',
  'FIGURE',
  'FIGCAPTION',
  'DL',
  'DT',
  'DD',
  'ADDRESS',
  'UL',
  'OL',
  'LI',
  'BLOCKQUOTE',
  'PRE',
  'TABLE',
  'HR',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
])

/** What an element says, block after block, with an empty line between. */
function blocksOf(parent: Node, depth: number): string {
  const blocks: string[] = []
  let line = ''
  const endLine = () => {
    if (line.trim()) blocks.push(line.trim())
    line = ''
  }
  for (const node of parent.childNodes) {
    if (isBlock(node) && depth < deepest) {
      endLine()
      const text = blockOf(node, depth + 1)
      if (text.trim()) blocks.push(text)
    } else line += inline(node, depth + 1)
  }
  endLine()
  return blocks.join('\n\n')
}

function isBlock(node: Node): node is Element {
  if (!(node instanceof Element) || silent.has(node.nodeName.toUpperCase())) return false
  // Word processors put whole documents into one `b` or `span`.
  return block.has(node.nodeName) || [...node.children].some((child) => block.has(child.nodeName))
}

function blockOf(node: Element, depth: number): string {
  switch (node.nodeName) {
    case 'H1':
    case 'H2':
    case 'H3':
    case 'H4':
    case 'H5':
    case 'H6':
      return `${'#'.repeat(Number(node.nodeName[1]))} ${oneLine(node, depth)}`
    case 'UL':
    case 'OL':
      return listOf(node, depth)
    case 'BLOCKQUOTE':
      return begin(blocksOf(node, depth), '> ', '> ')
    case 'PRE': {
      const code = node.textContent.replace(/\n$/, '')
      const fence = '`'.repeat(Math.max(3, ...(code.match(/`+/g) ?? []).map((ticks) => ticks.length + 1)))
      return `${fence}\n${code}\n${fence}`
    }
    case 'HR':
      return '---'
    case 'TABLE':
      return tableOf(node, depth)
    default:
      return blocksOf(node, depth)
  }
}

function listOf(list: Element, depth: number): string {
  const items: string[] = []
  for (const child of list.children) {
    // Some write a list inside a list beside its items.
    if (child.nodeName === 'UL' || child.nodeName === 'OL') {
      if (depth < deepest) items.push(begin(listOf(child, depth + 1), '  ', '  '))
      continue
    }
    const mark = list.nodeName === 'OL' ? `${items.length + 1}. ` : '- '
    const text = tidy(blocksOf(child, depth)).replace(/\n\n(?=\s*(?:[-*+]|\d+\.) )/g, '\n')
    if (text) items.push(begin(text, mark, ' '.repeat(mark.length)))
  }
  return items.join('\n')
}

function tableOf(table: Element, depth: number): string {
  const rows = [...table.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => oneLine(cell, depth).replaceAll('|', '\\|')),
  )
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width === 0) return ''
  const line = (cells: string[]) => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`
  const [head = [], ...rest] = rows
  return [line(head), line(Array.from({ length: width }, () => '---')), ...rest.map(line)].join('\n')
}

function begin(text: string, first: string, next: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first + line : line === '' ? next.trimEnd() : next + line))
    .join('\n')
}

const oneLine = (node: Node, depth: number): string => inlines(node, depth).replace(/\s+/g, ' ').trim()

function inlines(parent: Node, depth: number): string {
  return depth > deepest
    ? escaped(parent.textContent ?? '')
    : [...parent.childNodes].map((node) => inline(node, depth + 1)).join('')
}

function inline(node: Node, depth: number): string {
  if (node.nodeType === Node.TEXT_NODE) return escaped((node.nodeValue ?? '').replace(/\s+/g, ' '))
  if (!(node instanceof Element) || silent.has(node.nodeName.toUpperCase())) return ''
  switch (node.nodeName) {
    case 'BR':
      return '\n'
    case 'IMG':
      return escaped(node.getAttribute('alt') ?? '')
    case 'B':
    case 'STRONG':
      // A `b` that isn't bold is how one well-known editor wraps all it copies.
      return /font-weight:\s*(normal|400)/.test(node.getAttribute('style') ?? '')
        ? inlines(node, depth)
        : marked(node, '**', depth)
    case 'I':
    case 'EM':
      return marked(node, '*', depth)
    case 'CODE':
    case 'KBD':
      return node.textContent?.trim() ? `\`${node.textContent.replaceAll('`', '').trim()}\`` : ''
    case 'A':
      return linkOf(node, depth)
    default:
      return inlines(node, depth)
  }
}

/** Blanks at the ends stay outside: `** so **` is no bold. */
function marked(node: Node, mark: string, depth: number): string {
  const text = inlines(node, depth)
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  return words === '' ? text : `${before}${mark}${words}${mark}${after}`
}

/** Only addresses of pages are kept. */
function linkOf(node: Element, depth: number): string {
  const text = inlines(node, depth).trim()
  const address = node.getAttribute('href') ?? ''
  if (!text || !/^https?:\/\/[^\s()<>]+$/i.test(address)) return text
  return text === address ? `<${address}>` : `[${text}](${address})`
}

/** Markdown's own signs in pasted words are words. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<]/g, '\\$&').replace(/^(\s*)(#{1,6}|[-+>]|\d+[.)])(?=\s)/, '$1\\$2')
}
