import type { Card } from '../../../shared/model/content'
import type { CardMarks, Memory } from '../../../shared/model/study'
import type { BrowseRow, BrowseView } from '../../../shared/model/views'
import { type CardTest, cardSearch, type SearchedCard } from '../../../shared/rules/card-search'
import { dueDay } from '../../../shared/rules/due-day'
import { type Look, momentOf, type Standing } from '../../../shared/rules/queue'
import { daysBetween, minute, type StudyCalendar, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { breathing } from '../breathing'
import { sortedInPieces } from '../sorted'
import type { Store } from '../store/store'
import type { KeptLooks } from './kept-looks'
import { type PackIndex, wordsOf } from './pack'

export interface Browse {
  search: string
  sort: 'question' | 'due' | 'stability' | 'difficulty' | 'lapses' | 'chapter'
  descending: boolean
  offset: number
  limit: number
}

export interface BrowseNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  zone: Zone
  looks: KeptLooks
}

/** So many cards are looked at in one step. */
const piece = 250

/** The table of all cards: a window of the rows that a search finds, in order. */
export function browseService(needs: BrowseNeeds) {
  const { store, pack, clock, zone, looks } = needs
  /** Made once for each card; one that was edited is another object. */
  const texts = new WeakMap<Card, string>()
  function textFor(card: Card): string {
    const known = texts.get(card) ?? textOf(card)
    texts.set(card, known)
    return known
  }
  const order = new Map(pack.pack.chapters.map(({ id }, index) => [id, index]))

  /** Where each card's question stands among all: putting a hundred thousand in order takes a while. */
  let byQuestion: { cards: readonly Card[]; ranks: Uint32Array; places: readonly number[] } | null = null
  async function questionRanks(cards: readonly Card[]): Promise<Uint32Array> {
    if (byQuestion?.cards === cards) return byQuestion.ranks
    // A list of their own: a card that is looked up two million times is mostly waited for.
    const questions: string[] = []
    const rest = breathing()
    for (const { frontText } of cards) if (questions.push(frontText) % piece === 0) await rest()
    const byWords = (one: number, other: number) => inOrder.compare(questions[one] ?? '', questions[other] ?? '')
    const places = await sortedInPieces(await placesBefore(cards), byWords)
    const ranks = new Uint32Array(cards.length)
    let rank = 0
    for (const [at, place] of places.entries()) {
      const before = places[at - 1]
      if (before !== undefined && byWords(before, place) !== 0) rank += 1
      ranks[place] = rank
      if (at % piece === 0) await rest()
    }
    byQuestion = { cards, ranks, places }
    return ranks
  }
  /** Places in the order in which they stood last: when a card was edited all others still do, and that is soon sorted. */
  async function placesBefore(cards: readonly Card[]): Promise<number[]> {
    const before = byQuestion
    if (!before) return [...cards.keys()]
    const rest = breathing()
    const left = new Map<Card, number>()
    for (const [place, card] of cards.entries()) {
      left.set(card, place)
      if (place % piece === 0) await rest()
    }
    const places: number[] = []
    for (const at of before.places) {
      const card = before.cards[at] as Card
      const place = left.get(card)
      if (place !== undefined && left.delete(card)) places.push(place)
      if (at % piece === 0) await rest()
    }
    return [...places, ...left.values()]
  }

  /** By the place of a card: what it is sorted by. */
  async function valuesBy(sort: Browse['sort'], { records }: Look, calendar: StudyCalendar) {
    const { cards } = pack
    if (sort === 'chapter') return (place: number) => order.get(cards[place]?.chapter ?? '') ?? order.size
    if (sort === 'question') {
      const ranks = await questionRanks(cards)
      return (place: number) => ranks[place] ?? 0
    }
    const startOf = starts(calendar)
    return (place: number) => {
      const memory = records[place]?.memory
      if (sort === 'lapses') return memory?.lapses ?? 0
      if (sort === 'due') return memory ? dueOf(memory, calendar, startOf) : null
      return memory?.[sort] ?? null
    }
  }

  /** What was found last: whoever scrolls asks for window after window of it. */
  let last: { asked: string; cards: readonly Card[]; places: readonly number[] } | null = null

  /** Places of those found among all cards, in order. */
  async function found(test: CardTest, { search, sort, descending }: Browse) {
    const look = await looks.lookAt({ kind: 'all' }, { settings: store.state.settings })
    const { cards } = pack
    const { settings, time, tick } = store.state
    const now = clock()
    const calendar = studyCalendar(settings.dayStart, zone)
    const moment = momentOf(now, calendar, settings.learnAhead)
    // Every operation moves time or tick; steps of minutes come due without one.
    const asked = JSON.stringify([search, sort, descending, moment.day, Math.floor(now / minute), time, tick])
    if (last?.asked === asked && last.cards === cards) return { ...look, cards, places: last.places, calendar }
    // As they are now: while this goes on a card may be rated.
    const [records, marks] = [look.records.slice(), look.marks.slice()]
    const valueAt = await valuesBy(sort, { ...look, records }, calendar)
    const stands = search.trim() === '' ? null : look.standings(moment)
    const rest = breathing()
    const places: number[] = []
    const values = new Float64Array(cards.length)
    const given: SearchedAt = {
      stands: undefined,
      today: moment.day,
      calendar,
      daysTo: daysFrom(moment.day),
      textOf: textFor,
    }
    for (const [place, card] of cards.entries()) {
      if (place % piece === 0) await rest()
      given.stands = stands?.[place]
      if (stands && !test(new Searched(card, records[place]?.memory, marks[place], given))) continue
      places.push(place)
      values[place] = valueAt(place) ?? Number.NaN
    }
    const turn = descending ? -1 : 1
    const value = (place: number) => values[place] as number
    const inTurn = await sortedInPieces(places, (one, other) => compare(value(one), value(other), turn))
    last = { asked, cards, places: inTurn }
    return { cards, records, marks, places: inTurn, calendar }
  }

  return {
    /** A search that can't be read finds nothing and says why. */
    async browse(asked: Browse): Promise<BrowseView> {
      const read = cardSearch(asked.search)
      if ('problem' in read) return { total: 0, rows: [], problem: read.problem }
      const { cards, records, marks, places, calendar } = await found(read.test, asked)
      const startOf = starts(calendar)
      const rows = places.slice(asked.offset, asked.offset + asked.limit).map((place): BrowseRow => {
        const memory = records[place]?.memory
        const { id, kind, frontText, corrected, chapter } = cards[place] as Card
        const { stability = null, difficulty = null, lapses = 0 } = memory ?? {}
        const due = memory ? dueOf(memory, calendar, startOf) : null
        const standing = standingOf(memory)
        return {
          id,
          kind,
          frontText,
          ...(corrected && { corrected: true as const }),
          chapter,
          standing,
          due,
          stability,
          difficulty,
          lapses,
          marks: marks[place] ?? null,
        }
      })
      return { total: places.length, rows, problem: null }
    },
    /** Ids of all that a search finds, or why it can't be read. */
    async matching(search: string): Promise<{ ids: Set<string> } | { problem: string }> {
      const read = cardSearch(search)
      if ('problem' in read) return read
      const all = { search, sort: 'chapter', descending: false, offset: 0, limit: 0 } as const
      const { cards, places } = await found(read.test, all)
      return { ids: new Set(places.map((place) => cards[place]?.id ?? '')) }
    },
  }
}

