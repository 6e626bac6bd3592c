import { setImmediate } from 'node:timers/promises'
import type { Plan } from '../../../shared/model/study'
import type { PlanOutlook, PlanView } from '../../../shared/model/views'
import { withRecentDays } from '../../../shared/rules/all-days'
import { underPlan } from '../../../shared/rules/plan/day'
import { type ForecastInput, forecasting } from '../../../shared/rules/plan/forecast'
import { whenIs } from '../../../shared/rules/plan/limits'
import { daysBetween, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import type { Store } from '../store/store'
import { Conflict } from './errors'
import type { KeptLooks } from './kept-looks'
import type { PackIndex } from './pack'
import type { InTurn } from './turns'

export interface PlanNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  zone: Zone
  inTurn: InTurn
  looks: KeptLooks
}
type When = Pick<Plan, 'day' | 'minutes'>

export function planService({ store, pack, clock, zone, inTurn, looks }: PlanNeeds) {
  /** Forecasts of the state as it is: three screens ask for the same one. */
  const kept = new Map<string, Promise<PlanOutlook>>()
  let keptOf = ''

  async function outlook(plan: When): Promise<PlanOutlook> {
    const { state } = store
    const now = clock()
    const calendar = studyCalendar(state.settings.dayStart, zone)
    const today = calendar.day(now)
    const days = daysBetween(today, plan.day)
    const when = whenIs(plan.day, today)
    if (when !== 'ahead') return { when, days }
    const stateNow = `${state.time} ${state.tick} ${today}`
    if (keptOf !== stateNow) kept.clear()
    keptOf = stateNow
    const key = `${plan.day} ${plan.minutes}`
    const known = kept.get(key)
    if (known) return known
    const input = {
      plan,
      state: withRecentDays(state, today),
      cards: pack.cards,
      now,
      calendar,
      weights: state.parameters?.weights,
    }
    const made = simulated(input).then((forecast): PlanOutlook => ({ when, days, forecast }))
    kept.set(key, made)
    return made
  }

  async function passNow(plan: Plan): Promise<PlanView['pass']> {
    const look = await looks.lookAt({ kind: 'all' }, { settings: store.state.settings })
    const { state } = store
    const now = clock()
    const calendar = studyCalendar(state.settings.dayStart, zone)
    const recent = withRecentDays(state, calendar.day(now))
    const { finalPass } = underPlan(plan, recent, pack.cards, now, calendar, look)
    return finalPass ? { left: look.planned(finalPass.since).left } : null
  }

  async function get(): Promise<PlanView> {
    const { plan, settings } = store.state
    const today = studyCalendar(settings.dayStart, zone).day(clock())
    return { plan, today, outlook: plan && (await outlook(plan)), pass: plan && (await passNow(plan)) }
  }

  /** What changes nothing records nothing. */
  async function change(plan: Plan | null): Promise<PlanView> {
    await inTurn(async () => {
      const before = store.state.plan
      if (JSON.stringify(plan) !== JSON.stringify(before)) await store.record('plan', { plan, before })
    })
    return get()
  }

  return {
    get,
    try: outlook,
    /** Refused when the day isn't ahead any more, or too far: the page that offered it was of another day. */
    set: async ({ day, minutes, name }: When & { name?: string | undefined }) => {
      const today = studyCalendar(store.state.settings.dayStart, zone).day(clock())
      if (whenIs(day, today) !== 'ahead') throw new Conflict('plan', day)
      return change({ day, minutes, ...(name && { name }) })
    },
    clear: () => change(null),
  }
}

/** Other calls are answered in between: a long plan of many cards takes a while. */
async function simulated(input: ForecastInput) {
  const steps = forecasting(input)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await setImmediate()
  }
}
