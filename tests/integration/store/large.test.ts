import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NoteFiles } from '../../../electron/core/store/note-files'
import { Quarantine } from '../../../electron/core/store/quarantine'
import { writeHistory } from '../../support/large-history'
import { uuid } from '../../support/own-cards'
import { unsyncedFiles } from './faulty-files'
import { codes, open, review, saveNote, scratch } from './support'

// Some minutes and 1 GB of disk: in `npm run prove` and `npm run test:all`.
test.skipIf(!process.env.FIELDBOOK_ALL)(
  'a million reviews and 5,000 notes of 50 KB: everything still works',
  async () => {
    const folder = scratch()
    await writeHistory(folder, { reviews: 1_000_000, cards: 20_000 })
    const quarantine = new Quarantine(unsyncedFiles, folder, Date.now)
    const notes = new NoteFiles(unsyncedFiles, folder, quarantine, () => {})
    const text = 'Smuggling or trafficking? '.repeat(2000).slice(0, 50_000)
    const first = await open(folder, { files: unsyncedFiles })
    for (let n = 0; n < 5000; n += 1) await notes.write(uuid(n), { version: 1, text })
    for (let n = 0; n < 5000; n += 500)
      await Promise.all(Array.from({ length: 500 }, (_, i) => saveNote(first, uuid(n + i), 2, `${n + i} ${text}`)))
    await first.close()

    const store = await open(folder)
    expect(codes(store)).toEqual([])
    expect(Object.keys(store.state.notes)).toHaveLength(5000)
    expect(await store.readNote(uuid(4321))).toBe(`4321 ${text}`)
    await store.record('review', review('one-more'))
    await saveNote(store, uuid(4321), 3, 'edited')
    await store.undo()
    await store.changeAppearance({ theme: 'dark' })
    await store.checkpoint()
    let operations = 0
    for await (const _ of store.operations()) operations += 1
    expect(operations).toBe(1_000_000 + 5000 + 3)
    await store.close()
    // A state that is lost is made again from all of it.
    writeFileSync(join(folder, 'state.json'), '')
    writeFileSync(join(folder, 'state.json.prev'), '')
    const rebuilt = await open(folder)
    expect(codes(rebuilt)).toEqual(['state-rebuilt'])
    expect(rebuilt.state.cards['one-more']).toBeDefined()
    expect(await rebuilt.readNote(uuid(4321))).toBe(`4321 ${text}`)
  },
  900_000,
)
