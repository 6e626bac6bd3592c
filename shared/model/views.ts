/** What the core tells the renderer. Plain data that survives JSON; words are the renderer's. */
import type {
  Card,
  CaseClass,
  Chapter,
  Entry,
  EntryKind,
  Factor,
  FactPlace,
  HelpPage,
  Objective,
  Option,
  RelationType,
  Response,
  Scenario,
  Source,
} from './content'
import type { HighlightKind } from './highlight'
import type { OwnCardText } from './own-card'
import type {
  Answer,
  Appearance,
  CardMarks,
  CardRecord,
  CatchUp,
  CheckAnswer,
  DayTotals,
  MarkVerb,
  Memory,
  NoteSummary,
  NoteTarget,
  Plan,
  Rating,
  ReadingPosition,
  StudySettings,
} from './study'

export interface About {
  host: 'electron' | 'loopback'
  versions: { app: string; node: string; electron?: string; chromium?: string }
  dataFolder: string
  pack: { id: string; title: string; version: string; hash: string; asOf: string }
  sources: Source[]
}

/** Something the person should know about their data. `detail` fills the sentence in the renderer. */
export interface Notice {
  id: string
  code:
    | 'tail-set-aside' // an unfinished record at the end of a file was set aside: {file, bytes, keptAs}
    | 'records-missing' // records were damaged or are gone: {file, missing}
    | 'segment-missing' // a whole file of history is gone: {file, records}
    | 'state-rebuilt' // derived state was missing or damaged and was made again: {operations}
    | 'defects-found' // a check after an unclean end found so many things to mend: {defects}
    | 'restored' // a backup has taken the place of the data: {at}, when it was made
    | 'removal-finished' // a removal for good that was interrupted was carried out at this opening: {things}
    | 'settings-restored' // settings.json was damaged; the previous or default ones are in use: {keptAs}
    | 'own-cards-damaged' // own cards whose newest text can't be read: {cards, older}; of `older` an older one is used
    | 'erased' // an erasing that was stopped in the middle was finished
    | 'conflicted-copies' // a sync tool has made copies of files: {files}
    | 'backups-set-aside' // lists of what is in {backups}, the first of them {first}, were damaged
    | 'synced-folder' // the data folder lies where a sync tool keeps it: {tool, folder}
    | 'note-damaged' // a note's newest version can't be read; an older one is shown: {note}
  detail: Record<string, string | number>
}
/** Why the data can't be opened or written at all. */
export interface Failure {
  code:
    | 'newer-version'
    | 'no-access'
    | 'damaged'
    | 'disk-full'
    | 'read-only'
    | 'io'
    | 'lock-missing'
    | 'folder-missing' // the place of the data folder isn't there: {folder, above}
    | 'newer-backups' // {backups} of a newer version, of which nobody can tell here who could read them
    | 'not-erased' // erasing was begun, and {files} could not be removed, the first of them {file}, because {why}
  detail: Record<string, string | number>
}
export interface Status {
  /** UTC ms of the newest saved change; null before the first. */
  savedAt: number | null
  /** Set when nothing can be opened: only `app.*`, `library.*` and `glossary.*` work. */
  failure: Failure | null
  /** Set when changes can't be saved for now, though what is there can be read. */
  readOnly: Failure | null
  notices: Notice[]
}

export interface ChapterOutline extends Omit<Chapter, 'sections'> {
  sections: { id: string; title: string; words: number }[]
}
export interface Library {
  title: string
  about: string
  asOf: string
  chapters: ChapterOutline[]
  factors: Factor[]
  classes: CaseClass[]
}
export interface ChapterView {
  chapter: Chapter
  /** Every fact the chapter cites, and the sources those stand in. */
  facts: Record<string, FactPlace>
  sources: Record<string, Source>
  previous: { id: string; title: string } | null
  next: { id: string; title: string } | null
}
export interface HelpView {
  /** Null if the pack has no such page. */
  help: HelpPage | null
  facts: Record<string, FactPlace>
  sources: Record<string, Source>
}
/** A card by its question and the passage it belongs to: enough to name it and to lead there. */
export interface CardSummary {
  id: string
  frontText: string
  chapter: string
  section: string
}
export interface ReadingState {
  /** `<chapter>#<section>` -> UTC ms. */
  sections: Record<string, number>
  position: ReadingPosition | null
  /** Where each chapter was last read, by its id. */
  positions: Record<string, ReadingPosition>
  /** What was last said of questions in the text, `<chapter>#<block>`. */
  checks: Record<string, CheckAnswer>
}

