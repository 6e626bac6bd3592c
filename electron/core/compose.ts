/** Wires the core together. Both hosts call it; nothing in here knows which. */
import { hash } from 'node:crypto'
import { resolve } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Pack } from '../../shared/model/content'
import type { IncomingCollection } from '../../shared/model/exchange'
import type { About, Failure } from '../../shared/model/views'
import { joinedPacks } from '../../shared/rules/joined-packs'
import type { Zone } from '../../shared/rules/study-day'
import { goOnBehind } from './background'
import { BackupPlaces, type CarriedPlaces } from './backups/places'
import { ankiWriter } from './exchange/anki-writer'
import { collectionReader } from './exchange/collection-reader'
import { desk } from './exchange/desk'
import { readInstalled } from './packs/installed'
import type { RemovalMark } from './removal/mark'
import { finishRemoval, noRemovals, type RemovalNeeds, type Removals } from './removal/remove'
import { reviewsInWorker } from './reviews/reviews'
import { createRouter, type Router, type Services } from './router'
import { aboutService } from './services/about'
import { backlogService } from './services/backlog'
import { backupsService } from './services/backups'
import { browseService } from './services/browse'
import { cardHistoryService } from './services/card-history'
import { cardMarksService } from './services/card-marks'
import { catalogue } from './services/catalogue'
import { cloudService } from './services/cloud'
import { correctionLayer } from './services/correction-layer'
import { correctionsService } from './services/corrections'
import { exportsService } from './services/exports'
import { factReportsService } from './services/fact-reports'
import { foldersService } from './services/folders'
import { glossaryService } from './services/glossary'
import { highlightPlaces } from './services/highlight-places'
import { highlightsService } from './services/highlights'
import { historyService } from './services/history'
import { importsService } from './services/imports'
import { keptLooks } from './services/kept-looks'
import { latelyService } from './services/lately'
import { libraryService } from './services/library'
import { mediaService } from './services/media'
import { noteTexts } from './services/note-texts'
import { notesService } from './services/notes'
import { ownCardsService } from './services/own-cards'
import { indexPack, type PackIndex, readPack } from './services/pack'
import { packsService } from './services/packs'
import { parametersService } from './services/parameters'
import { planService } from './services/plan'
import { practiceService } from './services/practice'
import { printService } from './services/print'
import { progressService } from './services/progress'
import { readingService } from './services/reading'
import { removalService } from './services/removal'
import { searchService } from './services/search'
import { settingsService } from './services/settings'
import { studyService } from './services/study'
import { takeTurns } from './services/turns'
import { noVerification, type Verification, verifyService } from './services/verify'
import { workService } from './services/work'
import { workshopService } from './services/workshop'
import { type Codec, type DataKey, plainCodec, sealedCodec } from './store/codec'
import { failureOf } from './store/failure'
import { type Files, nodeFiles } from './store/files'
import { type HeldFolder, holdFolder, type OpenOptions, openStore, type Store, StoreFailure } from './store/store'
import { currentServices } from './vault/current-services'
import type { Cost } from './vault/keys'
import { type Opened, type Opening, Session } from './vault/session'

