import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { createRouterClient } from '@orpc/server'
import { compose } from '../../electron/core/compose'
import type { Rating } from '../../shared/model/study'
import type { ReviewCard } from '../../shared/model/views'
import type { Zone } from '../../shared/rules/study-day'
import { built } from './hosts'
import { reviewsWorker } from './reviews-worker'

const day = 86_400_000
const all = { kind: 'all' } as const

export interface PastLearner {
  call: ReturnType<typeof clientOf>
  /** Goes to so many days before now, at this hour of the clock. */
  goTo(daysAgo: number): void
  rate(card: ReviewCard, rating: Rating, chosen?: string): Promise<ReviewCard | null>
  /** Rates what comes next, at most so many times, as `ratingOf` says. */
  rateNext(times: number, ratingOf: (card: ReviewCard) => Rating): Promise<void>
}

function clientOf(core: Awaited<ReturnType<typeof compose>>) {
  return createRouterClient(core.router)
}

/**
 * Study of earlier days with the pack that was built, through the real core with a clock of its own; the hosts have no
 * clock to set. Nothing else may have the data folder open meanwhile.
 */
export async function studyInThePast(
  dataFolder: string,
  study: (learner: PastLearner) => Promise<void>,
  { present = Date.now(), zone }: { present?: number; zone?: Zone } = {},
): Promise<void> {
  let now = present
  const core = await compose({
    dataFolder,
    packFile: path.join(built, 'content', 'federal-response.json'),
    host: 'loopback',
    versions: { app: '0.0.0', node: '20.0.0' },
    startReviewsWorker: reviewsWorker,
    clock: () => now,
    ...(zone && { zone }),
  })
  const call = clientOf(core)
  const rate: PastLearner['rate'] = async ({ card, record, options }, rating, chosen) => {
    now += 6000
    const answer = options.length > 0 ? { answer: { chosen: chosen ?? null } } : {}
    const standsOn = record?.standsOn ?? null
    const given = { request: randomUUID(), scope: all, card: card.id, standsOn, rating, spent: 6000, ...answer }
    return (await call.study.review(given)).next
  }
  try {
    await study({
      call,
      goTo(daysAgo) {
        now = present - daysAgo * day
      },
      rate,
      async rateNext(times, ratingOf) {
        let { next } = await call.study.next({ scope: all })
        for (let n = 0; n < times && next; n += 1) next = await rate(next, ratingOf(next))
      },
    })
  } finally {
    await core.close()
  }
}
