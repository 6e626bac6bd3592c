/** What is said of a file from elsewhere that can't be taken, whole or in part: for the screen and the command line alike. */
import type { ExchangeProblem } from '../model/exchange'
import type { FileRefused } from '../model/imports'

type Detail = Record<string, string | number>
type Sentence = string | ((detail: Detail) => string)

/** Why a whole file is refused. */
const refusals = {
  empty: 'The file is empty.',
  'unknown-kind':
    'Fieldbook does not know this kind of file. It takes packages of Anki (.apkg, .colpkg), tables (.csv, .tsv, .txt) and what Fieldbook itself exports (.json).',
  'not-text': 'This is not a text file, whatever its name says. Export it again as CSV or TSV.',
  'no-rows': 'There are no rows in this table.',
  'no-front': 'No column holds the front of the cards. Choose one below.',
  'not-json': 'This is not a JSON file, or only a part of one. Nothing was changed.',
  'not-an-export': 'This JSON file was not made by Fieldbook.',
  'newer-export': 'This file was made with a newer version of Fieldbook, which is needed to read it.',
  cancelled: 'Cancelled.',
  'not-a-zip': 'This is not an Anki package: the file is not a zip archive, or it ends too early.',
  'broken-zip': 'The archive is damaged: its list of contents does not match what is in it.',
  'zip-too-many': ({ most }) => `The archive has more than ${most} entries.`,
  'zip-name': 'The archive has an entry with a name that could lead outside of it.',
  'zip-names-alike': 'The archive has two entries whose names differ only by case or by how letters are encoded.',
  'zip-link': 'The archive has a link in it instead of a file.',
  'zip-encrypted': 'The archive is protected by a password. Export it again without one.',
  'zip-method': 'The archive is packed in a way that Fieldbook does not know.',
  'zip-too-large': 'The archive is larger than Fieldbook can take (4 GB unpacked).',
  'too-large': ({ most }) => `This part of the file is larger than Fieldbook can take (${most} MB).`,
  bomb: 'This part of the file unpacks to far more than such a file can need. It was not unpacked.',
  'broken-entry': 'This part of the file is damaged.',
  'no-collection':
    'There is no Anki collection in this file. Notes that left as Markdown files can’t be brought in; a work file or the JSON file brings notes.',
  'newer-version': ({ version }) =>
    `This package was made by a newer version of Anki (package version ${version}) than Fieldbook knows. Export it again with “Support older Anki versions” switched on.`,
  'dummy-only':
    'This package holds only Anki’s notice to update; the cards themselves are missing. Export it again with “Support older Anki versions” switched on.',
  'not-a-database': 'The collection in this file is not a database.',
  'broken-database': 'The database in this file is damaged.',
  'strange-database': 'The database in this file holds things that Anki never puts there. It was not read.',
  'missing-table': ({ table }) => `The database in this file has no table “${table}”.`,
  'newer-schema': ({ version }) =>
    `The collection was written by a version of Anki (schema ${version}) that Fieldbook does not know. Export it again with “Support older Anki versions” switched on.`,
  'broken-json': ({ what }) => `The list of ${what} in this file can’t be read.`,
  'too-many': ({ what, most }) => `The file has more than ${most} ${what}.`,
  'worker-lost': 'The file could not be read: it needs more memory than there is, or reading it failed.',
} satisfies Record<string, Sentence>
export type RefusalCode = keyof typeof refusals

const fields: Record<string, string> = {
  ...{ front: 'front', back: 'back', text: 'text', options: 'option', accept: 'accepted answer', note: 'note' },
}
const field = ({ field: name, index }: Detail) => `The ${fields[name ?? ''] ?? name}${index ? ` ${index}` : ''}`
const front = (detail: Detail) => (detail.front ? `“${detail.front}” ` : 'The card ')

