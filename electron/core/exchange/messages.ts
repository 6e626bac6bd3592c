/** What the worker is asked, and what it says. Plain data: it goes from one thread to another. */
import type { IncomingCollection } from '../../../shared/model/exchange'
import type { TextLook, TextOptions } from '../../../shared/model/text-import'
import type { RefusalCode } from '../../../shared/rules/exchange-words'
import type { Batch, Rest } from './anki/read-package'
import type { CollectionNeeds } from './exports/anki-collection'
import type { PackagePart } from './exports/anki-file'

export type Request =
  | {
      read: Uint8Array<ArrayBuffer>
      name: string
      format: IncomingCollection['format']
      text?: TextOptions | undefined
    }
  /** The batch has been taken: the next one may come. */
  | 'taken'
export type Reply =
  /** Share of the work done, 0-1. */
  | { share: number }
  /** At a table of text, before it is read. */
  | { look: TextLook }
  | { batch: Batch }
  | { rest: Rest }
  | { refused: { code: RefusalCode; where: string; detail: Record<string, string | number> } }

/** A package is to be written: its parts follow, each after the answer to the one before, and `finish` after the last. */
export type WriteRequest = { write: CollectionNeeds } | { part: PackagePart } | 'finish'
export type WriteReply = 'written' | { file: Uint8Array<ArrayBuffer> }
