import type { EntryKind, RelationType } from '../../shared/model/content'

export const entryKinds: Record<EntryKind, string> = {
  agency: 'Agency',
  unit: 'Unit',
  organization: 'Organization',
  'task-force': 'Task force',
  program: 'Program',
  campaign: 'Campaign',
  operation: 'Operation',
  plan: 'Plan',
  strategy: 'Strategy',
  statute: 'Statute',
  instrument: 'International instrument',
  term: 'Term',
}

/** How a relation reads from its own entry and, the other way, from the entry it names. */
export const relationNames: Record<RelationType, { outgoing: string; incoming: string }> = {
  parent: { outgoing: 'Belongs to', incoming: 'Has under it' },
  'works-with': { outgoing: 'Works with', incoming: 'Works with' },
  leads: { outgoing: 'Leads', incoming: 'Led by' },
  funds: { outgoing: 'Funds', incoming: 'Funded by' },
  'reports-to': { outgoing: 'Reports to', incoming: 'Hears from' },
  'part-of': { outgoing: 'Part of', incoming: 'Includes' },
  'based-on': { outgoing: 'Based on', incoming: 'Basis of' },
}
