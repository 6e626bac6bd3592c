import type { Operation } from '../../../shared/model/operations'
import type { HistoryView, Step } from '../../../shared/model/views'
import { daysBetween } from '../../../shared/rules/study-day'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'
import type { InTurn } from './turns'

export function historyService({ store, pack, inTurn }: { store: Store; pack: PackIndex; inTurn: InTurn }) {
  const latest = (): HistoryView => ({
    undo: step(store.state.done.at(-1), pack),
    redo: step(store.state.undone.at(-1), pack),
  })
  return {
    latest,
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
      const { chapter, section } = operation.data
      const { sections } = pack.pack.chapters.find(({ id }) => id === chapter) ?? { sections: [] }
      return { kind: 'section-read', subject: sections.find(({ id }) => id === section)?.title || section }
    }
    case 'note':
      return { kind: 'note', subject: operation.data.record.title }
    case 'note-removed':
      return { kind: 'note-removed', subject: operation.data.before.title }
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
    default:
      return null
  }
}
