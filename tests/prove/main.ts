/**
 * `npm run prove`: what a killed process, a power cut and a failing disk leave is opened again, and everything that was
 * answered for must be there, once.
 *
 *   --quick            a sample, under half a minute
 *   --points           without the checks E1 to E12         --checks    those alone
 *   --without-fsync    is each sync missed that is left out? With a word: those that have it
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
import { nameOf } from './sync-names'
import { errors, kills, type Share, type Trial } from './trials'
import { excuse, excuses, type Omission, omissions } from './without-fsync'

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
  const shareAt = given.indexOf('--share')
  const share = { of: Number(given[shareAt + 1]), every: Number(given[shareAt + 2]) }
  const word = given[given.indexOf('--without-fsync') + 1] ?? ''
  if (given.includes('--without-fsync')) return shareAt === -1 ? withoutFsync(word) : leaveOut(word, share)
  if (shareAt !== -1) return work(share)
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
    for await (const { site, place, found } of omissions(scratch, wanted))
      if (found === null) failures.push(`nobody missed the sync by ${site} of ${place}`)
    for await (const trial of kills(scratch, { of: 3, every: 97 })) count(trial)
    for await (const trial of errors(scratch, { of: 5, every: 97 })) count(trial)
  })

const everything = () => helpers([], (line) => count(JSON.parse(line)))

/** One for each core. */
async function helpers(given: string[], each: (line: string) => void): Promise<void> {
  const every = Math.min(4, availableParallelism())
  await Promise.all(Array.from({ length: every }, (_, of) => helper(given, { of, every }, each)))
}

/** Another process with its share; it says a line of JSON for each thing that it tried. */
async function helper(given: string[], { of, every }: Share, each: (line: string) => void): Promise<void> {
  const run = join(import.meta.dirname, 'run.mjs')
  const child: ChildProcess = spawn(process.execPath, [run, ...given, '--share', `${of}`, `${every}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', each)
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
  const began = Date.now()
  const names = new Set<string>()
  const counts = { missed: 0, excused: 0, unmissed: 0 }
  await helpers(['--without-fsync', word], (line) => {
    const one: Omission = JSON.parse(line)
    const { site, place, times, found } = one
    const why = excuse(one)
    counts[found ? 'missed' : why ? 'excused' : 'unmissed']++
    names.add(nameOf(one))
    if (found && why) failures.push(`an excuse for a sync that is missed: ${nameOf(one)}`)
    const verdict = found
      ? `missed after ${found.after} points: ${found.point}: ${found.breach}`
      : why === undefined
        ? 'NOBODY MISSED IT'
        : `not needed here: ${why}`
    console.log(`${site.padEnd(34)}${place.padEnd(24)}${String(times).padStart(4)}  ${verdict.slice(0, 220)}`)
  })
  const stale = excuses.filter((name) => name.includes(word) && !names.has(name))
  for (const name of stale) failures.push(`an excuse for a sync that is no more: ${name}`)
  for (const failure of failures) console.log(failure)
  console.log(`Took ${Math.round((Date.now() - began) / 1000)} s`)
  const { missed, excused, unmissed } = counts
  console.log(`syncs left out: ${names.size}, missed: ${missed}, excused: ${excused}, nobody missed: ${unmissed}`)
  return failures.length === 0 && unmissed === 0 ? 0 : 1
}

const leaveOut = (word: string, share: Share) =>
  inScratch(async (scratch) => {
    const wanted = (site: string, place: string) => nameOf({ site, place }).includes(word)
    for await (const one of omissions(scratch, wanted, share)) process.stdout.write(`${JSON.stringify(one)}\n`)
    return 0
  })
