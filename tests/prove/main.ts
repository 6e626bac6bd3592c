/**
 * `npm run prove`: what a killed process, a power cut and a failing disk leave is opened again, and everything that was
 * answered for must be there, once.
 *
 *   --quick            a sample, under half a minute
 *   --points           without the checks E1 to E12         --checks    those alone
 *   --without-fsync    does the proof miss each sync that is left out? With a word: those that have it
 *   --sample           prints the data folder that the life leaves, for tests/fixtures/data-folders
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { checks } from './checks'
import { life } from './life'
import { inScratch, lived } from './lives'
import { errors, kills, type Share, type Trial } from './trials'
import { excuse, type Omission, omissions } from './without-fsync'

interface Row {
  points: number
  acknowledged: number
  lost: number
  other: number
}
const shown = 10
const failures: string[] = []
const rows = new Map<string, Row>()

export async function main(given: string[]): Promise<number> {
  const share = given.indexOf('--share')
  if (share !== -1) return work({ of: Number(given[share + 1]), every: Number(given[share + 2]) })
  if (given.includes('--without-fsync')) return withoutFsync(given[given.indexOf('--without-fsync') + 1] ?? '')
  if (given.includes('--sample')) return printSample()
  if (given.includes('--checks')) return (await checks()) === 0 ? 0 : 1
  const began = Date.now()
  const isShort = given.includes('--quick') || given.includes('--points')
  // Much of the checks waits for a real disk: both at once take less time than one after the other.
  const checking = isShort ? null : checks()
  if (given.includes('--quick')) await sample()
  else await everything()
  return table(began, (await checking) ?? 0)
}

/** Syncs that are missed at once: a proof that can't fail would prove nothing. */
const soonMissed = new Set(['log/#.log', 'library/#.log', 'notes/##/<id>.log'])

/** Numbers chosen so that neighbours of one step are not always left out together. */
const sample = () =>
  inScratch(async (scratch) => {
    const wanted = (site: string, place: string) => site === 'append-file.ts append' && soonMissed.has(place)
    const each = ({ site, place, found }: Omission) => {
      if (found === null) failures.push(`nobody missed the sync by ${site} of ${place}`)
    }
    await omissions(scratch, each, wanted)
    for await (const trial of kills(scratch, { of: 3, every: 97 })) count(trial)
    for await (const trial of errors(scratch, { of: 5, every: 97 })) count(trial)
  })

async function everything(): Promise<void> {
  const every = Math.min(4, availableParallelism())
  await Promise.all(Array.from({ length: every }, (_, of) => helper({ of, every })))
}

/** Another process with its share; it says a line of JSON for each trial. */
async function helper({ of, every }: Share): Promise<void> {
  const run = join(import.meta.dirname, 'run.mjs')
  const child: ChildProcess = spawn(process.execPath, [run, '--share', `${of}`, `${every}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => count(JSON.parse(line)))
  const [code] = await once(child, 'close')
  if (code !== 0) failures.push(`a helper ended with ${code}`)
}

const work = (share: Share) =>
  inScratch(async (scratch) => {
    const say = (trial: Trial) => process.stdout.write(`${JSON.stringify(trial)}\n`)
    for await (const trial of kills(scratch, share)) say(trial)
    for await (const trial of errors(scratch, share)) say(trial)
    return 0
  })

function count({ row, where, acknowledged, breaches }: Trial): void {
  const counts = rows.get(row) ?? { points: 0, acknowledged: 0, lost: 0, other: 0 }
  const lost = breaches.filter(({ what }) => what === 'lost' || what === 'not opened').length
  counts.points++
  counts.acknowledged += acknowledged
  counts.lost += lost
  counts.other += breaches.length - lost
  rows.set(row, counts)
  for (const { what, detail } of breaches) failures.push(`${row}, ${where}: ${what}: ${detail}`)
}

function table(began: number, failedChecks: number): number {
  for (const failure of failures.slice(0, shown)) console.log(failure)
  if (failures.length > shown) console.log(`and ${failures.length - shown} more`)
  const line = (name: string, cells: (string | number)[]) =>
    console.log(name.padEnd(44) + cells.map((cell) => String(cell).padStart(14)).join(''))
  line('', ['points', 'acknowledged', 'lost', 'otherwise wrong'])
  const total: Row = { points: 0, acknowledged: 0, lost: 0, other: 0 }
  for (const [name, row] of [...rows].sort(([one], [other]) => (one < other ? -1 : 1))) {
    line(name, [row.points, row.acknowledged, row.lost, row.other])
    for (const key of ['points', 'acknowledged', 'lost', 'other'] as const) total[key] += row[key]
  }
  console.log(`Took ${Math.round((Date.now() - began) / 1000)} s`)
  if (total.other > 0) console.log(`otherwise wrong: ${total.other}`)
  console.log(`points tried: ${total.points}, acknowledged: ${total.acknowledged}, lost: ${total.lost}`)
  return failures.length === 0 && failedChecks === 0 && total.points > 0 ? 0 : 1
}

/** Path below the data folder -> content; derived caches are left out. As it is before all is erased. */
const printSample = () =>
  inScratch(async (scratch) => {
    const last = life.findIndex(({ name }) => name === 'work without the lock')
    const { disk } = await lived(scratch, { ended: (act) => act === last })
    const files = [...disk.everything()].map(([path, bytes]) => [path.slice(scratch.folder.length + 1), `${bytes}`])
    const kept = files.filter(([path]) => !path?.startsWith('cache/'))
    console.log(JSON.stringify(Object.fromEntries(kept.sort()), null, 2))
    return 0
  })

/** Each code site must be missed somewhere, and each place where it acts unless there is nothing to keep. */
async function withoutFsync(word: string): Promise<number> {
  let unmissed = 0
  await inScratch((scratch) =>
    omissions(
      scratch,
      (one) => {
        const { site, place, times, found } = one
        const why = excuse(one)
        if (found === null && why === undefined) unmissed++
        const verdict = found
          ? `missed after ${found.after} points: ${found.point}: ${found.breach}`
          : why === undefined
            ? 'NOBODY MISSED IT'
            : `not needed here: ${why}`
        console.log(`${site.padEnd(34)}${place.padEnd(24)}${String(times).padStart(4)}  ${verdict.slice(0, 220)}`)
      },
      (site, place) => `${site} of ${place}`.includes(word),
    ),
  )
  console.log(`syncs that nobody missed: ${unmissed}`)
  return unmissed === 0 ? 0 : 1
}
