/** What this window knows of the lock, and what it does when everything is locked. */
import { ORPCError } from '@orpc/client'
import { useSyncExternalStore } from 'react'
import type { LockView, NotUnlocked } from '../../../shared/model/lock'
import { client, knowsOfErasing, ownWindow, whenLocked } from '../../client'
import { saveAll } from '../../ui/before-lock'
import { keepUnsaved, takeUnsaved, type UnsavedNote } from '../../ui/unsaved-notes'
import { type Editing, keepUnfinished, takeUnfinished } from '../own-cards/editing'
import { type KeptDraft, keepDraft, takeKept } from '../packs/making/kept-drafts'

const thisWindow = crypto.randomUUID()
/** ms between two words to the core, while there is a lock. */
const every = 1000
/** The same without a lock, where another browser may be on the same data: it hears nothing of this one. */
const seldom = 4000
/** After so long (ms) without an answer, what is on the page may no longer be meant to be seen. */
const stale = 10_000

let view: LockView | null = null
/** Of what this page shows; null while it has shown nothing yet. */
let shown: string | null = null
/** When everything was last erased, as it was known then. */
let erased: number | null = null
let problem = false
const watching = new Set<() => void>()
const tell = () => {
  for (const each of watching) each()
}
const watch = (each: () => void) => {
  watching.add(each)
  return () => watching.delete(each)
}

/** Null until the core has told it. */
export function useLock(): LockView | null {
  return useSyncExternalStore(watch, () => view)
}
/** The core could not be asked at all. */
export function useLockProblem(): boolean {
  return useSyncExternalStore(watch, () => problem)
}

/** Told by the window that turned the lock on or off to the others of the same browser. */
const turned = new BroadcastChannel('fieldbook-lock')

/** The page that turned the lock on or off goes on showing what it shows. */
let staying = false
export async function whileTurning<Result>(turn: () => Promise<Result>): Promise<Result> {
  staying = true
  const asking = setInterval(() => void ask(), 300)
  try {
    return await turn()
  } finally {
    clearInterval(asking)
    await client.lock.state().then((next) => {
      shown = next.opening
      staying = false
      take(next)
    })
    staying = false
    turned.postMessage(null)
  }
}
export const isStaying = () => staying

export function take(next: LockView): void {
  const isOpen = next.state === 'open' || next.state === 'off' || next.state === 'saving'
  // Turned on or off by another window: the same work, and what is being typed here stays.
  if (isOpen && shown !== null && view?.state.startsWith('turning-')) shown = next.opening
  view = next
  if (shown !== null && !staying) {
    if (next.state === 'locked') {
      forgetAll()
      return
    }
    if (isOpen && next.opening !== shown && next.erased !== erased) {
      forgetAll(erasedPage)
      return
    }
    if (isOpen && next.opening !== shown) {
      void putAway().then(() => forgetAll())
      return
    }
  }
  if (isOpen && shown === null) {
    shown = next.opening
    erased = next.erased
    knowsOfErasing(erased)
    if (next.state === 'open') void takeUpDrafts()
  }
  cover(locking)
  heardAt = Date.now()
  tell()
  if (next.state === 'saving') void saveNow()
  schedule()
}

/** Everything was erased: no window of this browser may keep or save what it still has. */
export function afterErasing(): void {
  turned.postMessage('erased')
  forgetAll()
}

/** Tells what was erased. */
const erasedPage = '/settings/erase'

/** Made anew, the page holds nothing of what was read before; and its address keeps no words that were searched for. */
function forgetAll(goTo = location.pathname): void {
  cover(true)
  document.title = 'Fieldbook'
  // What waits to be saved would make the browser ask whether to leave.
  takeUnsaved()
  takeUnfinished()
  takeKept()
  // A page that holds a lock of the browser's is not kept for going back to.
  void navigator.locks?.request(crypto.randomUUID(), () => new Promise(() => {}))
  location.replace(goTo)
}

// Telling the core that this window is there

let used = Date.now()
for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const)
  window.addEventListener(event, () => (used = Date.now()), { passive: true, capture: true })

