import { type HighlightView, highlightNames } from '../../../../shared/model/highlight'
import { namer } from './file-names'
import { noteTexts, type WrittenNote } from './note-texts'
import type { Work } from './work'
import { type ZippedFile, zipped } from './zip'

/**
 * Notes as Markdown files in a zip, with front matter and with links between them, and the highlights as one file. It
 * opens as a vault of Obsidian, and in any editor.
 */
export async function exportMarkdown(work: Work): Promise<Uint8Array> {
  const name = namer('.md')
  const list = name('Highlights', 'Highlights')
  const notes = await noteTexts(work)
  const names = new Map(notes.map(({ row }) => [row.id, name(row.title, 'Untitled note')]))
  const files: ZippedFile[] = notes.map((note) => ({
    name: names.get(note.row.id) ?? '',
    bytes: Buffer.from(noteFile(note, names)),
  }))
  const { highlights } = work.highlights.list({})
  if (highlights.length > 0) files.push({ name: list, bytes: Buffer.from(highlightsFile(highlights, work, names)) })
  return zipped(files, work.clock())
}

function noteFile({ row, place, links, text }: WrittenNote, names: ReadonlyMap<string, string>): string {
  const { kind, ...where } = place
  const front = {
    title: row.title,
    id: row.id,
    created: new Date(row.createdAt).toISOString(),
    updated: new Date(row.updatedAt).toISOString(),
    tags: row.tags,
    attached: kind,
    ...where,
    ...(links.length > 0 && { links }),
    ...(text === null && { unreadable: true }),
  }
  // JSON is YAML, and needs no other rules for what is quoted.
  const lines = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n\n${withFileLinks(text ?? '', names)}\n`
}

const fence = /^ {0,3}(`{3,}|~{3,})/

/** Links to other notes lead to their files, those to the book keep their address. Code stays as it is. */
export function withFileLinks(markdown: string, names: ReadonlyMap<string, string>): string {
  let fencedBy: string | null = null
  const line = (text: string) => {
    const mark = fence.exec(text)?.[1]
    if (fencedBy !== null) {
      if (mark?.startsWith(fencedBy)) fencedBy = null
      return text
    }
    if (mark !== undefined) {
      fencedBy = mark
      return text
    }
    if (!text.includes('](/')) return text
    const parts = text.split(/(`[^`]*`)/)
    return parts.map((part, index) => (index % 2 === 1 ? part : withLinks(part, names))).join('')
  }
  return markdown
    .split(/(\r\n?|\n)/)
    .map((part, index) => (index % 2 === 1 ? part : line(part)))
    .join('')
}

function withLinks(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/\]\((\/(?:notes|glossary|chapters)\/[^\s()<>"\\]{1,400})\)/g, (_, address: string) => {
    const note = /^\/notes\/([^/?#]+)/.exec(address)?.[1]
    const file = note === undefined ? undefined : names.get(note)
    return file === undefined ? `](fieldbook:${address})` : `](${addressOfFile(file)})`
  })
}

/** As Markdown and Obsidian read it. */
const addressOfFile = (name: string) =>
  encodeURIComponent(name).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))

function highlightsFile(highlights: readonly HighlightView[], { pack }: Work, names: ReadonlyMap<string, string>) {
  const lines = ['# Highlights']
  let chapter: string | null = null
  for (const { kind, words, notes, ...highlight } of highlights) {
    if (highlight.chapter !== chapter) {
      chapter = highlight.chapter
      const found = pack.pack.chapters.find(({ id }) => id === chapter)
      lines.push(`## ${found ? `${found.number} ${found.title}` : chapter}`)
    }
    const quoted = words.split('\n').map((line) => `> ${line}`)
    const linked = notes.flatMap(({ id, title }) => {
      const file = names.get(id)
      return file === undefined ? [] : [`[${escapeWords(title || 'Untitled note')}](${addressOfFile(file)})`]
    })
    lines.push(`${highlightNames[kind]}${linked.length > 0 ? `: ${linked.join(', ')}` : ''}`, quoted.join('\n'))
  }
  return `${lines.join('\n\n')}\n`
}

const escapeWords = (text: string) => text.replace(/[\\`*_[\]<>#]/g, '\\$&')
