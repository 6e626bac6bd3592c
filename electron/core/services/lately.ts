import type { Lately } from '../../../shared/model/views'
import { recentDays } from '../../../shared/rules/all-days'
import { addDays, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'

/** Study days looked back over, today included. */
const span = 7
/** Named of each kind. */
const named = 3

/** What was learned in the last days, from the state alone. */
export function latelyService(needs: { store: Store; pack: PackIndex; clock: () => number; zone: Zone }) {
  const { store, pack, clock, zone } = needs
  return {
    lately(): Lately {
      const { sections, notes, settings } = store.state
      const calendar = studyCalendar(settings.dayStart, zone)
      const today = calendar.day(clock())
      const from = addDays(today, 1 - span)
      const since = calendar.start(from)
      const studied = Object.entries(recentDays(store.state, today)).filter(([day]) => day >= from)
      const sum = (of: 'reviews' | 'introduced' | 'practised') =>
        studied.reduce((total, [, totals]) => total + totals[of], 0)

      const read = pack.pack.chapters.flatMap((chapter) =>
        chapter.sections.flatMap(({ id, title }) => {
          const at = sections[`${chapter.id}#${id}`] ?? 0
          return id === 'opening' || at < since
            ? []
            : { chapter: chapter.id, number: chapter.number, section: id, title, at }
        }),
      )
      const written = Object.values(notes).filter((note) => !note.deleted && note.updatedAt >= since)
      return {
        days: span,
        studied: studied.length,
        reviews: sum('reviews'),
        introduced: sum('introduced'),
        practised: sum('practised'),
        read: read.length,
        sections: read.sort((a, b) => b.at - a.at).slice(0, named),
        written: written.length,
        notes: written
          .sort((a, b) => b.updatedAt - a.updatedAt)
          .slice(0, named)
          .map(({ id, title, updatedAt }) => ({ note: id, title, at: updatedAt })),
      }
    },
  }
}