export interface ComposeOptions {
  /** Made if it isn't there. */
  dataFolder: string
  /** The compiled content pack, JSON. */
  packFile: string
  host: About['host']
  versions: About['versions']
  /** Starts the worker that reads all reviews: core/reviews/worker.ts as it was built, or its source. */
  startReviewsWorker: () => Worker
  /** The same for core/search/worker.ts; without it search works in this thread. */
  startSearchWorker?: () => Worker
  /** The same for core/exchange/worker.ts, which reads one Anki package and ends; without it packages are read in this thread. */
  startExchangeWorker?: () => Worker
  /** Files that this process has read already, by their names: they aren't read again when they are imported. */
  readAlready?: ReadonlyMap<string, IncomingCollection>
  /** Saves what the window shows as a PDF, where the host has a window; gives the file, null if the person gave it up. */
  savePdf?: (name: string) => Promise<string | null>
  /** UTC ms; the system's clock unless given. */
  clock?: () => number
  /** The system's zone unless given. */
  zone?: Zone
  /** Called when a second start asks this one to show itself. */
  announce?: () => void
  /** The disk; the system's unless given. */
  files?: Files
  /** Opens the data folder; a proof that wants to see the store itself puts its own way around it. */
  open?: typeof openStore
  /** What a new passphrase of the lock costs; the usual unless given. */
  passphraseCost?: Cost
  /** A dialog of the system's in which a person chooses a folder, where the host has one. Null: none was chosen. */
  chooseFolder?: () => Promise<string | null>
  /** Where the host keeps the window's files in the data folder: forgets what they tell when all is erased. */
  forgetWindow?: () => Promise<void>
  /** The data folder was given: the folder above it must be there. A drive may not be plugged in. */
  placeGiven?: boolean
}
export interface Core {
  router: Router
  /** Why the data folder can't be opened; the core then answers from the pack alone. */
  readonly failure: Failure | null
  /** Locks, if there is a lock: open windows save first. */
  lock(): Promise<void>
  /** Waits for what is being written and lets go of the data folder. */
  close(): Promise<void>
}

/** Throws `AlreadyOpen` when another process holds the data folder, and an ordinary error when the pack is unreadable. */
export async function compose(options: ComposeOptions): Promise<Core> {
  const { dataFolder, clock = Date.now, files = nodeFiles, announce, passphraseCost } = options
  const book = indexPack(await readPack(options.packFile))
  const { placeGiven = false, forgetWindow } = options
  const held = await holdFolder({ folder: dataFolder, files, placeGiven, ...(announce && { announce }) }).catch(
    (error) => {
      if (error instanceof StoreFailure) return error
      throw error
    },
  )
  const failure = held instanceof StoreFailure ? held : undefined
  const folder = held instanceof StoreFailure ? dataFolder : held.folder
  const verification = noVerification()
  const removals = noRemovals()
  const carried: CarriedPlaces = { places: [] }
  const open = (key: DataKey | null, opening: Opening) =>
    openAll(options, book, key, {
      ...opening,
      held,
      verification,
      removals,
      carried,
      reopen,
      openToSave: () => session.openToSave(),
      current: () => session.current.services,
    })
  const reopen = (between?: () => Promise<void>) => session.reopen(between)
  const forget = () => {
    Object.assign(verification, noVerification())
    carried.places = []
  }
  const needs = { files, folder, clock, open, forget, forgetWindow, ...(passphraseCost && { cost: passphraseCost }) }
  const session: Session<Opened & { services: Services }> = await Session.begin(needs, failure).catch(async (error) => {
    if (!(held instanceof StoreFailure)) await held.release()
    throw error
  })
  if (!(held instanceof StoreFailure)) {
    // What this version can't open, another may.
    if (session.failure) await held.release()
    else setImmediate(held.ready)
  }
  // Help is part of the book and must be had while it is locked too.
  const shut = { library: libraryService({ pack: book }), removing: { progress: () => removals.progress } }
  const services = currentServices(() => (session.isLocked ? shut : session.current.services))
  return {
    router: createRouter(services, () => session.failure, session),
    get failure() {
      return session.failure
    },
    lock: () => session.lock(),
    close: async () => {
      try {
        await session.close()
      } finally {
        if (!(held instanceof StoreFailure)) await held.release()
      }
    },
  }
}

interface OpenWith extends Opening {
  held: HeldFolder | StoreFailure
  verification: Verification
  removals: Removals
  carried: CarriedPlaces
  reopen: (between?: () => Promise<void>) => Promise<void>
  openToSave: () => Promise<void>
  /** Those that are open when it is asked. */
  current: () => Services
}

