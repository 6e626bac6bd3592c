/** The worker that reads Anki packages, and what happens around it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { readAnkiPackage } from '../../../electron/core/exchange/anki/read-package'
import { collectionReader } from '../../../electron/core/exchange/collection-reader'
import { Refused } from '../../../electron/core/exchange/refused'
import { madePackage, png } from '../../support/anki-package'
import { exchangeWorker } from '../../support/exchange-worker'

const notes = Array.from({ length: 1200 }, (_, index) => ({
  fields: [`<b>front</b> ${index}`, index === 700 ? '<img src="p.png">' : 'back'],
  cards: [
    {
      type: 2,
      ivl: 3,
      reviews: [[1_600_000_000_000 + index, 3, 10, 1, 2500]] as [number, number, number, number, number][],
    },
  ],
}))
const whole = () => madePackage({ notes }, { media: { 'p.png': png } })

test('the same comes out of the worker as without it; the bytes given stay whole', async () => {
  const bytes = await whole()
  const shares: number[] = []
  const found = await collectionReader({ startWorker: exchangeWorker }).readAnki(bytes, 'a.apkg', {
    progress: (share) => shares.push(share),
  })
  const here = await readAnkiPackage(bytes, 'a.apkg')
  expect(found.notes).toEqual(here.notes)
  expect(found.counts).toEqual(here.counts)
  expect([...found.media].map(([sha, picture]) => [sha, [...picture]])).toEqual(
    [...here.media].map(([sha, picture]) => [sha, [...picture]]),
  )
  expect(shares.at(-1)).toBe(1)
  expect(await collectionReader({ startWorker: undefined }).readAnki(bytes, 'a.apkg')).toEqual(here)
  const refused = collectionReader({ startWorker: exchangeWorker }).readAnki(new Uint8Array(50), 'a.apkg')
  await expect(refused).rejects.toMatchObject({ name: 'Refused', code: 'not-a-zip', where: 'a.apkg' })
}, 60_000)

test('reading is given up by the signal, and when the core closes; the worker ends', async () => {
  const ended: Promise<unknown>[] = []
  const startWorker = () => {
    const worker = exchangeWorker()
    ended.push(new Promise((resolve) => worker.once('exit', resolve)))
    return worker
  }
  const reader = collectionReader({ startWorker })
  const stop = new AbortController()
  const first = reader.readAnki(await whole(), 'a', {
    signal: stop.signal,
    progress: () => stop.abort(new Error('enough')),
  })
  await expect(first).rejects.toThrow('enough')
  const second = reader.readAnki(await whole(), 'a')
  await setImmediate()
  reader.close()
  await expect(second).rejects.toThrow()
  await Promise.all(ended)
  expect(ended.length).toBe(2)
}, 60_000)

test('a worker that says nothing, dies or can’t start is a refusal', async () => {
  const silent = () => new Worker('setInterval(() => {}, 1000)', { eval: true })
  const dying = () => new Worker('throw new Error("x")', { eval: true })
  for (const startWorker of [silent, dying]) {
    const reading = collectionReader({ startWorker, silence: 200 }).readAnki(new Uint8Array(9), 'a.apkg')
    await expect(reading).rejects.toBeInstanceOf(Refused)
    await expect(reading).rejects.toMatchObject({ code: 'worker-lost' })
  }
})

test('nothing in the reading asks the network or evaluates words', () => {
  const folder = path.join(import.meta.dirname, '../../../electron/core/exchange')
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')))
    expect(readFileSync(path.join(folder, file), 'utf8'), file).not.toMatch(
      /\bfetch\(|\beval\(|new Function|XMLHttpRequest/,
    )
})
