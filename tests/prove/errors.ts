/** Errors of the disk while the life goes on: each operation fails, once or until somebody has tried three times. */
import { ORPCError } from '@orpc/server'
import { NotSaved, StoreFailure } from '../../electron/core/store/store'
import { type Fault, faultyFiles, type Step } from '../integration/store/faulty-files'
import { lived, type Scratch } from './lives'
import type { Faults } from './living'
import { type Breach, type Verdict, verify } from './promises'
import type { Recorded } from './recorded'

/** How the app handles an error, and with which errors of the system it is tried. */
export const ways = {
  full: { codes: ['ENOSPC'], calls: ['write', 'open', 'makeFolder', 'rename'] },
  refused: { codes: ['EACCES', 'EROFS', 'EMFILE'], calls: ['open', 'makeFolder', 'rename', 'remove', 'read'] },
  'input/output': {
    codes: ['EIO'],
    calls: ['write', 'sync', 'truncate', 'rename', 'remove', 'syncFolder', 'close', 'list'],
  },
} as const
export type Way = keyof typeof ways

/** Every call that a life makes to its disk, in order; the second answer is what it left in the log. */
export async function callsOf(scratch: Scratch): Promise<{ calls: Step[]; kinds: string[] }> {
  const calls: Step[] = []
  const over = faultyOver((step) => void calls.push(step))
  const { recorded } = await lived(scratch, { over })
  return { calls, kinds: kindsOf(recorded) }
}

export interface Failing {
  /** Which call of the life. */
  at: number
  code: string
  lasting: boolean
}
/** What is tried: for each call the errors that it can meet. */
export function failings(calls: readonly Step[], way: Way): Failing[] {
  const { codes, calls: names } = ways[way]
  return calls.flatMap(({ call }, at) => {
    if (!(names as readonly string[]).includes(call)) return []
    return [{ at, code: codes[at % codes.length] as string, lasting: at % 2 === 1 }]
  })
}

export async function liveThrough(scratch: Scratch, { at, code, lasting }: Failing, kinds: string[]): Promise<Verdict> {
  let call = 0
  let mended = 0
  let isPaused = false
  const breaches: Breach[] = []
  const failing = (): boolean => (lasting ? call > at && mended < 3 : call === at + 1 && mended === 0)
  const fault = ({ call: name }: Step): Fault => {
    if (isPaused) return undefined
    call++
    if (!failing() || (lasting && !suits(code, name))) return undefined
    return name === 'write' ? { taken: 20, error: code } : code
  }
  const faults: Faults = {
    mend(error) {
      mended++
      if (!isCoded(error)) breaches.push({ what: 'wrong', detail: `an answer without a code: ${error}` })
    },
    async without(act) {
      isPaused = true
      await act()
      isPaused = false
    },
  }
  const log = console.error
  console.error = () => {}
  try {
    const { disk, recorded } = await lived(scratch, { over: faultyOver(fault), faults })
    if (kindsOf(recorded).join() !== kinds.join())
      breaches.push({ what: 'wrong', detail: `not every act was stored once: ${kindsOf(recorded)}` })
    const verdict = await verify(disk, scratch.folder, recorded, { at: recorded.steps.length })
    return { acknowledged: verdict.acknowledged, breaches: [...breaches, ...verdict.breaches] }
  } catch (error) {
    return { acknowledged: 0, breaches: [...breaches, { what: 'not opened', detail: String((error as Error).stack) }] }
  } finally {
    console.error = log
  }
}

const faultyOver = (fault: (step: Step) => Fault | undefined) => (files: Parameters<typeof faultyFiles>[1]) =>
  faultyFiles(fault, files)
const suits = (code: string, call: string) =>
  Object.values(ways).some(
    ({ codes, calls }) => [...codes].includes(code as never) && [...calls].includes(call as never),
  )
const kindsOf = ({ operations }: Recorded) => operations.map(({ operation }) => operation.kind)
const isCoded = (error: unknown) =>
  error instanceof NotSaved ||
  (error instanceof ORPCError && ['NOT_SAVED', 'UNAVAILABLE'].includes(error.code)) ||
  error instanceof StoreFailure ||
  (typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error)
