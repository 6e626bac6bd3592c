import type { FitState, OwnParameters, ParametersView, RefittedCard } from '../../../shared/model/parameters'
import { wantedReviews } from '../../../shared/rules/fit/fit'
import { own } from '../../../shared/rules/own'
import { memoryModelOf } from '../../../shared/rules/scheduling'
import { GivenUp, type Reviews } from '../reviews/reviews'
import type { Store } from '../store/store'
import { Conflict } from './errors'
import { schedulingOf } from './scheduling-settings'
import type { InTurn } from './turns'

export interface ParametersNeeds {
  store: Store
  reviews: Reviews
  clock: () => number
  inTurn: InTurn
}

/** Progress is told in hundredths. */
const total = 100

/** The learner's own weights: fitted, shown, taken into use, put away. One fit at a time. */
export function parametersService({ store, reviews, clock, inTurn }: ParametersNeeds) {
  let fit: FitState = { state: 'none' }
  let giveUp = () => {}

  const get = async (): Promise<ParametersView> => ({
    own: store.state.parameters,
    usable: await reviews.ask({ kind: 'usable' }).answer,
    wanted: wantedReviews,
    fit,
  })

  function start(): FitState {
    if (fit.state === 'running') return fit
    const running = { state: 'running' as const, done: 0, total }
    const question = reviews.ask({ kind: 'fit', settings: schedulingOf(store.state) }, (share) => {
      running.done = Math.round(share * total)
    })
    fit = running
    giveUp = question.giveUp
    const end = (state: FitState) => {
      if (fit === running) fit = state
    }
    question.answer.then(end, (error) => {
      end(error instanceof GivenUp ? { state: 'none' } : { state: 'failed', why: 'failed' })
      if (!(error instanceof GivenUp)) console.error('fitting failed:', error)
    })
    return fit
  }

  function cancel(): FitState {
    giveUp()
    fit = { state: 'none' }
    return fit
  }

  /** Every card whose whole history is there gets the memory that these weights make of it. Due dates stay. */
  async function use(parameters: OwnParameters | null): Promise<void> {
    const before = store.state.parameters
    const weights = parameters?.weights
    const settings = { ...schedulingOf(store.state), weights }
    const replayed = await reviews.ask({ kind: 'replay', settings }).answer
    const model = memoryModelOf(weights)
    const cards = replayed.flatMap(({ card, reviews: count, strength }): RefittedCard[] => {
      const record = own(store.state.cards, card)
      // Where reviews are missing (damage), what is known of the card is better than what is left of its history.
      if (!record || record.memory.repetitions !== count) return []
      const { memory, standsOn } = record
      const { stability, difficulty } = memory
      return [{ card, standsOn, before: { model: memory.model, stability, difficulty }, after: { model, ...strength } }]
    })
    await store.record('parameters', { own: parameters, before, cards })
    fit = { state: 'none' }
  }

  return {
    get,
    fit: start,
    progress: () => fit,
    cancel,
    /** Takes the weights that the last fit found into use. Throws `Conflict` if it found others since. */
    adopt: ({ weights }: { weights: number[] }) =>
      inTurn(async () => {
        if (fit.state !== 'done' || fit.weights?.join() !== weights.join()) throw new Conflict('parameters', 'fit')
        await use({ weights, adoptedAt: clock(), fit: fit.figures })
        return get()
      }),
    /** Back to the standard weights; with these in use nothing happens. */
    reset: () =>
      inTurn(async () => {
        if (store.state.parameters) await use(null)
        return get()
      }),
  }
}
