/** What other windows hear while everything is opened anew by one of them. */
import { randomUUID } from 'node:crypto'
import { createRouterClient } from '@orpc/server'
import { expect, test, vi } from 'vitest'
import { codeOf, openCore, type TestCore } from '../../support/core'

vi.setConfig({ testTimeout: 30_000 })

const none = { kind: 'none' as const }
const erase = { word: 'erase' as const }
/** As the loopback host's page calls, which tells of which erasing it knows. */
const windowOf = ({ core }: TestCore, erased: number | null) => createRouterClient(core.router, { context: { erased } })

test('calls that come while a backup takes the place of the work wait for it, and are answered from it', async () => {
  const core = await openCore()
  const note = randomUUID()
  await core.call.notes.save({ note, base: 0, target: none, text: 'As it was' })
  const [backup] = (await core.call.backups.make()).backups
  await core.call.notes.save({ note, base: 1, target: none, text: 'As it became' })
  let isRestored = false
  const restoring = core.call.backups.restore({ backup: backup?.id ?? '', skip: [] }).then(() => {
    isRestored = true
  })
  const texts = new Set<string>()
  let waited = false
  while (!isRestored) {
    const { text } = await core.call.notes.get({ note })
    texts.add(text)
    waited ||= text === 'As it was'
    await new Promise(setImmediate)
  }
  await restoring
  expect([...texts]).toEqual(['As it became', 'As it was'])
  expect(waited).toBe(true)
  // And none while nothing is left to wait for.
  expect((await core.call.notes.get({ note })).text).toBe('As it was')
})

test('a repair too: what is saved meanwhile is saved', async () => {
  const core = await openCore()
  await core.rateNext('good')
  await core.call.verify.start()
  await vi.waitFor(async () => expect((await core.call.verify.progress()).state).toBe('done'))
  const saved: Promise<string | null>[] = []
  let isDone = false
  const repairing = core.call.verify.repair().finally(() => {
    isDone = true
  })
  while (!isDone) {
    if (saved.length < 40) {
      const text = `Meanwhile ${saved.length}`
      saved.push(codeOf(core.call.notes.save({ note: randomUUID(), base: 0, target: none, text })))
    }
    await new Promise(setImmediate)
  }
  await repairing
  const answers = await Promise.all(saved)
  expect(answers.filter((code) => code !== null)).toEqual([])
  expect((await core.call.notes.list({})).total).toBe(answers.length)
})

test('a window of before everything was erased can save and read nothing, and learns why', async () => {
  const core = await openCore()
  const note = randomUUID()
  const [one, other] = [windowOf(core, null), windowOf(core, null)]
  await other.notes.save({ note, base: 0, target: none, text: 'A kestrel' })
  const { at } = await one.erase.begin(erase)
  const late = other.notes.save({ note: randomUUID(), base: 0, target: none, text: 'A kestrel, typed on' })
  expect(await codeOf(late)).toBe('ERASED')
  expect(await codeOf(other.lock.park({ draft: 'A kestrel' }))).toBe('ERASED')
  expect(await codeOf(other.notes.list({}))).toBe('ERASED')
  expect(await other.lock.state()).toMatchObject({ state: 'off', erased: at })
  // Made anew, it shows what happened, and the next person can work in it.
  const anew = windowOf(core, at)
  expect(await anew.erase.account()).toMatchObject({ at })
  expect((await anew.notes.list({})).total).toBe(0)
  await anew.notes.save({ note: randomUUID(), base: 0, target: none, text: 'A first word' })
  expect((await anew.notes.list({})).total).toBe(1)
})

test('what is asked for while everything is being erased is not done afterwards, in a window of our own either', async () => {
  const core = await openCore()
  await core.rateNext('good')
  const erasing = core.call.erase.begin(erase)
  const late: Promise<string | null>[] = []
  for (let n = 0; n < 20; n++) {
    late.push(codeOf(core.call.notes.save({ note: randomUUID(), base: 0, target: none, text: 'A kestrel' })))
    await new Promise(setImmediate)
  }
  await erasing
  expect(await Promise.all(late)).toContain('ERASED')
  expect((await core.call.notes.list({})).total).toBe(0)
})
