import type { Card } from '../../../shared/model/content'
import type { CardRecord } from '../../../shared/model/study'
import type { ProgressView } from '../../../shared/model/views'
import { noTotals } from '../../../shared/rules/fold'
import { own } from '../../../shared/rules/own'
import { retrievability } from '../../../shared/rules/scheduling'
import { addDays, daysBetween, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'

const lookBack = 30
const lookAhead = 14

export interface ProgressNeeds {
  store: Store
  pack: PackIndex
  clock: () => number
  zone: Zone
}

export function progressService({ store, pack, clock, zone }: ProgressNeeds) {
  const recordOf = (card: Card): CardRecord | undefined => own(store.state.cards, card.id)

  return {
    summary(): ProgressView {
      const { days, sections, settings } = store.state
      const now = clock()
      const calendar = studyCalendar(settings.dayStart, zone)
      const today = calendar.day(now)
      const records = pack.cards.flatMap((card) => recordOf(card) ?? [])
      const recent = Array.from({ length: lookBack }, (_, index) => {
        const day = addDays(today, index - lookBack + 1)
        return { day, ...(days[day] ?? noTotals) }
      })

      const forecast = Array.from({ length: lookAhead }, (_, index) => ({ day: addDays(today, index), due: 0 }))
      for (const { memory } of records) {
        const slot = forecast[Math.max(0, daysBetween(today, calendar.day(memory.due)))]
        if (slot) slot.due += 1
      }

      const inReview = records.filter(({ memory }) => memory.phase === 'review').length
      return {
        chapters: pack.pack.chapters.map(({ id, number, title, status, sections: all }) => ({
          chapter: id,
          number,
          title,
          status,
          sections: all.length,
          read: all.filter((section) => Object.hasOwn(sections, `${id}#${section.id}`)).length,
        })),
        cards: {
          total: pack.cards.length,
          new: pack.cards.length - records.length,
          learning: records.length - inReview,
          review: inReview,
          lapses: sum(records, ({ memory }) => memory.lapses),
        },
        days: recent,
        forecast,
        retention: {
          reviews: sum(recent, ({ mature }) => mature),
          recalled: sum(recent, ({ recalled }) => recalled),
          wanted: settings.retention,
        },
        factors: pack.pack.factors.map(({ id, name }) => {
          const cards = pack.cards.filter((card) => card.factors.includes(id))
          const seen = cards.flatMap((card) => recordOf(card) ?? [])
          // The share that would be recalled if all of them were asked now.
          const recalled = sum(seen, ({ memory }) => retrievability(memory, now))
          const recalledShare = seen.length > 0 ? recalled / seen.length : null
          return { factor: id, name, total: cards.length, seen: seen.length, recalledShare }
        }),
      }
    },
  }
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
