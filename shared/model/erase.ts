/** Erasing all of a person's work on this computer, as the core tells of it. */

export const eraseParts = [
  'history', // the log and what is made from it
  'notes',
  'cards', // of the person's own, and pictures
  'packs', // brought in, and made here, with the key that signs them
  'backups', // in the data folder
  'set-aside', // quarantine, and texts that could not be saved
  'reports', // of errors in facts
  'settings', // appearance, keys of the lock
  'window', // Chromium's own files, and where the window was
] as const
export type ErasePart = (typeof eraseParts)[number]

export interface EraseSurvey {
  /** The data folder. */
  folder: string
  /** What is Fieldbook's; parts of which nothing is there are left out. */
  parts: { part: ErasePart; files: number; bytes: number }[]
  /** What else is in the data folder and stays there, below it; folders end with `/`. */
  others: string[]
  /** Links under names of Fieldbook's: they go, what they lead to stays. */
  links: string[]
  /** Everything is sealed with a lock: the passphrase is asked for. */
  sealed: boolean
}
/** What was erased. */
export interface EraseAccount extends EraseSurvey {
  /** When it was asked for, UTC ms. */
  at: number
}
