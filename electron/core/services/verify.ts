import { join } from 'node:path'
import { onlyTold, type VerifyState } from '../../../shared/model/verify'
import { Repository } from '../backups/repository'
import { packPath } from '../packs/installed'
import { isPack as isItsFile, packsHere } from '../packs/sound-packs'
import type { Files } from '../store/files'
import { Quarantine } from '../store/quarantine'
import type { Store } from '../store/store'
import { type Inspection, inspect } from '../verify/inspect'
import { mend } from '../verify/mend'
import type { InTurn } from './turns'

/** How the last check went. It outlives the store, which a repair opens anew. */
export interface Verification {
  state: VerifyState
  /** All that it found; the page is told of the first places of each. */
  last: Inspection | null
  cancelled: boolean
}
export const noVerification = (): Verification => ({ state: { state: 'none' }, last: null, cancelled: false })

export interface VerifyNeeds {
  store: Store
  /** The data folder, absolute. */
  folder: string
  files: Files
  /** UTC ms. */
  clock: () => number
  inTurn: InTurn
  hasContent: (card: string) => boolean
  verification: Verification
  /** Closes the store, does this with the folder to itself, and opens it anew; resolves to the check of what is there then. */
  reopen: (between: () => Promise<void>) => Promise<() => Promise<VerifyState>>
}

const shownPlaces = 20

class Cancelled extends Error {}

export function verifyService(needs: VerifyNeeds) {
  const { store, folder, files, clock, inTurn, hasContent, verification, reopen } = needs
  const backups = new Repository(files, join(folder, 'backups'))

  async function check(): Promise<VerifyState> {
    verification.cancelled = false
    verification.state = { state: 'running', task: 'check', done: 0, total: 1 }
    try {
      const progress = (done: number, total: number) => {
        if (verification.cancelled) throw new Cancelled()
        verification.state = { state: 'running', task: 'check', done, total }
      }
      const inspection = await inspect({ files, store, inTurn, backups, hasContent, now: clock(), progress })
      verification.last = inspection
      verification.state = {
        state: 'done',
        at: clock(),
        repaired: [],
        checked: inspection.checked,
        findings: inspection.findings.map((finding) => ({ ...finding, where: finding.where.slice(0, shownPlaces) })),
      }
    } catch (error) {
      if (!(error instanceof Cancelled)) console.error('the check of the data failed:', error)
      verification.state = { state: error instanceof Cancelled ? 'none' : 'failed' }
    }
    return verification.state
  }
  const isRunning = () => verification.state.state === 'running'

  return {
    check,
    progress: (): VerifyState => verification.state,
    /** Begins a check, unless one is under way. */
    start(): VerifyState {
      if (!isRunning()) void check()
      return verification.state
    },
    cancel(): VerifyState {
      verification.cancelled = true
      return verification.state
    },
    /** Mends what the last check found, and checks again. */
    async repair(): Promise<VerifyState> {
      const { last } = verification
      if (isRunning() || last === null) return verification.state
      verification.state = { state: 'running', task: 'repair', done: 0, total: 1 }
      try {
        const quarantine = new Quarantine(files, folder, clock, store.codec)
        const { codec } = store
        const refs = packsHere(store.state)
        const isPack = async (path: string, bytes: Buffer) => {
          const ref = refs.find((one) => packPath(one) === path)
          return ref !== undefined && isItsFile(ref, bytes, codec)
        }
        let repaired: Awaited<ReturnType<typeof mend>> = []
        const checkAgain = await reopen(async () => {
          const found = last.findings
          repaired = await mend({ files, root: folder, backups, quarantine, findings: found, isPack, codec })
        })
        const state = await checkAgain()
        if (state.state === 'done') verification.state = { ...state, repaired }
      } catch (error) {
        console.error('the repair of the data failed:', error)
        verification.state = { state: 'failed' }
      }
      return verification.state
    },
    /** After an end that was none: tells of what is wrong, and of nothing else. */
    async checkQuietly(): Promise<void> {
      const state = await check()
      if (state.state !== 'done') return
      const defects = state.findings
        .filter(({ kind }) => !onlyTold.includes(kind) && kind !== 'leftovers')
        .reduce((sum, { count }) => sum + count, 0)
      if (defects > 0) store.notify('defects-found', { defects })
    },
  }
}
