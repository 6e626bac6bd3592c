import type { Card } from '../../../shared/model/content'
import {
  type Drill,
  type DrillsView,
  drillName,
  type PracticeCards,
  type PracticeLimit,
  type PracticeOf,
  type PracticeOffers,
  practiceChoices,
} from '../../../shared/model/practice'
import type { Answer } from '../../../shared/model/study'
import type { StudyScope } from '../../../shared/model/views'
import { drillBlocks, withinLimit } from '../../../shared/rules/drills'
import { own } from '../../../shared/rules/own'
import { type PracticeInput, practiceCards, practiceCount, practiceOrdering } from '../../../shared/rules/practice'
import { studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { inPieces } from '../breathing'
import type { Store } from '../store/store'
import { drillCases } from './drill-cases'
import { drillsOf } from './drills'
import { NotFound } from './errors'
import type { KeptLooks } from './kept-looks'
import type { PackIndex } from './pack'
import type { InTurn } from './turns'

type Given = { chosen: string | null; ticked?: string[] | undefined; typed?: string | undefined }
export interface PracticeNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  zone: Zone
  inTurn: InTurn
  looks: KeptLooks
  /** Undefined for a card without options; throws `Conflict` for an option that isn't the card's. */
  answerTo: (card: Card, given: Given) => Answer | undefined
}
interface Practised {
  request: string
  card: string
  recalled: boolean
  /** From question shown to what was said of it, ms. */
  spent: number
  answer?: Given | undefined
  drill?: Drill | undefined
}
interface Checked {
  request: string
  chapter: string
  block: string
  recalled: boolean
  /** From answer shown to what was said of it, ms. */
  spent: number
}

/** Cards asked without consequences: what is answered is remembered, and no schedule rests on it. */
export function practiceService({ store, pack, clock, zone, inTurn, looks, answerTo }: PracticeNeeds) {
  const calendarNow = () => studyCalendar(store.state.settings.dayStart, zone)
  const practisedToday = () => own(store.state.days, calendarNow().day(clock()))?.practised ?? 0

  /** Throws `NotFound` for a class or a factor that the pack doesn't have. */
  function known<Of extends Drill>(drill: Of): Of {
    const { classes, factors } = pack.pack
    const asked = drill.kind === 'drill-factor' ? [drill.factor] : [drill.one, drill.other]
    const what = drill.kind === 'drill-factor' ? 'factor' : 'class'
    const there: { id: string }[] = what === 'factor' ? factors : classes
    for (const id of asked) if (!there.some((one) => one.id === id)) throw new NotFound(what, id)
    return drill
  }

  async function inputOf(scope: StudyScope): Promise<PracticeInput> {
    const { cards, records, marks } = await looks.lookAt(scope, { settings: store.state.settings })
    return { cards, records, marks, now: clock(), calendar: calendarNow() }
  }

  /** Throws `NotFound` unless it is a question in the chapter's text. */
  function question(chapter: string, block: string): string {
    const blocks = pack.chapter(chapter).sections.flatMap((section) => section.blocks)
    if (!blocks.some((one) => one.id === block && one.type === 'callout' && one.question))
      throw new NotFound('question', block)
    return `${chapter}#${block}`
  }

  return {
    async offers({ scope }: { scope: StudyScope }): Promise<PracticeOffers> {
      const input = await inputOf(scope)
      const counts = practiceChoices.map((choice) => [choice, practiceCount(choice, input)])
      return { counts: Object.fromEntries(counts), practisedToday: practisedToday() }
    },

    drills: (): DrillsView => drillsOf({ store, pack }),

    async choose(asked: { what: PracticeOf; limit: PracticeLimit; seed: string }): Promise<PracticeCards> {
      const { what, limit, seed } = asked
      if (what.kind === 'cards') {
        const cards = practiceCards(what.choice, await inputOf(what.scope))
        return { cards: await inPieces(practiceOrdering(what.choice, cards, limit, seed)), total: cards.length }
      }
      const cards = pack.cards.filter(({ id }) => !own(store.state.marks, id)?.suspended)
      const blocks = drillBlocks(known(what), drillCases(cards, pack), cards, seed)
      return { cards: withinLimit(blocks, limit), total: blocks.flat().length }
    },

    /** A repeated request records nothing more. */
    record: ({ request, card: id, recalled, spent, answer, drill }: Practised) =>
      inTurn(async () => {
        const card = pack.card(id)
        const given = answerTo(card, answer ?? { chosen: null })
        await store.record(
          'practice',
          {
            card: card.id,
            day: calendarNow().day(clock()),
            spent,
            recalled,
            ...(given && { answer: given }),
            ...(drill && { drill: drillName(known(drill)) }),
          },
          { request },
        )
        return { practisedToday: practisedToday() }
      }),

    /** A repeated request records nothing more. */
    check: ({ request, chapter, block, recalled, spent }: Checked) =>
      inTurn(async () => {
        const card = question(chapter, block)
        const day = calendarNow().day(clock())
        await store.record('practice', { card, day, spent, recalled, check: true }, { request })
        return { practisedToday: practisedToday() }
      }),
  }
}
