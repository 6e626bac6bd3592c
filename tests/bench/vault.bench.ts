/**
 * What the lock costs, as ratios within one run: a durable review, a saved note and a start with it and without. The
 * passphrase itself (scrypt) is given apart, since it is paid once at each unlocking. Run by `npm run bench`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, bench, describe } from 'vitest'
import { nodeFiles } from '../../electron/core/store/files'
import { openStore, type Store } from '../../electron/core/store/store'
import { newVault, openByPassphrase } from '../../electron/core/vault/keys'
import { lockOn } from '../../electron/core/vault/turn-lock'
import { review, saveNote } from '../integration/store/samples'

const reviews = Number(process.env.REVIEWS ?? 20_000)
const cards = 2000
const rounds = 150
const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function withHistory(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  const store = await openStore({ folder })
  for (let done = 0; done < reviews; done += 5000)
    await Promise.all(Array.from({ length: 5000 }, (_, i) => reviewed(store, done + i)))
  await store.close()
  return folder
}
function reviewed(store: Store, i: number) {
  const card = `card-${i % cards}`
  return store.record('review', review(card, store.state.cards[card] ?? null))
}
async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

describe('with and without the lock', () => {
  bench(
    'ratios',
    async () => {
      const plainFolder = await withHistory()
      const sealedFolder = await withHistory()
      const { vault, key } = await newVault('a passphrase for the bench')
      const turning = await timed(() => lockOn({ files: nodeFiles, folder: sealedFolder, clock: Date.now, vault, key }))
      const passphrase = await timed(() => openByPassphrase(vault, 'a passphrase for the bench'))
      const starts = { plain: [] as number[], sealed: [] as number[] }
      for (let i = 0; i < 5; i++)
        for (const [name, options] of [
          ['plain', { folder: plainFolder }],
          ['sealed', { folder: sealedFolder, key }],
        ] as const) {
          let store: Store | undefined
          starts[name].push(
            await timed(async () => {
              store = await openStore(options)
            }),
          )
          // What the next start has to read is the same for both.
          await store?.record('review', review('card-1'))
          await store?.close()
        }
      const plain = await openStore({ folder: plainFolder })
      const sealed = await openStore({ folder: sealedFolder, key })
      const times = {
        plain: [] as number[],
        sealed: [] as number[],
        plainNote: [] as number[],
        sealedNote: [] as number[],
      }
      const text = 'Smuggling or trafficking? '.repeat(80)
      for (let i = 0; i < rounds; i++) {
        times.plain.push(await timed(() => reviewed(plain, i)))
        times.sealed.push(await timed(() => reviewed(sealed, i)))
        times.plainNote.push(await timed(() => saveNote(plain, note, i + 1, text)))
        times.sealedNote.push(await timed(() => saveNote(sealed, note, i + 1, text)))
      }
      await plain.close()
      await sealed.close()
      const ratios: [string, number, number][] = [
        ['V1  one durable review, with / without', median(times.sealed) / median(times.plain), 1.25],
        ['V2  one saved note, with / without', median(times.sealedNote) / median(times.plainNote), 1.25],
        [`V3  start at ${reviews} reviews, with / without`, median(starts.sealed) / median(starts.plain), 1.5],
      ]
      for (const [name, ratio, limit] of ratios)
        console.log(`${ratio <= limit ? 'ok  ' : 'OVER'} ${name}: ${ratio.toFixed(2)} (limit ${limit})`)
      const scale = {
        'a review': median(times.sealed),
        'a start': median(starts.sealed),
        'the passphrase': passphrase,
        'turning it on': turning,
      }
      const words = Object.entries(scale).map(([name, ms]) => `${name} ${ms.toFixed(2)} ms`)
      console.log(`     for scale: ${words.join(', ')}`)
    },
    { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 },
  )
})
