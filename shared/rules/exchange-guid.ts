/**
 * What a text is called in files that leave Fieldbook, so that a program that has it already updates it: the same in each
 * export and on each machine. One that came from Anki keeps the name it had there.
 */
import type { OwnCardText } from '../model/own-card'

const ours = 'fieldbook:'

/** @param item id of the own text, or of the pack's first card of it. */
export function guidOf(item: string, origin?: OwnCardText['origin']): string {
  return origin?.program === 'anki' ? origin.guid : `${ours}${item}`
}

/** The item that a guid of ours names; null for another's. */
export function itemOfGuid(guid: string): string | null {
  return guid.startsWith(ours) && guid.length > ours.length ? guid.slice(ours.length) : null
}
