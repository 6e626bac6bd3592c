/** One person's work in two copies, on its way to become one: see electron/core/work. */
import type { ExchangeProblem, ImportReport } from './exchange'
import type { MergeSource } from './operations'
import type { OwnCardText } from './own-card'
import type { Plan, StudySettings } from './study'

/**
 * Where another copy of the work is read from: a file on the desk, a data folder on this computer, or the single files
 * that a sync tool made copies of in our own.
 */
export type WorkPlace = { kind: 'file'; file: string } | { kind: 'folder'; folder: string } | { kind: 'copies' }

/** Whose setting stays where both copies changed it. */
export type KeptSide = 'mine' | 'theirs'

/** What merging would do. */
export interface WorkPreview {
  /** By this the same reading is merged. */
  id: string
  source: MergeSource
  report: ImportReport
  newOperations: number
  newReviews: number
  ownCards: { new: number; updated: number; conflicting: number }
  /** Highlights that come or change. */
  highlights: number
  settings: { mine: StudySettings; theirs: StudySettings } | null
  plan: { mine: Plan | null; theirs: Plan | null } | null
  packs: WorkPack[]
}

/** What becomes of a trainer's pack. `not-here`: the work names it, and neither copy has its file. */
export interface WorkPack {
  title: string
  version: string
  fate: 'new' | 'updated' | 'removed' | 'not-here'
}

export type WorkLook =
  | { ok: true; preview: WorkPreview }
  /** Nothing was changed. */
  | { ok: false; problem: ExchangeProblem }

export type WorkMerged =
  | { ok: true; report: ImportReport; newReviews: number; conflicts: number; packs: WorkPack[] }
  | { ok: false; problem: ExchangeProblem }

export type WorkProgress = { state: 'idle' } | { state: 'reading' } | { state: 'backup' } | { state: 'merging' }

/** Two versions of one thing, from which a person has to choose. `null` text: deleted in that copy. */
export type WorkConflict =
  | { kind: 'note'; id: string; title: string; versions: ConflictVersion<string>[] }
  | { kind: 'own-card'; id: string; title: string; versions: ConflictVersion<OwnCardText>[] }
export interface ConflictVersion<Text> {
  /** Of the version, among those of its note or card. */
  key: string
  /** UTC ms. */
  updatedAt: number
  text: Text | null
}
