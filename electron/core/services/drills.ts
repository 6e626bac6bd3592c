import type { ClassMistake, Drill, DrillsView } from '../../../shared/model/practice'
import { casesOf, smoothedShare, twinsOf } from '../../../shared/rules/drills'
import type { Store } from '../store/store'
import { answeredCases, cellsOf, decidedMost, factorCounts, factorTrials, firstsOf } from './confusion'
import { drillCases } from './drill-cases'
import type { PackIndex } from './pack'

/** A mistake made once may be a slip. */
const enoughTimes = 2

/** The drills there are, ranked by how large a share of the answers was a mistake, smoothed. */
export function drillsOf({ store, pack }: { store: Store; pack: PackIndex }): DrillsView {
  const cases = drillCases(pack.cards, pack)
  const answered = answeredCases({ store, pack })
  const cells = cellsOf(answered)
  const firsts = firstsOf(answered)
  const { factors } = pack.pack
  const classes = pack.pack.classes.map(({ id }) => id).filter((id) => cases.some((one) => one.class === id))
  const size = (drill: Drill) => ({ cases: casesOf(drill, cases).length, twins: twinsOf(drill, cases).length })
  const answers = (right: string) => cells.filter((cell) => cell.right === right && cell.chosen !== '')
  const times = (right: string, chosen: string) => answers(right).find((cell) => cell.chosen === chosen)?.all ?? 0
  const of = (right: string) => answers(right).reduce((sum, { all }) => sum + all, 0)
  const mistake = (right: string, chosen: string): ClassMistake => {
    const factor = decidedMost(right, chosen, answered, cases)
    return { right, chosen, times: times(right, chosen), of: of(right), factor }
  }

  return {
    classes: classes
      .flatMap((one, index) => classes.slice(index + 1).map((other) => ({ one, other })))
      .map(({ one, other }) => ({
        share: smoothedShare(times(one, other) + times(other, one), of(one) + of(other), pack.pack.classes.length),
        one,
        other,
        ...size({ kind: 'drill-classes', one, other }),
        mistakes: [mistake(one, other), mistake(other, one)]
          .filter((made) => made.times >= enoughTimes)
          .sort((first, second) => second.times - first.times),
      }))
      .sort((first, second) => second.share - first.share || second.twins - first.twins)
      .map(({ share: _, ...drill }) => drill),
    factors: factors
      .map(({ id: factor }) => {
        const { decided, ticked, free, tickedFree } = factorCounts(factorTrials(factor, firsts))
        const left = decided - ticked
        return {
          // Ticked or not: two options.
          share: smoothedShare(left + tickedFree, decided + free, 2),
          factor,
          ...size({ kind: 'drill-factor', factor }),
          left,
          decided,
          ticked: tickedFree,
          free,
        }
      })
      .filter((drill) => drill.cases > 0)
      .sort((first, second) => second.share - first.share || second.twins - first.twins)
      .map(({ share: _, ...drill }) => drill),
  }
}