export interface EntrySummary {
  id: string
  kind: EntryKind
  name: string
  acronym?: string
  aliases: string[]
  response: Response
  summaryText: string
}
export interface EntryView {
  entry: Entry
  /** Relations both ways, with names: `outgoing` false means the other entry names this one. */
  relations: { type: Entry['relations'][number]['type']; outgoing: boolean; facts: string[]; entry: EntrySummary }[]
  mentions: { chapter: string; chapterTitle: string; section: string; sectionTitle: string }[]
  cards: { id: string; frontText: string }[]
  facts: Record<string, FactPlace>
  sources: Record<string, Source>
}

/** All entries and how they connect: what the map draws. */
export interface MapView {
  entries: EntrySummary[]
  /** As they stand in the pack, from the entry that names the relation; both ends are in `entries`. */
  relations: MapRelation[]
  /** The facts behind the relations, and their sources. */
  facts: Record<string, FactPlace>
  sources: Record<string, Source>
}
export interface MapRelation {
  from: string
  to: string
  type: RelationType
  facts: string[]
}

export type StudyScope =
  | { kind: 'all' }
  | { kind: 'chapter'; chapter: string }
  | { kind: 'objective'; objective: string }
  | { kind: 'factor'; factor: string }
  | { kind: 'cases' }
  /** The learner's own cards. */
  | { kind: 'own' }
/** How many cards wait today, after the daily limits. */
export interface Counts {
  /** Learning and relearning cards whose step is due or due within the learn-ahead time. */
  learning: number
  due: number
  new: number
}
export interface StudyOverview {
  today: Counts
  /** Estimate for today's cards in whole minutes, from the learner's own pace once it is known. */
  minutes: number
  reviewedToday: number
  chapters: { chapter: string; title: string; total: number; seen: number; counts: Counts }[]
  objectives: { objective: Objective; chapter: string; total: number; seen: number; counts: Counts }[]
  cases: { total: number; seen: number; counts: Counts }
  factors: { factor: string; total: number; seen: number; counts: Counts }[]
  /** Own cards, with and without a chapter. */
  own: { total: number; seen: number; counts: Counts }
  /** When the next card comes due if none is now, UTC ms. */
  nextDue: number | null
}
export interface ReviewCard {
  card: Card
  chapterTitle: string
  sectionTitle: string
  record: CardRecord | null
  /** Its words are not those that were last answered. */
  changed?: true
  marks: CardMarks | null
  /** From now to the card's next showing after each rating, ms. */
  intervals: Record<Rating, number>
  /** Of a multiple-choice or classification card: its options as they are shown this time. */
  options: Option[]
  /** Of a classification card: what decides its story. */
  scenario: Scenario | null
  facts: Record<string, FactPlace>
  sources: Record<string, Source>
}
/** A row of the table of all cards. */
export interface BrowseRow {
  id: string
  kind: Card['kind']
  frontText: string
  /** Some of its words are the learner's own and not the book's. */
  corrected?: true
  chapter: string
  standing: 'new' | 'learning' | 'review'
  /** UTC ms; null for a new card. */
  due: number | null
  stability: number | null
  difficulty: number | null
  lapses: number
  marks: CardMarks | null
}
export interface BrowseView {
  /** How many cards the search finds. */
  total: number
  rows: BrowseRow[]
  /** What is wrong with the search, if anything: shown, and nothing is found. */
  problem: string | null
}