const standingOf = (memory: Memory | undefined): BrowseRow['standing'] =>
  !memory ? 'new' : memory.phase === 'review' ? 'review' : 'learning'

interface SearchedAt {
  stands: Standing | undefined
  today: string
  calendar: StudyCalendar
  daysTo: (day: string) => number
  textOf: (card: Card) => string
}
/** A card as a search asks of it: most ask for one thing, and a hundred thousand cards are asked. */
class Searched implements SearchedCard {
  constructor(
    private readonly card: Card,
    private readonly memory: Memory | undefined,
    private readonly marks: CardMarks | undefined,
    private readonly at: SearchedAt,
  ) {}
  get id() {
    return this.card.id
  }
  get kind() {
    return this.card.kind
  }
  get text() {
    return this.at.textOf(this.card)
  }
  get own() {
    return this.card.own !== undefined
  }
  get chapter() {
    return this.card.chapter
  }
  get objectives() {
    return this.card.objectives
  }
  get factors() {
    return this.card.factors
  }
  get classes() {
    return this.card.classes
  }
  get tags() {
    return this.card.tags ?? []
  }
  get decks() {
    return this.card.deck === undefined ? [] : [this.card.deck]
  }
  get state() {
    return standingOf(this.memory)
  }
  get waits() {
    const { stands } = this.at
    return stands === 'due' || stands === 'now' || stands === 'ahead'
  }
  get suspended() {
    return this.marks?.suspended === true
  }
  get buried() {
    return (this.marks?.buriedUntil ?? '') > this.at.today
  }
  get leech() {
    return this.marks?.leech === true
  }
  get flag() {
    return this.marks?.flag ?? 0
  }
  get due() {
    return this.memory ? this.at.daysTo(dueDay(this.memory, this.at.calendar)) : null
  }
  get stability() {
    return this.memory?.stability ?? null
  }
  get difficulty() {
    return this.memory?.difficulty ?? null
  }
  get lapses() {
    return this.memory?.lapses ?? 0
  }
}

/** Few days, and each costs a reckoning. */
function daysFrom(today: string): (day: string) => number {
  const known = new Map<string, number>()
  return (day) => {
    const days = known.get(day) ?? daysBetween(today, day)
    known.set(day, days)
    return days
  }
}
/** Few days, and each costs a look into the calendar. */
function starts(calendar: StudyCalendar): (day: string) => number {
  const known = new Map<string, number>()
  return (day) => {
    const start = known.get(day) ?? calendar.start(day)
    known.set(day, start)
    return start
  }
}
const dueOf = (memory: Memory, calendar: StudyCalendar, startOf: (day: string) => number): number =>
  memory.phase === 'review' ? startOf(dueDay(memory, calendar)) : memory.due

const inOrder = new Intl.Collator()

/** What has no value (NaN) comes last, whichever way the rest is turned. */
function compare(one: number, other: number, turn: 1 | -1): number {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other))
  return turn * (one - other)
}

function textOf(card: Card): string {
  const options = 'options' in card ? card.options.map(({ text }) => wordsOf(text)) : []
  const story = card.kind === 'classification' ? wordsOf(card.front) : ''
  return [card.frontText, story, card.backText, wordsOf(card.why), ...options].join('\n').toLowerCase()
}
