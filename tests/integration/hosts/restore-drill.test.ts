/**
 * The restore drill of docs/restore-drill.md, on the built loopback host: work, back up to a stick, lose the data folder,
 * restore into a fresh one, compare. `FIELDBOOK_DRILL=file` writes what was said at each step. Needs `npm run build`.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Contract } from '../../../shared/contract'
import { spawnLoopback } from '../../support/hosts'
import { basic } from '../../support/own-cards'

vi.setConfig({ testTimeout: 120_000 })

const scope = { kind: 'all' as const }
const said: string[] = []
const say = (step: string, answer: unknown) => said.push(`${step}\n${JSON.stringify(answer, null, 2)}\n`)

async function start(folder: string) {
  const { child, ready, exited } = spawnLoopback(folder)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const { origin, hash } = new URL(await ready)
  const headers = { 'x-fieldbook-token': hash.slice('#token='.length) }
  const call: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ url: `${origin}/call`, headers }))
  return {
    call,
    close: async () => {
      child.kill('SIGINT')
      expect(await exited).toEqual([0, null])
    },
  }
}

/** SHA-256 of every file of the learner's work. */
function checksums(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) =>
    path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
  )
  return Object.fromEntries(
    paths
      .filter((file) => /^(log|notes|library|reports)\//.test(file))
      .sort()
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(path.join(folder, file)))
          .digest('hex'),
      ]),
  )
}

/** What a person would look at to see whether everything is there. */
async function whatIsThere({ call }: Awaited<ReturnType<typeof start>>, note: string) {
  const { reviewedToday, today } = await call.study.overview()
  const browsed = { search: '', sort: 'question', descending: false, offset: 0, limit: 500 } as const
  const { rows } = await call.study.browse(browsed)
  return {
    note: (await call.notes.get({ note })).text,
    versions: (await call.notes.get({ note })).version,
    reviewedToday,
    waiting: today,
    cards: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
    reading: createHash('sha256')
      .update(JSON.stringify(await call.reading.state()))
      .digest('hex'),
  }
}

test('a lost data folder comes back from a stick, to the byte', async () => {
  const place = await mkdtemp(path.join(tmpdir(), 'fieldbook-drill-'))
  onTestFinished(() => rm(place, { recursive: true, force: true, maxRetries: 3 }))
  const [lost, fresh, stick] = ['lost', 'fresh', 'stick'].map((name) => path.join(place, name)) as [
    string,
    string,
    string,
  ]
  await mkdir(stick)

  const first = await start(lost)
  const note = randomUUID()
  await first.call.notes.save({ note, base: 0, target: { kind: 'none' }, text: 'Who held the papers?' })
  await first.call.notes.save({ note, base: 1, target: { kind: 'none' }, text: 'Who held the papers, and since when?' })
  await first.call.ownCards.save({ card: randomUUID(), base: 0, text: basic('Whom to call?', 'The hotline') })
  const [chapter] = (await first.call.library.overview()).chapters
  const section = chapter?.sections[0]?.id ?? ''
  await first.call.reading.markSection({ chapter: chapter?.id ?? '', section, read: true, automatic: false })
  let { next } = await first.call.study.next({ scope })
  for (const rating of ['good', 'again', 'easy', 'hard', 'good'] as const) {
    if (!next) throw new Error('no card is due')
    const standsOn = next.record?.standsOn ?? null
    const review = { request: randomUUID(), scope, card: next.card.id, standsOn, rating, spent: 4000 }
    next = (await first.call.study.review(review)).next
  }
  const before = await whatIsThere(first, note)
  say('1. Worked: two versions of a note, a card, a section read, five reviews', before)

  const { backup } = await first.call.backups.copyTo({ folder: stick })
  const sums = checksums(lost)
  say('2. Backed up to the stick', {
    reason: backup.reason,
    holds: { ...backup.holds, savedAt: '…' },
    bytes: backup.bytes,
  })
  say('   Files of the work, SHA-256', sums)
  expect(Object.keys(sums).map((file) => file.split('/')[0])).toEqual(['library', 'log', 'notes'])
  await first.close()
  await rm(lost, { recursive: true })
  say('3. Closed, and the data folder deleted. Left', readdirSync(place))

  const second = await start(fresh)
  say('4. Started on a fresh folder', { savedAt: (await second.call.app.status()).savedAt })
  expect((await second.call.app.status()).savedAt).toBeNull()
  const { backups, unreadable } = await second.call.backups.listIn({ folder: stick })
  expect({ backups: backups.length, unreadable }).toEqual({ backups: 1, unreadable: 0 })
  const id = { backup: backups[0]?.id ?? '', folder: stick }
  const check = await second.call.backups.check(id)
  const preview = await second.call.backups.preview(id)
  say('5. The stick: backups, damaged files, what restoring changes (now → then)', {
    backups: backups.length,
    damaged: check.damaged,
    reviews: `${preview.now.reviews} → ${preview.backup.holds.reviews}`,
    notes: `${preview.now.notes} → ${preview.backup.holds.notes}`,
    ownCards: `${preview.now.ownCards} → ${preview.backup.holds.ownCards}`,
    operations: `${preview.now.operations} → ${preview.backup.holds.operations}`,
  })
  await second.call.backups.restore({ ...id, skip: [] })
  const { notices } = await second.call.app.status()
  say(
    '6. Restored',
    notices.map(({ code }) => code),
  )
  expect(notices.map(({ code }) => code)).toEqual(['restored'])

  const after = await whatIsThere(second, note)
  say('7. What is there now', after)
  expect(after).toEqual(before)
  const sumsAfter = checksums(fresh)
  say('   Every file of the work is the same, byte for byte', JSON.stringify(sumsAfter) === JSON.stringify(sums))
  expect(sumsAfter).toEqual(sums)

  await second.call.verify.start()
  await expect.poll(async () => (await second.call.verify.progress()).state, { timeout: 30_000 }).toBe('done')
  const verified = await second.call.verify.progress()
  say(
    '8. The check of everything',
    verified.state === 'done' && { checked: verified.checked, findings: verified.findings },
  )
  expect(verified).toMatchObject({ findings: [] })

  await second.call.notes.save({ note, base: 2, target: { kind: 'none' }, text: 'And one more line.' })
  await second.close()
  const third = await start(fresh)
  const last = await whatIsThere(third, note)
  say('9. Worked on, closed and started again', { note: last.note, versions: last.versions })
  expect(last).toMatchObject({ note: 'And one more line.', versions: 3, reviewedToday: before.reviewedToday })
  await third.close()
  if (process.env.FIELDBOOK_DRILL) writeFileSync(process.env.FIELDBOOK_DRILL, said.join('\n'))
})
