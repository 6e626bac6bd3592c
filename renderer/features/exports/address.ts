import type { CardSelection, ExportFormat } from '../../../shared/model/exports'

/** The screen with something chosen already. */
export function exportPath({ search, notes }: { search?: string; notes?: boolean }): string {
  const words = new URLSearchParams({ ...(search && { q: search }), ...(notes && { what: 'notes' }) }).toString()
  return `/settings/export${words && `?${words}`}`
}

export function chosenBy(address: string): { format: ExportFormat; cards: CardSelection } {
  const words = new URLSearchParams(address)
  const search = words.get('q')
  return {
    format: words.get('what') === 'notes' ? 'markdown' : 'anki',
    cards: search ? { kind: 'search', search: search.slice(0, 1000) } : { kind: 'all' },
  }
}
