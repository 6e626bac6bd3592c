import type { Nodes, PhrasingContent, Table } from 'mdast'
import { createElement, Fragment, type ReactNode, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { pageLength, pagesOf, parsedPage } from '../../../shared/rules/markdown-pages'
import { tagsAt } from '../../../shared/rules/note-marks'
import { count } from '../../ui/words'
import './note-reading.css'

/** Characters drawn at first, and when more are asked for. */
const firstLength = 3 * pageLength
/** Nothing sensible is nested deeper; what is stands there as it was written. */
const deepest = 24

/** A note's Markdown as text. HTML in it is shown, never run; only places in the app are links. */
export function NoteReading({ text, whole }: { text: string; whole?: boolean }) {
  const [shown, setShown] = useState(whole ? Number.POSITIVE_INFINITY : firstLength)
  const pages = useMemo(() => pagesOf(text.slice(0, shown)), [text, shown])
  if (text.trim() === '') return <p className="soft">This note is empty.</p>
  const left = text.length - shown
  return (
    <div className="note-reading reading" dir="auto">
      {pages.map((page) => (
        <Page key={page.from} text={page.text} />
      ))}
      {left > 0 && (
        <p className="note-reading-more">
          <button type="button" className="button" onClick={() => setShown(shown + firstLength)}>
            Show more of this note
          </button>{' '}
          <span className="small faint">{count(left, 'more character')}</span>
        </p>
      )}
    </div>
  )
}

function Page({ text }: { text: string }) {
  const parts = useMemo(() => parsedPage(text), [text])
  if (!parts) return <p className="note-reading-plain">{text}</p>
  return <Blocks of={parts} source={text} depth={0} />
}

interface Drawn<Node> {
  of: readonly Node[]
  source: string
  depth: number
}
/** Nodes have no identity of their own and never move: the index is their key. */
function Blocks({ of, source, depth }: Drawn<Nodes>) {
  return of.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{block(node, source, depth)}</Fragment>
  ))
}

function block(node: Nodes, source: string, depth: number): ReactNode {
  if (depth > deepest) return <p className="note-reading-plain">{written(node, source)}</p>
  const next = depth + 1
  switch (node.type) {
    case 'paragraph':
      return <p dir="auto">{inlines(node.children, source, next)}</p>
    case 'heading':
      return createElement(
        `h${node.data?.level ?? 6}`,
        { dir: 'auto', className: `note-heading-${node.depth}` },
        inlines(node.children, source, next),
      )
    case 'list': {
      const items = node.children.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index} dir="auto">
          {node.spread ? (
            <Blocks of={item.children} source={source} depth={next} />
          ) : (
            item.children.map((child, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <Fragment key={at}>
                {child.type === 'paragraph' ? inlines(child.children, source, next) : block(child, source, next)}
              </Fragment>
            ))
          )}
        </li>
      ))
      return node.ordered ? <ol start={node.start ?? 1}>{items}</ol> : <ul>{items}</ul>
    }
    case 'blockquote':
      return (
        <blockquote>
          <Blocks of={node.children} source={source} depth={next} />
        </blockquote>
      )
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      )
    case 'html':
      return <p className="note-reading-plain">{node.value}</p>
    case 'thematicBreak':
      return <hr />
    case 'table':
      return <NoteTable of={node} source={source} depth={next} />
    case 'definition':
      return null
    default:
      return <p>{inline(node as PhrasingContent, source, next)}</p>
  }
}

function NoteTable({ of, source, depth }: { of: Table; source: string; depth: number }) {
  const [head, ...rows] = of.children
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="table-scroller" aria-label="Table in the note" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head?.children.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <th key={index} scope="col">
                {inlines(cell.children, source, depth)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={index}>
              {row.children.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <td key={at}>{inlines(cell.children, source, depth)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function inlines(of: readonly PhrasingContent[], source: string, depth: number, inLink = false): ReactNode {
  return of.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{inline(node, source, depth, inLink)}</Fragment>
  ))
}

function inline(node: PhrasingContent, source: string, depth: number, inLink = false): ReactNode {
  if (depth > deepest) return written(node, source)
  const next = depth + 1
  switch (node.type) {
    case 'text':
      return inLink ? node.value : <Tagged text={node.value} />
    case 'strong':
      return <strong>{inlines(node.children, source, next, inLink)}</strong>
    case 'emphasis':
      return <em>{inlines(node.children, source, next, inLink)}</em>
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'break':
      return <br />
    case 'html':
      return node.value
    case 'image':
      return node.alt ? `${node.alt} (a picture, not kept in notes)` : '(a picture, not kept in notes)'
    case 'link': {
      const words = inlines(node.children, source, next, true)
      if (/^\/(glossary|chapters|notes)\/[^/]/.test(node.url)) return <Link href={node.url}>{words}</Link>
      // Fieldbook opens nothing outside itself: the address is there to be copied.
      const isItsOwnName = written(node, source).includes(`<${node.url}>`)
      return (
        <>
          {words}
          {!isItsOwnName && <span className="note-reading-address"> ({node.url})</span>}
        </>
      )
    }
    default:
      return written(node, source)
  }
}

/** Running text with its tags as links to the notes that have them. */
function Tagged({ text }: { text: string }) {
  const tags = tagsAt(text)
  if (tags.length === 0) return text
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, end, tag } of tags) {
    parts.push(text.slice(at, start))
    parts.push(
      <Link key={start} href={`/notes?tag=${encodeURIComponent(tag)}`}>
        {text.slice(start, end)}
      </Link>,
    )
    at = end
  }
  parts.push(text.slice(at))
  return parts
}

function written({ position }: Nodes, source: string): string {
  return source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0)
}
