import type { Memory } from '../../../shared/model/study'
import type { BacklogView } from '../../../shared/model/views'
import { lastStudied, totalsOf } from '../../../shared/rules/all-days'
import {
  type Backlog,
  type CostOfSpreading,
  catchUpDays,
  catchUpOver,
  isBacklog,
  meanRecall,
  spreading,
} from '../../../shared/rules/backlog'
import { dueDay } from '../../../shared/rules/due-day'
import { allowance, isCatchingUp, momentOf, overdueAt, withCatchUp } from '../../../shared/rules/queue'
import { addDays, daysBetween, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { inPieces } from '../breathing'
import type { Store } from '../store/store'
import type { KeptLooks } from './kept-looks'
import type { InTurn } from './turns'

export interface BacklogNeeds {
  store: Store
  /** UTC ms. */
  clock: () => number
  zone: Zone
  inTurn: InTurn
  looks: KeptLooks
}

/** What has come due while nobody was there, and how it can be caught up. */
export function backlogService({ store, clock, zone, inTurn, looks }: BacklogNeeds) {
  async function look() {
    const { records, standings } = await looks.lookAt({ kind: 'all' }, { settings: store.state.settings })
    const { settings, parameters } = store.state
    const now = clock()
    const calendar = studyCalendar(settings.dayStart, zone)
    const moment = momentOf(now, calendar)
    const stands = standings(moment)
    const waiting: Memory[] = []
    const coming: Memory[][] = Array.from({ length: Math.max(...catchUpDays) }, () => [])
    const onDay = new Map(coming.map((memories, at) => [addDays(moment.day, at + 1), memories]))
    const isOverdue = overdueAt(moment)
    let overdue = 0
    let at = -1
    for (const record of records) {
      at += 1
      if (!record) continue
      if (stands[at] === 'due') {
        waiting.push(record.memory)
        if (isOverdue(record)) overdue += 1
      } else if (stands[at] === 'later') {
        onDay.get(dueDay(record.memory, calendar))?.push(record.memory)
      }
    }
    const done = totalsOf(store.state, moment.day)?.mature ?? 0
    const backlog: Backlog = { waiting, coming, done, now, weights: parameters?.weights }
    return { moment, backlog, overdue }
  }

  async function view(): Promise<BacklogView> {
    const { settings, catchUp } = store.state
    const { moment, backlog, overdue } = await look()
    const { day } = moment
    const { waiting } = backlog
    const last = lastStudied(store.state, day)
    const running = overdue > 0 && isCatchingUp(catchUp, day) ? catchUp : null
    const allowed = allowance(totalsOf(store.state, day), withCatchUp(settings, catchUp, day, overdue > 0))
    const choices: BacklogView['choices'] = []
    if (isBacklog(overdue, settings.reviewsPerDay))
      for (const spread of catchUpDays) choices.push({ days: spread, ...(await cost(backlog, spread)) })
    return {
      overdue,
      waiting: waiting.length,
      away: last === null ? null : daysBetween(last, day),
      recall: meanRecall(waiting, backlog.now, backlog.weights),
      choices,
      running: running && {
        ...running,
        daysLeft: daysBetween(day, running.until) + 1,
        left: Math.min(waiting.length, allowed.reviews),
      },
    }
  }

  const cost = (backlog: Backlog, days: number): Promise<CostOfSpreading> => inPieces(spreading(backlog, days))

  return {
    backlog: view,
    /** Nothing waiting, or nothing running, is nothing to record. */
    catchUp: ({ days }: { days: number | null }) =>
      inTurn(async () => {
        const before = store.state.catchUp
        if (days === null) {
          if (before) await store.record('catch-up', { plan: null, before })
          return view()
        }
        const { backlog, moment } = await look()
        if (backlog.waiting.length > 0) {
          const { perDay } = await cost(backlog, days)
          await store.record('catch-up', { plan: catchUpOver(days, perDay, moment.day), before })
        }
        return view()
      }),
  }
}
