/** The map's own words. */
import type { Response } from '../../../shared/model/content'
import type { EntrySummary } from '../../../shared/model/views'
import { entryKinds } from '../../ui/entry-words'
import type { Connection, KindGroup } from './graph'
import { wordsFrom } from './layout'

export const groupNames: Record<KindGroup, string> = {
  bodies: 'Bodies',
  programs: 'Programs and plans',
  laws: 'Laws',
  words: 'Words',
}
const responses: Record<Response, string> = {
  smuggling: 'smuggling response',
  trafficking: 'trafficking response',
  both: 'both responses',
  context: 'context',
}

/** What a screen reader says of an entry in the picture. */
export function spoken({ name, acronym, kind, response }: EntrySummary): string {
  return `${name}${acronym ? `, ${acronym}` : ''}. ${entryKinds[kind]}, ${responses[response]}`
}

/** `U.S. Immigration and Customs Enforcement: belongs to Department of Homeland Security.` */
export function sentence(connection: Connection, from: EntrySummary, to: EntrySummary): string {
  return `${from.name}: ${wordsFrom(connection, from.id)} ${to.name}.`
}
