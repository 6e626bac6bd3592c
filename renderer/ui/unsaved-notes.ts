import { useSyncExternalStore } from 'react'
import type { NoteTarget } from '../../shared/model/study'

/** What was typed in an editor that was left while it could not be saved. */
export interface UnsavedNote {
  note: string
  /** The stored version it was typed on; 0 for a note that was never stored. */
  base: number
  target: NoteTarget
  text: string
}

let kept: readonly UnsavedNote[] = []
const watching = new Set<() => void>()

function keep(next: readonly UnsavedNote[]): void {
  kept = next
  if (kept.length > 0) window.addEventListener('beforeunload', ask)
  else window.removeEventListener('beforeunload', ask)
  for (const tell of watching) tell()
}

/** A browser asks before it closes the tab. In a window of its own nobody would ask: it just would not close. */
function ask(event: BeforeUnloadEvent): void {
  if (location.protocol.startsWith('http')) event.preventDefault()
}

export function keepUnsaved(unsaved: UnsavedNote): void {
  keep([...kept.filter(({ note }) => note !== unsaved.note), unsaved])
}

export function dropUnsaved(note: string): void {
  if (kept.some((one) => one.note === note)) keep(kept.filter((one) => one.note !== note))
}

/** All of it, to be kept elsewhere. */
export function takeUnsaved(): readonly UnsavedNote[] {
  const all = kept
  keep([])
  return all
}

/** For the editor that opens the note again: the text typed on this very version, if there is one. */
export function unsavedOf(note: string, base: number): UnsavedNote | undefined {
  return kept.find((one) => one.note === note && one.base === base)
}

export function useUnsaved(): readonly UnsavedNote[] {
  return useSyncExternalStore(
    (tell) => {
      watching.add(tell)
      return () => watching.delete(tell)
    },
    () => kept,
  )
}