/** A cell of the matrix: cases of class `right` that were called `chosen`; the empty id: shown without a choice. */
export interface ConfusionCell {
  right: string
  chosen: string
  /** First answers only: nothing had taught the story before. */
  first: number
  /** All answers. */
  all: number
}
/** How well two things are told apart: sensitivity d′ with a 95 % interval. Only from first answers. */
export interface Discriminability {
  trials: number
  /** Null below the number of trials from which the figure says something. */
  dPrime: { value: number; low: number; high: number } | null
}
export interface ConfusionView {
  classes: { id: string; name: string }[]
  cells: ConfusionCell[]
  /** `cases`: how many of the two the pack has, outside the ones kept for testing. */
  pairs: ({ one: string; other: string; cases: number } & Discriminability)[]
  /** Of each factor: in how many cases it decided and was ticked, and in how many it didn't and was ticked. */
  factors: ({
    factor: string
    name: string
    decided: number
    ticked: number
    free: number
    tickedFree: number
  } & Discriminability)[]
  /** First answers needed before there is a figure. */
  enough: number
  /** The mistake made most often, of how many answers, and the factor that decided most of those cases. */
  most: { right: string; chosen: string; times: number; of: number; factor: string | null } | null
}
export interface NextCard {
  next: ReviewCard | null
  counts: Counts
  /** When a learning card of this scope comes due next, UTC ms; null if none is waiting. */
  nextDue: number | null
  /** The study day of which all this is true, YYYY-MM-DD. */
  day: string
  /** Where the rating just given made its card a leech. */
  leech?: { card: string; lapses: number; suspended: boolean }
}

/** What catching up would cost, spread over so many study days. */
export interface CatchUpChoice {
  days: number
  /** Reviews a day, those that come due meanwhile included. */
  perDay: number
  /** Chance of recalling a waiting card by the time it is asked, on average. */
  recall: number
}
export interface BacklogView {
  /** Cards that came due before today and are not hidden. */
  overdue: number
  /** With those of today. */
  waiting: number
  /** Whole study days since the last review; null if there was none. */
  away: number | null
  /** Chance of recalling a waiting card now, on average; null if none waits. */
  recall: number | null
  /** Longest last; empty where there is too little to be spread. */
  choices: CatchUpChoice[]
  /** `daysLeft` counts today; `left` is what is still to be reviewed today. Null where nothing is being caught up. */
  running: (CatchUp & { daysLeft: number; left: number }) | null
}

/** An own card for its editor. */
export interface OwnCardView {
  /** Id of the text. */
  card: string
  /** 1 for the first saved version. */
  version: number
  text: OwnCardText
  /** Ids of the cards it makes. */
  cards: string[]
}

/** Where a step happened and can be seen. */
export type StepPlace =
  | { kind: 'card'; card: string }
  | { kind: 'section'; chapter: string; section: string }
  | { kind: 'note'; note: string }
  | { kind: 'entry'; entry: string }
  | { kind: 'today' | 'plan' | 'cards' | 'settings' }
/** The last steps that can be taken back, newest first, and those that can be done again, the next one first. */
export interface HistorySteps {
  done: PastStep[]
  undone: PastStep[]
}
/** `at`: when it was made, UTC ms. */
export type PastStep = Step & { id: string; at: number; place: StepPlace | null }

/** What Undo or Redo would do, for its label. */
export interface Step {
  kind:
    | 'review'
    | 'card-marks'
    | 'reschedule'
    | 'section-read'
    | 'note'
    | 'note-removed'
    | 'highlight'
    | 'correct'
    | 'own-cards'
    | 'study-settings'
    | 'catch-up'
    | 'plan'
    | 'parameters'
    | 'import'
  /** The card's question, the section's title, the note's title ... */
  subject: string
  /** Of card-marks, reschedule, own-cards and parameters: what was done, and to how many cards. */
  did?:
    | MarkVerb
    | 'forgotten'
    | 'due-set'
    | 'made'
    | 'edited'
    | 'removed'
    | 'adopted'
    | 'put-back'
    | 'read'
    | 'unread'
    | 'kind-changed'
    | 'moved'
    | 'kept'
  cards?: number
  /** Of catch-up: over how many days; none when it was stopped. */
  days?: number
  rating?: Rating
  card?: string
  /** Of a highlight: its kind after it. */
  highlight?: HighlightKind
  /** Of a plan: its date, YYYY-MM-DD; null when it was taken away. */
  day?: string | null
}
export interface HistoryView {
  undo: Step | null
  redo: Step | null
}

