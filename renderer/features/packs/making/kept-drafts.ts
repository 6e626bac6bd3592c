/** What was typed into a draft and could not be saved when its page was left: kept as long as the window is open. */
import type { PackText } from '../../../../shared/model/packs'

export interface KeptDraft {
  draft: string
  /** The revision it was typed on. */
  base: number
  files: PackText[]
}

let kept: readonly KeptDraft[] = []
function put(next: readonly KeptDraft[]): void {
  kept = next
  if (kept.length > 0) window.addEventListener('beforeunload', ask)
  else window.removeEventListener('beforeunload', ask)
}
/** In a window of its own nobody would ask: it just would not close. */
function ask(event: BeforeUnloadEvent): void {
  if (location.protocol.startsWith('http')) event.preventDefault()
}

export const keepDraft = (one: KeptDraft): void => put([...kept.filter(({ draft }) => draft !== one.draft), one])
export function dropKept(draft: string): void {
  if (kept.some((one) => one.draft === draft)) put(kept.filter((one) => one.draft !== draft))
}
/** For the page of the draft when it is opened again, if nobody has saved another revision since. */
export const keptOf = (draft: string, base: number): KeptDraft | undefined =>
  kept.find((one) => one.draft === draft && one.base === base)
/** All of it, to be kept elsewhere. */
export function takeKept(): readonly KeptDraft[] {
  const all = kept
  put([])
  return all
}

const saving = new Map<string, Promise<void>>()
/** A draft is read anew only once its last saving is through. */
export const savingOf = (draft: string): Promise<void> => saving.get(draft) ?? Promise.resolve()
export function isSaving(draft: string, work: Promise<void>): void {
  saving.set(draft, work)
  void work.finally(() => {
    if (saving.get(draft) === work) saving.delete(draft)
  })
}
