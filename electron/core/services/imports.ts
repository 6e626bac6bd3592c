import type { ImportChoices, IncomingCollection } from '../../../shared/model/exchange'
import type { FileRefused, ImportPreview, ImportState, ShownReport } from '../../../shared/model/imports'
import type { TextLook, TextOptions } from '../../../shared/model/text-import'
import type { Zone } from '../../../shared/rules/study-day'
import type { CollectionReader } from '../exchange/collection-reader'
import type { Desk } from '../exchange/desk'
import {
  Cancelled,
  dropOpenImports,
  type ImportNeeds,
  type ImportOutlook,
  importCollection,
  planImport,
} from '../exchange/import'
import { readerOf } from '../exchange/readers'
import { Refused } from '../exchange/refused'
import type { Reviews } from '../reviews/reviews'
import type { Store } from '../store/store'
import type { InTurn } from './turns'

export interface ImportsNeeds {
  store: Store
  desk: Pick<Desk, 'read' | 'drop'>
  reviews: Pick<Reviews, 'columns'>
  /** Makes one before anything is imported. */
  backup: () => Promise<void>
  /** UTC ms. */
  clock: () => number
  zone: Zone
  inTurn: InTurn
  readAnki: CollectionReader['readAnki']
  readJson: CollectionReader['readJson']
  readText: CollectionReader['readText']
  /** See `ComposeOptions`. */
  readAlready?: ReadonlyMap<string, IncomingCollection>
}
interface FileToImport {
  file: string
  text?: TextOptions | undefined
  choices?: ImportChoices | undefined
}

/** Problems that a page is told of. */
const shownProblems = 1000

/** Cards from files: one at a time, a look first. What was read is kept until another file is looked at. */
export function importsService(given: ImportsNeeds) {
  const { store, desk, reviews, backup, clock, zone, inTurn, readAnki, readJson, readText, readAlready } = given
  let state: ImportState = { state: 'none' }
  let work: { stop: AbortController; ended: Promise<unknown> } | null = null
  let read: { key: string; collection: IncomingCollection; look: TextLook | null } | null = null
  const needs: ImportNeeds = { store, clock, zone, inTurn, columns: () => reviews.columns() }

  /** Whatever is under way is given up first. */
  async function begin<Result>(task: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const stop = new AbortController()
    const before = work
    before?.stop.abort()
    const result = (before?.ended ?? Promise.resolve()).then(() => task(stop.signal))
    const mine = { stop, ended: result.catch(() => {}) }
    work = mine
    try {
      return await result
    } finally {
      if (work === mine) work = null
    }
  }
  const tell = (task: 'look' | 'import') => (progress: Pick<Running, 'step' | 'done' | 'total'>) => {
    state = { state: 'running', task, ...progress }
  }

  async function collectionOf(
    { file, text }: FileToImport,
    signal: AbortSignal,
    progress: ReturnType<typeof tell>,
    looked: (look: TextLook) => void = () => {},
  ): Promise<IncomingCollection> {
    const key = JSON.stringify([file, text])
    if (read?.key === key) {
      if (read.look) looked(read.look)
      return read.collection
    }
    read = null
    let seen: TextLook | null = null
    const look = (found: TextLook) => {
      seen = found
      looked(found)
    }
    const { name, bytes } = desk.read(file)
    const told = (share: number) => progress({ step: 'reading', done: Math.round(share * 100), total: 100 })
    const options = { signal, readAnki, readJson, readText, look, progress: told, ...(text && { text }) }
    const collection = readAlready?.get(name) ?? (await readerOf(name, bytes).read(bytes, name, options))
    if (signal.aborted) throw new Cancelled('given up')
    read = { key, collection, look: seen }
    return collection
  }

  async function look(input: FileToImport, signal: AbortSignal): Promise<ImportPreview> {
    const progress = tell('look')
    progress({ step: 'reading', done: 0, total: 0 })
    const { name, bytes } = desk.read(input.file)
    const preview: ImportPreview = { refused: null, kind: null, look: null, report: null }
    try {
      const { kind } = readerOf(name, bytes)
      preview.kind = kind
      const collection = await collectionOf(input, signal, progress, (look) => {
        preview.look = look
      })
      const { choices } = input
      const report = await planImport(needs, collection, { ...(choices && { choices }), progress, signal })
      return { ...preview, report: shownOf(report) }
    } catch (error) {
      return { ...preview, refused: refusalOf(error) }
    }
  }

  async function bring(input: FileToImport, signal: AbortSignal): Promise<ImportState> {
    const progress = tell('import')
    progress({ step: 'reading', done: 0, total: 0 })
    const collection = await collectionOf(input, signal, progress)
    progress({ step: 'backup', done: 0, total: 0 })
    await backup()
    const { name: from } = desk.read(input.file)
    const { choices } = input
    const report = await importCollection(needs, collection, { from, ...(choices && { choices }), progress, signal })
    read = null
    desk.drop({ file: input.file })
    return { state: 'done', at: clock(), from, report: shownOf(report) }
  }

  return {
    /** Once, before anything is imported: what a process that died has left open never counts. */
    begin: async (): Promise<void> => {
      // Where that can't be saved now it shows no more than before, and is tried at the next start.
      if (store.readOnly === null) await dropOpenImports(store).catch(() => {})
    },
    async preview(input: FileToImport): Promise<ImportPreview> {
      try {
        return await begin((signal) => look(input, signal))
      } finally {
        if (state.state === 'running' && state.task === 'look') state = { state: 'none' }
      }
    },
    async start(input: FileToImport): Promise<ImportState> {
      try {
        state = await begin((signal) => bring(input, signal))
      } catch (error) {
        state = { state: 'none' }
        state = error instanceof Cancelled ? { state: 'cancelled' } : { state: 'refused', refused: refusalOf(error) }
      }
      return state
    },
    progress: (): ImportState => state,
    async cancel(): Promise<ImportState> {
      work?.stop.abort()
      await work?.ended
      return state
    },
    /** Nothing may outlive the store. */
    async close(): Promise<void> {
      work?.stop.abort()
      await work?.ended
      read = null
    },
  }
}
type Running = Extract<ImportState, { state: 'running' }>

function shownOf({ problems, ...report }: ImportOutlook): ShownReport {
  const shown = problems.slice(0, shownProblems)
  return { ...report, problems: shown, more: problems.length - shown.length }
}

/** What a reader says of a file that it can't take; anything else isn't the file's fault and is thrown on. */
function refusalOf(error: unknown): FileRefused {
  if (error instanceof Cancelled) return { code: 'cancelled', where: '', detail: {} }
  if (!(error instanceof Refused)) throw error
  const { code, where, detail } = error
  return { code, where, detail }
}
