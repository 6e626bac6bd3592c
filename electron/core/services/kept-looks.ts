import type { Card } from '../../../shared/model/content'
import type { StudyScope } from '../../../shared/model/views'
import { cardsTouched } from '../../../shared/rules/cards-touched'
import { type Look, type LookInput, lookingAt } from '../../../shared/rules/queue'
import { studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { inPieces } from '../breathing'
import type { Store } from '../store/store'
import { NotFound } from './errors'
import type { PackIndex } from './pack'

export interface KeptLooksNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  zone: Zone
}
/** What a look depends on besides the cards and what is known of them. */
export type LookAsked = Pick<LookInput, 'settings' | 'finalPass'>
export type KeptLooks = ReturnType<typeof keptLooks>

/** Those of the last scopes asked for: everything, and the one that is being studied. */
const mostKept = 4

interface Kept {
  key: string
  /** As they were when it was made: another object means that everything may have changed. */
  made: readonly object[]
  look: Look
}
interface Underway extends Omit<Kept, 'look'> {
  touched: Set<string>
  look: Promise<Look>
}

/**
 * Where the cards of a scope stand, made in pieces when it is first asked for and kept up by each operation after that,
 * so that a rating costs the same whether there are a thousand cards or a hundred thousand.
 */
export function keptLooks({ store, pack, clock, zone }: KeptLooksNeeds) {
  let kept: Kept[] = []
  let underway: Underway[] = []
  let scopes = { of: pack.cards, cards: new Map<string, readonly Card[]>() }

  let watching = false
  /** From the first question on: a store that couldn't be opened is asked nothing. */
  function watch(): void {
    if (watching) return
    watching = true
    store.watch((operation) => {
      const touched = operation && cardsTouched(operation)
      if (!touched) {
        kept = []
        underway = []
        setImmediate(warm)
        return
      }
      for (const { look } of kept) look.again(touched)
      for (const one of underway) for (const card of touched) one.touched.add(card)
    })
  }

  /** Looks at all cards before anybody asks. */
  function warm(): void {
    lookAt({ kind: 'all' }, { settings: store.state.settings }).catch(() => {})
  }

  /** Throws `NotFound` for a scope that the pack doesn't have. */
  function cardsOf(scope: StudyScope): readonly Card[] {
    if (scope.kind === 'all') return pack.cards
    if (scopes.of !== pack.cards) scopes = { of: pack.cards, cards: new Map() }
    const key = JSON.stringify(scope)
    const cards = scopes.cards.get(key) ?? chosen(scope)
    scopes.cards.set(key, cards)
    return cards
  }
  function chosen(scope: Exclude<StudyScope, { kind: 'all' }>): readonly Card[] {
    switch (scope.kind) {
      case 'chapter':
        return pack.cardsOfChapter(pack.chapter(scope.chapter).id)
      case 'factor':
        if (!pack.pack.factors.some(({ id }) => id === scope.factor)) throw new NotFound('factor', scope.factor)
        return pack.cards.filter(({ factors }) => factors.includes(scope.factor))
      case 'cases':
        return pack.cards.filter(({ kind }) => kind === 'classification')
      case 'own':
        return pack.cards.filter((card) => card.own !== undefined)
      case 'objective':
        return pack.cardsOfObjective(pack.objective(scope.objective).id)
    }
  }

  /** Made of what is in the state when it resolves. */
  async function lookAt(scope: StudyScope, asked: LookAsked): Promise<Look> {
    watch()
    for (;;) {
      const { cards: records, marks, settings } = store.state
      const cards = cardsOf(scope)
      const now = clock()
      const calendar = studyCalendar(settings.dayStart, zone)
      const day = calendar.day(now)
      const { finalPass } = asked
      const bury = asked.settings.burySiblings ?? true
      const key = [day, calendar.start(day), finalPass?.since, finalPass?.date, bury].join(' ')
      const made = [cards, records, marks]
      const isIt = (one: Omit<Kept, 'look'>) => one.key === key && one.made.every((each, at) => each === made[at])
      const found = kept.find(isIt)
      if (found) return found.look
      const coming = underway.find(isIt) ?? begin(key, made, { cards, records, marks, now, calendar, ...asked })
      await coming.look
    }
  }

  function begin(key: string, made: readonly object[], input: LookInput): Underway {
    const touched = new Set<string>()
    const one: Underway = { key, made, touched, look: inPieces(lookingAt(input)) }
    underway.push(one)
    one.look = one.look.then((look) => {
      // Otherwise everything has changed meanwhile.
      if (!underway.includes(one)) return look
      underway = underway.filter((other) => other !== one)
      look.again(touched)
      kept = [{ key, made, look }, ...kept].slice(0, mostKept)
      return look
    })
    return one
  }

  return { cardsOf, lookAt, warm }
}
