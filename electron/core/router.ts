/** The contract's implementation: hands each call to its service, and turns what a service throws into coded errors. */
import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../shared/contract'
import type { Failure } from '../../shared/model/views'
import type { CollectionReader } from './exchange/collection-reader'
import type { Desk } from './exchange/desk'
import type { Removals } from './removal/remove'
import { GivenUp, type Reviews } from './reviews/reviews'
import type { aboutService } from './services/about'
import type { backlogService } from './services/backlog'
import type { backupsService } from './services/backups'
import type { browseService } from './services/browse'
import type { cardHistoryService } from './services/card-history'
import type { cardMarksService } from './services/card-marks'
import type { cloudService } from './services/cloud'
import type { correctionsService } from './services/corrections'
import { Conflict, NotFound } from './services/errors'
import type { exportsService } from './services/exports'
import type { factReportsService } from './services/fact-reports'
import type { foldersService } from './services/folders'
import type { glossaryService } from './services/glossary'
import type { highlightsService } from './services/highlights'
import type { historyService } from './services/history'
import type { importsService } from './services/imports'
import type { latelyService } from './services/lately'
import type { libraryService } from './services/library'
import type { mediaService } from './services/media'
import type { notesService } from './services/notes'
import type { ownCardsService } from './services/own-cards'
import type { packsService } from './services/packs'
import type { parametersService } from './services/parameters'
import type { planService } from './services/plan'
import type { practiceService } from './services/practice'
import type { printService } from './services/print'
import type { progressService } from './services/progress'
import type { readingService } from './services/reading'
import type { removalService } from './services/removal'
import type { searchService } from './services/search'
import type { settingsService } from './services/settings'
import type { studyService } from './services/study'
import type { verifyService } from './services/verify'
import type { workService } from './services/work'
import type { workshopService } from './services/workshop'
import { Closed, failureOf, isOfSystem } from './store/failure'
import { NotSaved, StoreFailure } from './store/store'
import { Locked, type Opened, type Session, WrongKey } from './vault/session'

export interface Services {
  app: ReturnType<typeof aboutService>
  library: ReturnType<typeof libraryService>
  reports: ReturnType<typeof factReportsService>
  marks: ReturnType<typeof cardMarksService>
  backlog: ReturnType<typeof backlogService>
  backups: ReturnType<typeof backupsService>
  browse: ReturnType<typeof browseService>
  cardHistory: ReturnType<typeof cardHistoryService>
  reading: ReturnType<typeof readingService>
  glossary: ReturnType<typeof glossaryService>
  study: ReturnType<typeof studyService>
  practice: ReturnType<typeof practiceService>
  notes: ReturnType<typeof notesService>
  highlights: ReturnType<typeof highlightsService>
  corrections: ReturnType<typeof correctionsService>
  ownCards: ReturnType<typeof ownCardsService>
  history: ReturnType<typeof historyService>
  plan: ReturnType<typeof planService>
  progress: ReturnType<typeof progressService>
  lately: ReturnType<typeof latelyService>
  settings: ReturnType<typeof settingsService>
  search: ReturnType<typeof searchService>
  parameters: ReturnType<typeof parametersService>
  reviews: Reviews
  verify: ReturnType<typeof verifyService>
  packs: ReturnType<typeof packsService>
  workshop: ReturnType<typeof workshopService>
  removal: ReturnType<typeof removalService>
  removing: { progress: () => Removals['progress'] }
  desk: Desk
  cloud: ReturnType<typeof cloudService>
  folders: ReturnType<typeof foldersService>
  exports: ReturnType<typeof exportsService>
  media: ReturnType<typeof mediaService>
  /** Reads Anki packages; asked by services, not by the page. */
  incoming: CollectionReader
  imports: ReturnType<typeof importsService>
  work: ReturnType<typeof workService>
  print: ReturnType<typeof printService>
}
export type Router = ReturnType<typeof createRouter>

/** The calls that are answered while it is locked, beside those of the lock: public content, for emergencies, and how far a removal is. */
const openWhileLocked = new Set(['library.help', 'removal.progress'])
/** All others wait while everything is opened anew. */
const answeredAtOnce = new Set([...openWhileLocked, 'lock.state', 'lock.heard'])

/** They open everything anew themselves, and can't be waited for by that. */
const openAnew = new Set([
  'backups.restore',
  'erase.begin',
  'packs.install',
  'packs.changesSeen',
  'packs.remove',
  'removal.run',
  'verify.repair',
  'work.merge',
])
const isWaitedFor = (call: string) => !call.startsWith('lock.') && !answeredAtOnce.has(call) && !openAnew.has(call)
/** What was asked was closed before it could be done. */
function wasClosed(error: unknown): boolean {
  if (error instanceof Closed || error instanceof Locked || error instanceof GivenUp) return true
  return error instanceof Error && error.cause !== undefined && wasClosed(error.cause)
}

