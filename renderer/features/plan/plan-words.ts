import type { Plan } from '../../../shared/model/study'
import type { PlanForecast, PlanOutlook } from '../../../shared/model/views'
import { count, dayWords, percent } from '../../ui/words'

export const dateInFull = (day: string) =>
  dayWords(day, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' })

/** What the learner calls it, or else `Your date`. */
export const planName = (plan: Plan) => plan.name ?? 'Your date'

/** `Academy exam in 23 days`, `Your date was yesterday`. */
export function whenOf(plan: Plan, days: number): string {
  const name = planName(plan)
  if (days === 0) return `${name} is today`
  if (days === 1) return `${name} is tomorrow`
  if (days > 0) return `${name} in ${count(days, 'day')}`
  return days === -1 ? `${name} was yesterday` : `${name} was ${count(-days, 'day')} ago`
}

/** `86% to 92%`, or one figure where both round to it. */
export function rangeWords({ low, high }: Pick<PlanForecast['known'], 'low' | 'high'>): string {
  return percent(low) === percent(high) ? percent(low) : `${percent(low)} to ${percent(high)}`
}

/** What keeps the plan from working out, and what would do; null if nothing does. */
export function shortfallWords(forecast: PlanForecast): string | null {
  const { minutes } = forecast.plan
  const { unseen, missed, cards, needs } = forecast
  if (unseen === 0 && missed === 0) return null
  const with_ = `With ${count(minutes, 'minute')} a day`
  const short =
    unseen > 0
      ? `${with_} ${unseen.toLocaleString()} of ${count(cards, 'card')} ${unseen === 1 ? 'stays' : 'stay'} unseen.`
      : `${with_} the final pass doesn’t reach ${missed.toLocaleString()} of ${count(cards, 'card')}.`
  const would =
    needs === null
      ? 'Not even ten hours a day would do: it takes a later date.'
      : `${count(needs, 'minute')} a day would do.`
  return `${short} ${would}`
}

/** Why a date can't be planned for; null if it can. */
export function dayProblem(when: PlanOutlook['when']): string | null {
  switch (when) {
    case 'past':
      return 'This day has passed. Choose one from tomorrow on.'
    case 'today':
      return 'This is today: there is no day left to plan. Choose one from tomorrow on.'
    case 'too-far':
      return 'This is more than five years away. Choose a nearer day.'
    case 'ahead':
      return null
  }
}
