import type { Operation } from '../model/operations'

/** Cards whose record or marks an operation has changed; null: any may be. */
export function cardsTouched(operation: Operation): readonly string[] | null {
  switch (operation.kind) {
    case 'undo':
    case 'redo':
      return cardsTouched(operation.data.operation)
    case 'review':
      return [operation.data.card]
    case 'card-marks':
    case 'reschedule':
    case 'parameters':
      return operation.data.cards.map(({ card }) => card)
    case 'practice':
    case 'section-read':
    case 'position':
    case 'note':
    case 'note-removed':
    case 'highlight':
    case 'correct':
    case 'own-cards':
    case 'pack':
    case 'catch-up':
    case 'plan':
    case 'study-settings':
    case 'import-part':
    case 'import-dropped':
      return []
    default:
      return null
  }
}
