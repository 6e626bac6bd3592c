import type { RemovableKind } from '../../../shared/model/removal'

export const kindNames: Record<RemovableKind, string> = {
  note: 'Note',
  'own-card': 'Card of your own',
  highlight: 'Highlight',
  correction: 'Words of your own in the book',
}
export const thisKind: Record<RemovableKind, string> = {
  note: 'this note',
  'own-card': 'this card',
  highlight: 'this highlight',
  correction: 'these words of your own',
}
export const addressOfRemoval = (kind: RemovableKind, id: string): string => `/settings/remove/${kind}/${id}`
