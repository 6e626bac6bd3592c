import type { Optimiser } from '../../../shared/rules/fit/fit'

/** There is no optimiser for this system: its program part isn't there or can't be loaded. */
export class NoOptimiser extends Error {
  override name = 'NoOptimiser'
}

/** fsrs-rs by its Node binding, in threads of its own. Throws `NoOptimiser`. */
export const fsrsRs: Optimiser = async (items, { shortTerm, relearningSteps }, tell) => {
  const { computeParameters, FSRSBindingItem, FSRSBindingReview } = await binding()
  const trainSet = items.map(
    ({ ratings, elapsed }) =>
      new FSRSBindingItem(ratings.map((rating, index) => new FSRSBindingReview(rating, elapsed[index] as number))),
  )
  return computeParameters(trainSet, {
    enableShortTerm: shortTerm,
    numRelearningSteps: relearningSteps,
    progress: tell,
    timeout: 100, // ms between two words of progress
  })
}

async function binding() {
  try {
    return await import('@open-spaced-repetition/binding')
  } catch (error) {
    throw new NoOptimiser('the FSRS optimiser could not be loaded', { cause: error })
  }
}
