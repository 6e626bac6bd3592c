/** Notes that Fieldbook itself has written: read by their fields, so that a card comes back as it was. */
import type { OwnCardText } from '../../../../shared/model/own-card'
import { models } from '../exports/anki-models'
import { ownMarks } from '../our-marks'
import type { FieldText } from './field-text'

const byId = new Map(Object.entries(models).map(([kind, { id }]) => [String(id), kind as keyof typeof models]))
export const isOurType = (id: string): boolean => byId.has(id)

interface OurNote {
  type: string
  tags: string[]
  deck: string | undefined
  /** A field by its name, cleaned. */
  field: (name: string) => FieldText
  /** A field by its name, as it stands in the file. */
  html: (name: string) => string
  clean: (html: string) => FieldText
}

/** The text of an own card, and of a cloze one the numbers of its deletions; null for a card of the book. */
export function ourText(note: OurNote): { text: OwnCardText; deletions?: number[] } | null {
  const kind = byId.get(note.type)
  const { field, tags, deck } = note
  const options = kind === 'choice' ? optionsOf(note) : []
  const named =
    kind === 'cloze' ? ['Text', 'Note'] : kind === 'choice' ? ['Question', 'Note'] : ['Front', 'Back', 'Note']
  const fields = [...named.map(field), ...options.map(({ text }) => text)]
  const markup = fields.some(({ plain }) => plain === null)
  const said = ({ plain, markup: marked }: FieldText) => (markup ? marked : (plain ?? ''))
  const common = {
    note: said(field('Note')),
    ...ownMarks(tags, deck),
    ...(markup && { markup: true as const }),
  }
  const sides = () => ({ front: said(field('Front')), back: said(field('Back')) })
  switch (kind) {
    case 'basic':
    case 'reversed':
      return { text: { ...common, kind, ...sides() } }
    case 'typed': {
      const accept = said(field('Also right'))
        .split('; ')
        .filter((answer) => answer.trim() !== '')
      return { text: { ...common, kind, ...sides(), accept } }
    }
    case 'cloze': {
      const text = field('Text')
      return {
        text: { ...common, kind, text: said(text).replace(/\{\{c\d+::/g, '{{') },
        deletions: text.deletions.map((number) => number - 1),
      }
    }
    case 'choice': {
      const shown = options.map(({ text, right }) => ({ text: said(text), right }))
      return { text: { ...common, kind: 'multiple-choice', front: said(field('Question')), options: shown } }
    }
    default:
      return null
  }
}

/** As `exports/anki-notes.ts` writes them: a list, and the right one once more. */
function optionsOf({ html, clean }: OurNote): { text: FieldText; right: boolean }[] {
  const items = [...html('Options').matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item = '']) => item)
  return items.map((item) => ({ text: clean(item), right: item === html('Answer') }))
}
