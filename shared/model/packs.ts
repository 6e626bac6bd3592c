/** Packs that a trainer made and somebody brought in: they extend the book. */

import type { FactPlace, Pack, Source } from './content'

/** In the log and the state: the pack that is installed under an id. One that was removed stays, for who signed it. */
export interface PackRef {
  id: string
  title: string
  version: string
  author: string
  /** SHA-256 (hex) of its content; names its file. */
  hash: string
  /** Fingerprint of the key that signed it; null: nobody did. The next one of this id must have the same. */
  signer: string | null
  /** UTC ms. */
  installedAt: number
  /** What had been learnt and was changed by the last update. */
  changed?: LearntAndChanged
  removed?: true
}
export interface LearntAndChanged {
  /** Ids of cards that had been reviewed. */
  cards: string[]
  /** Sections that had been read, `<chapter>#<section>`. */
  sections: string[]
}

/** What must be said yes to before a pack is installed. */
export const packDoubts = ['unsigned', 'other-signer', 'lower-version'] as const
export type PackDoubt = (typeof packDoubts)[number]

/** How much is in a pack. */
export interface PackCounts {
  chapters: number
  entries: number
  cards: number
  scenarios: number
  /** Additions at places of the book. */
  overlays: number
}
/** What is wrong in one of its files. */
export interface PackProblem {
  file: string
  line: number
  message: string
}
/** Against the version that is installed, by what things are called. */
export interface PackChanges {
  added: PackCounts
  removed: PackCounts
  changed: PackCounts
  learnt: LearntAndChanged
}
export interface PackPreview {
  id: string
  title: string
  version: string
  about: string
  asOf: string
  author: string
  /** UTC ms, as its author's clock said. */
  madeAt: number
  signer: string | null
  /** Who signed the one that is or was here; undefined: there was none. */
  pinned?: string | null
  installedVersion: string | null
  isSame: boolean
  doubts: PackDoubt[]
  counts: PackCounts
  changes: PackChanges | null
  /** With any of them it can't be installed. */
  problems: PackProblem[]
}
export type PackFileView =
  | { is: 'pack'; preview: PackPreview }
  | { is: 'refused'; fault: 'not-a-pack' | 'too-large' | 'newer-format' | 'changed-after-signing'; detail: string }
  /** Its texts can't be compiled as an extension of this book. */
  | { is: 'faulty'; author: string; signer: string | null; problems: PackProblem[] }

export interface InstalledPackView extends PackRef {
  counts: PackCounts | null
  /** Why none of it is shown: its file is gone or damaged, or it doesn't fit this edition of the book. */
  trouble: 'missing' | 'damaged' | 'does-not-fit' | null
  problems: PackProblem[]
}

/** At most one folder deep, no way out, no name that a system hides or refuses. */
export const packPath = /^(?:[\p{L}\p{N}_][\p{L}\p{N}_ .-]*\/)?[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u
/** A file of a pack as its author writes it. */
export interface PackText {
  path: string
  text: string
}
/** A pack that is being made here. */
export interface PackDraft {
  /** A UUID. */
  draft: string
  /** Rises with each saving. */
  revision: number
  /** UTC ms. */
  savedAt: number
  files: PackText[]
}
export interface PackDraftSummary {
  draft: string
  /** As pack.yaml says; empty where it can't be read. */
  title: string
  version: string
  savedAt: number
}
/** What the compiler says of a draft. */
export interface PackDraftCheck {
  errors: PackProblem[]
  warnings: PackProblem[]
  counts: PackCounts | null
  /** As far as it can be read, also with faults; null where not even pack.yaml can. */
  seen: SeenDraft | null
}
/** What a learner will see of a draft. Own ids begin with its id and a dot. */
export interface SeenDraft
  extends Pick<Pack, 'id' | 'title' | 'chapters' | 'help' | 'glossary' | 'cards' | 'scenarios' | 'overlays'> {
  /** Those that it gives or names, the book's among them. */
  facts: Record<string, FactPlace>
  sources: Record<string, Source>
}
