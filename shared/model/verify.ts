/** What a check of the learner's data finds. */

export const findingKinds = [
  'records-damaged', // records of the log that can't be read or are gone
  'operations-twice', // the same operation stands in the log more than once
  'operations-unknown', // of a kind that this version doesn't know
  'dates-impossible', // before 2000, or more than a day from now
  'state-differs', // what is shown doesn't follow from the history: so many cards, notes, sections ...
  'cards-without-content', // reviewed, but in no pack and in no library any more
  'notes-damaged', // the newest version of so many notes can't be read
  'notes-unnamed', // files of notes that no operation names
  'own-cards-damaged', // the newest text of so many own cards can't be read
  'conflicted-copies', // of files and folders of ours, made by a sync tool
  'media-missing', // pictures that cards name and that aren't there or are damaged
  'media-unnamed', // pictures that no card names
  'packs-damaged', // installed packs whose file is gone, isn't what was installed, or can't be read
  'leftovers', // unfinished files of a process that died
  'backups-damaged', // backups of which a file can't be read
] as const
export type FindingKind = (typeof findingKinds)[number]

export interface Finding {
  kind: FindingKind
  count: number
  /** Files below the data folder, cards or notes; the page is told of the first 20. */
  where: string[]
}

/** Findings that are only told: nothing is wrong with the files, or nothing can be done about it. */
export const onlyTold: readonly FindingKind[] = [
  'operations-twice',
  'operations-unknown',
  'dates-impossible',
  'cards-without-content',
  'conflicted-copies',
]

export type VerifyState =
  | { state: 'none' }
  /** `done` of `total` steps. */
  | { state: 'running'; task: 'check' | 'repair'; done: number; total: number }
  | { state: 'done'; at: number; findings: Finding[]; repaired: Repaired[]; checked: Checked }
  | { state: 'failed' }

/** How much was looked at. */
export interface Checked {
  operations: number
  notes: number
  ownCards: number
  backups: number
}

/** What a repair did. */
export interface Repaired {
  how:
    | 'records-from-backup' // records were put back into a file
    | 'pictures-from-backup'
    | 'state-rebuilt' // what is shown was made again from the history
    | 'set-aside' // files were moved to quarantine
    | 'packs-from-backup' // files of packs were put back
    | 'leftovers-removed'
  count: number
}
