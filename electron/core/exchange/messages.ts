/** What the worker is asked, and what it says. Plain data: it goes from one thread to another. */
import type { RefusalCode } from '../../../shared/rules/exchange-words'
import type { Batch, Rest } from './anki/read-package'

export type Request =
  | { read: Uint8Array<ArrayBuffer>; name: string }
  /** The batch has been taken: the next one may come. */
  | 'taken'
export type Reply =
  /** Share of the work done, 0-1. */
  | { share: number }
  | { batch: Batch }
  | { rest: Rest }
  | { refused: { code: RefusalCode; where: string; detail: Record<string, string | number> } }
