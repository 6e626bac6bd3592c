/**
 * A process of its own that opens a store and does what its arguments say; the tests kill it. Says what was answered
 * for, a line each, only after the answer.
 */
import { writeSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import { JSONFilePreset } from 'lowdb/node'
import { AlreadyOpen, openStore } from '../../../electron/core/store/store'
import { review, saveNote } from './samples'

const [folder = '', task = ''] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)

process.once('uncaughtException', (error) => {
  say(`ended by ${error.message}`)
  process.exit(1)
})
if (task === 'raw') await appendRaw()
if (task === 'lowdb') await writeWithLowdb()
try {
  const store = await openStore({ folder, announce: () => say('announced') })
  say('open')
  if (task === 'write') {
    const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
    let version = store.state.notes[note]?.version ?? 0
    for (let i = 0; ; i++) {
      const card = `card-${i % 50}`
      const operation = await store.record('review', review(card, store.state.cards[card] ?? null))
      say(`operation ${operation.id}`)
      if (i % 7 === 0) {
        await saveNote(store, note, ++version, `version ${version} ${'x'.repeat(5000)}`)
        say(`note ${version}`)
      }
      if (i % 10 === 0) void store.checkpoint()
    }
  }
  if (task === 'hold') setInterval(() => {}, 1 << 30)
  if (task === 'try') await store.close()
} catch (error) {
  if (!(error instanceof AlreadyOpen)) throw error
  say('already open')
}

/** What any store can do at best. */
async function appendRaw(): Promise<never> {
  const file = await openFile(join(folder, 'raw'), 'a')
  const place = await openFile(folder, 'r')
  await place.sync()
  await place.close()
  for (let i = 0; ; i++) {
    await file.write(`${i}\n`)
    await file.datasync()
    say(`operation ${i}`)
  }
}
/** What lowdb does by itself. */
async function writeWithLowdb(): Promise<never> {
  const db = await JSONFilePreset<{ reviews: number[] }>(join(folder, 'db.json'), { reviews: [] })
  for (let i = 0; ; i++) {
    await db.update(({ reviews }) => reviews.push(i))
    say(`operation ${i}`)
  }
}
