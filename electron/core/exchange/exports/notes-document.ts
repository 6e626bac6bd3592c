import { type HighlightView, highlightNames } from '../../../../shared/model/highlight'
import { breathing } from '../../breathing'
import { escaped } from './html'
import { markdownHtml } from './markdown-html'
import type { PlaceWords } from './note-places'
import { noteTexts, type WrittenNote } from './note-texts'
import type { Work } from './work'

/**
 * All notes and highlights as one HTML document: it needs nothing else, loads nothing and runs nothing, and prints. Light
 * or dark as the reader's system is.
 */
export async function exportDocument(work: Work): Promise<Uint8Array> {
  const notes = await noteTexts(work)
  const { highlights } = work.highlights.list({})
  const ids = new Map(notes.map(({ row }) => [row.id, `note-${row.id}`]))
  const rest = breathing()
  const articles: string[] = []
  for (const note of notes) {
    articles.push(article(note, ids))
    await rest()
  }
  const date = dayOf(work.clock())
  const contents = [
    ...notes.map(({ row }) => `<li><a href="#${ids.get(row.id)}">${escaped(nameOf(row.title))}</a></li>`),
    ...(highlights.length > 0 ? ['<li><a href="#highlights">Highlights</a></li>'] : []),
  ]
  const body = [
    `<header><h1>Notes</h1><p class="soft">From Fieldbook, ${escaped(date)}: ${notes.length === 1 ? '1 note' : `${notes.length} notes`}.</p></header>`,
    contents.length > 0
      ? `<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>${contents.join('')}</ol></nav>`
      : '',
    `<main>${articles.join('\n')}${highlights.length > 0 ? highlightsHtml(highlights, work) : ''}</main>`,
  ]
  return Buffer.from(page(body.join('\n')))
}

const nameOf = (title: string) => title || 'Untitled note'
const dayOf = (at: number) => new Intl.DateTimeFormat('en-US', { dateStyle: 'long' }).format(at)

function article({ row, text, place }: WrittenNote, ids: ReadonlyMap<string, string>): string {
  const name = nameOf(row.title)
  const facts = [
    placeLine(place),
    `Changed <time datetime="${new Date(row.updatedAt).toISOString()}">${dayOf(row.updatedAt)}</time>`,
    row.tags.length > 0 ? row.tags.map((tag) => `#${escaped(tag)}`).join(' ') : '',
  ].filter(Boolean)
  const said =
    text === null ? '<p>This note could not be read.</p>' : markdownHtml(withoutTitle(text, row.title), 2, linkIn(ids))
  const id = ids.get(row.id)
  return `<article id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escaped(name)}</h2><p class="soft">${facts.join(' · ')}</p>
${said}</article>`
}

/** A heading that says the title again would be said twice. */
function withoutTitle(text: string, title: string): string {
  const heading = /^\s*#{1,6}[ \t]+([^\n]*?)[ \t]*#*[ \t]*(\r\n?|\n|$)/.exec(text)
  return heading && title !== '' && heading[1] === title ? text.slice(heading[0].length) : text
}

function placeLine({ kind, chapter, section, quote, about }: PlaceWords): string {
  const words = quote === undefined ? '' : `: “${escaped(quote)}”`
  if (chapter !== undefined) return escaped([chapter, section].filter(Boolean).join(', ')) + words
  if (about === undefined) return ''
  return `${kind === 'card' ? 'Card' : 'Glossary'}: ${escaped(about)}`
}

/** Other notes are in the document; what is in the app isn't. Outside it only what a browser asks about anyway. */
const linkIn = (ids: ReadonlyMap<string, string>) => (address: string) => {
  const note = /^\/notes\/([^/?#]+)/.exec(address)?.[1]
  const id = note === undefined ? undefined : ids.get(note)
  if (id !== undefined) return `#${id}`
  return /^(https?:\/\/|mailto:)/i.test(address) ? address : null
}

function highlightsHtml(highlights: readonly HighlightView[], { pack }: Work): string {
  const chapters = [...new Set(highlights.map(({ chapter }) => chapter))]
  const parts = chapters.map((id) => {
    const chapter = pack.pack.chapters.find((each) => each.id === id)
    const quotes = highlights
      .filter((highlight) => highlight.chapter === id)
      .map(({ kind, words }) => {
        const lines = words.split('\n').map((line) => `<p>${escaped(line)}</p>`)
        return `<p class="soft">${highlightNames[kind]}</p><blockquote>${lines.join('')}</blockquote>`
      })
    return `<h3>${escaped(chapter ? `${chapter.number} ${chapter.title}` : id)}</h3>${quotes.join('\n')}`
  })
  return `\n<section id="highlights" aria-labelledby="highlights-title"><h2 id="highlights-title">Highlights</h2>${parts.join('\n')}</section>`
}

const style = `
:root { color-scheme: light dark; --ink: #1c1a17; --soft: #5a554d; --paper: #fdfcf9; --rule: #cfc9be; --link: #1f4f82; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8e1; --soft: #b3ada2; --paper: #1a1917; --rule: #4a463f; --link: #9cc4ee; } }
html { background: var(--paper); color: var(--ink); font: 1.125rem/1.6 Georgia, 'Source Serif 4', serif; }
body { max-width: 40rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.5em 0 0.5em; break-after: avoid; }
h1 { font-size: 2rem; } h2 { font-size: 1.5rem; } h3 { font-size: 1.25rem; } h4, h5, h6 { font-size: 1.0625rem; }
article, section { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
.soft { color: var(--soft); font-size: 0.9375rem; }
.plain, pre { white-space: pre-wrap; }
a { color: var(--link); }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid var(--rule); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { padding: 0.25em 0.75em 0.25em 0; border-bottom: 1px solid var(--rule); text-align: start; vertical-align: top; }
@media print {
  :root { --ink: #000; --soft: #333; --paper: #fff; --rule: #999; --link: #000; }
  html { font-size: 12pt; }
  body { max-width: none; padding: 0; }
  table { display: table; }
}
`

function page(body: string): string {
  return `<!doctype html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Notes from Fieldbook</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`
}
