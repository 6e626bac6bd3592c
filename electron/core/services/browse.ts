import type { Card } from '../../../shared/model/content'
import type { BrowseRow, BrowseView } from '../../../shared/model/views'
import { type CardTest, cardSearch, type SearchedCard } from '../../../shared/rules/card-search'
import { dueDay } from '../../../shared/rules/due-day'
import { own } from '../../../shared/rules/own'
import { type Standing, standings } from '../../../shared/rules/queue'
import { daysBetween, minute, type StudyCalendar, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import type { Store } from '../store/store'
import { type PackIndex, wordsOf } from './pack'

export interface Browse {
  search: string
  sort: 'question' | 'due' | 'stability' | 'difficulty' | 'lapses' | 'chapter'
  descending: boolean
  offset: number
  limit: number
}

/** The table of all cards: a window of the rows that a search finds, in order. */
export function browseService(needs: { store: Store; pack: PackIndex; clock: () => number; zone: Zone }) {
  const { store, pack, clock, zone } = needs
  /** Made once for each card; one that was edited is another object. */
  const texts = new WeakMap<Card, string>()
  function textFor(card: Card): string {
    const known = texts.get(card) ?? textOf(card)
    texts.set(card, known)
    return known
  }
  const order = new Map(pack.pack.chapters.map(({ id }, index) => [id, index]))

  /** `today` is the current study day, `startOf` the first instant of one. */
  function known(
    card: Card,
    stands: Standing | undefined,
    { calendar, today, startOf }: { calendar: StudyCalendar; today: string; startOf: (day: string) => number },
  ) {
    const { cards, marks } = store.state
    const { memory } = own(cards, card.id) ?? {}
    const set = own(marks, card.id) ?? null
    const state = !memory ? ('new' as const) : memory.phase === 'review' ? ('review' as const) : ('learning' as const)
    const { id, kind, chapter, objectives, factors, classes } = card
    const due = memory ? dueDay(memory, calendar) : null
    const stability = memory?.stability ?? null
    const difficulty = memory?.difficulty ?? null
    const lapses = memory?.lapses ?? 0
    const row: BrowseRow = {
      id,
      kind,
      frontText: card.frontText,
      chapter,
      standing: state,
      due: memory && due !== null && state === 'review' ? startOf(due) : (memory?.due ?? null),
      stability,
      difficulty,
      lapses,
      marks: set,
    }
    const searched: SearchedCard = {
      id,
      kind,
      text: textFor(card),
      own: card.own !== undefined,
      chapter,
      objectives,
      factors,
      classes,
      tags: card.tags ?? [],
      decks: card.deck === undefined ? [] : [card.deck],
      state,
      waits: stands === 'due' || stands === 'now' || stands === 'ahead',
      suspended: set?.suspended === true,
      buried: (set?.buriedUntil ?? '') > today,
      leech: set?.leech === true,
      flag: set?.flag ?? 0,
      due: due === null ? null : daysBetween(today, due),
      stability,
      difficulty,
      lapses,
    }
    return { row, searched }
  }

  /** What was found last: whoever scrolls asks for window after window of it. */
  let last: { asked: string; rows: BrowseRow[] } | null = null

  function found(test: CardTest, { search, sort, descending }: Browse): BrowseRow[] {
    const { cards: records, marks, settings, time, tick } = store.state
    const now = clock()
    const calendar = studyCalendar(settings.dayStart, zone)
    const today = calendar.day(now)
    // Every operation moves time or tick; steps of minutes come due without one.
    const asked = JSON.stringify([search, sort, descending, today, Math.floor(now / minute), time, tick])
    if (last?.asked === asked) return last.rows
    const value = (row: BrowseRow): number | string | null => {
      if (sort === 'question') return row.frontText
      if (sort === 'chapter') return order.get(row.chapter) ?? order.size
      return row[sort]
    }
    const turn = descending ? -1 : 1
    const stands = standings({ cards: pack.cards, records, marks, settings, now, calendar })
    const starts = new Map<string, number>()
    const startOf = (day: string) => {
      const start = starts.get(day) ?? calendar.start(day)
      starts.set(day, start)
      return start
    }
    const rows = pack.cards
      .map((card) => known(card, stands.get(card.id), { calendar, today, startOf }))
      .flatMap(({ row, searched }) => (test(searched) ? [row] : []))
      .sort((one, other) => compare(value(one), value(other), turn))
    last = { asked, rows }
    return rows
  }

  return {
    /** A search that can't be read finds nothing and says why. */
    browse(asked: Browse): BrowseView {
      const read = cardSearch(asked.search)
      if ('problem' in read) return { total: 0, rows: [], problem: read.problem }
      const rows = found(read.test, asked)
      return { total: rows.length, rows: rows.slice(asked.offset, asked.offset + asked.limit), problem: null }
    },
  }
}

const inOrder = new Intl.Collator()

/** What has no value comes last, whichever way the rest is turned. */
function compare(one: number | string | null, other: number | string | null, turn: 1 | -1): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  if (typeof one === 'string' && typeof other === 'string') return turn * inOrder.compare(one, other)
  return turn * (Number(one) - Number(other))
}

function textOf(card: Card): string {
  const options = 'options' in card ? card.options.map(({ text }) => wordsOf(text)) : []
  const story = card.kind === 'classification' ? wordsOf(card.front) : ''
  return [card.frontText, story, card.backText, wordsOf(card.why), ...options].join('\n').toLowerCase()
}
