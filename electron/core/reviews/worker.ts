/** The worker's entry: reads the whole history of reviews, off the thread that answers the pages. Changes no data. */
import { parentPort } from 'node:worker_threads'
import { fitWeights } from '../../../shared/rules/fit/fit'
import { learningsOf, usableReviews } from '../../../shared/rules/fit/learnings'
import { strengthAfter } from '../../../shared/rules/fit/measures'
import { memoryModelWith } from '../../../shared/rules/scheduling'
import { plainCodec, sealedCodec } from '../store/codec'
import { nodeFiles } from '../store/files'
import { joined } from './all-reviews'
import { cardHistory } from './card-history'
import { ColumnCache } from './column-cache'
import type { Answers, Job, Reply, Request } from './jobs'
import { fsrsRs, NoOptimiser } from './optimiser'

const port = parentPort
if (!port) throw new Error('this runs as a worker only')
const say = (reply: Reply) => port.postMessage(reply)
const cache = new ColumnCache(nodeFiles)

port.on('message', async ({ id, job, log }: Request) => {
  try {
    const found = await answer(job, log, (share) => say({ id, share }))
    // Columns are made for the one who asks: handed over, not copied.
    const buffers = job.kind === 'columns' ? buffersOf(found as Answers['columns']) : []
    port.postMessage({ id, answer: found } satisfies Reply, buffers)
  } catch (error) {
    say({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})

async function answer(job: Job, log: Request['log'], tell: (share: number) => void): Promise<Answers[Job['kind']]> {
  const segments = await cache.all(log)
  const codec = log.key ? sealedCodec(log.key) : plainCodec
  if (job.kind === 'card') return cardHistory(nodeFiles, log.folder, segments, job.card, codec)
  const columns = joined(segments.map(({ columns }) => columns))
  if (job.kind === 'columns') return columns
  const learnings = learningsOf(columns)
  if (job.kind === 'usable') return usableReviews(learnings)
  if (job.kind === 'fit') return fitted(learnings, job.settings, tell)
  const model = memoryModelWith(job.settings)
  return learnings.flatMap((learning) => {
    const strength = strengthAfter(learning, model)
    return strength ? [{ card: learning.card, reviews: learning.ratings.length, strength }] : []
  })
}

const buffersOf = ({ cards: _, ...columns }: Answers['columns']) =>
  Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer)

async function fitted(
  learnings: ReturnType<typeof learningsOf>,
  settings: Parameters<typeof fitWeights>[1],
  tell: (share: number) => void,
): Promise<Answers['fit']> {
  try {
    const found = await fitWeights(learnings, settings, fsrsRs, tell)
    return found ? { state: 'done', ...found } : { state: 'failed', why: 'too-few' }
  } catch (error) {
    if (error instanceof NoOptimiser) return { state: 'failed', why: 'no-optimiser' }
    throw error
  }
}
