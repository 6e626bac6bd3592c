/** An import stopped at any step of the disk, by a kill or a power cut: all of it is there, or nothing of it shows. */
import { describe, expect, test } from 'vitest'
import { dropOpenImports, importCollection } from '../../../electron/core/exchange/import'
import { allReviews } from '../../../electron/core/reviews/all-reviews'
import type { Files } from '../../../electron/core/store/files'
import type { Store } from '../../../electron/core/store/store'
import { type Cut, Disk } from '../../prove/disk'
import { collection, incomingCard, incomingNote, studied } from '../../support/collections'
import { basic } from '../../support/own-cards'
import { open, review, scratch } from './support'

const now = Date.UTC(2026, 5, 8, 14)
const day = 86_400_000
const options = { clock: () => now, zone: () => 0 }
const take = (store: Store, files: Files, from: ReturnType<typeof collection>) =>
  importCollection({ store, files, ...options }, from, { from: 'deck.apkg' })
const shown = async (store: Store, files: Files) => {
  const { cards, marks, ownCards, days, importedDays } = structuredClone(store.state)
  const pictures = await store.mediaNames()
  const { at } = await allReviews(store.log, files)
  const named = Object.entries(ownCards).map(([card, ref]) => [card, ref.checksum, store.ownCard(card, ref)?.damaged])
  return { cards: Object.keys(cards).sort(), marks, days, importedDays, named, reviews: [...at], pictures }
}

/** Notes long enough for several parts; one of them is here before. */
function incoming() {
  const notes = Array.from({ length: 60 }, (_, n) =>
    incomingNote(`n${n}`, basic(`${n} ${'long question '.repeat(700)}`, 'Answer', { markup: true }), {
      modifiedAt: 2000,
      cards: [
        incomingCard({ suspended: true, reviews: [{ at: now - n * 1000, rating: 'good', spent: 1 }], due: now + day }),
      ],
    }),
  )
  const bytes = Buffer.from('a picture')
  return collection(notes, { media: new Map([['any', bytes]]) })
}

describe.each([
  ['killed', { names: 'all', bytes: 'all' }],
  ['cut off, nothing unsynced left', { names: 'none', bytes: 'none' }],
  ['cut off, names without bytes', { names: 'all', bytes: 'none' }],
] as const)('%s', (_, cut: Cut) => {
  test('an import is there as a whole or not at all, and can be done again', async () => {
    const folder = scratch()
    const disk = new Disk(folder)
    const moments: Disk[] = []
    let watching = false
    disk.before = () => {
      if (watching) moments.push(disk.after(cut))
    }
    const { files } = disk
    const store = await open(folder, { files, ...options })
    await store.record('review', review('a'))
    await take(store, files, collection([incomingNote('n0', basic('Short', 'Answer'))]))
    const before = await shown(store, files)
    watching = true
    await take(store, files, incoming())
    watching = false
    const after = await shown(store, files)
    expect(after.reviews).toHaveLength(61)
    expect(moments.length).toBeGreaterThan(10)
    const steps = moments.length
    moments.push(disk.after(cut))
    await store.close()

    let whole = 0
    for (const moment of moments) {
      const left = moment.files
      const found = await open(folder, { files: left, ...options })
      await dropOpenImports(found)
      const seen = await shown(found, left)
      const isWhole = seen.reviews.length === after.reviews.length
      if (isWhole) whole++
      // A picture may be there that nothing names yet.
      expect({ ...seen, pictures: [] }).toEqual({ ...(isWhole ? after : before), pictures: [] })
      if (isWhole) expect(seen.pictures).toEqual(after.pictures)
      expect(Object.values(found.state.imports).filter(({ status }) => status === 'open')).toEqual([])
      const report = await take(found, left, incoming())
      expect(report).toMatchObject(isWhole ? { same: 60 } : { new: 59, updated: 1 })
      expect({ ...(await shown(found, left)), pictures: after.pictures }).toEqual(after)
      await found.undo()
      expect((await shown(found, left)).reviews).toEqual(before.reviews)
      await found.close()
    }
    expect(whole).toBeGreaterThan(0)
    expect(whole).toBeLessThan(steps)
  })
})

test('a disk that fills up on the way leaves nothing that shows', async () => {
  const folder = scratch()
  const disk = new Disk(folder)
  const store = await open(folder, { files: disk.files, ...options })
  await take(store, disk.files, studied(3, 2, now))
  const before = await shown(store, disk.files)
  let left = 12
  disk.before = () => {
    if (left-- === 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
  }
  await expect(take(store, disk.files, incoming())).rejects.toThrow()
  expect(await shown(store, disk.files)).toEqual(before)
  disk.before = () => {}
  expect(await take(store, disk.files, incoming())).toMatchObject({ new: 60 })
})
