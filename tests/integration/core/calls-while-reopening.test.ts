/** Calls of other windows at every moment around an opening anew: they wait for it, and are done. */
import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { onDesk } from '../../support/desk'
import { newKey, packedOf, stateLaw } from '../../support/packs'

vi.setConfig({ testTimeout: 60_000 })

const passphrase = 'blue heron over the weir'
const none = { kind: 'none' as const }
const first = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const gone = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a12'

/** Of one turn. */
const microtasks = 12
const most = 60

const acts: [what: string, prepare: (core: TestCore) => Promise<() => Promise<unknown>>][] = [
  [
    'a restore',
    async ({ call }) => {
      const [backup] = (await call.backups.make()).backups
      return () => call.backups.restore({ backup: backup?.id ?? '', skip: [] })
    },
  ],
  [
    'the lock being turned on',
    async ({ call }) =>
      () =>
        call.lock.turnOn({ passphrase }),
  ],
  [
    'the lock being turned off',
    async ({ call }) => {
      await call.lock.turnOn({ passphrase })
      return () => call.lock.turnOff({ passphrase })
    },
  ],
  [
    'a removal for good',
    async ({ call }) =>
      () =>
        call.removal.run({ things: [{ kind: 'note', id: gone }] }),
  ],
  [
    'a repair',
    async ({ call }) => {
      await call.verify.start()
      await vi.waitFor(async () => expect((await call.verify.progress()).state).toBe('done'))
      return () => call.verify.repair()
    },
  ],
  [
    'a pack',
    async (core) => {
      const file = await onDesk(core, 'law.fieldbook', await packedOf(stateLaw, newKey()))
      return () => core.call.packs.install({ file: file.id, accept: [] })
    },
  ],
]

test.each(acts)('%s', async (what, prepare) => {
  const core = await openCore()
  const { call } = core
  await call.notes.save({ note: first, base: 0, target: none, text: 'A kestrel' })
  await call.notes.save({ note: gone, base: 0, target: none, text: 'A bittern' })
  const act = await prepare(core)

  const asked: Promise<string | null>[] = []
  const saved: string[] = []
  const ask = (n: number) => {
    if (n % 3 === 0) asked.push(codeOf(call.notes.get({ note: first })))
    else if (n % 3 === 1) asked.push(codeOf(call.progress.summary()))
    else {
      const note = randomUUID()
      saved.push(note)
      asked.push(codeOf(call.notes.save({ note, base: 0, target: none, text: `Meanwhile ${n}` })))
    }
  }
  let isDone = false
  for (let n = 0; n < microtasks; n++) {
    ask(n)
    await Promise.resolve()
  }
  const acting = act().finally(() => {
    isDone = true
  })
  for (let n = 0; !isDone; ) {
    for (let m = 0; m < microtasks && asked.length < most; m += 7) {
      ask(n++)
      for (let wait = 0; wait <= n % 7; wait++) await Promise.resolve()
    }
    await new Promise(setImmediate)
  }
  await acting
  for (let n = 0; n < microtasks; n++) ask(n)
  const codes = await Promise.all(asked)
  expect(asked.length).toBeGreaterThan(2 * microtasks)
  expect(codes.filter((code) => code !== null)).toEqual([])
  // What was saved before a restore is not there after it.
  if (what === 'a restore') return
  const { total } = await call.notes.list({})
  expect(total).toBe(saved.length + (what === 'a removal for good' ? 1 : 2))
})
