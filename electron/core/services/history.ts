import type { Operation } from '../../../shared/model/operations'
import type { HistorySteps, HistoryView, PastStep, Step, StepPlace } from '../../../shared/model/views'
import { plainWords } from '../../../shared/rules/corrections'
import { daysBetween } from '../../../shared/rules/study-day'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'
import type { InTurn } from './turns'

/** Steps listed either way. */
const shown = 20

export function historyService({ store, pack, inTurn }: { store: Store; pack: PackIndex; inTurn: InTurn }) {
  const latest = (): HistoryView => ({
    undo: step(store.state.done.at(-1), pack),
    redo: step(store.state.undone.at(-1), pack),
  })
  const past = (operations: readonly Operation[]): PastStep[] =>
    operations
      .slice(-shown)
      .reverse()
      .flatMap((operation) => {
        const found = step(operation, pack)
        return found ? { ...found, id: operation.id, at: operation.at, place: placeOf(operation) } : []
      })
  return {
    latest,
    steps: (): HistorySteps => ({ done: past(store.state.done), undone: past(store.state.undone) }),
    /** With nothing to undo (or redo) nothing happens. */
    undo: () => inTurn(() => store.undo().then(latest)),
    redo: () => inTurn(() => store.redo().then(latest)),
  }
}

/** What a card or section is called now; its id when the pack no longer has it. */
function step(operation: Operation | undefined, pack: PackIndex): Step | null {
  switch (operation?.kind) {
    case 'review': {
      const { card, rating } = operation.data
      return { kind: 'review', subject: pack.nameOf(card), rating, card }
    }
    case 'card-marks':
    case 'reschedule': {
      const { what, cards } = operation.data
      const [first] = cards
      const subject = first ? pack.nameOf(first.card) : ''
      return { kind: operation.kind, subject, did: what, cards: cards.length, ...(first && { card: first.card }) }
    }
    case 'section-read': {
      const { chapter, section, read } = operation.data
      const { sections } = pack.pack.chapters.find(({ id }) => id === chapter) ?? { sections: [] }
      const subject = sections.find(({ id }) => id === section)?.title || section
      return { kind: 'section-read', subject, did: read ? 'read' : 'unread' }
    }
    case 'note':
      return { kind: 'note', subject: operation.data.record.title }
    case 'note-removed':
      return { kind: 'note-removed', subject: operation.data.before.title }
    case 'highlight': {
      const { what, before, after } = operation.data
      const subject = (after ?? before)?.anchors.map(({ exact }) => exact).join(' ') ?? ''
      const kind = (after ?? before)?.kind
      return { kind: 'highlight', subject: subject.slice(0, 200), did: what, ...(kind && { highlight: kind }) }
    }
    case 'correct': {
      const { what, changes } = operation.data
      const said = changes[0]?.after ?? changes[0]?.before
      return { kind: 'correct', subject: plainWords(said?.text ?? '').slice(0, 200), did: what }
    }
    case 'own-cards': {
      const { what, cards } = operation.data
      const [first] = cards
      const ref = first?.after ?? first?.before
      const subject = first && ref ? pack.nameOfOwn(first.card, ref) : ''
      return { kind: 'own-cards', subject, did: what, cards: cards.length }
    }
    case 'catch-up': {
      const { plan } = operation.data
      return { kind: 'catch-up', subject: '', ...(plan && { days: daysBetween(plan.from, plan.until) + 1 }) }
    }
    case 'study-settings':
      return { kind: 'study-settings', subject: '' }
    case 'plan': {
      const { plan, before } = operation.data
      return { kind: 'plan', subject: (plan ?? before)?.name ?? '', day: plan?.day ?? null }
    }
    case 'parameters': {
      const { own, cards } = operation.data
      return { kind: 'parameters', subject: '', did: own ? 'adopted' : 'put-back', cards: cards.length }
    }
    case 'import':
      return { kind: 'import', subject: operation.data.from }
    default:
      return null
  }
}

function placeOf({ kind, data }: Operation): StepPlace | null {
  switch (kind) {
    case 'review':
      return { kind: 'card', card: data.card }
    case 'card-marks':
    case 'reschedule': {
      const [first] = data.cards
      return first ? { kind: 'card', card: first.card } : null
    }
    case 'section-read':
      return { kind: 'section', chapter: data.chapter, section: data.section }
    case 'note':
      return { kind: 'note', note: data.record.id }
    case 'note-removed':
      return { kind: 'note', note: data.note }
    case 'highlight': {
      const highlight = data.after ?? data.before
      const [first] = highlight?.anchors ?? []
      return highlight && first ? { kind: 'section', chapter: highlight.chapter, section: first.section } : null
    }
    case 'correct': {
      const place = (data.changes[0]?.after ?? data.changes[0]?.before)?.place
      if (place?.kind !== 'chapter') return place ?? null
      return { kind: 'section', chapter: place.chapter, section: place.section }
    }
    case 'plan':
      return { kind: 'plan' }
    case 'catch-up':
      return { kind: 'today' }
    case 'own-cards':
    case 'import':
      return { kind: 'cards' }
    case 'study-settings':
    case 'parameters':
      return { kind: 'settings' }
    default:
      return null
  }
}
