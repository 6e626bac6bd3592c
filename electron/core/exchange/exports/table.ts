import type { Card, Option } from '../../../../shared/model/content'
import type { CardSelection } from '../../../../shared/model/exports'
import { dueDay } from '../../../../shared/rules/due-day'
import { guidOf } from '../../../../shared/rules/exchange-guid'
import { own } from '../../../../shared/rules/own'
import { shuffled } from '../../../../shared/rules/shuffle'
import { type StudyCalendar, studyCalendar } from '../../../../shared/rules/study-day'
import { breathing } from '../../breathing'
import { deckOf, tagsOf } from './anki-notes'
import { asPlainText, clozeText } from './cloze'
import { gapMark } from './html'
import { type Item, itemsOf } from './items'
import { plainOf } from './plain'
import type { Work } from './work'

/** What stands in the columns of a table of cards. Docs: docs/export-format.md. */
const textColumns = [
  'guid',
  'kind',
  'deck',
  'tags',
  'question',
  'answer',
  'options',
  'accept',
  'note',
  'chapter',
  'section',
] as const
const progressColumns = [
  'card',
  'state',
  'due',
  'interval_days',
  'stability_days',
  'difficulty',
  'reviews',
  'lapses',
  'flag',
  'suspended',
] as const

/** How a table is written: RFC 4180, with another delimiter for TSV. */
interface Form {
  delimiter: ',' | '\t'
  lineEnd: '\r\n' | '\n'
  /** For spreadsheets: no cell that they would take for a formula. */
  guarded: boolean
}

/**
 * Comma-separated values, UTF-8, with a header. A row a text; with `progress` a row a card. For a spreadsheet with a
 * byte order mark and with an apostrophe before what it would compute; otherwise every cell is as it is.
 */
export async function exportCsv(
  work: Work,
  selection: CardSelection,
  { progress, spreadsheet }: { progress: boolean; spreadsheet: boolean },
): Promise<Uint8Array> {
  const form: Form = { delimiter: ',', lineEnd: '\r\n', guarded: spreadsheet }
  const header = progress ? [...textColumns, ...progressColumns] : [...textColumns]
  const calendar = studyCalendar(work.store.state.settings.dayStart, work.zone)
  const lines = await linesOf(work, selection, (item) => {
    const texts = textsOf(item, work)
    if (!progress) return table([texts], form)
    return table(
      item.cards.map(({ card }) => [...texts, card.id, ...progressOf(card, work, calendar)]),
      form,
    )
  })
  return Buffer.from((spreadsheet ? '\ufeff' : '') + table([header], form) + lines)
}

/** Others have their turns meanwhile. */
async function linesOf(work: Work, selection: CardSelection, write: (item: Item) => string): Promise<string> {
  const items = await itemsOf(work, selection)
  const rest = breathing(work)
  let lines = ''
  for (const [at, item] of items.entries()) {
    lines += write(item)
    if (at % 200 === 0) work.told?.(at, items.length)
    await rest()
  }
  return lines
}

/** Tab-separated, with the headers that tell Anki's text import (and ours) what the columns are. A row a text. */
export async function exportTsv(work: Work, selection: CardSelection): Promise<Uint8Array> {
  const columns = ['guid', 'notetype', 'deck', 'tags', 'front', 'back']
  const headers = [
    '#separator:tab',
    '#html:false',
    '#guid column:1',
    '#notetype column:2',
    '#deck column:3',
    '#tags column:4',
    `#columns:${columns.join('\t')}`,
  ]
  const form: Form = { delimiter: '\t', lineEnd: '\n', guarded: false }
  const lines = await linesOf(work, selection, (item) => table([ankiRow(item, work)], form))
  return Buffer.from(`${headers.join('\n')}\n${lines}`)
}

export function table(rows: readonly (readonly string[])[], form: Form): string {
  return rows.map((row) => row.map((cell) => quoted(cell, form)).join(form.delimiter) + form.lineEnd).join('')
}

