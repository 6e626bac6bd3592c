import type { Memory } from '../../../shared/model/study'
import type { BacklogView } from '../../../shared/model/views'
import {
  type Backlog,
  catchUpDays,
  catchUpOver,
  costOfSpreading,
  isBacklog,
  meanRecall,
} from '../../../shared/rules/backlog'
import { dueDay } from '../../../shared/rules/due-day'
import { own } from '../../../shared/rules/own'
import {
  allowance,
  isCatchingUp,
  isOverdue,
  momentOf,
  standingsInOrder,
  withCatchUp,
} from '../../../shared/rules/queue'
import { daysBetween, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'
import type { InTurn } from './turns'

export interface BacklogNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  zone: Zone
  inTurn: InTurn
}

/** What has come due while nobody was there, and how it can be caught up. */
export function backlogService({ store, pack, clock, zone, inTurn }: BacklogNeeds) {
  function look() {
    const { cards: records, marks, settings, days, parameters } = store.state
    const now = clock()
    const calendar = studyCalendar(settings.dayStart, zone)
    const moment = momentOf(now, calendar)
    const stands = standingsInOrder({ cards: pack.cards, records, marks, settings, now, calendar })
    const waiting: Memory[] = []
    const coming: Memory[][] = Array.from({ length: Math.max(...catchUpDays) }, () => [])
    let overdue = 0
    pack.cards.forEach(({ id }, at) => {
      const record = own(records, id)
      if (!record) return
      if (stands[at] === 'due') {
        waiting.push(record.memory)
        if (isOverdue(record, moment)) overdue += 1
      } else if (stands[at] === 'later') {
        coming[daysBetween(moment.day, dueDay(record.memory, calendar)) - 1]?.push(record.memory)
      }
    })
    const backlog: Backlog = { waiting, coming, done: days[moment.day]?.mature ?? 0, now, weights: parameters?.weights }
    return { moment, backlog, overdue }
  }

  function view(): BacklogView {
    const { settings, catchUp, days } = store.state
    const { moment, backlog, overdue } = look()
    const { day } = moment
    const { waiting } = backlog
    const last = Object.keys(days).reduce((newest, one) => (one > newest && one <= day ? one : newest), '')
    const running = overdue > 0 && isCatchingUp(catchUp, day) ? catchUp : null
    const allowed = allowance(days[day], withCatchUp(settings, catchUp, day, overdue > 0))
    return {
      overdue,
      waiting: waiting.length,
      away: last === '' ? null : daysBetween(last, day),
      recall: meanRecall(waiting, backlog.now, backlog.weights),
      choices: isBacklog(overdue, settings.reviewsPerDay)
        ? catchUpDays.map((spread) => ({ days: spread, ...costOfSpreading(backlog, spread) }))
        : [],
      running: running && {
        ...running,
        daysLeft: daysBetween(day, running.until) + 1,
        left: Math.min(waiting.length, allowed.reviews),
      },
    }
  }

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
        const { backlog, moment } = look()
        if (backlog.waiting.length > 0) {
          const { perDay } = costOfSpreading(backlog, days)
          await store.record('catch-up', { plan: catchUpOver(days, perDay, moment.day), before })
        }
        return view()
      }),
  }
}
