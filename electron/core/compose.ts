/** Wires the core together. Both hosts call it; nothing in here knows which. */
import type { Worker } from 'node:worker_threads'
import type { About, Failure } from '../../shared/model/views'
import type { Zone } from '../../shared/rules/study-day'
import { reviewsInWorker } from './reviews/reviews'
import { createRouter, type Router } from './router'
import { aboutService } from './services/about'
import { backlogService } from './services/backlog'
import { browseService } from './services/browse'
import { cardHistoryService } from './services/card-history'
import { cardMarksService } from './services/card-marks'
import { catalogue } from './services/catalogue'
import { factReportsService } from './services/fact-reports'
import { glossaryService } from './services/glossary'
import { highlightPlaces } from './services/highlight-places'
import { highlightsService } from './services/highlights'
import { historyService } from './services/history'
import { latelyService } from './services/lately'
import { libraryService } from './services/library'
import { noteTexts } from './services/note-texts'
import { notesService } from './services/notes'
import { ownCardsService } from './services/own-cards'
import { indexPack, readPack } from './services/pack'
import { parametersService } from './services/parameters'
import { planService } from './services/plan'
import { practiceService } from './services/practice'
import { progressService } from './services/progress'
import { readingService } from './services/reading'
import { searchService } from './services/search'
import { settingsService } from './services/settings'
import { studyService } from './services/study'
import { takeTurns } from './services/turns'
import { type Files, nodeFiles } from './store/files'
import { type OpenOptions, openStore, type Store, StoreFailure } from './store/store'

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
}
export interface Core {
  router: Router
  /** Why the data folder can't be opened; the core then answers from the pack alone. */
  failure: Failure | null
  /** Waits for what is being written and lets go of the data folder. */
  close(): Promise<void>
}

/** Throws `AlreadyOpen` when another process holds the data folder, and an ordinary error when the pack is unreadable. */
export async function compose(options: ComposeOptions): Promise<Core> {
  const { dataFolder, host, versions, clock = Date.now, zone = systemZone, announce } = options
  const { files = nodeFiles, open: openIt = openStore } = options
  const book = indexPack(await readPack(options.packFile))
  const { store, failure } = await open(openIt, { folder: dataFolder, clock, zone, announce, files })
  const pack = failure ? book : catalogue(book, store)
  const inTurn = takeTurns()
  const texts = noteTexts(store)
  const history = historyService({ store, pack, inTurn })
  const highlighted = highlightPlaces(pack)
  const reviews = reviewsInWorker({ startWorker: options.startReviewsWorker, log: () => store.log })
  const study = studyService({ store, pack, clock, zone, inTurn })
  const { cardsOf, answerTo } = study
  const services = {
    app: aboutService({ store, pack, failure, host, versions, dataFolder }),
    library: libraryService({ pack }),
    reports: factReportsService({ pack, dataFolder, files, clock }),
    marks: cardMarksService({ store, pack, clock, zone, inTurn, latest: history.latest }),
    backlog: backlogService({ store, pack, clock, zone, inTurn }),
    browse: browseService({ store, pack, clock, zone }),
    cardHistory: cardHistoryService({ store, pack, reviews, clock }),
    reading: readingService({ store, pack, inTurn }),
    glossary: glossaryService({ pack }),
    study,
    practice: practiceService({ store, pack, clock, zone, inTurn, cardsOf, answerTo }),
    notes: notesService({ store, pack, clock, inTurn, texts, highlighted, latest: history.latest }),
    highlights: highlightsService({ store, pack, clock, inTurn, highlighted, latest: history.latest }),
    ownCards: ownCardsService({ store, pack, clock, inTurn, latest: history.latest }),
    history,
    plan: planService({ store, pack, clock, zone, inTurn }),
    progress: progressService({ store, pack, clock, zone }),
    lately: latelyService({ store, pack, clock, zone }),
    settings: settingsService({ store, inTurn }),
    search: searchService({ store, pack, startWorker: options.startSearchWorker }),
    parameters: parametersService({ store, reviews, clock, inTurn }),
    reviews,
  }
  // Once the first screen has what it asked for.
  const warming = setTimeout(() => services.search.warm().catch(() => {}), 1000)
  if (failure || !options.startSearchWorker) clearTimeout(warming)
  warming.unref()
  return {
    router: createRouter(services, failure),
    failure,
    // In turn: a change of several steps that is under way ends first.
    close: async () => {
      clearTimeout(warming)
      await Promise.all([reviews.close(), services.search.close()])
      if (!failure) await inTurn(() => store.close())
    },
  }
}

async function open(
  openIt: typeof openStore,
  options: OpenOptions,
): Promise<{ store: Store; failure: Failure | null }> {
  try {
    return { store: await openIt(options), failure: null }
  } catch (error) {
    if (error instanceof StoreFailure) return { store: closedStore(error), failure: error.failure }
    throw error
  }
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
