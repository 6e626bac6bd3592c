/** What is removed for good: no copy that Fieldbook can reach keeps its words, only its id stays. */
import type { Failure } from './views'

export const removableKinds = ['note', 'own-card', 'highlight', 'correction'] as const
export type RemovableKind = (typeof removableKinds)[number]
/** `id`: of the note, of the own card's text, of the highlight or of the correction; a UUID. */
export interface RemovableThing {
  kind: RemovableKind
  id: string
}
/** By id: what was removed for good. Ids stay, or a merge would bring the words back. */
export type Removed = Record<string, RemovableKind>

/** Something that was removed in the usual way, or taken back, and whose words are still kept in the history. */
export interface KeptThing extends RemovableThing {
  /** Its first words; empty where none can be read. */
  words: string
  /** When it was last changed or removed, UTC ms. */
  at: number
}
/** A folder with backups outside the data folder. */
export interface BackupPlace {
  folder: string
  /** When a backup was last made or looked for there, UTC ms. */
  seenAt: number
  /** It is there now. */
  reachable: boolean
}
export interface KeptThings {
  /** Newest first. */
  things: KeptThing[]
  /** Those whose backups may still hold what was removed for good. */
  behind: BackupPlace[]
  /** Others were known under a lock that isn't here, and can't be named. */
  othersUnknown: boolean
  /** What the last removal did, since Fieldbook was started. */
  last: RemovalAccount | null
}

/** What would be removed. */
export interface RemovalPreview {
  thing: RemovableThing
  /** Its first words. */
  words: string
  /** Steps of the history that name it and lose its words. */
  operations: number
  /** Texts of it that are kept, the newest included. */
  versions: number
  /** Own backups made since it was. */
  backups: number
  /** Files set aside as damaged that hold it, or of which nobody can tell. */
  setAside: number
  /** Backups elsewhere: those that are there now are rewritten, too. */
  places: BackupPlace[]
  /** Others were known under a lock that isn't here, and can't be named. */
  othersUnknown: boolean
  /** Own cards made from this note, which go on without its name. */
  cards: number
  /** Notes that link to it: their text is left as it is. */
  links: { id: string; title: string }[]
}

/** What was done. */
export interface RemovalAccount {
  things: RemovableThing[]
  /** UTC ms. */
  at: number
  operations: number
  /** Texts: versions of notes, and of own cards. */
  versions: number
  /** Files set aside as damaged. */
  setAside: number
  /** What was typed while it was locked and not taken up again. */
  drafts: number
  /** Damaged records, of which nobody could tell what they held. */
  unreadable: number
  /** Own backups that were rewritten. */
  backups: number
  /** Elsewhere, by folder; `failure`: it couldn't be done there. */
  places: { folder: string; seenAt: number; backups: number; failure: Failure | null }[]
  /** Backups that were left: sealed with another lock, or damaged, or (`newer`) of a newer version. By folder. */
  left: { folder: string; backups: number; newer: number }[]
  links: { id: string; title: string }[]
  /** Reports of errors in facts that were left: they name no note and no card. */
  reports: number
}

export type RemovalProgress =
  | { state: 'none' }
  /** `done` of `total` files. */
  | { state: 'running'; done: number; total: number }
