/** A row of a table as a card. */
import type { OwnCardText, OwnKind } from '../../../../shared/model/own-card'
import { deletionsIn } from '../../../../shared/rules/own-cards'

export interface Cells {
  front: string
  back: string
  note: string
  tags: string
  deck: string
  kind: string
  accept: string
  options: string[]
}

const kinds: [RegExp, OwnKind][] = [
  [/cloze|blank|gap/, 'cloze'],
  [/reverse|both ways/, 'reversed'],
  [/choice|classification|mcq/, 'multiple-choice'],
  [/typ(e|ed)\b.*|type in/, 'typed'],
  [/./, 'basic'],
]
const kindCalled = (name: string): OwnKind | null =>
  name.trim() === '' ? null : (kinds.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1] ?? null)

/** `deletions`: where the text numbers its deletions as Anki does, from 0. */
export function cardFromCells(cells: Cells): { text: OwnCardText; deletions?: number[] } {
  const { front, back, note } = cells
  const tags = tagsIn(cells.tags)
  const common = {
    ...{ factors: [], place: null },
    ...(tags.length > 0 && { tags }),
    ...(cells.deck.trim() !== '' && { deck: cells.deck.trim() }),
  }
  const accept = parted(cells.accept)
  const options = cells.options.flatMap(parted)
  const gaps = clozeIn(front)
  const kind = kindCalled(cells.kind) ?? guessed({ gaps: gaps.text, back, accept, options })
  switch (kind) {
    case 'cloze':
      return {
        text: {
          ...common,
          kind,
          text: gaps.text,
          note: [back, note].filter((part) => part.trim() !== '').join('\n\n'),
        },
        ...(gaps.numbers && { deletions: gaps.numbers }),
      }
    case 'multiple-choice':
      return { text: { ...common, kind, front, note, options: optionsOf(options, back) } }
    case 'typed':
      return { text: { ...common, kind, front, back, note, accept } }
    default:
      return { text: { ...common, kind, front, back, note } }
  }
}

function guessed({
  gaps,
  back,
  accept,
  options,
}: {
  gaps: string
  back: string
  accept: string[]
  options: string[]
}): OwnKind {
  if (options.length > 0) return 'multiple-choice'
  if (accept.length > 0) return 'typed'
  return back.trim() === '' && deletionsIn(gaps).length > 0 ? 'cloze' : 'basic'
}

/** `{{c2::answer::hint}}` of Anki as `{{answer::hint}}`, with the numbers apart. */
export function clozeIn(front: string): { text: string; numbers: number[] | null } {
  const numbers: number[] = []
  const text = front.replace(/\{\{c(\d{1,5})::([^{}]+)\}\}/g, (_, number: string, inside: string) => {
    numbers.push(Math.max(0, Number(number) - 1))
    return `{{${inside}}}`
  })
  return { text, numbers: numbers.length > 0 && numbers.length === deletionsIn(text).length ? numbers : null }
}

/** Levels of a tag are parted by `::`, tags by blanks, or by commas where there are any. */
export function tagsIn(cell: string): string[] {
  const parts = /[,;]/.test(cell) ? cell.split(/[,;]/) : cell.split(/\s+/)
  return [...new Set(parts.map((tag) => tag.trim().replace(/\s+/g, '-')).filter(Boolean))]
}

const parted = (cell: string): string[] =>
  cell
    .split(/[\n|]/)
    .map((part) => part.trim())
    .filter(Boolean)

/** One that begins with `*` is right, or the one that says what the back says; the back is one of them. */
function optionsOf(given: readonly string[], back: string): { text: string; right: boolean }[] {
  const options = given.map((option) => ({
    text: option.replace(/^[*-]\s+/, '').trim(),
    right: /^\*\s+/.test(option),
  }))
  const right = back.trim()
  if (options.some((option) => option.right) || right === '') return options
  const found = options.find(({ text }) => text.toLowerCase() === right.toLowerCase())
  if (!found) return [{ text: right, right: true }, ...options]
  return options.map((option) => ({ ...option, right: option === found }))
}
