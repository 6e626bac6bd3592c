import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import { api } from './client'
import { CorrectionHost } from './features/corrections/editor-host'
import { LockButton } from './features/lock/lock-button'
import { EditorHost } from './features/own-cards/editor-host'
import { UnfinishedCards } from './features/own-cards/unfinished-cards'
import { catchKeys } from './features/search/early-keys'
import { rememberPlace } from './features/search/recents'
import { Today } from './features/today/today'
import { Alerts, ScreenBoundary } from './ui/alerts'
import { useAppearance, useDesignPage } from './ui/appearance'
import { loadAppearancePanel } from './ui/appearance-button'
import { useCommand, useCommands } from './ui/commands'
import { useUndo } from './ui/history'
import { loadMarkdownField } from './ui/markdown-field/load'
import { FailureScreen, Notices } from './ui/notices'
import { Page } from './ui/page'
import { ReportErrorDialog } from './ui/report-error'
import { SaidLine } from './ui/said'
import { isMac, whenWords } from './ui/words'

const parts: (() => Promise<unknown>)[] = [loadMarkdownField, loadAppearancePanel]
/** A part of the app that is loaded after the first screen: when it is asked for, or when nothing else is to be done. */
function later<Module, Props>(load: () => Promise<Module>, part: (module: Module) => (props: Props) => ReactNode) {
  parts.push(load)
  return lazy(() => load().then((module) => ({ default: part(module) })))
}
const Chapters = later(
  () => import('./features/chapters/chapters'),
  (m) => m.Chapters,
)
const ChapterPage = later(
  () => import('./features/chapters/chapter-page'),
  (m) => m.ChapterPage,
)
const Flashcards = later(
  () => import('./features/flashcards/flashcards'),
  (m) => m.Flashcards,
)
const Review = later(
  () => import('./features/flashcards/review'),
  (m) => m.Review,
)
const Browse = later(
  () => import('./features/browse/browse'),
  (m) => m.Browse,
)
const MusterDate = later(
  () => import('./features/plan/plan'),
  (m) => m.MusterDate,
)
const Practice = later(
  () => import('./features/practice/practice'),
  (m) => m.Practice,
)
const PracticeSession = later(
  () => import('./features/practice/practice-session'),
  (m) => m.PracticeSession,
)
const Glossary = later(
  () => import('./features/glossary/glossary'),
  (m) => m.Glossary,
)
const EntryPage = later(
  () => import('./features/glossary/entry-page'),
  (m) => m.EntryPage,
)
const MapScreen = later(
  () => import('./features/map/map'),
  (m) => m.MapScreen,
)
const Highlights = later(
  () => import('./features/notes/highlights'),
  (m) => m.Highlights,
)
const Notes = later(
  () => import('./features/notes/notes'),
  (m) => m.Notes,
)
const Progress = later(
  () => import('./features/progress/progress'),
  (m) => m.Progress,
)
const Settings = later(
  () => import('./features/settings/settings'),
  (m) => m.Settings,
)
const Backups = later(
  () => import('./features/backups/backups'),
  (m) => m.Backups,
)
const Packs = later(
  () => import('./features/packs/packs'),
  (m) => m.Packs,
)
const Corrections = later(
  () => import('./features/corrections/corrections'),
  (m) => m.Corrections,
)
const MakingPack = later(
  () => import('./features/packs/making/making'),
  (m) => m.MakingPack,
)
const RemoveForGood = later(
  () => import('./features/removal/remove-for-good'),
  (m) => m.RemoveForGood,
)
const RemoveThing = later(
  () => import('./features/removal/remove-thing'),
  (m) => m.RemoveThing,
)
const Erase = later(
  () => import('./features/erase/erase'),
  (m) => m.Erase,
)
const Exports = later(
  () => import('./features/exports/exports'),
  (m) => m.Exports,
)
const ImportScreen = later(
  () => import('./features/import/import'),
  (m) => m.ImportScreen,
)
const Merge = later(
  () => import('./features/merge/merge'),
  (m) => m.Merge,
)
const Print = later(
  () => import('./features/print/print'),
  (m) => m.Print,
)
const Help = later(
  () => import('./features/help/help'),
  (m) => m.Help,
)
const Shortcuts = later(
  () => import('./features/help/shortcuts'),
  (m) => m.Shortcuts,
)
const History = later(
  () => import('./features/history/history'),
  (m) => m.History,
)
const AccessibilityWords = later(
  () => import('./features/help/accessibility'),
  (m) => m.AccessibilityWords,
)
const Search = later(
  () => import('./features/search/search'),
  (m) => m.Search,
)

/** Not loaded beforehand like the others: hardly anybody opens it. */
const DesignPage = lazy(() => import('./features/design/design-page').then((m) => ({ default: m.DesignPage })))

const places = [
  { path: '/', name: 'Today' },
  { path: '/chapters', name: 'Chapters' },
  { path: '/flashcards', name: 'Flashcards' },
  { path: '/glossary', name: 'Glossary' },
  { path: '/notes', name: 'Notes' },
  { path: '/progress', name: 'Progress' },
  { path: '/settings', name: 'Settings' },
]