/** How much of a set of cards is known. */
export interface Mastery {
  total: number
  seen: number
  /** Mean chance of recall of those seen, now; null before the first. */
  recalledShare: number | null
}
export interface ProgressView {
  chapters: {
    chapter: string
    number: number
    title: string
    status: Chapter['status']
    sections: number
    read: number
    cards: Mastery
  }[]
  cards: { total: number; new: number; learning: number; review: number; lapses: number }
  /** The last 365 study days, oldest first, days without study included. */
  days: ({ day: string } & DayTotals)[]
  /** Cards that come due on each of the next 90 study days; the first is today with everything overdue. */
  forecast: { day: string; due: number }[]
  /** Of today's: cards due on an earlier study day. */
  overdue: number
  /** Seen cards that are suspended and so in no forecast. */
  suspended: number
  retention: { wanted: number; spans: RetentionSpan[] }
  /** Stability and difficulty of the cards seen; null before the first. */
  memory: {
    median: { stability: number; difficulty: number }
    /** Cards with a stability from `from` (days) to the next bin's. */
    stability: { from: number; cards: number }[]
    /** Cards by whole points of difficulty, `from` 1 to 9; 10 counts to 9. */
    difficulty: { from: number; cards: number }[]
  } | null
  factors: ({ factor: string; name: string } & Mastery)[]
  objectives: ({ objective: string; text: string; chapter: string } & Mastery)[]
  /** The cards forgotten most often after they had been learnt, at most 10. */
  hardest: { card: string; frontText: string; lapses: number; difficulty: number; marks: CardMarks | null }[]
}
/** What was done in the last `days` study days, today included. */
export interface Lately {
  days: number
  /** Days with a review or practice. */
  studied: number
  reviews: number
  introduced: number
  practised: number
  /** How many sections were read, and the last of them, newest first; `at` is UTC ms throughout. */
  read: number
  sections: { chapter: string; number: number; section: string; title: string; at: number }[]
  /** How many notes were written or changed, and the last of them, newest first. */
  written: number
  notes: { note: string; title: string; at: number }[]
}
/** First reviews of the day of learnt cards in the last so many study days: how many, and how many were recalled. */
export interface RetentionSpan {
  days: number
  reviews: number
  recalled: number
  /** Of those, cards with an interval of three weeks or longer; null where a day in the span was not counted so. */
  long: { reviews: number; recalled: number } | null
}

/** One rating of a card, as it was made. */
export interface CardReview {
  /** UTC ms. */
  at: number
  /** Study day, YYYY-MM-DD. */
  day: string
  rating: Rating
  /** From question shown to rating, ms. */
  spent: number
  /** Null where the card was new. */
  before: CardRecord | null
  memory: Memory
  answer?: Answer
}
export interface CardHistory {
  /** Oldest first, without those undone. */
  reviews: CardReview[]
  /** Chance of recall over time (UTC ms) from the first review to some time past due; empty before the first. */
  curve: { at: number; recall: number }[]
  /** Chance of recall at `now` (UTC ms); null for a card that is new. */
  recall: number | null
  now: number
  /** The share of due cards that the learner wants to recall. */
  wanted: number
}