/** All that works on a store that was opened just now, or on one that can't be opened. */
async function openAll(
  options: ComposeOptions,
  book: ReturnType<typeof indexPack>,
  key: DataKey | null,
  { held, failed, restored, erased, verification, removals, carried, reopen, openToSave, current }: OpenWith,
): Promise<Opened & { services: Services }> {
  const { dataFolder, host, versions, clock = Date.now, zone = systemZone, files = nodeFiles } = options
  const folder = resolve(dataFolder)
  const codec = key ? sealedCodec(key) : plainCodec
  const place = failed ?? held
  if (!(place instanceof StoreFailure)) await carryOver({ files, folder, codec, carried })
  const mark = place instanceof StoreFailure ? null : await removedFirst({ files, folder, codec, clock, removals })
  const isRemoved = mark !== null && !(mark instanceof StoreFailure)
  const opening = { folder, clock, zone, files, restored, remade: isRemoved, ...(key && { key }) }
  const { store, failure } = await open(options.open ?? openStore, opening, mark instanceof StoreFailure ? mark : place)
  const places = { files, folder, codec, base: book.pack, clock, version: versions.app }
  const installed = failure ? [] : await readInstalled(places, Object.values(store.state.packs))
  const extended = withExtensions(
    book,
    installed.flatMap(({ pack }) => pack ?? []),
  )
  const layer = correctionLayer(extended, failure ? null : store)
  const all = failure ? null : catalogue(layer.pack, store)
  await all?.ready()
  const pack = all ?? book
  const inTurn = takeTurns()
  const lying = desk()
  const texts = noteTexts(store)
  const history = historyService({ store, pack, inTurn })
  const highlighted = highlightPlaces(pack)
  const reviews = reviewsInWorker({ startWorker: options.startReviewsWorker, log: () => store.log })
  const looks = keptLooks({ store, pack, clock, zone })
  if (!failure) looks.warm()
  const study = studyService({ store, pack, clock, zone, inTurn, looks })
  const { answerTo } = study
  const removal = removalService({
    ...{ store, pack, folder, files, codec, clock, inTurn, removals, reopen },
    alone: (task) => backups.alone(task),
  })
  const backups = backupsService({
    ...{ store, folder, files, clock, zone, inTurn },
    seen: (repository) => removal.seen(repository),
    async reopen() {
      await removal.keepRemoved()
      carried.places = await removal.places()
      await reopen()
    },
  })
  const browse = browseService({ store, pack, clock, zone, looks })
  const notes = notesService({ store, pack, clock, inTurn, texts, highlighted, latest: history.latest })
  const highlights = highlightsService({ store, pack, clock, inTurn, highlighted, latest: history.latest })
  const incoming = collectionReader({ startWorker: options.startExchangeWorker })
  const services = {
    app: aboutService({ store, pack, failure, host, versions, dataFolder }),
    library: libraryService({ pack }),
    reports: factReportsService({ pack, dataFolder, files, clock, codec }),
    marks: cardMarksService({ store, pack, clock, zone, inTurn, latest: history.latest }),
    backlog: backlogService({ store, clock, zone, inTurn, looks }),
    backups,
    browse,
    cardHistory: cardHistoryService({ store, pack, reviews, clock }),
    reading: readingService({ store, pack, inTurn }),
    glossary: glossaryService({ pack }),
    study,
    practice: practiceService({ store, pack, clock, zone, inTurn, looks, answerTo }),
    notes,
    highlights,
    exports: exportsService({
      store,
      pack,
      browse,
      notes,
      highlights,
      clock,
      zone,
      desk: lying,
      readMedia: (name) => store.readMedia(name),
      openPackageFile: ankiWriter(options.startExchangeWorker),
    }),
    corrections: correctionsService({ store, layer, clock, inTurn }),
    ownCards: ownCardsService({ store, pack, clock, inTurn, latest: history.latest }),
    history,
    plan: planService({ store, pack, clock, zone, inTurn, looks }),
    progress: progressService({ store, pack, clock, zone, looks }),
    lately: latelyService({ store, pack, clock, zone }),
    settings: settingsService({ store, inTurn }),
    search: searchService({ store, pack, layer, startWorker: options.startSearchWorker }),
    parameters: parametersService({ store, reviews, clock, inTurn }),
    reviews,
    desk: lying,
    workshop: workshopService({ store, places, desk: lying, inTurn }),
    packs: packsService({
      ...{ store, places, installed, desk: lying, inTurn },
      async reopen() {
        await reopen()
        return current().packs.list()
      },
    }),
    removal,
    removing: { progress: () => removals.progress },
    cloud: cloudService({ store, folder, files }),
    folders: foldersService(options.chooseFolder),
    incoming,
    media: mediaService({ store }),
    imports: importsService({
      ...{ store, desk: lying, reviews, backup: backups.beforeImport, clock, zone, inTurn },
      ...{ readAnki: incoming.readAnki, readJson: incoming.readJson, readText: incoming.readText },
      ...(options.readAlready && { readAlready: options.readAlready }),
    }),
    work: workService({
      ...{ store, places, inTurn, desk: lying, backUp: backups.beforeMerge },
      reopen: () => reopen(),
      async removeToo() {
        await removal.keepRemoved()
        await reopen()
      },
      ...(options.passphraseCost && { cost: options.passphraseCost }),
    }),
    print: printService({ pack, savePdf: options.savePdf }),
    verify: verifyService({
      ...{ store, folder, files, clock, inTurn, verification },
      hasContent: (card) => pack.has('card', card),
      async reopen(between) {
        await reopen(between)
        return current().verify.check
      },
    }),
  }
  if (!failure && isRemoved) await removal.begin(mark)
  if (!failure) await services.backups.begin()
  if (!failure) await services.imports.begin()
  if (!failure && erased) store.notify('erased', {})
  const stop = failure
    ? async () => {}
    : goOnBehind(services, store, { warmSearch: Boolean(options.startSearchWorker), openToSave })
  return {
    services,
    failure,
    readOnly: () => (failure ? null : store.readOnly),
    appearance: () => (failure ? null : store.appearance),
    // In turn: a change of several steps that is under way ends first.
    close: async (how) => {
      await services.imports.close()
      services.exports.cancel()
      await stop(how)
      incoming.close()
      await Promise.all([reviews.close(), services.search.close()])
      if (!failure) await inTurn(() => store.close())
    },
  }
}

