/** What goes between the core and the search worker. Plain data. */
import type { Answered, Asked } from './finder'
import type { Page } from './page'

export type Message = { put: readonly Page[] } | { drop: readonly string[] } | { ask: Asked }
export interface Request {
  id: number
  message: Message
}
/** `answer` only to a question; `error` tells what went wrong in the worker. */
export interface Reply {
  id: number
  answer?: Answered
  error?: string
}
