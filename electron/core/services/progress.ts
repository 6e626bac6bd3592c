import type { Card } from '../../../shared/model/content'
import type { CardMarks, CardRecord, DayTotals } from '../../../shared/model/study'
import type { Mastery, ProgressView, RetentionSpan } from '../../../shared/model/views'
import { totalsOf } from '../../../shared/rules/all-days'
import { dueDay } from '../../../shared/rules/due-day'
import { dayBegun } from '../../../shared/rules/fold'
import { retrievability } from '../../../shared/rules/scheduling'
import { addDays, type StudyCalendar, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { breathing } from '../breathing'
import type { Store } from '../store/store'
import type { KeptLooks } from './kept-looks'
import type { PackIndex } from './pack'

const lookBack = 365
const lookAhead = 90
const spans = [7, 30, 90, 365]
const hardestShown = 10
/** So many cards are looked at in one step. */
const piece = 250
/** Days: where the bins of stability begin. */
const stabilityBins = [0, 1, 7, 30, 90, 365]
const difficultyBins = [1, 2, 3, 4, 5, 6, 7, 8, 9]

export interface ProgressNeeds {
  store: Store
  pack: PackIndex
  clock: () => number
  zone: Zone
  looks: KeptLooks
}
interface Known {
  card: Card
  record: CardRecord | undefined
  marks: CardMarks | null
  /** Chance of recall now; 0 for a new card. */
  recall: number
}

/** From what the fold keeps of days and cards alone: the log is never read, however long it is. */
export function progressService({ store, pack, clock, zone, looks }: ProgressNeeds) {
  return {
    async summary(): Promise<ProgressView> {
      const { records: known, marks } = await looks.lookAt({ kind: 'all' }, { settings: store.state.settings })
      const { sections, settings } = store.state
      const now = clock()
      const calendar = studyCalendar(settings.dayStart, zone)
      const today = calendar.day(now)
      const weights = store.state.parameters?.weights
      const rest = breathing()
      const all: Known[] = []
      const records: CardRecord[] = []
      const mastery = masteries()
      const ahead = comingDue(calendar, today)
      for (const [at, card] of pack.cards.entries()) {
        const record = known[at]
        const recall = record ? retrievability(record.memory, now, weights) : 0
        const one: Known = { card, record, marks: marks[at] ?? null, recall }
        all.push(one)
        if (record) records.push(record)
        mastery.add(one)
        ahead.add(one)
        if (at % piece === 0) await rest()
      }
      const recent = Array.from({ length: lookBack }, (_, index) => {
        const day = addDays(today, index - lookBack + 1)
        return { day, ...(totalsOf(store.state, day) ?? dayBegun) }
      })
      const inReview = records.filter(({ memory }) => memory.phase === 'review').length
      await rest()
      const { ofChapter, ofObjective, ofFactor } = mastery
      const memory = memoryOf(records)
      await rest()
      return {
        chapters: pack.pack.chapters.map(({ id, number, title, status, sections: written }) => ({
          chapter: id,
          number,
          title,
          status,
          sections: written.length,
          read: written.filter((section) => Object.hasOwn(sections, `${id}#${section.id}`)).length,
          cards: ofChapter(id),
        })),
        cards: {
          total: all.length,
          new: all.length - records.length,
          learning: records.length - inReview,
          review: inReview,
          lapses: sum(records, ({ memory }) => memory.lapses),
        },
        days: recent,
        ...ahead.view(),
        retention: { wanted: settings.retention, spans: spans.map((span) => retentionOf(recent.slice(-span), span)) },
        memory,
        factors: pack.pack.factors.map(({ id, name }) => ({ factor: id, name, ...ofFactor(id) })),
        objectives: pack.pack.chapters.flatMap((chapter) =>
          chapter.objectives.map(({ id, text }) => ({
            objective: id,
            text,
            chapter: chapter.id,
            ...ofObjective(id),
          })),
        ),
        hardest: hardestOf(all),
      }
    },
  }
}

/** Cards by the study day on which they come due, or are shown again if they are buried past it; suspended ones aside. */
function comingDue(calendar: StudyCalendar, today: string) {
  const forecast = Array.from({ length: lookAhead }, (_, index) => ({ day: addDays(today, index), due: 0 }))
  const slots = new Map(forecast.map((slot) => [slot.day, slot]))
  let overdue = 0
  let suspended = 0
  return {
    add({ record, marks }: Known): void {
      if (!record) return
      if (marks?.suspended) {
        suspended += 1
        return
      }
      const due = dueDay(record.memory, calendar)
      const buried = marks?.buriedUntil ?? ''
      const shown = [today, due, buried].reduce((latest, day) => (day > latest ? day : latest))
      const slot = slots.get(shown)
      if (slot) slot.due += 1
      if (due < today && buried <= today) overdue += 1
    },
    view: () => ({ forecast, overdue, suspended }),
  }
}

/** How many of the rising numbers are not greater than `value`. */
function countUpTo(rising: readonly number[], value: number): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rising[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}

function retentionOf(days: readonly DayTotals[], span: number): RetentionSpan {
  const counted = days.every(({ mature, long }) => mature === 0 || long !== undefined)
  return {
    days: span,
    reviews: sum(days, ({ mature }) => mature),
    recalled: sum(days, ({ recalled }) => recalled),
    long: counted
      ? {
          reviews: sum(days, ({ long }) => long?.mature ?? 0),
          recalled: sum(days, ({ long }) => long?.recalled ?? 0),
        }
      : null,
  }
}

function masteries() {
  const tallies = {
    chapter: new Map<string, Tally>(),
    objective: new Map<string, Tally>(),
    factor: new Map<string, Tally>(),
  }
  const of =
    (map: ReadonlyMap<string, Tally>) =>
    (id: string): Mastery => {
      const { total, seen, recalled } = map.get(id) ?? { total: 0, seen: 0, recalled: 0 }
      return { total, seen, recalledShare: seen > 0 ? recalled / seen : null }
    }
  return {
    add(known: Known): void {
      tally(tallies.chapter, known.card.chapter, known)
      for (const id of known.card.objectives) tally(tallies.objective, id, known)
      for (const id of known.card.factors) tally(tallies.factor, id, known)
    },
    ...{ ofChapter: of(tallies.chapter), ofObjective: of(tallies.objective), ofFactor: of(tallies.factor) },
  }
}
interface Tally {
  total: number
  seen: number
  recalled: number
}
function tally(into: Map<string, Tally>, id: string, { record, recall }: Known): void {
  let known = into.get(id)
  if (!known) {
    known = { total: 0, seen: 0, recalled: 0 }
    into.set(id, known)
  }
  known.total += 1
  if (record) known.seen += 1
  known.recalled += recall
}

function memoryOf(records: readonly CardRecord[]): ProgressView['memory'] {
  if (records.length === 0) return null
  const stability = new Float64Array(records.map(({ memory }) => memory.stability)).sort()
  const difficulty = new Float64Array(records.map(({ memory }) => memory.difficulty)).sort()
  return {
    median: { stability: median(stability), difficulty: median(difficulty) },
    stability: binned(stability, stabilityBins),
    difficulty: binned(difficulty, difficultyBins),
  }
}
const median = (rising: Float64Array) => rising[Math.floor(rising.length / 2)] ?? 0
/** The last bin takes all above it, the first all below. */
function binned(values: Float64Array, begins: readonly number[]): { from: number; cards: number }[] {
  const bins = begins.map((from) => ({ from, cards: 0 }))
  for (const value of values) {
    const bin = bins[Math.max(0, countUpTo(begins, value) - 1)]
    if (bin) bin.cards += 1
  }
  return bins
}

/** Keeps the hardest so far in order, instead of sorting all cards for ten. */
function hardestOf(all: readonly Known[]): ProgressView['hardest'] {
  const hardest: ProgressView['hardest'] = []
  for (const { card, record, marks } of all) {
    const { lapses, difficulty } = record?.memory ?? { lapses: 0, difficulty: 0 }
    if (lapses === 0) continue
    const easier = (other: { lapses: number; difficulty: number }) =>
      other.lapses < lapses || (other.lapses === lapses && other.difficulty < difficulty)
    const last = hardest[hardestShown - 1]
    if (last && !easier(last)) continue
    const place = hardest.findIndex(easier)
    const entry = { card: card.id, frontText: card.frontText, lapses, difficulty, marks }
    hardest.splice(place < 0 ? hardest.length : place, 0, entry)
    hardest.length = Math.min(hardest.length, hardestShown)
  }
  return hardest
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