function quoted(cell: string, { delimiter, guarded }: Form): string {
  // Also where an apostrophe of the text's own stands before it: what is read back loses exactly one.
  const text = guarded && /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  // Readers may trim what stands bare; Anki takes a line that begins with # for a header.
  const isBare = !text.includes(delimiter) && !/["\r\n\ufeff]|^[\s#]|\s$/.test(text)
  return isBare ? text : `"${text.replaceAll('"', '""')}"`
}

function textsOf(item: Item, { pack }: Work): string[] {
  const card = item.cards[0]?.card as Card
  const chapter = pack.pack.chapters.find(({ id }) => id === card.chapter)
  const section = chapter?.sections.find(({ id }) => id === card.section)
  const { question, answer } = sidesOf(item)
  return [
    guidOf(item.id, item.own?.text.origin),
    card.kind,
    deckOf(item, card, pack),
    tagsOf(item, card).join(' '),
    question,
    answer,
    'options' in card ? card.options.map(optionLine).join('\n') : '',
    card.kind === 'typed' ? card.accept.join('\n') : '',
    plainOf(card.why),
    chapter?.title ?? '',
    section?.title ?? '',
  ]
}

/** Question and answer in plain words; of a cloze text all of it with its deletions, and no answer. */
function sidesOf(item: Item): { question: string; answer: string } {
  const card = item.cards[0]?.card as Card
  if (card.kind === 'cloze') {
    const text = clozeText(item.cards, asPlainText)
    if (text !== null) return { question: text, answer: '' }
  }
  const question = plainOf(card.front).replaceAll(gapMark, '[…]')
  return { question, answer: plainOf(card.back) }
}

/** What is right is marked; with why the others aren't. */
function optionLine({ text, right, why }: Option): string {
  const reason = why.length > 0 ? ` (${plainOf(why)})` : ''
  return `${right ? '*' : '-'} ${plainOf(text)}${reason}`
}

function progressOf(card: Card, { store }: Work, calendar: StudyCalendar): string[] {
  const { cards, marks } = store.state
  const memory = own(cards, card.id)?.memory
  const set = own(marks, card.id)
  const flags = [String(set?.flag ?? 0), set?.suspended ? 'yes' : 'no']
  if (!memory) return ['new', '', '', '', '', '0', '0', ...flags]
  return [
    memory.phase,
    dueDay(memory, calendar),
    String(memory.scheduledDays),
    memory.stability.toFixed(4),
    memory.difficulty.toFixed(3),
    String(memory.repetitions),
    String(memory.lapses),
    ...flags,
  ]
}

/** As the note types that every Anki has. */
function ankiRow(item: Item, { pack }: Work): string[] {
  const card = item.cards[0]?.card as Card
  const { question, answer } = sidesOf(item)
  const note = plainOf(card.why)
  const common = [guidOf(item.id, item.own?.text.origin)]
  const filed = [deckOf(item, card, pack), tagsOf(item, card).join(' ')]
  const row = (type: string, front: string, back: string[]) => [
    ...common,
    type,
    ...filed,
    front,
    back.filter((part) => part !== '').join('\n\n'),
  ]
  switch (card.kind) {
    case 'basic':
      return row('Basic', question, [answer, note])
    case 'reversed':
      return row('Basic (and reversed card)', question, [answer])
    case 'typed':
      return row('Basic (type in the answer)', question, [answer])
    case 'cloze':
      return row('Cloze', question, [note])
    default: {
      const options = shuffled(card.options, card.id)
      const listed = options.map(({ text }, index) => `${String.fromCharCode(65 + index)}. ${plainOf(text)}`)
      const reasons = options.flatMap(({ text, right, why }) =>
        right || why.length === 0 ? [] : [`Not “${plainOf(text)}”: ${plainOf(why)}`],
      )
      return row('Basic', [question, ...listed].join('\n'), [answer, ...reasons, note])
    }
  }
}
