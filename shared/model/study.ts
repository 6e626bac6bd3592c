/** What is known of a learner's cards, reading and notes. Plain data that survives JSON. */

export const ratings = ['again', 'hard', 'good', 'easy'] as const
export type Rating = (typeof ratings)[number]

export type Phase = 'learning' | 'review' | 'relearning'

/** FSRS memory of one card after a review. Times are UTC milliseconds. */
export interface Memory {
  /** Which model and version made the numbers, e.g. `fsrs-6/ts-fsrs-5.4.2`. */
  model: string
  phase: Phase
  /** Days after which recall is expected to have fallen to 90 %. */
  stability: number
  /** 1 (easy) to 10 (hard). */
  difficulty: number
  /** Learning step reached (0-based); 0 in the review phase. */
  step: number
  due: number
  /** In the review phase: the study day on which it comes due, YYYY-MM-DD, wherever the learner is by then. */
  dueDay?: string
  lastReview: number
  /** Whole days from `lastReview` to `due` as scheduled; 0 while in steps of minutes. */
  scheduledDays: number
  repetitions: number
  lapses: number
}

/** One card as the log leaves it. A card without a record is new. */
export interface CardRecord {
  memory: Memory
  /** Id of the operation that the memory stands on. */
  standsOn: string
  /** Study day of the first review, YYYY-MM-DD: the daily limit of new cards counts by it. */
  introduced: string
  /** What it asked when it was last answered, as `rules/card-content.ts` names it; older records don't know. */
  content?: string
  /** When a review was last rated Again or answered wrong, UTC ms. */
  missedAt?: number
  /** It came with an import, and nothing has been done to it here since. */
  imported?: true
}

/** What the learner (or a rule) has set on a card besides its schedule. A card without marks has none. */
export interface CardMarks {
  /** Not shown until it is taken back. */
  suspended?: true
  /** Not shown until this study day begins, YYYY-MM-DD. */
  buriedUntil?: string
  /** 1-4, as the learner uses them. */
  flag?: number
  /** Forgotten so often that it should be looked at. */
  leech?: true
}
/** What is done to marks. */
export type MarkVerb = 'suspended' | 'unsuspended' | 'buried' | 'unburied' | 'flagged' | 'unflagged'

/** What somebody answered where there was something to choose. `chosen` is null where the answer was shown unchosen. */
export interface Answer {
  right: string
  chosen: string | null
  /** Of a case: the factors ticked as deciding, and those that decide. */
  ticked?: string[]
  deciding?: string[]
  /** Of a typed answer, which is `right`, `close` or `wrong`: its text, unless it is long. */
  typed?: string
}
/** All answers to one card: the first one, which nothing taught before it, and how often each option was chosen. */
export interface CardAnswers {
  /** Null where the card had been seen before its first answer. */
  first: (Answer & { operation: string }) | null
  /** The operation whose answer was the first until it was taken back while others stayed: done again, it is the first again. */
  takenBack?: string
  /** By option; the empty id counts answers shown unchosen. */
  chosen: Record<string, number>
}

/** A study day runs from the learner's day start to the next, local time; named YYYY-MM-DD. */
export interface DayTotals {
  reviews: number
  again: number
  /** Cards seen for the first time. */
  introduced: number
  /** Time spent on cards, ms. */
  spent: number
  /** Cards in the review phase, first review of the day only: how many, and how many were recalled. */
  mature: number
  recalled: number
  /** Of those, the cards whose interval had been three weeks or longer. Missing on days begun before it was counted. */
  long?: { mature: number; recalled: number }
  /** How often each rating was given. Missing on days begun before it was counted. */
  ratings?: Record<Rating, number>
  /** Cards answered in practice: counted in nothing else. */
  practised: number
}
/** Days: from this interval on a card counts as one of long interval ("mature" in Anki's tables). */
export const longInterval = 21

/** A backlog spread over days. It ends by itself after `until`, and rests on days without anything overdue. */
export interface CatchUp {
  /** First and last study day, YYYY-MM-DD. */
  from: string
  until: string
  /** Reviews a day meanwhile, those freshly due included; takes the place of the daily limit. */
  perDay: number
}

