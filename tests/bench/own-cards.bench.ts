/**
 * How opening and saving grow with the number of own cards, as ratios within one run: milliseconds of a machine prove
 * nothing. Prints each with its limit; on a busy machine single ones go over. Run by `npm run bench`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, bench, describe } from 'vitest'
import { catalogue } from '../../electron/core/services/catalogue'
import { indexPack } from '../../electron/core/services/pack'
import { openStore, type Store } from '../../electron/core/store/store'
import { medianOf, once, printRatio as print } from '../support/measure'
import { basic, uuid } from '../support/own-cards'
import { smallPack } from '../support/small-pack'

const rounds = 7
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const textOf = (n: number) => ({
  text: basic(`Question number ${n}: ${'what is asked here '.repeat(8)}?`, `Answer ${n} ${'in some words '.repeat(8)}`),
})
async function record(store: Store, from: number, to: number): Promise<void> {
  const texts = Array.from({ length: to - from }, (_, index) => ({
    ...{ card: uuid(from + index), version: 1 },
    text: textOf(from + index),
  }))
  const checksums = await store.writeOwnCards(texts)
  const cards = texts.map(({ card }, index) => ({
    ...{ card, before: null },
    after: { version: 1, checksum: checksums[index] ?? '', createdAt: index, updatedAt: index },
  }))
  await store.record('own-cards', { what: 'made', cards })
}
async function folderOf(count: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  const store = await openStore({ folder })
  await record(store, 0, count)
  await store.close()
  return folder
}
/** Of what each round says of itself, ms. */
async function median(act: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await act())
  return medianOf(times)
}

describe('growth with ten times as many own cards', () => {
  bench(
    'opening and saving',
    async () => {
      const [few, many] = [await folderOf(2000), await folderOf(20_000)]
      const book = indexPack(smallPack)
      const opening = async (folder: string) => {
        const began = performance.now()
        const store = await openStore({ folder })
        const { cards } = catalogue(book, store)
        const took = performance.now() - began
        if (cards.length < 2000) throw new Error('the own cards are missing')
        await store.close()
        return took
      }
      const nothing = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
      folders.push(nothing)
      const none = await median(async () => {
        const began = performance.now()
        await (await openStore({ folder: nothing })).close()
        return performance.now() - began
      })
      console.log(`     opening without own cards: ${none.toFixed(1)} ms`)
      print(
        'O1  opening with 20,000 own cards / with 2,000',
        await median(() => opening(few)),
        await median(() => opening(many)),
        15,
      )

      const saving = async (folder: string) => {
        const store = await openStore({ folder })
        const cards = catalogue(book, store)
        let next = 1_000_000
        const took = await median(async () => {
          next += 1
          const began = performance.now()
          await record(store, next, next + 1)
          if (cards.cards.length < 2000) throw new Error('the own cards are missing')
          return performance.now() - began
        })
        await store.close()
        return took
      }
      print('O2  one more card, flush included, with 20,000 / with 2,000', await saving(few), await saving(many), 15)
    },
    once,
  )
})
