/**
 * One durable review, one saved note and a start at 1,000, 100,000 and a million reviews of history, with the lock and
 * without, against a bare append + fdatasync of the same bytes in the same run; and what turning it on and the
 * passphrase cost (scrypt, paid once at each unlocking). Run by `npm run bench`. `SIZES=1000,20000` for smaller ones.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, bench, describe } from 'vitest'
import type { DataKey } from '../../electron/core/store/codec'
import { nodeFiles } from '../../electron/core/store/files'
import { openStore, type Store } from '../../electron/core/store/store'
import { newVault, openByPassphrase } from '../../electron/core/vault/keys'
import { lockOn } from '../../electron/core/vault/turn-lock'
import { review, saveNote } from '../integration/store/samples'
import { writeHistory } from '../support/large-history'
import { medianOf, once, timed } from '../support/measure'
import { uuid } from '../support/own-cards'

const sizes = (process.env.SIZES ?? '1000,100000,1000000').split(',').map(Number)
const cards = 20_000
const rounds = 100
const text = 'Smuggling or trafficking? '.repeat(80)
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}, 60_000)

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  return folder
}
function reviewed(store: Store, i: number) {
  const card = `card-${i % cards}`
  return store.record('review', review(card, store.state.cards[card] ?? null))
}

/** A start, then reviews and notes in turn with bare appends of as many bytes. */
async function measured(folder: string, key: DataKey | null) {
  const options = { folder, ...(key && { key }) }
  const starts: number[] = []
  let store = await openStore(options)
  for (let i = 0; i < 5; i++) {
    // What the next start has to read is the same each time.
    await reviewed(store, i)
    await store.close()
    starts.push(
      await timed(async () => {
        store = await openStore(options)
      }),
    )
  }
  const raw = await open(join(folder, 'raw'), 'w')
  const length = JSON.stringify(await reviewed(store, 0)).length + 20
  const append = async (bytes: number) => {
    await raw.write(Buffer.alloc(bytes, 'x'))
    await raw.datasync()
  }
  const times = { raw: [] as number[], rawNote: [] as number[], review: [] as number[], note: [] as number[] }
  for (let i = 0; i < rounds; i++) {
    times.raw.push(await timed(() => append(length)))
    times.review.push(await timed(() => reviewed(store, i)))
    times.rawNote.push(await timed(() => append(text.length)))
    times.note.push(await timed(() => saveNote(store, uuid(1), i + 1, text)))
  }
  await raw.close()
  await store.close()
  return {
    start: medianOf(starts),
    review: medianOf(times.review),
    reviewToRaw: medianOf(times.review) / medianOf(times.raw),
    note: medianOf(times.note),
    noteToRaw: medianOf(times.note) / medianOf(times.rawNote),
  }
}

function print(name: string, ratio: number, limit: number): void {
  console.log(`${ratio <= limit ? 'ok  ' : 'OVER'} ${name}: ${ratio.toFixed(2)} (limit ${limit})`)
}

describe('with and without the lock', () => {
  bench(
    'a review, a note and a start at each size',
    async () => {
      const { vault, key } = await newVault('a passphrase for the bench')
      const rows: { plain: Awaited<ReturnType<typeof measured>>; sealed: Awaited<ReturnType<typeof measured>> }[] = []
      let turning = 0
      for (const reviews of sizes) {
        const [plain, sealed] = [scratch(), join(scratch(), 'sealed')]
        await writeHistory(plain, { reviews, cards })
        cpSync(plain, sealed, { recursive: true })
        turning = await timed(() => lockOn({ files: nodeFiles, folder: sealed, clock: Date.now, vault, key }))
        rows.push({ plain: await measured(plain, null), sealed: await measured(sealed, key) })
        for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
      }
      const columns = [
        'review',
        '/ raw',
        'note',
        '/ raw',
        'start',
        'with lock:',
        'review',
        '/ raw',
        'note',
        '/ raw',
        'start',
      ]
      console.log(['     reviews', ...columns].map((one) => one.padStart(11)).join(''))
      for (const [i, { plain, sealed }] of rows.entries()) {
        const cells = [plain, sealed].map(({ review, reviewToRaw, note, noteToRaw, start }) =>
          [review, reviewToRaw, note, noteToRaw, start].map((one) => one.toFixed(2)),
        )
        console.log(
          [String(sizes[i]), ...(cells[0] ?? []), '', ...(cells[1] ?? [])].map((one) => one.padStart(11)).join(''),
        )
      }
      const [first, last] = [rows[0], rows.at(-1)]
      if (!first || !last) return
      print('V1  one durable review at the largest size, with / without', last.sealed.review / last.plain.review, 1.25)
      print('V2  one saved note, with / without', last.sealed.note / last.plain.note, 1.25)
      print('V3  start, with / without', last.sealed.start / last.plain.start, 1.5)
      print(
        'V4  one durable review with the lock, largest / smallest size',
        last.sealed.review / first.sealed.review,
        1.5,
      )
      print('V5  one saved note, largest / smallest size', last.plain.note / first.plain.note, 1.5)
      const passphrase = await timed(() => openByPassphrase(vault, 'a passphrase for the bench'))
      console.log(`     for scale: the passphrase ${passphrase.toFixed(0)} ms, turning it on ${turning.toFixed(0)} ms`)
    },
    once,
  )
})
