import type { Nodes, Table } from 'mdast'
import { pagesOf, parsedPage } from '../../../../shared/rules/markdown-pages'
import { escaped } from './html'

/** Nothing sensible is nested deeper; what is stands there as it was written. */
const deepest = 24

interface Context {
  /** Where a link may lead: an address for it, or null to show its words alone. */
  linkTo(address: string): string | null
  source: string
}

/** HTML that holds nothing but what Markdown means: HTML written in it is shown as text. @param above see `parsedPage`. */
export function markdownHtml(text: string, above: number, linkTo: Context['linkTo']): string {
  return pagesOf(text)
    .map((page) => {
      const nodes = parsedPage(page.text, above)
      return nodes ? all(nodes, { linkTo, source: page.text }, 0) : plain(page.text)
    })
    .join('\n')
}

const plain = (text: string) => `<p class="plain">${escaped(text)}</p>`
const all = (nodes: readonly Nodes[], context: Context, depth: number) =>
  nodes.map((node) => html(node, context, depth)).join('')

function html(node: Nodes, context: Context, depth: number): string {
  if (depth > deepest) return escaped(written(node, context))
  const within = () => ('children' in node ? all(node.children, context, depth + 1) : '')
  switch (node.type) {
    case 'paragraph':
      return `<p>${within()}</p>\n`
    case 'heading':
      return `<h${node.data?.level ?? 6}>${within()}</h${node.data?.level ?? 6}>\n`
    case 'list': {
      const start = node.ordered && typeof node.start === 'number' && node.start !== 1 ? ` start="${node.start}"` : ''
      return node.ordered ? `<ol${start}>${within()}</ol>\n` : `<ul>${within()}</ul>\n`
    }
    case 'listItem': {
      const [only] = node.children
      const isShort = !node.spread && only?.type === 'paragraph'
      const first = isShort ? all(only.children, context, depth + 1) : ''
      return `<li>${first}${all(isShort ? node.children.slice(1) : node.children, context, depth + 1)}</li>`
    }
    case 'blockquote':
      return `<blockquote>${within()}</blockquote>\n`
    case 'code':
      return `<pre><code>${escaped(node.value)}</code></pre>\n`
    case 'thematicBreak':
      return '<hr>\n'
    case 'table':
      return table(node, context, depth)
    case 'text':
    case 'html':
      return escaped(node.value)
    case 'strong':
      return `<strong>${within()}</strong>`
    case 'emphasis':
      return `<em>${within()}</em>`
    case 'inlineCode':
      return `<code>${escaped(node.value)}</code>`
    case 'break':
      return '<br>'
    case 'image':
      return escaped(node.alt || 'picture')
    case 'link': {
      const address = context.linkTo(node.url)
      return address === null ? within() : `<a href="${escaped(address)}">${within() || escaped(node.url)}</a>`
    }
    case 'definition':
      return ''
    default:
      return escaped(written(node, context))
  }
}

function table(node: Table, context: Context, depth: number): string {
  const [head, ...rows] = node.children
  const cells = (row: Table['children'][number] | undefined, tag: string) =>
    (row?.children ?? [])
      .map((cell) => `<${tag}>${all(cell.children, context, depth + 2)}</${tag.slice(0, 2)}>`)
      .join('')
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')
  const end = body === '' ? '' : `<tbody>${body}</tbody>`
  return `<table><thead><tr>${cells(head, 'th scope="col"')}</tr></thead>${end}</table>\n`
}

function written({ position }: Nodes, { source }: Context): string {
  return source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0)
}
