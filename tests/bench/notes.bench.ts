/**
 * How the list of notes grows with the number of notes, as ratios within one run. Prints each with its limit; on a busy
 * machine single ones go over. Run by `npm run bench`.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, bench, describe } from 'vitest'
import { compose } from '../../electron/core/compose'
import { median, once, printRatio as print } from '../support/measure'
import { reviewsWorker } from '../support/reviews-worker'
import { smallPack } from '../support/small-pack'
import { eastern } from '../support/zones'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}, 60_000)

const words = 'border papers consent guide debt visa wages force fraud boat safe house'.split(' ')
const textOf = (n: number) =>
  `# Note ${n} on ${words[n % 12]}\n\n${Array.from({ length: 150 }, (_, k) => words[(n * 7 + k * k) % 12]).join(' ')} #${words[n % 12]} #all [x](/glossary/jtfa)`

/** A core with so many notes of about 150 words, one of them with two million characters. */
async function coreOf(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  writeFileSync(join(folder, 'pack.json'), JSON.stringify(smallPack))
  const core = await compose({
    ...{ dataFolder: join(folder, 'data'), packFile: join(folder, 'pack.json'), host: 'loopback' },
    ...{ versions: { app: '', node: '' }, startReviewsWorker: reviewsWorker, zone: eastern },
  })
  const call = createRouterClient(core.router)
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) {
    const note = randomUUID()
    ids.push(note)
    await call.notes.save({ note, base: 0, target: { kind: 'none' }, text: textOf(n) })
  }
  const long = await call.notes.save({
    ...{ note: randomUUID(), base: 0, target: { kind: 'none' } },
    text: textOf(0).repeat(1700).slice(0, 1_999_000),
  })
  return { core, call, ids, long: long.id }
}

describe('growth with ten times as many notes', () => {
  bench(
    'list',
    async () => {
      const [small, large] = [await coreOf(500), await coreOf(5000)]
      const at = async (act: (core: typeof small) => unknown) =>
        [await median(() => act(small)), await median(() => act(large))] as const
      type Question = Parameters<typeof small.call.notes.list>[0]
      const list = (question: Question) => at(({ call }) => call.notes.list({ limit: 100, ...question }))
      print('N1  first 100 of 5,000 notes, last changed / of 500', ...(await list({})), 60)
      print('N2  the same by title', ...(await list({ sort: 'title' })), 20)
      print('N3  the same with a tag', ...(await list({ tag: 'border' })), 60)
      print('N4  the same with two words in the text', ...(await list({ text: 'fraud bord' })), 15)
      print('N5  tags', ...(await at(({ call }) => call.notes.tags())), 60)
      const save = async ({ call, ids }: typeof small) => {
        const note = ids[0] ?? ''
        const { version, text } = await call.notes.get({ note })
        await call.notes.save({ note, base: version, target: { kind: 'none' }, text: `${text}.`, visit: 'bench' })
        await call.notes.list({ limit: 100 })
      }
      print('N6  a save with the list after it', ...(await at(save)), 15)
      print('N7  all summaries / the first 100', (await list({}))[1], (await list({ limit: 10_000 }))[1], 100)
      for (const { core } of [small, large]) await core.close()
    },
    once,
  )
})
