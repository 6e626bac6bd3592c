/** Tables that Fieldbook itself has written (`exports/table.ts`): read by their columns, so that a card comes back as it was. */
import type { OwnCardText } from '../../../../shared/model/own-card'
import { ownMarks } from '../our-marks'
import { clozeIn } from './card'

const columns = ['guid', 'kind', 'deck', 'tags', 'question', 'answer', 'options', 'note']

export const isOurTable = (names: readonly string[]): boolean => columns.every((name) => names.includes(name))

/** Null for a kind that only the book has. `names` and `cells` go together. `guarded`: it was written for a spreadsheet. */
export function ourRow(
  names: readonly string[],
  cells: readonly string[],
  guarded: boolean,
): { text: OwnCardText; deletions?: number[] } | null {
  const cell = (name: string) => {
    const written = cells[names.indexOf(name)] ?? ''
    // What a spreadsheet would compute has an apostrophe before it.
    return guarded ? written.replace(/^'(?='*[=+\-@\t\r])/, '') : written
  }
  const [front, back] = [cell('question'), cell('answer')]
  const tags = cell('tags').split(/\s+/).filter(Boolean)
  const common = { note: cell('note'), ...ownMarks(tags, cell('deck')) }
  const kind = cell('kind')
  switch (kind) {
    case 'basic':
    case 'reversed':
      return { text: { ...common, kind, front, back } }
    case 'typed':
      return { text: { ...common, kind, front, back, accept: cell('accept').split('\n').filter(Boolean) } }
    case 'cloze': {
      const { text, numbers } = clozeIn(front)
      return { text: { ...common, kind, text }, ...(numbers && { deletions: numbers }) }
    }
    case 'multiple-choice':
      return { text: { ...common, kind, front, options: optionsIn(cell('options')) } }
    default:
      return null
  }
}

/** Each begins a line with `*`, the right one, or `-`; its text may have lines of its own. */
function optionsIn(cell: string): { text: string; right: boolean }[] {
  return cell
    .split(/\n(?=[*-] )/)
    .filter((line) => line !== '')
    .map((line) => ({ text: line.replace(/^[*-] /, ''), right: line.startsWith('* ') }))
}
