import type { ExportCounts, ExportFormat, ExportOf } from '../../../shared/model/exports'
import { count } from '../../ui/words'

export const formatNames: [ExportFormat, string][] = [
  ['anki', 'Cards for Anki (.apkg)'],
  ['csv', 'Cards as a table (.csv)'],
  ['tsv', 'Cards as text that Anki reads (.txt)'],
  ['markdown', 'Notes as Markdown files (.zip)'],
  ['document', 'Notes as one document (.html)'],
  ['json', 'Everything (.json)'],
]

/** What is in the file, and what isn't. */
export const formatWords: Record<ExportFormat, string> = {
  anki: 'A deck package that every Anki opens. Imported again later, it updates the cards that are there and adds the new ones. Multiple-choice cards and cases become plain cards with their options, the answer and the reasons.',
  csv: 'One row for each text, for a spreadsheet or another program. With your progress, one row for each card.',
  tsv: 'Question and answer in plain words, separated by tabs, with headers that tell Anki what the columns are. No progress.',
  markdown:
    'One text file for each note, with its date, tags and place at the top and links to the other notes, and a file of your highlights. Opens as a vault in Obsidian, or in any editor. Earlier versions are not in it.',
  document: 'All notes and highlights on one page with a table of contents, to read in any browser or to print.',
  json: 'Your notes with their versions, own cards, reviews, practice, highlights, reading and settings, for other programs to read. Another copy of Fieldbook takes notes, own cards and what was learned from it; for all of it, save your work as a file under “Bring in work from another copy”. Pictures are not in it.',
}

export function countWords(what: ExportOf, counts: ExportCounts): string {
  const { items, cards, reviews, notes, highlights } = counts
  const { format } = what
  if (format === 'json') {
    const parts = [count(notes, 'note'), count(highlights, 'highlight'), count(items, 'own card')]
    return `${parts.join(', ')} and ${count(reviews, 'review')}.`
  }
  if (format === 'markdown' || format === 'document')
    return `${count(notes, 'note')} and ${count(highlights, 'highlight')}.`
  if (format === 'csv' || format === 'tsv') {
    const rows = format === 'csv' && what.progress ? cards : items
    return `${count(rows, 'row')}.`
  }
  const inNotes = items === cards ? '' : ` (in Anki: ${count(items, 'note')})`
  return `${count(cards, 'card')}${inNotes}${reviews > 0 ? ` and ${count(reviews, 'review')}` : ''}.`
}

/** Bytes in words. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte')
  const [unit, by] = bytes < 1e6 ? ['KB', 1e3] : ['MB', 1e6]
  const size = bytes / Number(by)
  return `${size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString()} ${unit}`
}