/** What of a file couldn't be taken, or not as it was. */
const problems = {
  'no-note-type': 'Its note type is missing. It was left out.',
  'no-cards': 'It has no cards that can be asked. It was left out.',
  'too-long': ({ most }) => `A field is longer than ${most} characters. It was left out.`,
  'too-much-html': 'It has far more formatting than a card can need. It was left out.',
  'too-many-deletions': ({ most }) => `It has more than ${most} blanks. It was left out.`,
  'image-occlusion': 'Pictures with covered parts can’t be asked here. It was left out.',
  'empty-side': ({ card }) => `Card ${card} has nothing on one of its sides. It was left out.`,
  'no-such-blank': ({ card }) => `There is no blank for card ${card}. It was left out.`,
  'cloze-nested': 'Blanks inside a blank became part of it.',
  'cloze-several-numbers': 'A blank that belongs to several cards is asked by the first of them.',
  'no-guid': 'It has no identity of its own; a later import may bring it again.',
  'same-guid': 'Another note in the file has the same identity. It was left out.',
  'broken-text': 'Letters that could not be read were replaced.',
  'broken-field': 'Its fields can’t be read. It was left out.',
  script: 'A script was taken out; what it shows is missing.',
  'picture-missing': ({ name }) => `The picture “${name}” is not in the file.`,
  'picture-remote': 'A picture on the internet was left out.',
  'picture-kind': ({ name }) => `The picture “${name}” is not a PNG, JPEG, GIF or WebP picture. It was left out.`,
  'picture-too-large': ({ name, most }) => `The picture “${name}” is larger than ${most} MB. It was left out.`,
  'pictures-too-large': ({ most }) =>
    `All pictures together are larger than ${most} MB; from here on they were left out.`,
  sound: ({ name }) => `The sound or video “${name}” was left out; its name stays in the text.`,
  'media-name': 'A media file has a name that could lead outside of the archive. It was left out.',
  'media-names-alike': 'Two media files have names that differ only by case or by how letters are encoded.',
  'orphan-cards': ({ count }) => `${count} cards belong to no note. They were left out.`,
  'orphan-reviews': ({ count }) =>
    `${count} reviews belong to cards that are no longer in the file. They were left out.`,
  'not-reviews': ({ count }) => `${count} entries of the history are not answers (moved by hand, or practiced only).`,
  'reviews-before-reset': ({ count }) => `${count} reviews came before their card was reset. They were left out.`,
  'review-time': ({ count }) => `${count} reviews have an impossible time. They were left out.`,
  'flags-left-out': ({ count }) => `${count} cards have a flag above the fourth. The flag was left out.`,
  'more-like-this': ({ count }) => `${count} more like these.`,
  'card-empty': (detail) => `${field(detail)} is empty. It was left out.`,
  'card-too-long': (detail) => `${field(detail)} is longer than 10,000 characters. It was left out.`,
  'card-no-deletion': 'There is no blank to fill in it. It was left out.',
  'card-too-many': (detail) => `There are too many ${detail.field === 'text' ? 'blanks' : 'answers'}. It was left out.`,
  'card-too-few': 'A multiple-choice card needs two answers. It was left out.',
  'card-none-right': 'No answer is marked as the right one. It was left out.',
  'card-several-right': 'Several answers are marked as right. It was left out.',
  'card-twice': (detail) => `${field(detail)} stands there twice. It was left out.`,
  'id-too-long': 'Its identity is too long. It was left out.',
  'of-the-book': 'It is a card of the book, which you have already.',
  'twice-in-file': (detail) => `${front(detail)}is in the file twice. The first one counts.`,
  'removed-here': (detail) => `${front(detail)}was removed here. It was left out.`,
  'first-field-known': (detail) => `${front(detail)}is here already. It was left out.`,
  'other-model': (detail) => `${front(detail)}is here as another type of note. What is here was kept.`,
  'edited-here': (detail) => `${front(detail)}was edited here. What is here was kept.`,
  'quotes-open': 'A quotation mark is never closed, so the rest of the file may be part of it. It was left out.',
  'nul-bytes': 'It has characters in it that no text has. It was left out.',
  'cell-too-long': ({ length }) =>
    `A cell is ${Number(length).toLocaleString('en-US')} characters long; 10,000 can be taken. It was left out.`,
  'broken-letters': 'Letters that could not be read were replaced. Another encoding may be the right one.',
  'card-unreadable': 'What was learnt of this card can’t be read. It was left out.',
  'review-unreadable': 'This review can’t be read. It was left out.',
  'note-edited-here': (detail) => `${front(detail)}was changed here and in the file. What is here was kept.`,
  'not-taken': 'Stays as it is here: an import takes notes, cards and what was learnt of them. A work file brings all.',
  'note-unreadable': 'It can’t be read. It was left out.',
  'note-twice': 'Its identity is in the file twice. The first one counts.',
} satisfies Record<string, Sentence>
export type ProblemCode = keyof typeof problems

/** Why a whole file is refused, and in which part of it. */
export function refusalWords({ code, where, detail }: FileRefused): string {
  const said = sentenceOf(refusals, code, detail) ?? `The file can’t be read (${code}).`
  return where === '' ? said : `${said} (${where})`
}
export const problemWords = ({ code, detail = {} }: Pick<ExchangeProblem, 'code' | 'detail'>): string =>
  sentenceOf(problems, code, detail) ?? `It could not be taken as it was (${code}).`

function sentenceOf(from: Record<string, Sentence>, code: string, detail: Detail): string | null {
  const found = Object.hasOwn(from, code) ? from[code] : undefined
  return typeof found === 'function' ? found(detail) : (found ?? null)
}