let heardAt = Date.now()
let timer: ReturnType<typeof setTimeout> | undefined
function schedule(): void {
  clearTimeout(timer)
  if (view === null) return
  if (view.state === 'off') {
    if (!ownWindow) timer = setTimeout(() => void lookForErasing(), seldom)
    return
  }
  timer = setTimeout(() => {
    coverIfStale()
    void speak()
  }, every)
}

async function lookForErasing(): Promise<void> {
  const next = await client.lock.state().catch(() => null)
  if (next && (next.erased !== erased || next.state === 'locked')) take(next)
  else schedule()
}

async function speak(saved = false): Promise<void> {
  try {
    const idle = Math.max(0, Date.now() - used)
    take(await client.lock.heard({ window: thisWindow, idle, saved }))
  } catch {
    // The core is gone, and the alerts say so; what is on the screen must be reachable to be copied.
    cover(false)
    schedule()
  }
}

let saving: Promise<void> | null = null
/** What can't be saved is handed to the core, which keeps it encrypted. */
function saveNow(): Promise<void> {
  saving ??= (async () => {
    await putAway()
    await speak(true)
  })().finally(() => {
    saving = null
  })
  return saving
}
async function putAway(): Promise<void> {
  const unsaved = await saveAll()
  const left: Left = { notes: [...takeUnsaved(), ...unsaved], cards: [...takeUnfinished()], packs: [...takeKept()] }
  if (left.notes.length + left.cards.length + left.packs.length === 0) return
  await client.lock.park({ draft: JSON.stringify(left) }).catch(() => {
    for (const note of left.notes) keepUnsaved(note)
    for (const card of left.cards) keepUnfinished(card)
    for (const pack of left.packs) keepDraft(pack)
  })
}
interface Left {
  notes: UnsavedNote[]
  cards: Editing[]
  packs: KeptDraft[]
}
async function takeUpDrafts(): Promise<void> {
  for (const draft of await client.lock.takeDrafts().catch(() => [])) {
    const { notes, cards, packs = [] } = JSON.parse(draft) as Omit<Left, 'packs'> & Partial<Left>
    for (const note of notes) keepUnsaved(note)
    for (const card of cards) keepUnfinished(card)
    for (const pack of packs) keepDraft(pack)
  }
}

/** Nothing of the page is seen from the press on; what it is saving is finished behind that. */
export async function lockNow(): Promise<void> {
  if (view === null || view.state !== 'open' || locking) return
  locking = true
  cover(true)
  try {
    await putAway()
    take(await client.lock.lock({ window: thisWindow }))
  } finally {
    locking = false
    cover(false)
  }
}
let locking = false

/** The computer slept, or the window was long in the background: nothing is seen until the core has said that it may. */
function coverIfStale(): void {
  if (Date.now() - heardAt > stale) cover(true)
}
function cover(covered: boolean): void {
  document.documentElement.toggleAttribute('data-covered', covered)
}

/** Once, before anything is drawn. */
export async function beginLock(): Promise<void> {
  whenLocked(() => void ask())
  const back = () => {
    if (document.visibilityState !== 'visible' || view === null || view.state === 'off') return
    coverIfStale()
    void speak()
  }
  // Windows that know of no lock ask nothing by themselves.
  turned.addEventListener('message', ({ data }) => {
    if (data === 'erased') return forgetAll(erasedPage)
    client.lock.state().then(
      (next) => {
        if (view?.state === 'off' && next.state !== 'locked') shown = next.opening
        take(next)
      },
      () => undefined,
    )
  })
  document.addEventListener('visibilitychange', back)
  window.addEventListener('focus', back)
  window.addEventListener('pageshow', back)
  await ask()
}
async function ask(): Promise<void> {
  try {
    take(await client.lock.state())
    problem = false
  } catch {
    problem = true
    tell()
  }
}

/** Why a try failed; null if it failed for another reason. */
export function notUnlocked(error: unknown): NotUnlocked | null {
  return error instanceof ORPCError && error.code === 'NOT_UNLOCKED' ? (error.data as NotUnlocked) : null
}
