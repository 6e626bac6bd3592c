import type { CardSelection, ExportFormat } from '../../../shared/model/exports'

/** The screen with something chosen already. */
export function exportPath({ search, notes }: { search?: string; notes?: boolean }): string {
  const words = new URLSearchParams({ ...(search && { q: search }), ...(notes && { what: 'notes' }) }).toString()
  return `/settings/export${words && `?${words}`}`
}

/** Cards ticked in Browse travel with the history entry: thousands of them fit in no address. */
export const exportState = (cards: Iterable<string>) => ({ export: { cards: [...cards] } })
const tickedIn = (state: unknown): string[] => (state as { export?: { cards: string[] } } | null)?.export?.cards ?? []

export function chosenBy(address: string): { format: ExportFormat; cards: CardSelection } {
  const words = new URLSearchParams(address)
  const cards = tickedIn(history.state)
  if (cards.length > 0) return { format: 'anki', cards: { kind: 'chosen', cards } }
  const search = words.get('q')
  return {
    format: words.get('what') === 'notes' ? 'markdown' : 'anki',
    cards: search ? { kind: 'search', search: search.slice(0, 1000) } : { kind: 'all' },
  }
}
