import type { Appearance } from '../../../shared/model/study'
import type { HistoryView } from '../../../shared/model/views'
import { run } from '../../ui/commands'
import { stepWords } from '../../ui/history'
import { isMac } from '../../ui/words'
import { browsePath } from '../browse/address'
import { reviewPath } from '../flashcards/scope'
import { makeCard } from '../own-cards/editing'
import type { Findable } from './matching'
import { forgetRecents } from './recents'

/** What commands go by: the app as it is when search is open. */
export interface Now {
  /** Path and query. */
  address: string
  history: HistoryView | undefined
  appearance: Appearance | undefined
  /** Cards waiting today; undefined where it isn't known. */
  waiting: number | undefined
  /** Something is listed while the field is empty. */
  recents: boolean
  navigate(to: string): void
  changeAppearance(patch: Partial<Appearance>): void
}
export interface Command extends Findable {
  id: string
  /** As they are printed on keys, with spaces between them. */
  keys?: string
  /** Search stays open where it is run with Ctrl+Enter: to be run again. */
  again?: true
  run(now: Now): void
}
/** One that doesn't apply now is not offered. */
interface Offer extends Omit<Command, 'name'> {
  name: string | ((now: Now) => string)
  available?(now: Now): boolean
}

const control = isMac ? '⌘' : 'Ctrl'
/** Percent; those that the settings screen offers. */
const textSizes = [90, 100, 115, 130, 160, 200]

const offers: Offer[] = [
  {
    id: 'review',
    name: 'Start a review',
    words: 'study flashcards due learn session',
    available: ({ waiting }) => waiting !== 0,
    run: ({ navigate }) => navigate(reviewPath({ kind: 'all' })),
  },
  ...goTo('practice', 'Practice', '/flashcards/practice', 'drill quiz contrast cram exercise'),
  {
    id: 'new-note',
    name: 'New note',
    words: 'write make create add',
    run: ({ navigate }) => navigate('/notes?new=1'),
  },
  {
    id: 'make-card',
    name: 'Make a card',
    words: 'new card own flashcard create add write',
    run: () => makeCard(),
  },
  {
    id: 'undo',
    name: ({ history }) => `Undo: ${history?.undo ? stepWords(history.undo) : ''}`,
    words: 'take back revert',
    keys: `${control} Z`,
    available: ({ history }) => Boolean(history?.undo),
    run: () => run('undo'),
  },
  {
    id: 'redo',
    name: ({ history }) => `Redo: ${history?.redo ? stepWords(history.redo) : ''}`,
    words: 'do again restore',
    keys: isMac ? '⇧ ⌘ Z' : 'Ctrl Y',
    available: ({ history }) => Boolean(history?.redo),
    run: () => run('redo'),
  },
  ...goTo('today', 'Today', '/', 'home start'),
  ...goTo('chapters', 'Chapters', '/chapters', 'read book contents'),
  ...goTo('flashcards', 'Flashcards', '/flashcards', 'study cards'),
  ...goTo('browse', 'Browse cards', browsePath({}), 'table list all flashcards suspended flagged'),
  ...goTo('my-cards', 'My cards', browsePath({ search: 'is:own' }), 'own browse'),
  ...goTo('plan', 'Muster date', '/flashcards/plan', 'exam test deadline plan day'),
  ...goTo('glossary', 'Glossary', '/glossary', 'agencies acronyms terms dictionary entries'),
  ...goTo('map', 'Map', '/glossary/map', 'agencies programs picture graph relations who works with whom'),
  ...goTo('notes', 'Notes', '/notes', 'written tags'),
  ...goTo('progress', 'Progress', '/progress', 'statistics stats charts retention calendar'),
  ...goTo('settings', 'Settings', '/settings', 'preferences options'),
  ...goTo('remove-for-good', 'Remove for good', '/settings/remove', 'erase delete forever words name history wipe'),
  ...goTo('export', 'Export', '/settings/export', 'anki apkg csv excel table markdown obsidian json save file'),
  ...goTo('backups', 'Backups', '/settings/backups', 'backup copy restore stick check data verify repair'),
  ...goTo('corrections', 'Your words in the book', '/settings/corrections', 'corrections correct own changed wrong'),
  ...goTo('packs', 'Packs', '/settings/packs', 'pack trainer extend book import bring in state law local'),
  ...goTo(
    'print-handouts',
    'Print handouts',
    '/print',
    'pdf paper flashcards cut out question sheet test glossary notes distinctions',
  ),
  ...goTo('highlights', 'Highlights', '/notes/highlights', 'marked passages'),
  ...goTo('history', 'Undo history', '/history', 'steps done before'),
  ...goTo('shortcuts', 'Keyboard shortcuts', '/help/shortcuts', 'keys keyboard'),
  ...goTo('help', 'Help', '/help', 'where to report where to get help hotline phone number victim'),
  ...themes([
    ['light', 'Light', 'bright day white'],
    ['dark', 'Dark', 'night black'],
    ['high-contrast', 'High contrast', 'black white accessibility'],
    ['system', 'Like the system', 'automatic'],
  ]),
  ...sizes('text-larger', 'Text larger', 'bigger zoom in increase font size', 1),
  ...sizes('text-smaller', 'Text smaller', 'zoom out decrease font size', -1),
  {
    id: 'print',
    name: 'Print this chapter',
    words: 'paper pdf',
    keys: `${control} P`,
    available: ({ address }) => address.startsWith('/chapters/'),
    run: () => window.print(),
  },
  {
    id: 'forget-recents',
    name: 'Clear recent searches and places',
    words: 'forget delete history privacy',
    available: ({ recents }) => recents,
    run: forgetRecents,
  },
]

/** Those that apply, with their names as they are now. */
export function commandsFor(now: Now): Command[] {
  return offers
    .filter(({ available }) => !available || available(now))
    .map(({ available: _, name, ...command }) => ({ ...command, name: typeof name === 'string' ? name : name(now) }))
}

function goTo(id: string, name: string, to: string, words: string): Offer[] {
  const available = ({ address }: Now) => address !== to
  return [{ id: `go-${id}`, name, words: `go to open ${words}`, available, run: ({ navigate }) => navigate(to) }]
}

function themes(all: [theme: Appearance['theme'], name: string, words: string][]): Offer[] {
  return all.map(([theme, name, words]) => ({
    id: `theme-${theme}`,
    name: `Theme: ${name}`,
    words: `${words} mode color colour appearance`,
    available: ({ appearance }) => appearance !== undefined && appearance.theme !== theme,
    run: ({ changeAppearance }) => changeAppearance({ theme }),
  }))
}

function sizes(id: string, name: string, words: string, direction: 1 | -1): Offer[] {
  const next = ({ appearance }: Now) =>
    appearance && direction > 0
      ? textSizes.find((size) => size > appearance.textSize)
      : textSizes.findLast((size) => size < (appearance?.textSize ?? 0))
  return [
    {
      ...{ id, name, words, again: true as const },
      available: (now) => next(now) !== undefined,
      run: (now) => {
        const textSize = next(now)
        if (textSize !== undefined) now.changeAppearance({ textSize })
      },
    },
  ]
}
