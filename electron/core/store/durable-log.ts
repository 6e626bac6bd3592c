import type { DataKey } from './codec'
import type { Segment } from './segment-adapter'

/** Which files hold the log, and up to which record and byte. Plain data: it can be handed to another thread. */
export interface DurableLog {
  /** The data folder. */
  folder: string
  segments: readonly Segment[]
  /** What they are sealed with, if they are. */
  key?: DataKey
}
