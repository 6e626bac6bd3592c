import type { FileOnDesk } from '../../../shared/model/exchange'
import type {
  ExportChoices,
  ExportCounts,
  ExportOf,
  ExportPreview,
  ExportProgress,
} from '../../../shared/model/exports'
import { studyCalendar } from '../../../shared/rules/study-day'
import type { Desk } from '../exchange/desk'
import { exportAnki } from '../exchange/exports/anki'
import { reviewsOf } from '../exchange/exports/anki-reviews'
import { exportEverything } from '../exchange/exports/everything'
import { filedUnder, itemsOf, UnreadableSearch } from '../exchange/exports/items'
import { exportDocument } from '../exchange/exports/notes-document'
import { exportMarkdown } from '../exchange/exports/notes-markdown'
import { exportCsv, exportTsv } from '../exchange/exports/table'
import type { Work } from '../exchange/exports/work'
import { NotFound } from './errors'
import { livingNotes } from './note-places'

/** Work that leaves as a file, one at a time. */
export function exportsService({ desk, ...work }: Work & { desk: Desk }) {
  let running: { stop: AbortController; done: number; total: number } | null = null
  return {
    async choices(): Promise<ExportChoices> {
      const chapters = work.pack.pack.chapters.map(({ id, number, title }) => ({ id, number, title }))
      return { chapters, ...(await filedUnder(work)) }
    },
    async preview(what: ExportOf): Promise<ExportPreview> {
      try {
        return { counts: await countsOf(work, what), problem: null }
      } catch (error) {
        if (!(error instanceof UnreadableSearch)) throw error
        return { counts: nothing, problem: error.message }
      }
    },
    /** Null: it was given up, as one that is under way is for the next. */
    async make(what: ExportOf): Promise<FileOnDesk | null> {
      running?.stop.abort()
      const mine = { stop: new AbortController(), done: 0, total: 0 }
      running = mine
      const { signal } = mine.stop
      const told = (done: number, total: number) => void Object.assign(mine, { done, total })
      try {
        const bytes = await bytesOf({ ...work, signal, told }, what)
        return signal.aborted ? null : desk.lay(nameOf(work, what), bytes)
      } catch (error) {
        if (signal.aborted) return null
        throw error instanceof UnreadableSearch ? new NotFound('search', error.message) : error
      } finally {
        if (running === mine) running = null
      }
    },
    progress: (): ExportProgress => running && { done: running.done, total: running.total },
    /** Also before the store is closed: nothing may outlive it. */
    cancel(): void {
      running?.stop.abort()
    },
  }
}

/** The file itself, for whoever has the store open: the service, and the command line. */
export function bytesOf(work: Work, what: ExportOf): Promise<Uint8Array> {
  switch (what.format) {
    case 'anki':
      return exportAnki(work, what.cards, what)
    case 'csv':
      return exportCsv(work, what.cards, what)
    case 'tsv':
      return exportTsv(work, what.cards)
    case 'markdown':
      return exportMarkdown(work)
    case 'document':
      return exportDocument(work)
    case 'json':
      return exportEverything(work)
  }
}

const nothing: ExportCounts = { items: 0, cards: 0, reviews: 0, notes: 0, highlights: 0 }

async function countsOf(work: Work, what: ExportOf): Promise<ExportCounts> {
  const { store } = work
  if ('cards' in what) {
    const items = await itemsOf(work, what.cards)
    const cards = items.flatMap((item) => item.cards.map(({ card }) => card.id))
    const reviews = what.format === 'anki' && what.progress ? await reviewsOf(store, cards) : 0
    return { ...nothing, items: items.length, cards: cards.length, reviews }
  }
  const notes = livingNotes(store.state.notes).length
  const highlights = Object.values(store.state.highlights).filter(({ deleted }) => !deleted).length
  if (what.format !== 'json') return { ...nothing, notes, highlights }
  const own = Object.values(store.state.ownCards).filter(({ deleted }) => !deleted).length
  const { days, importedDays } = store.state
  const reviews = [days, importedDays].flatMap(Object.values).reduce((sum, day) => sum + day.reviews, 0)
  return { items: own, cards: Object.keys(store.state.cards).length, reviews, notes, highlights }
}

const names = {
  anki: ['cards', 'apkg'],
  csv: ['cards', 'csv'],
  tsv: ['cards', 'txt'],
  markdown: ['notes', 'zip'],
  document: ['notes', 'html'],
  json: ['everything', 'json'],
} as const

function nameOf({ clock, zone, store }: Work, { format }: ExportOf): string {
  const [what, ending] = names[format]
  return `Fieldbook ${what} ${studyCalendar(store.state.settings.dayStart, zone).day(clock())}.${ending}`
}
