import { isDefinedError, ORPCError } from '@orpc/client'
import type { Failure } from '../../shared/model/views'
import { core } from '../client'

/** What went wrong with the data folder, as one sentence. */
export function failureWords({ code, detail }: Failure): string {
  switch (code) {
    case 'disk-full':
      return 'The disk is full.'
    case 'read-only':
      return 'The data folder can only be read, not written.'
    case 'no-access':
      return 'This account may not use the data folder.'
    case 'newer-version':
      return `The data was written by a newer version of Fieldbook (format ${detail.version ?? 'unknown'}; this one knows ${detail.supported ?? 'an older one'}).`
    case 'lock-missing':
      return 'The data is encrypted, and the file vault.json, which holds its keys, is missing or damaged. Without it neither the passphrase nor the recovery key can open anything. Put back vault.json (or vault.json.prev) from a copy of the data folder, then start Fieldbook again.'
    case 'folder-missing':
      return `The folder ${detail.above} is not there, so neither is the data folder in it. If it is on a stick or another drive, plug that in.`
    case 'newer-backups':
      return `${detail.backups === 1 ? 'A backup here was' : `${detail.backups} backups here were`} made by a newer version of Fieldbook, and this one can’t tell whether they can be read without the passphrase.`
    case 'not-erased':
      return `Erasing was begun and is not finished: ${detail.files === 1 ? 'one file' : `${detail.files} files`} could not be removed. ${notRemovedWords[String(detail.why)] ?? 'The disk did not answer as it should.'}`
    case 'damaged':
      return 'The data could not be read.'
    case 'io':
      return 'The disk did not answer as it should.'
  }
}

const notRemovedWords: Record<string, string> = {
  'read-only': 'The disk can only be read, not written.',
  'no-access': 'This account may not remove it, or another program has it open.',
}

/** An error of a call, as what happened, what it means for the person's work, and what to do. */
export function errorWords(error: unknown): string {
  if (isDefinedError(error) || error instanceof ORPCError) {
    const { code, data } = error as { code: string; data: unknown }
    if (code === 'NOT_SAVED')
      return `This change is not saved yet. ${failureWords(data as Failure)} Everything saved before is safe. Free some space or check the folder, then try again.`
    if (code === 'UNAVAILABLE') return `Your work can't be opened. ${failureWords(data as Failure)}`
    if (code === 'CONFLICT')
      return 'This was changed in another window in the meantime, so nothing was overwritten. What you did is still on the screen: copy it if you need it, then open this again.'
    if (code === 'LOCKED') return 'Fieldbook is locked.'
    if (code === 'ERASED') return 'All work was erased in another window, so this was not saved.'
    if (code === 'NOT_FOUND') return 'That is no longer here.'
  }
  if (!core.answers())
    return 'Fieldbook has stopped: this could not be done, and nothing new is saved. Copy what you need from the screen, then start Fieldbook again.'
  return 'Fieldbook could not do that. Nothing that was saved is affected. Try again; if it happens again, close and open the app.'
}
