import type { ExchangeProblem } from '../model/exchange'

/** Why another copy's work could not be taken, as one sentence; for the screen and the command line alike. */
export function workProblemWords({ code, where, detail }: ExchangeProblem): string {
  switch (code) {
    case 'not-a-work-file':
      return `${where} is not a file of Fieldbook work.`
    case 'not-a-folder':
      return `${where} is not a Fieldbook data folder.`
    case 'no-copies':
      return `${where} holds no copy of a file with reviews, notes or cards that can be read.`
    case 'own-folder':
      return `${where} is the data folder that is open here.`
    case 'not-readable':
    case 'no-access':
    case 'io':
      return `${where} could not be read.`
    case 'newer-version':
      return `${where} was made by a newer version of Fieldbook. Update this copy first.`
    case 'passphrase-needed':
      return `${where} is protected by a passphrase.`
    case 'wrong-passphrase':
      return `That is not the passphrase of ${where}.`
    case 'lock-unfinished':
      return `${where} is just being locked or unlocked. Open it in Fieldbook first, so that this ends.`
    case 'lock-missing':
      return `${where} is encrypted, and the file that holds its keys is missing.`
    case 'damaged-file':
      return `${where} is damaged or not whole.`
    case 'damaged-entry':
      return `${where} in the file is damaged.`
    case 'missing-entry':
      return `${where} is missing from the file.`
    case 'unexpected-entry':
      return `${where} does not belong in a file of Fieldbook work.`
    case 'entry-twice':
      return `${where} stands twice in the file.`
    case 'too-many-entries':
      return `${where} holds more than ${detail?.most ?? 'the allowed number of'} entries.`
    case 'too-large':
      return `${where} would be too large when unpacked.`
    case 'not-an-operation':
      return `${where} is not a record of study${detail?.field ? ` (${detail.field})` : ''}.`
    case 'not-a-record':
      return `${where} is not a version of a note or card.`
    case 'same-id':
      return `${where} has the same id as another act that is different, so the two copies can’t be one person’s work.`
    default:
      return `${where} could not be taken (${code}).`
  }
}
