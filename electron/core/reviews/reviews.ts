import type { Worker } from 'node:worker_threads'
import type { ReviewColumns } from '../../../shared/model/review-columns'
import type { CardReview } from '../../../shared/model/views'
import type { DurableLog } from '../store/durable-log'
import type { Answers, Job, Reply, Request } from './jobs'

/** What was asked was given up, or the core closes. */
export class GivenUp extends Error {
  override name = 'GivenUp'
}

export interface ReviewsNeeds {
  /** Starts the built worker, or its source. */
  startWorker: () => Worker
  /** The log as it is when asked: only what is durable is read. */
  log: () => DurableLog
  /** After so long without a question the worker ends, ms. */
  idle?: number
}
interface Asked {
  request: Request
  resolve(answer: unknown): void
  reject(error: Error): void
  tell(share: number): void
}

/**
 * All reviews ever made, read in a worker that is started when somebody asks and ends by itself. Questions reject with
 * `GivenUp`, or with what went wrong in the worker.
 */
export function reviewsInWorker({ startWorker, log, idle = 30_000 }: ReviewsNeeds) {
  const asked = new Map<number, Asked>()
  let questions = 0
  let worker: Worker | null = null
  let rest: NodeJS.Timeout | undefined
  let closed = false

  function running(): Worker {
    if (worker) return worker
    const started = startWorker()
    worker = started
    // It never keeps the process alive by itself.
    started.unref()
    started.on('message', (reply: Reply) => {
      const question = asked.get(reply.id)
      if (!question || worker !== started) return
      if ('share' in reply) return question.tell(reply.share)
      asked.delete(reply.id)
      if ('error' in reply) question.reject(new Error(reply.error))
      else question.resolve(reply.answer)
      restWhenDone()
    })
    started.on('error', (error) => lost(started, error))
    started.on('exit', (code) => lost(started, new Error(`the worker ended with ${code}`)))
    return started
  }

  function lost(gone: Worker, error: Error): void {
    if (worker !== gone) return
    worker = null
    for (const { reject } of asked.values()) reject(error)
    asked.clear()
  }

  /** Computing in it can't be stopped, but nobody waits for it any more. */
  function letGo(): Promise<unknown> {
    const gone = worker
    worker = null
    clearTimeout(rest)
    return gone?.terminate() ?? Promise.resolve()
  }

  function restWhenDone(): void {
    clearTimeout(rest)
    if (asked.size > 0) return
    rest = setTimeout(letGo, idle)
    rest.unref()
  }

  function ask<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>, tell: (share: number) => void = () => {}) {
    questions += 1
    const id = questions
    const answer = new Promise<Answers[Kind]>((resolve, reject) => {
      if (closed) return reject(new GivenUp('the core is closed'))
      clearTimeout(rest)
      const request: Request = { id, job, log: log() }
      asked.set(id, { request, resolve: resolve as (answer: unknown) => void, reject, tell })
      running().postMessage(request)
    })
    const giveUp = () => {
      const question = asked.get(id)
      if (!question) return
      asked.delete(id)
      question.reject(new GivenUp('given up'))
      void letGo()
      for (const { request } of asked.values()) running().postMessage(request)
    }
    return { answer, giveUp }
  }

  return {
    columns: (): Promise<ReviewColumns> => ask({ kind: 'columns' }).answer,
    historyOfCard: (card: string): Promise<CardReview[]> => ask({ kind: 'card', card }).answer,
    ask,
    close: async () => {
      closed = true
      for (const { reject } of asked.values()) reject(new GivenUp('the core closes'))
      asked.clear()
      await letGo()
    },
  }
}
export type Reviews = ReturnType<typeof reviewsInWorker>