export function App() {
  // What could not be written to is tried again by itself.
  const status = useQuery({
    ...api.app.status.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.readOnly ? 2000 : false),
  })
  const appearanceReady = useAppearance()
  const designPage = useDesignPage()
  const [searching, setSearching] = useState(false)
  const [location] = useLocation()
  const openSearch = useCallback(() => {
    catchKeys(() => setSearching(false))
    setSearching(true)
  }, [])

  useCommands()
  useUndo()
  useCommand('search', openSearch)
  useEffect(() => rememberPlace(location), [location])

  // Loaded before they are asked for: what is typed right after Ctrl+K must not fall beside the field, and no screen may
  // be missing should the core be gone when it is first opened. A part that can't be had says so when it is opened.
  useEffect(() => {
    const idle = requestIdleCallback(() => {
      for (const load of parts) void load().catch(() => undefined)
    })
    return () => cancelIdleCallback(idle)
  }, [])

  if (status.error && !status.data)
    return (
      <main className="shell-main">
        <Page title="Fieldbook can’t be opened here">
          <p>This page is no longer let in, or Fieldbook has stopped. Nothing that was saved is affected.</p>
          <p>Close this page and start Fieldbook again: it opens a page of its own.</p>
        </Page>
      </main>
    )
  if (!status.data || !appearanceReady) return null
  if (status.data.failure)
    return (
      <div className="room">
        <FailureScreen failure={status.data.failure} />
      </div>
    )
  // The room comes with what is in it: Chromium doesn't notice that an empty container's text size has changed.
  return (
    <div className="room">
      <div className="shell">
        <a className="skip visually-hidden" href="#main">
          Skip to the text
        </a>
        <header className="shell-side">
          <Link href="/" className="shell-name" aria-label="Fieldbook">
            Fieldbook
          </Link>
          <button type="button" className="shell-search" aria-haspopup="dialog" onClick={openSearch}>
            Search <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
          </button>
          <Navigation />
          <div className="shell-foot">
            <p>
              <Link href="/help">Where to report, where to get help</Link>
            </p>
            <p>
              <Link href="/help/shortcuts">Keyboard shortcuts</Link>
            </p>
            {status.data.savedAt !== null && (
              <p>
                <Link href="/history">Undo history</Link>
              </p>
            )}
            <p>{savedWords(status.data.savedAt)}</p>
            <LockButton />
          </div>
        </header>
        <main className="shell-main" id="main" tabIndex={-1}>
          <Notices status={status.data} />
          <Alerts />
          <UnfinishedCards />
          <ScreenBoundary place={location}>
            <Suspense fallback={null}>
              <Switch>
                <Route path="/" component={Today} />
                <Route path="/chapters" component={Chapters} />
                <Route path="/chapters/:chapter">{({ chapter }) => <ChapterPage key={chapter} id={chapter} />}</Route>
                <Route path="/flashcards" component={Flashcards} />
                <Route path="/flashcards/review" component={Review} />
                <Route path="/flashcards/browse" component={Browse} />
                <Route path="/flashcards/plan" component={MusterDate} />
                <Route path="/flashcards/practice" component={Practice} />
                <Route path="/flashcards/practice/session" component={PracticeSession} />
                <Route path="/glossary" component={Glossary} />
                <Route path="/glossary/map" component={MapScreen} />
                <Route path="/glossary/:entry">{({ entry }) => <EntryPage key={entry} id={entry} />}</Route>
                <Route path="/notes">{() => <Notes />}</Route>
                <Route path="/notes/highlights" component={Highlights} />
                <Route path="/notes/:note">{({ note }) => <Notes open={note} />}</Route>
                <Route path="/progress" component={Progress} />
                <Route path="/settings" component={Settings} />
                <Route path="/settings/backups" component={Backups} />
                <Route path="/settings/packs" component={Packs} />
                <Route path="/settings/corrections" component={Corrections} />
                <Route path="/settings/packs/:draft" component={MakingPack} />
                <Route path="/settings/remove" component={RemoveForGood} />
                <Route path="/settings/remove/:kind/:id">
                  {({ kind, id }) => <RemoveThing key={id} kind={kind} id={id} />}
                </Route>
                <Route path="/settings/erase" component={Erase} />
                <Route path="/settings/export" component={Exports} />
                <Route path="/settings/import" component={ImportScreen} />
                <Route path="/settings/merge" component={Merge} />
                <Route path="/print" component={Print} />
                <Route path="/help" component={Help} />
                <Route path="/help/shortcuts" component={Shortcuts} />
                <Route path="/history" component={History} />
                {designPage && <Route path="/design" component={DesignPage} />}
                <Route path="/accessibility" component={AccessibilityWords} />
                <Route>
                  <Page title="Nothing here">
                    <p>
                      There is no such page. <Link href="/">Go to Today</Link>.
                    </p>
                  </Page>
                </Route>
              </Switch>
            </Suspense>
          </ScreenBoundary>
        </main>
        <SaidLine />
        <ReportErrorDialog />
        <EditorHost />
        <CorrectionHost />
        {searching && (
          <Suspense fallback={null}>
            <Search close={() => setSearching(false)} />
          </Suspense>
        )}
      </div>
    </div>
  )
}

function Navigation() {
  const [location] = useLocation()
  const here = (path: string) =>
    path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`)
  return (
    <nav className="shell-nav" aria-label="Main">
      <ul>
        {places.map(({ path, name }) => (
          <li key={path}>
            <Link href={path} aria-current={here(path) ? 'page' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function savedWords(savedAt: number | null): string {
  return savedAt === null ? 'Your work is kept on this computer.' : `Last change saved ${whenWords(savedAt)}`
}
