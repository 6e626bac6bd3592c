/** What the screen of imports is told. */
import type { ImportReport, IncomingCollection } from './exchange'
import type { TextLook } from './text-import'

/** Why a whole file can't be taken; the words for it are the renderer's and the command line's. */
export interface FileRefused {
  code: string
  /** The part of the file; empty for the file as a whole. */
  where: string
  detail: Record<string, string | number>
}
/** As `ImportReport`, with the first problems only. */
export interface ShownReport extends ImportReport {
  /** How many other problems there are. */
  more: number
  /** Cards of the book of which something is learnt: they are no notes of the file. */
  book: number
}
export interface ImportPreview {
  refused: FileRefused | null
  /** Null for a file that nobody can read. */
  kind: IncomingCollection['format'] | null
  /** Of a table. */
  look: TextLook | null
  /** Null where it is refused. */
  report: ShownReport | null
}
export type ImportState =
  | { state: 'none' }
  | {
      state: 'running'
      task: 'look' | 'import'
      /** Reading the file, comparing it with what is here, making a backup, then keeping pictures and cards. */
      step: 'reading' | 'looking' | 'backup' | 'pictures' | 'writing'
      done: number
      total: number
    }
  | { state: 'done'; at: number; from: string; report: ShownReport }
  /** Nothing of it was taken. */
  | { state: 'cancelled' }
  | { state: 'refused'; refused: FileRefused }