export interface StudySettings {
  /** Wanted chance of recall when a card comes due, 0.70-0.97. */
  retention: number
  /** New cards a day, 0-999. */
  newPerDay: number
  /** Reviews a day, 0-9999. */
  reviewsPerDay: number
  /** Minutes after local midnight at which a new study day begins, 0-720. */
  dayStart: number
  /** Steps of a new card, and of one that was forgotten, in minutes; none: the first rating gives whole days. */
  learningSteps: number[]
  relearningSteps: number[]
  /** A card in its steps may be shown so many minutes early when nothing else is left, 0-120. */
  learnAhead: number
  /** Longest time to the next showing, days. */
  maximumInterval: number
  /** Whether intervals are moved a little, so that what was learnt together doesn't come back together. */
  fuzz: boolean
  /** Whether only one sibling of a card is shown on a day. */
  burySiblings: boolean
  /** Lapses after which a card counts as a leech, and again after every half as many. */
  leechThreshold: number
  leechAction: 'mark' | 'suspend'
  /** Two: Again and Good alone. */
  buttons: 2 | 4
}
export const defaultStudySettings: StudySettings = {
  retention: 0.9,
  newPerDay: 20,
  reviewsPerDay: 200,
  dayStart: 240,
  learningSteps: [1, 10],
  relearningSteps: [10],
  learnAhead: 20,
  maximumInterval: 36_500,
  fuzz: true,
  burySiblings: true,
  leechThreshold: 8,
  leechAction: 'mark',
  buttons: 4,
}

/** A date to be ready by, and the time for it. */
export interface Plan {
  /** Study day of the exam or deployment, YYYY-MM-DD; the last day of study is the one before. */
  day: string
  /** Minutes a day, 1-600. */
  minutes: number
  /** What the learner calls it. */
  name?: string
}

/** How often each rating was given: to cards seen for the first time, and to those recalled when they came due. */
export interface RatingCounts {
  first: Record<Rating, number>
  recalled: Record<Rating, number>
}

export type Theme = 'system' | 'light' | 'dark' | 'high-contrast'
/** How the app looks on this machine. Nothing that a schedule depends on. */
export interface Appearance {
  theme: Theme
  /** Size of the reading text as a percentage, 80-200. */
  textSize: number
  readingFont: 'serif' | 'sans' | 'hyperlegible'
  /** Width of the reading column. */
  width: 'narrow' | 'normal' | 'wide'
  /** Of the reading text. */
  lineSpacing: 'close' | 'normal' | 'open'
  /** Single-key shortcuts (space, 1-4, u ...), which some assistive technology collides with. */
  singleKeys: boolean
  /** The developers' page of all parts, at /design. */
  designPage: boolean
  /** What the printer here has. */
  paper: 'letter' | 'a4'
}
export const defaultAppearance: Appearance = {
  theme: 'system',
  textSize: 100,
  readingFont: 'serif',
  width: 'normal',
  lineSpacing: 'normal',
  singleKeys: true,
  designPage: false,
  paper: 'letter',
}

/**
 * What a note hangs on. `quote` is the start of the paragraph, by which it is found again when the text changes; of a
 * highlight its words, for when it was removed.
 */
export type NoteTarget =
  | { kind: 'none' }
  | { kind: 'paragraph'; chapter: string; section: string; block: string; quote: string }
  | { kind: 'highlight'; highlight: string; chapter: string; section: string; block: string; quote: string }
  | { kind: 'card'; card: string }
  | { kind: 'entry'; entry: string }

export interface NoteSummary {
  id: string
  target: NoteTarget
  /** First line without Markdown marks; may be empty. */
  title: string
  excerpt: string
  createdAt: number
  updatedAt: number
  /** 1 for the first saved version. */
  version: number
  /** What the card it hangs on asks, or the entry is called: as it was when last saved, should it be gone since. */
  about?: string
}
export interface Note extends NoteSummary {
  /** Markdown. */
  text: string
}
/** In the log and the state: the summary, and the checksum that names the version in the note's own file. */
export interface NoteRecord extends NoteSummary {
  /** SHA-256 (hex) of the version's text. */
  checksum: string
  /** Of its text, as `marksIn` finds them. Records from before there were any don't have them. */
  tags?: string[]
  links?: string[]
  /** The operation of the import that brought this version; none where it was written here. */
  import?: string
  deleted?: true
}

export interface ReadingPosition {
  chapter: string
  section: string
  block: string
  /** How much of the block lay above the line that was read, 0-1: whatever the size of the text. Older records don't know. */
  offset?: number
  at: number
}

/** What was last said of a question in the text. */
export interface CheckAnswer {
  recalled: boolean
  at: number
  /** How often it was answered. */
  times: number
}
