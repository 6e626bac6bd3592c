import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import { api } from './client'
import { Today } from './features/today/today'
import { useAppearance } from './ui/appearance'
import { UndoKeys } from './ui/history'
import { FailureScreen, Notices } from './ui/notices'
import { Page } from './ui/page'
import { isMac, whenWords } from './ui/words'

const Chapters = lazy(() => import('./features/chapters/chapters').then((m) => ({ default: m.Chapters })))
const ChapterPage = lazy(() => import('./features/chapters/chapter-page').then((m) => ({ default: m.ChapterPage })))
const Flashcards = lazy(() => import('./features/flashcards/flashcards').then((m) => ({ default: m.Flashcards })))
const Review = lazy(() => import('./features/flashcards/review').then((m) => ({ default: m.Review })))
const Glossary = lazy(() => import('./features/glossary/glossary').then((m) => ({ default: m.Glossary })))
const EntryPage = lazy(() => import('./features/glossary/entry-page').then((m) => ({ default: m.EntryPage })))
const Notes = lazy(() => import('./features/notes/notes').then((m) => ({ default: m.Notes })))
const Progress = lazy(() => import('./features/progress/progress').then((m) => ({ default: m.Progress })))
const Settings = lazy(() => import('./features/settings/settings').then((m) => ({ default: m.Settings })))
const loadSearch = () => import('./features/search/search')
const Search = lazy(() => loadSearch().then((m) => ({ default: m.Search })))

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
  const status = useQuery(api.app.status.queryOptions())
  const appearanceReady = useAppearance()
  const [searching, setSearching] = useState(false)

  useEffect(() => {
    function openSearch(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setSearching(true)
      }
    }
    window.addEventListener('keydown', openSearch)
    return () => window.removeEventListener('keydown', openSearch)
  }, [])

  // Loaded before it is asked for: what is typed right after Ctrl+K must not fall beside the field.
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadSearch())
    return () => cancelIdleCallback(idle)
  }, [])

  if (!status.data || !appearanceReady) return null
  if (status.data.failure) return <FailureScreen failure={status.data.failure} />
  return (
    <div className="shell">
      <a className="skip visually-hidden" href="#main">
        Skip to the text
      </a>
      <header className="shell-side">
        <Link href="/" className="shell-name" aria-label="Fieldbook">
          Fieldbook
        </Link>
        <button type="button" className="shell-search" aria-haspopup="dialog" onClick={() => setSearching(true)}>
          Search <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
        </button>
        <Navigation />
        <p className="shell-foot">{savedWords(status.data.savedAt)}</p>
      </header>
      <main className="shell-main" id="main" tabIndex={-1}>
        <Notices status={status.data} />
        <Suspense fallback={null}>
          <Switch>
            <Route path="/" component={Today} />
            <Route path="/chapters" component={Chapters} />
            <Route path="/chapters/:chapter">{({ chapter }) => <ChapterPage key={chapter} id={chapter} />}</Route>
            <Route path="/flashcards" component={Flashcards} />
            <Route path="/flashcards/review" component={Review} />
            <Route path="/glossary" component={Glossary} />
            <Route path="/glossary/:entry">{({ entry }) => <EntryPage key={entry} id={entry} />}</Route>
            <Route path="/notes">{() => <Notes />}</Route>
            <Route path="/notes/:note">{({ note }) => <Notes open={note} />}</Route>
            <Route path="/progress" component={Progress} />
            <Route path="/settings" component={Settings} />
            <Route>
              <Page title="Nothing here">
                <p>
                  There is no such page. <Link href="/">Go to Today</Link>.
                </p>
              </Page>
            </Route>
          </Switch>
        </Suspense>
      </main>
      <UndoKeys />
      {searching && (
        <Suspense fallback={null}>
          <Search close={() => setSearching(false)} />
        </Suspense>
      )}
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