/** What a date and minutes a day come to: estimates from a simulation. Counts and minutes are medians. */
export interface PlanForecast {
  /** What was asked about. */
  plan: Pick<Plan, 'day' | 'minutes'>
  /** Cards that count: all but suspended ones. */
  cards: number
  /** Of them, never met so far. */
  unseenNow: number
  /** Each study day from today to the one before the date: learnt cards shown, cards met, minutes. */
  days: { day: string; reviews: number; new: number; minutes: number }[]
  /** The last days, on which each card that was met is shown once more. */
  pass: { from: string; days: number }
  /** Mean chance of recall over all these cards now, 0-1. */
  knownNow: number
  /** The same on the date, and where a test of all of them lies in 8 of 10 simulated cases. */
  known: { expected: number; low: number; high: number }
  /** Cards never met by the date, and cards met that the final pass doesn't reach. */
  unseen: number
  missed: number
  /** The day by which all are met; null if that isn't reached, or they are already. */
  metBy: string | null
  /** The least minutes a day with which all are met and the final pass fits; null if ten hours a day don't do. */
  needs: number | null
  /** Time for one showing that this counts with, ms. */
  pace: number
}
/** `days`: to the date, counted in study days; negative once it has passed. */
export type PlanOutlook =
  | { when: 'past' | 'today' | 'too-far'; days: number }
  | { when: 'ahead'; days: number; forecast: PlanForecast }
export interface PlanView {
  plan: Plan | null
  /** The current study day, YYYY-MM-DD. */
  today: string
  /** Null without a plan. */
  outlook: PlanOutlook | null
  /** While the final pass runs: how many learnt cards it has yet to show. */
  pass: { left: number } | null
}

export interface Settings {
  appearance: Appearance
  study: StudySettings
}

export type SearchGroup = 'chapters' | 'glossary' | 'cards' | 'notes'
export interface SearchHit {
  group: SearchGroup
  id: string
  title: string
  /** What in the title was found, [start, end). */
  titleMarks: [number, number][]
  /** It is called just so. */
  exact?: true
  /** The words around the hit; `marks` are [start, end) offsets into it. */
  context: string
  marks: [number, number][]
  where: /** `paragraph`: id of the block in which it was found. */
    | { kind: 'chapter'; chapter: string; section: string; paragraph?: string }
    | { kind: 'entry'; entry: string }
    | { kind: 'card'; card: string; chapter: string; section: string; paragraph?: string }
    | { kind: 'note'; note: string }
}
export interface SearchAnswer {
  /** Group by group: first the group with the best hit, then terms before passages before cards before notes. */
  hits: SearchHit[]
  /** How many there are, without the limit. */
  found: number
  /** Nothing has all the words: the hits have some of them. */
  partly?: true
  /** False while some of the notes or cards are still being read: asked again, there may be more. */
  complete: boolean
}
export type NotePlaceKind = NoteTarget['kind'] | 'detached'
export interface NoteRow extends NoteSummary {
  tags: string[]
  /** What it hung on is no longer in the book. */
  detached: boolean
  /** Where words were asked for: those around the first of them; `marks` are [start, end) offsets into them. */
  hit?: Pick<SearchHit, 'context' | 'marks'>
}
export interface NoteList {
  /** The part asked for. */
  notes: NoteRow[]
  /** How many the filter lets through. */
  found: number
  /** How many there are without the filter. */
  total: number
}
export interface TagCount {
  tag: string
  notes: number
}
export interface NoteVersionSummary {
  /** Names the version among those of its note. */
  id: number
  /** UTC ms; null where it wasn't written down yet. */
  at: number | null
  /** UTF-16 units. */
  length: number
  /** Its first words, without Markdown marks; may be empty. */
  opening: string
}
export interface NoteVersions {
  /** Those worth going back to, newest first; without the one that stands. */
  earlier: NoteVersionSummary[]
  /** How many can't be read any more. */
  unreadable: number
}
export interface NoteVersion {
  id: number
  at: number | null
  /** Markdown. */
  text: string
}

/** A picture of an own card: its media type, and its bytes in base64. */
export interface PictureView {
  type: string
  data: string
}
