/** What a note's Markdown says about itself: its tags (`#border`) and the places in the app that it links to. */
export interface NoteMarks {
  /** In small letters, without `#`, each once, in order of appearance. */
  tags: string[]
  /** Addresses in the app, `/glossary/jtfa`, each once. */
  links: string[]
}

/** More than these of one note aren't kept: they go into every record of it. */
const mostTags = 50
const mostLinks = 200

/**
 * A number sign and a word of at most 50 characters with a letter in it. `# Heading`, `#12`, `C#`, the end of an address
 * and `](#place)` are none.
 */
const tag = /(?<=^|[\s([{"'“‘,;:*_~])(?<!\]\()#(?=[\p{N}_-]*\p{L})[\p{L}\p{M}\p{N}_-]{1,50}(?![\p{L}\p{M}\p{N}_-])/gu
const link = /\]\((\/(?:glossary|chapters|notes)\/[^\s()<>"\\]{1,400})\)/g
const fence = /^ {0,3}(`{3,}|~{3,})/
const code = /`[^`]*`/g

export const tagName = (written: string): string =>
  written.replace(/^#/, '').replace(/-+$/, '').normalize('NFC').toLowerCase()

/** Where tags stand in running text, `end` exclusive. */
export function tagsAt(text: string): { start: number; end: number; tag: string }[] {
  return Array.from(text.matchAll(tag), ({ 0: written, index }) => {
    const shown = written.replace(/-+$/, '')
    return { start: index, end: index + shown.length, tag: tagName(shown) }
  })
}

/** Takes time in proportion to the text's length. What stands as code is left out. */
export function marksIn(markdown: string): NoteMarks {
  const tags = new Set<string>()
  const links = new Set<string>()
  let fencedBy: string | null = null
  for (const line of markdown.split(/\r\n?|\n/)) {
    const mark = fence.exec(line)?.[1]
    if (fencedBy !== null) {
      if (mark?.startsWith(fencedBy)) fencedBy = null
      continue
    }
    if (mark !== undefined) {
      fencedBy = mark
      continue
    }
    if (!line.includes('#') && !line.includes('](/')) continue
    const written = line.replace(code, ' ')
    for (const found of tagsAt(written)) if (tags.size < mostTags) tags.add(found.tag)
    for (const [, to] of written.matchAll(link)) if (to !== undefined && links.size < mostLinks) links.add(to)
  }
  return { tags: [...tags], links: [...links] }
}

/** Whether a link leads to a place or to a part of it: `/chapters/a#b` leads to `/chapters/a`. */
export function leadsTo(link: string, place: string): boolean {
  return link === place || link.startsWith(`${place}#`)
}