export interface CallContext {
  /** The newest erasing that the caller knows of, UTC ms, null for none; not given where it can't know of an earlier one. */
  erased?: number | null
}

/** With a `failure` (the data folder can't be opened) only `app.*`, `library.*` and `glossary.*` answer. */
export function createRouter(services: Services, failure: () => Failure | null, session: Session<Opened>) {
  const implementation = implement(contract).$context<CallContext>()
  const open = implementation.use(async ({ next, errors, path, context }) => {
    const call = path.join('.')
    const { erased = session.erasedAt } = context
    for (;;) {
      if (!answeredAtOnce.has(call)) {
        // Others may have begun to open everything anew when this one is told of the end.
        while (session.isReopening) if (!(await session.opensAnew())) break
        // What stood in a window before all was erased must not be saved among what came after.
        if (erased !== session.erasedAt) throw errors.ERASED()
      }
      if (path[0] !== 'lock') {
        if (session.isLocked && !openWhileLocked.has(call)) throw errors.LOCKED()
        session.touch()
      }
      const { timesReopened } = session
      const end = isWaitedFor(call) ? session.begun() : () => {}
      try {
        return await next()
      } catch (error) {
        // It took too long to be waited for, or opens everything anew itself. Nothing was done: it is asked again.
        if (wasClosed(error) && session.timesReopened !== timesReopened) continue
        if (error instanceof ORPCError) throw error
        if (error instanceof NotFound) throw errors.NOT_FOUND({ data: { what: error.what, id: error.id } })
        if (error instanceof Conflict) throw errors.CONFLICT({ data: { what: error.what, id: error.id } })
        if (error instanceof NotSaved) throw errors.NOT_SAVED({ data: error.failure })
        if (error instanceof StoreFailure) throw errors.UNAVAILABLE({ data: error.failure })
        if (error instanceof Locked) throw errors.LOCKED()
        if (error instanceof WrongKey) throw errors.NOT_UNLOCKED({ data: error.reason })
        if (isOfSystem(error)) throw errors.UNAVAILABLE({ data: failureOf(error) })
        // Ours to mend: what happened is for the host's log, not for the page.
        console.error(`${call} failed:`, error)
        throw new ORPCError('INTERNAL_SERVER_ERROR')
      } finally {
        end()
      }
    }
  })
  const stored = open.use(({ next, errors }) => {
    const failed = failure()
    if (failed) throw errors.UNAVAILABLE({ data: failed })
    return next()
  })
  const { app, library, reports, marks, browse, reading, glossary, study, notes, history, progress, settings, search } =
    services
  const { parameters, plan } = services
  return implementation.router({
    app: {
      about: open.app.about.handler(app.about),
      status: open.app.status.handler(app.status),
      dismissNotice: open.app.dismissNotice.handler(({ input }) => app.dismissNotice(input)),
    },
    library: {
      overview: open.library.overview.handler(library.overview),
      chapter: open.library.chapter.handler(({ input }) => library.chapter(input)),
      cards: open.library.cards.handler(library.cards),
      help: open.library.help.handler(library.help),
      reportError: stored.library.reportError.handler(({ input }) => reports.write(input)),
    },
    reading: {
      state: stored.reading.state.handler(reading.state),
      markSection: stored.reading.markSection.handler(({ input }) => reading.markSection(input)),
      setPosition: stored.reading.setPosition.handler(({ input }) => reading.setPosition(input)),
    },
    glossary: {
      list: open.glossary.list.handler(glossary.list),
      entry: open.glossary.entry.handler(({ input }) => glossary.entry(input)),
      map: open.glossary.map.handler(glossary.map),
    },
    study: {
      overview: stored.study.overview.handler(study.overview),
      next: stored.study.next.handler(({ input }) => study.next(input)),
      card: stored.study.card.handler(({ input }) => study.card(input)),
      review: stored.study.review.handler(({ input }) => study.review(input)),
      mark: stored.study.mark.handler(({ input }) => marks.mark(input)),
      forget: stored.study.forget.handler(({ input }) => marks.forget(input)),
      setDue: stored.study.setDue.handler(({ input }) => marks.setDue(input)),
      browse: stored.study.browse.handler(({ input }) => browse.browse(input)),
      history: stored.study.history.handler(({ input }) => services.cardHistory.history(input)),
      confusion: stored.study.confusion.handler(study.confusion),
      backlog: stored.study.backlog.handler(services.backlog.backlog),
      catchUp: stored.study.catchUp.handler(({ input }) => services.backlog.catchUp(input)),
    },
    practice: {
      offers: stored.practice.offers.handler(({ input }) => services.practice.offers(input)),
      drills: stored.practice.drills.handler(services.practice.drills),
      choose: stored.practice.choose.handler(({ input }) => services.practice.choose(input)),
      record: stored.practice.record.handler(({ input }) => services.practice.record(input)),
      check: stored.practice.check.handler(({ input }) => services.practice.check(input)),
    },
    notes: {
      list: stored.notes.list.handler(({ input }) => notes.list(input)),
      get: stored.notes.get.handler(({ input }) => notes.get(input)),
      save: stored.notes.save.handler(({ input }) => notes.save(input)),
      remove: stored.notes.remove.handler(({ input }) => notes.remove(input)),
      tags: stored.notes.tags.handler(notes.tags),
      versions: stored.notes.versions.handler(({ input }) => notes.versions(input)),
      version: stored.notes.version.handler(({ input }) => notes.version(input)),
      restore: stored.notes.restore.handler(({ input }) => notes.restore(input)),
    },
    corrections: {
      list: stored.corrections.list.handler(services.corrections.list),
      write: stored.corrections.write.handler(({ input }) => services.corrections.write(input)),
      remove: stored.corrections.remove.handler(({ input }) => services.corrections.remove(input)),
    },
    highlights: {
      list: stored.highlights.list.handler(({ input }) => services.highlights.list(input)),
      make: stored.highlights.make.handler(({ input }) => services.highlights.make(input)),
      changeKind: stored.highlights.changeKind.handler(({ input }) => services.highlights.changeKind(input)),
      move: stored.highlights.move.handler(({ input }) => services.highlights.move(input)),
      remove: stored.highlights.remove.handler(({ input }) => services.highlights.remove(input)),
    },
    ownCards: {
      get: stored.ownCards.get.handler(({ input }) => services.ownCards.get(input)),
      save: stored.ownCards.save.handler(({ input }) => services.ownCards.save(input)),
      remove: stored.ownCards.remove.handler(({ input }) => services.ownCards.remove(input)),
    },
    history: {
      latest: stored.history.latest.handler(history.latest),
      undo: stored.history.undo.handler(history.undo),
      redo: stored.history.redo.handler(history.redo),
      steps: stored.history.steps.handler(history.steps),
    },
    plan: {
      get: stored.plan.get.handler(plan.get),
      try: stored.plan.try.handler(({ input }) => plan.try(input)),
      set: stored.plan.set.handler(({ input }) => plan.set(input)),
      clear: stored.plan.clear.handler(plan.clear),
    },
    progress: {
      summary: stored.progress.summary.handler(progress.summary),
      lately: stored.progress.lately.handler(services.lately.lately),
    },
    settings: {
      get: stored.settings.get.handler(settings.get),
      changeAppearance: stored.settings.changeAppearance.handler(({ input }) => settings.changeAppearance(input)),
      changeStudy: stored.settings.changeStudy.handler(({ input }) => settings.changeStudy(input)),
    },
    parameters: {
      get: stored.parameters.get.handler(parameters.get),
      fit: stored.parameters.fit.handler(parameters.fit),
      progress: stored.parameters.progress.handler(parameters.progress),
      cancel: stored.parameters.cancel.handler(parameters.cancel),
      adopt: stored.parameters.adopt.handler(({ input }) => parameters.adopt(input)),
      reset: stored.parameters.reset.handler(parameters.reset),
    },
    backups: {
      list: stored.backups.list.handler(services.backups.list),
      latest: stored.backups.latest.handler(services.backups.latest),
      chooseFolder: stored.backups.chooseFolder.handler(services.folders.choose),
      make: stored.backups.make.handler(services.backups.make),
      listIn: stored.backups.listIn.handler(({ input }) => services.backups.listIn(input)),
      copyTo: stored.backups.copyTo.handler(({ input }) => services.backups.copyTo(input)),
      check: stored.backups.check.handler(({ input }) => services.backups.check(input)),
      preview: stored.backups.preview.handler(({ input }) => services.backups.preview(input)),
      removeNewer: stored.backups.removeNewer.handler(({ input }) => services.backups.removeNewer(input)),
      restore: stored.backups.restore.handler(({ input }) => services.backups.restore(input)),
    },
    verify: {
      progress: stored.verify.progress.handler(services.verify.progress),
      start: stored.verify.start.handler(services.verify.start),
      cancel: stored.verify.cancel.handler(services.verify.cancel),
      repair: stored.verify.repair.handler(services.verify.repair),
    },
    removal: {
      kept: stored.removal.kept.handler(services.removal.kept),
      preview: stored.removal.preview.handler(({ input }) => services.removal.preview(input)),
      run: stored.removal.run.handler(({ input }) => services.removal.run(input)),
      progress: open.removal.progress.handler(services.removing.progress),
      also: stored.removal.also.handler(({ input }) => services.removal.also(input)),
    },
    lock: {
      state: open.lock.state.handler(() => session.view()),
      heard: open.lock.heard.handler(({ input }) => session.heard(input)),
      lock: open.lock.lock.handler(async ({ input }) => {
        await session.lock(input.window)
        return session.view()
      }),
      park: open.lock.park.handler(({ input }) => session.park(input)),
      takeDrafts: open.lock.takeDrafts.handler(() => session.takeDrafts()),
      unlock: open.lock.unlock.handler(({ input }) => session.unlock(input)),
      recover: open.lock.recover.handler(({ input }) => session.recover(input)),
      turnOn: stored.lock.turnOn.handler(({ input }) => session.turnOn(input)),
      turnOff: open.lock.turnOff.handler(({ input }) => session.turnOff(input)),
      changePassphrase: open.lock.changePassphrase.handler(({ input }) => session.changePassphrase(input)),
      newRecoveryKey: open.lock.newRecoveryKey.handler(({ input }) => session.newRecoveryKey(input)),
      setAutoLock: open.lock.setAutoLock.handler(({ input }) => session.setAutoLock(input)),
    },
    packs: {
      list: stored.packs.list.handler(services.packs.list),
      preview: stored.packs.preview.handler(({ input }) => services.packs.preview(input)),
      install: stored.packs.install.handler(({ input }) => services.packs.install(input)),
      remove: stored.packs.remove.handler(({ input }) => services.packs.remove(input)),
      changesSeen: stored.packs.changesSeen.handler(({ input }) => services.packs.changesSeen(input)),
    },
    workshop: {
      list: stored.workshop.list.handler(services.workshop.list),
      get: stored.workshop.get.handler(({ input }) => services.workshop.get(input)),
      create: stored.workshop.create.handler(({ input }) => services.workshop.create(input)),
      fromInstalled: stored.workshop.fromInstalled.handler(({ input }) => services.workshop.fromInstalled(input)),
      fromFile: stored.workshop.fromFile.handler(({ input }) => services.workshop.fromFile(input)),
      save: stored.workshop.save.handler(({ input }) => services.workshop.save(input)),
      remove: stored.workshop.remove.handler(({ input }) => services.workshop.remove(input)),
      check: stored.workshop.check.handler(({ input }) => services.workshop.check(input)),
      key: stored.workshop.key.handler(services.workshop.key),
      export: stored.workshop.export.handler(({ input }) => services.workshop.export(input)),
    },
    erase: {
      survey: stored.erase.survey.handler(() => session.eraseSurvey()),
      begin: stored.erase.begin.handler(({ input }) => session.erase(input)),
      account: open.erase.account.handler(() => session.erased),
    },
    cloud: { copies: stored.cloud.copies.handler(services.cloud.copies) },
    media: {
      get: stored.media.get.handler(({ input }) => services.media.get(input)),
    },
    desk: {
      begin: open.desk.begin.handler(({ input }) => services.desk.begin(input)),
      send: open.desk.send.handler(({ input }) => services.desk.send(input)),
      take: open.desk.take.handler(({ input }) => services.desk.take(input)),
      drop: open.desk.drop.handler(({ input }) => services.desk.drop(input)),
    },
    exports: {
      choices: stored.exports.choices.handler(services.exports.choices),
      preview: stored.exports.preview.handler(({ input }) => services.exports.preview(input)),
      make: stored.exports.make.handler(({ input }) => services.exports.make(input)),
      progress: stored.exports.progress.handler(services.exports.progress),
      cancel: stored.exports.cancel.handler(services.exports.cancel),
    },
    imports: {
      preview: stored.imports.preview.handler(({ input }) => services.imports.preview(input)),
      start: stored.imports.start.handler(({ input }) => services.imports.start(input)),
      progress: stored.imports.progress.handler(services.imports.progress),
      cancel: stored.imports.cancel.handler(services.imports.cancel),
    },
    work: {
      pack: stored.work.pack.handler(({ input }) => services.work.pack(input)),
      look: stored.work.look.handler(({ input }) => services.work.look(input)),
      merge: stored.work.merge.handler(({ input }) => services.work.merge(input)),
      progress: stored.work.progress.handler(() => services.work.progress()),
      conflicts: stored.work.conflicts.handler(() => services.work.conflicts()),
      settle: stored.work.settle.handler(({ input }) => services.work.settle(input)),
    },
    print: {
      cards: open.print.cards.handler(({ input }) => services.print.cards(input)),
      entries: open.print.entries.handler(({ input }) => services.print.entries(input)),
      questions: open.print.questions.handler(({ input }) => services.print.questions(input)),
      pdf: open.print.pdf.handler(({ input }) => services.print.pdf(input)),
    },
    search: { query: stored.search.query.handler(({ input }) => search.query(input)) },
  })
}
