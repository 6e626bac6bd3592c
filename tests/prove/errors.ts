/** Errors of the disk while the life goes on: each operation fails, once or until somebody has tried three times. */
import { ORPCError } from '@orpc/server'
import { NotSaved, StoreFailure } from '../../electron/core/store/store'
import { type Fault, faultyFiles, type Step } from '../integration/store/faulty-files'
import { life, nothing } from './life'
import { type Begin, lived, type Scratch } from './lives'
import type { Faults } from './living'
import { type Breach, type Verdict, verify } from './promises'
import { counting, lastWorld, type Recorded } from './recorded'

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

/** A life without errors. */
export interface Reference {
  /** Every call that it makes to its disk, in order. */
  calls: Step[]
  /** In what each was made: an act, or a restart at which nothing else happens, which is the same between any two. */
  doing: string[]
  /** Where others can begin, and how many calls came before. */
  begins: { begin: Begin; calls: number }[]
  /** What each act left in the log. */
  kinds: string[]
}
export async function reference(scratch: Scratch): Promise<Reference> {
  const calls: Step[] = []
  const doing: string[] = []
  let now = 'an opening'
  const begins: Reference['begins'] = []
  const kinds: string[] = []
  await lived(scratch, {
    over: faultyOver((step) => {
      calls.push(step)
      doing.push(now)
      return undefined
    }),
    begins: (begin) => begins.push({ begin, calls: calls.length }),
    acts: (act) => {
      now = `act ${act}`
    },
    ended: (act, recorded) => {
      kinds[act] = kindsOf(recorded)
      const isUsual = life[act + 1]?.between === nothing
      now = isUsual ? `a restart ${lastWorld(recorded).passphrase === null ? '' : 'under a lock'}` : `act ${act + 1}`
      return false
    },
  })
  return { calls, doing, begins, kinds }
}

export interface Failing {
  /** Which call of the life. */
  at: number
  code: string
  lasting: boolean
}
/**
 * What is tried: of each act, and of restarts, every kind of call to every kind of file, failing once, and where it
 * comes again until somebody has tried three times.
 */
export function failings({ calls, doing }: Reference, way: Way): Failing[] {
  const { codes, calls: names } = ways[way]
  const times = new Map<string, number>()
  return calls.flatMap(({ call, path }, at) => {
    if (!(names as readonly string[]).includes(call)) return []
    const kind = `${doing[at]} ${call} ${path.replaceAll(/[0-9a-f]{2,}/g, '#')}`
    const time = times.get(kind) ?? 0
    times.set(kind, time + 1)
    return time < 2 ? [{ at, code: codes[at % codes.length] as string, lasting: time === 1 }] : []
  })
}

/** From the opening before the error to the end of the act in which it was over, or of the third act if nobody saw it. */
export async function liveThrough(
  scratch: Scratch,
  { at, code, lasting }: Failing,
  { begins, kinds }: Reference,
): Promise<Verdict> {
  const begin = begins.findLast(({ calls }) => calls <= at)
  let call = begin?.calls ?? 0
  let mended = 0
  let isPaused = false
  let acts = 0
  const breaches: Breach[] = []
  const ended = (act: number, recorded: Recorded) => {
    if (call > at) acts++
    if (acts === 0 || (acts < 3 && (lasting ? mended < 3 : false))) return false
    if (kindsOf(recorded) !== kinds[act])
      breaches.push({
        what: 'wrong',
        detail: `not every act was stored once: ${difference(kindsOf(recorded), kinds[act])}`,
      })
    isPaused = true
    return true
  }
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
    const from = begin?.begin ?? null
    const { disk, recorded } = await lived(scratch, { over: faultyOver(fault), faults, from, ended })
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
/** From where they differ. */
function difference(one = '', other = ''): string {
  const [is, should] = [one.split(','), other.split(',')]
  const at = [...is, ''].findIndex((kind, i) => kind !== should[i])
  return `${is.slice(at, at + 6)} instead of ${should.slice(at, at + 6)}`
}
const kindsOf = (recorded: Recorded) =>
  counting(lastWorld(recorded))
    .map(({ kind }) => kind)
    .join()
const isCoded = (error: unknown) =>
  error instanceof NotSaved ||
  (error instanceof ORPCError && ['NOT_SAVED', 'UNAVAILABLE'].includes(error.code)) ||
  error instanceof StoreFailure ||
  (typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error)
