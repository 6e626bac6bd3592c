import type { Card } from '../../../shared/model/content'
import type { ClassMistake, Drill, DrillsView } from '../../../shared/model/practice'
import { casesOf, type DrillCase, smoothedShare, twinsOf } from '../../../shared/rules/drills'
import { own } from '../../../shared/rules/own'
import type { Store } from '../store/store'
import { type Answered, answeredCases, cellsOf, factorCounts, factorTrials, firstsOf, rightOf } from './confusion'
import type { PackIndex } from './pack'

/** A mistake made once may be a slip. */
const enoughTimes = 2

/** The cases among the cards. Held-out stories have no card; one that had is left out all the same. */
export function drillCases(cards: readonly Card[], pack: PackIndex): DrillCase[] {
  const cases = cards.flatMap((card) => {
    if (card.kind !== 'classification') return []
    const scenario = pack.scenario(card.scenario)
    return scenario.heldOut ? [] : [{ card: card.id, scenario }]
  })
  const cardOf = new Map(cases.map(({ card, scenario }) => [scenario.id, card]))
  return cases.map(({ card, scenario }) => ({
    card,
    class: scenario.class,
    twin: cardOf.get(scenario.twin) ?? null,
    differs: scenario.difference.factor,
    factors: scenario.factors.map(({ factor }) => factor),
  }))
}

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

/** The factor that decided most of the answers in which one class was called the other. */
function decidedMost(
  right: string,
  chosen: string,
  answered: readonly Answered[],
  cases: readonly DrillCase[],
): string | null {
  const known = new Map(cases.map((one) => [one.card, one]))
  /** Where its twin is of the class chosen, the factor in which they differ says more than all that decide. */
  const telling = (card: Card) => {
    const one = known.get(card.id)
    const twin = one?.twin ? known.get(one.twin) : undefined
    return one && twin?.class === chosen ? [one.differs] : card.factors
  }
  const times = new Map<string, number>()
  for (const { card, answers } of answered) {
    if (rightOf(card, answers) !== right) continue
    const made = own(answers.chosen, chosen) ?? 0
    for (const factor of made > 0 ? telling(card) : []) times.set(factor, (times.get(factor) ?? 0) + made)
  }
  const [most] = [...times].sort(([, one], [, other]) => other - one)
  return most?.[0] ?? null
}
