import type { Appearance } from './study'
import type { Failure } from './views'

/** What a page needs to know of the lock. Nothing in it tells of the learner's work. */
export interface LockView {
  /** `off`: there is none. `saving`: about to lock, windows save what is being typed. */
  state: 'off' | 'open' | 'saving' | 'locked' | 'turning-on' | 'turning-off'
  /** Files looked at while it is being turned on or off. */
  progress: { done: number; of: number } | null
  /** It was stopped while it was being turned on or off: unlocking goes on with that. */
  unfinished: 'on' | 'off' | null
  /** Why that could not be done. */
  trouble: Failure | null
  /** When everything was erased, in this run; UTC ms. What a page of before still has is not to be saved. */
  erased: number | null
  /** ms until the next try. */
  wait: number
  /** Minutes; null: never because of idleness. */
  autoLock: number | null
  /** Changes with every unlocking. A page that shows what an earlier one read must be made anew. */
  opening: string
  appearance: Appearance
}
/** Why a try at the lock failed. */
export interface NotUnlocked {
  why: 'wrong' | 'mistyped' | 'wait'
  /** ms until the next try. */
  wait: number
}
