import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { createRouterClient } from '@orpc/server'
import { onTestFinished } from 'vitest'
import { type ComposeOptions, type Core, compose } from '../../electron/core/compose'
import type { Files } from '../../electron/core/store/files'
import type { Pack } from '../../shared/model/content'
import type { Rating } from '../../shared/model/study'
import type { StudyScope } from '../../shared/model/views'
import type { Zone } from '../../shared/rules/study-day'
import { reviewsWorker } from './reviews-worker'
import { smallPack } from './small-pack'
import { eastern } from './zones'

export interface TestCore {
  call: ReturnType<typeof clientOf>
  core: Core
  /** Set `now` to move time; UTC ms. */
  time: { now: number }
  folder: string
  /** Rates whatever comes next in the scope; returns the card's id. */
  rateNext(rating: Rating, scope?: StudyScope): Promise<string>
  /** A digest of everything in the history: equal before and after means that nothing was written. */
  history(): Promise<string>
  /** Closes it and opens the same folder again. */
  reopen(): Promise<void>
}

function clientOf(core: Core) {
  return createRouterClient(core.router)
}

/** A core over a folder of its own, which goes away with the test. Monday 2026-06-08, 10:00 in New York. */
export async function openCore(
  options: {
    pack?: Pack
    zone?: Zone
    now?: number
    folder?: string
    startReviewsWorker?: () => Worker
    startSearchWorker?: () => Worker
    placeGiven?: boolean
    files?: Files
    startExchangeWorker?: () => Worker
  } = {},
): Promise<TestCore> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'fieldbook-core-'))
  const folder = options.folder ?? path.join(scratch, 'data')
  const packFile = path.join(scratch, 'pack.json')
  await mkdir(scratch, { recursive: true })
  await writeFile(packFile, JSON.stringify(options.pack ?? smallPack))
  const time = { now: options.now ?? Date.parse('2026-06-08T14:00:00Z') }
  const settings: ComposeOptions = {
    dataFolder: folder,
    packFile,
    host: 'loopback',
    versions: { app: '0.0.0', node: '20.0.0' },
    clock: () => time.now,
    zone: options.zone ?? eastern,
    placeGiven: options.placeGiven ?? false,
    startReviewsWorker: options.startReviewsWorker ?? reviewsWorker,
    ...(options.files && { files: options.files }),
    ...(options.startExchangeWorker && { startExchangeWorker: options.startExchangeWorker }),
    // Without one search works in this thread, which starts quicker.
    ...(options.startSearchWorker && { startSearchWorker: options.startSearchWorker }),
    passphraseCost: { N: 2 ** 10, r: 8, p: 1 },
  }
  const core = await compose(settings)
  const test: TestCore = {
    core,
    call: clientOf(core),
    time,
    folder,
    async rateNext(rating, scope = { kind: 'all' }) {
      const { next } = await test.call.study.next({ scope })
      if (!next) throw new Error('no card is due')
      const { card, record } = next
      const standsOn = record?.standsOn ?? null
      await test.call.study.review({ request: randomUUID(), scope, card: card.id, standsOn, rating, spent: 5000 })
      return card.id
    },
    history: () => digest(path.join(folder, 'log')),
    async reopen() {
      await test.core.close()
      test.core = await compose(settings)
      test.call = clientOf(test.core)
    },
  }
  onTestFinished(async () => {
    await test.core.close()
    await rm(scratch, { recursive: true, force: true })
  })
  return test
}

async function digest(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).sort()) hash.update(name).update(await readFile(path.join(folder, name)))
  return hash.digest('hex')
}

/** The code of a coded error; anything else is thrown on. */
export async function codeOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
    throw error
  }
}
