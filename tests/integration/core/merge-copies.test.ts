/** Single files that a sync tool made copies of: what the other computer did in them is merged, without its folder. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openCore, type TestCore } from '../../support/core'
import { basic } from '../../support/own-cards'

vi.setConfig({ testTimeout: 60_000 })

const none = { kind: 'none' as const }
const passphrase = 'blue heron over the weir'
const copies = { place: { kind: 'copies' as const }, passphrase: null }

/** One person's work on two computers, which went on apart from the same files. */
async function twoComputers(locked: boolean) {
  const core = await openCore()
  const note = randomUUID()
  await core.call.notes.save({ note, base: 0, target: none, text: 'Who held the key?' })
  await core.rateNext('good')
  await core.call.ownCards.save({ card: randomUUID(), base: 0, text: basic('Of both', 'one') })
  if (locked) await core.call.lock.turnOn({ passphrase })
  await core.core.close()
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'fieldbook-other-computer-'))
  onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }))
  const folder = path.join(elsewhere, 'data')
  cpSync(core.folder, folder, { recursive: true })

  await core.reopen()
  const other = await openCore({ folder, now: core.time.now + 60_000 })
  if (locked) for (const one of [core, other]) await one.call.lock.unlock({ passphrase })
  return { core, other, note }
}
const logOf = (note: string) => `notes/${note.slice(0, 2)}/${note}.log`
/** As a sync tool puts the file of the other computer beside ours. */
function conflict(core: TestCore, other: TestCore, file: string): string {
  const copy = file.replace('.log', ' (conflicted copy 2026-06-08).log')
  cpSync(path.join(other.folder, file), path.join(core.folder, copy))
  return copy
}

test.each([
  ['plain', false],
  ['under one lock', true],
])('reviews, notes and cards of conflicted files come in, %s, and only once', async (_what, locked) => {
  const { core, other, note } = await twoComputers(locked)
  await core.rateNext('good')
  await core.call.notes.save({ note, base: 1, target: none, text: 'Mine: the driver.' })
  const second = randomUUID()
  const card = randomUUID()
  await other.rateNext('again')
  await other.rateNext('again')
  await other.call.notes.save({ note, base: 1, target: none, text: 'Theirs: the foreman.' })
  await other.call.notes.save({ note: second, base: 0, target: none, text: 'A heron by the weir' })
  await other.call.ownCards.save({ card, base: 0, text: basic('Of the other', 'two') })
  await other.core.close()

  const files = [conflict(core, other, 'log/000001.log'), conflict(core, other, 'library/000001.log')]
  files.push(conflict(core, other, logOf(note)))
  // Only the other computer has it: the tool simply brings it.
  cpSync(path.join(other.folder, logOf(second)), path.join(core.folder, logOf(second)), { recursive: true })
  const before = files.map((file) => readFileSync(path.join(core.folder, file)))

  const look = await core.call.work.look(copies)
  if (!look.ok) throw new Error(JSON.stringify(look.problem))
  expect(look.preview).toMatchObject({ newReviews: 2, report: { new: 1, conflicting: 1 }, ownCards: { new: 1 } })
  const merged = await core.call.work.merge({ id: look.preview.id, settings: 'mine', plan: 'mine' })
  expect(merged).toMatchObject({ ok: true, newReviews: 2, conflicts: 1 })
  expect((await core.call.study.overview()).reviewedToday).toBe(4)
  expect((await core.call.notes.get({ note: second })).text).toBe('A heron by the weir')
  const [open] = await core.call.work.conflicts()
  expect(open?.versions.map(({ text }) => text).sort()).toEqual(['Mine: the driver.', 'Theirs: the foreman.'])
  expect((await core.call.ownCards.get({ card })).text).toMatchObject({ front: expect.anything() })
  // They are only read; and a second time there is nothing new.
  expect(files.map((file) => readFileSync(path.join(core.folder, file)))).toEqual(before)
  const again = await core.call.work.look(copies)
  expect(again).toMatchObject({ ok: true, preview: { newOperations: 0 } })
  await core.call.verify.start()
  await vi.waitFor(async () => expect((await core.call.verify.progress()).state).toBe('done'), 10_000)
  expect(await core.call.verify.progress()).toMatchObject({ findings: [{ kind: 'conflicted-copies', count: 3 }] })
})

test('a damaged copy gives what can be read of it; of none at all, or of another lock, nothing is made up', async () => {
  const { core, other } = await twoComputers(false)
  const none = await core.call.work.look(copies)
  expect(none).toMatchObject({ ok: false, problem: { code: 'no-copies' } })
  await other.rateNext('again')
  await other.rateNext('again')
  await other.core.close()
  const copy = path.join(core.folder, conflict(core, other, 'log/000001.log'))
  const bytes = readFileSync(copy)
  const last = bytes.lastIndexOf('"rating":"again"')
  bytes[last + 10] = 33
  writeFileSync(copy, bytes)
  appendFileSync(copy, '12345678 99 {"half')
  expect(await core.call.work.look(copies)).toMatchObject({ ok: true, preview: { newReviews: 1 } })

  const sealed = await openCore()
  await sealed.rateNext('good')
  await sealed.call.lock.turnOn({ passphrase })
  cpSync(path.join(sealed.folder, 'log/000001.log'), copy)
  expect(await core.call.work.look(copies)).toMatchObject({ ok: false, problem: { code: 'lock-missing' } })
})