/** Before a removal, which goes to these folders too. What can't be written now is told the next time. */
async function carryOver(needs: { files: Files; folder: string; codec: Codec; carried: CarriedPlaces }): Promise<void> {
  const { files, folder, codec, carried } = needs
  if (carried.places.length === 0) return
  try {
    await new BackupPlaces(files, folder, codec).carryOver(carried.places)
    carried.places = []
  } catch (error) {
    console.error('known folders of backups are not kept yet:', error)
  }
}

/** What is being removed for good is gone before anything is read. What can't be done is why nothing can be opened. */
async function removedFirst(needs: RemovalNeeds): Promise<RemovalMark | StoreFailure | null> {
  try {
    return await finishRemoval(needs)
  } catch (error) {
    return error instanceof StoreFailure ? error : new StoreFailure(failureOf(error), { cause: error })
  }
}

async function open(
  openIt: typeof openStore,
  options: OpenOptions,
  held: HeldFolder | StoreFailure,
): Promise<{ store: Store; failure: Failure | null }> {
  try {
    if (held instanceof StoreFailure) throw held
    return { store: await openIt({ ...options, held }), failure: null }
  } catch (error) {
    if (error instanceof StoreFailure) return { store: closedStore(error), failure: error.failure }
    throw error
  }
}

function withExtensions(book: PackIndex, extensions: readonly Pack[]): PackIndex {
  if (extensions.length === 0) return book
  const combine = (hashes: string[]) => hash('sha256', hashes.join(' '))
  return indexPack(joinedPacks(book.pack, extensions, combine))
}

/** Stands in for a store that can't be opened: the router asks nothing of it, and whoever did would hear why. */
function closedStore(failure: StoreFailure): Store {
  return new Proxy({} as Store, {
    get() {
      throw failure
    },
  })
}

function systemZone(at: number): number {
  return -new Date(at).getTimezoneOffset()
}
