/** The check of the files of installed packs, and their repair from a backup. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openCore, type TestCore } from '../../support/core'
import { onDesk } from '../../support/desk'
import { newKey, packedOf, stateLaw } from '../../support/packs'

vi.setConfig({ testTimeout: 30_000 })

const key = newKey()
async function install(core: TestCore): Promise<string> {
  const { id } = await onDesk(core, 'state.fieldbook', await packedOf(stateLaw, key))
  await core.call.packs.install({ file: id, accept: [] })
  const [name] = readdirSync(join(core.folder, 'packs'))
  return `packs/${name}`
}
async function checked(core: TestCore) {
  await core.call.verify.start()
  await vi.waitFor(async () => expect((await core.call.verify.progress()).state).toBe('done'), 10_000)
  const state = await core.call.verify.progress()
  if (state.state !== 'done') throw new Error(state.state)
  return state.findings
}
const damages: [what: string, damage: (path: string) => void][] = [
  ['gone', (path) => rmSync(path)],
  ['changed', (path) => writeFileSync(path, 'somebody else’s')],
  ['cut short', (path) => writeFileSync(path, readFileSync(path).subarray(0, 50))],
]

test.each(damages)(
  'a file that is %s is found and put back from a backup; twice changes nothing',
  async (_what, damage) => {
    const core = await openCore()
    const path = await install(core)
    expect(await checked(core)).toEqual([])
    await core.call.backups.make()
    const whole = readFileSync(join(core.folder, path))
    damage(join(core.folder, path))
    expect(await checked(core)).toEqual([{ kind: 'packs-damaged', count: 1, where: [path] }])

    const repaired = await core.call.verify.repair()
    expect(repaired).toMatchObject({ state: 'done', findings: [], repaired: [{ how: 'packs-from-backup', count: 1 }] })
    expect(readFileSync(join(core.folder, path))).toEqual(whole)
    expect(await core.call.packs.list()).toMatchObject([{ id: 'state-law', trouble: null }])
    expect(await core.call.verify.repair()).toMatchObject({ state: 'done', findings: [], repaired: [] })
  },
)

test('under a lock too; and another pack of the same name in its place is not taken for it', async () => {
  const core = await openCore()
  const path = await install(core)
  await core.call.lock.turnOn({ passphrase: 'blue heron over the weir' })
  await core.call.backups.make()
  expect(await checked(core)).toEqual([])
  const sealed = readFileSync(join(core.folder, path))
  // A whole pack, and plain: somebody put it there.
  writeFileSync(join(core.folder, path), await packedOf(stateLaw, newKey()))
  expect(await checked(core)).toEqual([{ kind: 'packs-damaged', count: 1, where: [path] }])
  await core.call.verify.repair()
  expect(readFileSync(join(core.folder, path))).toEqual(sealed)
})

test('without a backup of it nothing is changed, and it is found again', async () => {
  const core = await openCore()
  const path = await install(core)
  rmSync(join(core.folder, 'backups'), { recursive: true })
  writeFileSync(join(core.folder, path), 'somebody else’s')
  await checked(core)
  const findings = [{ kind: 'packs-damaged', count: 1, where: [path] }]
  expect(await core.call.verify.repair()).toMatchObject({ findings, repaired: [] })
  expect(readFileSync(join(core.folder, path), 'utf8')).toBe('somebody else’s')
  expect(existsSync(join(core.folder, 'quarantine'))).toBe(false)
  // Installed again it is whole; a pack that was removed is not looked for.
  await install(core)
  expect(await checked(core)).toEqual([])
  await core.call.packs.remove({ pack: 'state-law' })
  expect(await checked(core)).toEqual([])
})
