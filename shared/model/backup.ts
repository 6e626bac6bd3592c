/** Backups of the learner's work, as the core tells of them. */

import type { Failure } from './views'

export type BackupReason =
  | 'automatic' // after changes, at most each half hour
  | 'closing' // Fieldbook was closed
  | 'by-hand'
  | 'before-import' // what was there before a file was imported
  | 'before-merge' // what was there before another copy's work came into it
  | 'before-restore' // what was there before another backup took its place

/** What a backup holds, in numbers. */
export interface BackupHolds {
  /** Operations of the log that can be read. */
  operations: number
  reviews: number
  /** Without deleted ones. */
  notes: number
  ownCards: number
  /** UTC ms of the newest change in it; null if there is none. */
  savedAt: number | null
}

export interface Backup {
  id: string
  /** UTC ms. */
  at: number
  reason: BackupReason
  holds: BackupHolds
  /** Records of the log that were missing when it was made. */
  missing: number
  /** Bytes of all its files together; what several backups share is on the disk once. */
  bytes: number
  /** The name of the history's first operation: two backups with the same one are of the same person's work. */
  history: string | null
  /** The id of the lock its files are sealed with; null: anybody can read them. */
  vault: string | null
  /** What had been removed for good by then, as `removedName` gives it: all of that is out of it. */
  removed?: string
}

/** What a check of a backup found: files that are damaged or gone, below the data folder. */
export interface BackupCheck {
  backup: string
  damaged: string[]
}

export type BackupProblem = Failure & {
  /** UTC ms. */
  at: number
}

/** A backup that a newer version of Fieldbook has made: all that this one can tell of it. */
export interface NewerBackup {
  id: string
  /** UTC ms. */
  at: number
}

export interface BackupsView {
  /** Where they are. */
  folder: string
  /** Newest first. */
  backups: Backup[]
  /** Newest first. What they need isn't known here, so nothing is tidied up beside them. */
  newer: NewerBackup[]
  /** Whose list of files is damaged. */
  unreadable: number
  /** Why the last one could not be made; null once one could. */
  problem: BackupProblem | null
  /** Something has changed since the newest one. */
  behind: boolean
}

/** How it stands with the newest backup in the data folder. */
export interface LatestBackup extends Pick<BackupsView, 'problem' | 'behind'> {
  /** UTC ms; null if there is none. */
  at: number | null
}

export interface RestorePreview {
  backup: Backup
  /** What is here now, and would be replaced. */
  now: BackupHolds
  /** Its history began with the same operation as what is here. */
  sameWork: boolean
  /** Whether it has the lock that is here, none, or another: then its passphrase of that time opens it. */
  lock: 'same' | 'none' | 'other'
  /** Files in it that are damaged. */
  damaged: string[]
}
