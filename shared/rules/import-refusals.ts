/** Why a whole file can't be imported, in a sentence: for the page and the command line. */
import type { FileRefused } from '../model/imports'
import { exchangeSentence } from './exchange-words'

type Detail = Record<string, string | number>

const refusals: Record<string, string | ((detail: Detail) => string)> = {
  empty: 'The file is empty.',
  'unknown-kind':
    'Fieldbook does not know this kind of file. It takes packages of Anki (.apkg, .colpkg), tables (.csv, .tsv, .txt) and what Fieldbook itself exports (.json).',
  'not-text': 'This is not a text file, whatever its name says. Export it again as CSV or TSV.',
  'no-rows': 'There are no rows in this table.',
  'no-front': 'No column holds the front of the cards. Choose one below.',
  'not-json': 'This is not a JSON file, or only a part of one. Nothing was changed.',
  'not-an-export': 'This JSON file was not made by Fieldbook.',
  'newer-version': (detail) =>
    (detail.version !== undefined && exchangeSentence({ code: 'newer-version', detail })) ||
    'This file was made with a newer version of Fieldbook, which is needed to read it.',
  cancelled: 'Cancelled.',
}
export function refusedWords({ code, where, detail }: FileRefused): string {
  const said = sentenceOf(code, detail) ?? exchangeSentence({ code, detail }) ?? `The file can’t be read (${code}).`
  return where === '' ? said : `${said} (${where})`
}
function sentenceOf(code: string, detail: Detail): string | null {
  const found = Object.hasOwn(refusals, code) ? refusals[code] : undefined
  return typeof found === 'function' ? found(detail) : (found ?? null)
}
