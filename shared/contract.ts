/**
 * Every call the renderer can make, with the shape of what it may send. Both hosts serve this contract; input is
 * validated here, once, before any service sees it. The renderer imports it as types only.
 */
import { oc, type } from '@orpc/contract'
import * as z from 'zod'
import type { Backup, BackupCheck, BackupsView, LatestBackup, RestorePreview } from './model/backup'
import type { CloudCopies } from './model/cloud-copies'
import { type CardField, type CorrectionView, cardFieldPattern, longestCorrection } from './model/corrections'
import type { EraseAccount, EraseSurvey } from './model/erase'
import type { FileOnDesk } from './model/exchange'
import type { ExportChoices, ExportOf, ExportPreview, ExportProgress } from './model/exports'
import { type HighlightList, type HighlightView, highlightKinds, longestHighlight, mostParts } from './model/highlight'
import type { ImportPreview, ImportState } from './model/imports'
import type { LockView } from './model/lock'
import type { OwnCardText } from './model/own-card'
import {
  type InstalledPackView,
  type PackDraft,
  type PackDraftCheck,
  type PackDraftSummary,
  type PackFileView,
  packDoubts,
  packPath,
} from './model/packs'
import type { FitState, ParametersView } from './model/parameters'
import { type DrillsView, type PracticeCards, type PracticeOffers, practiceChoices } from './model/practice'
import type { PrintedCards, PrintedEntries, QuestionPool } from './model/print'
import {
  type KeptThings,
  type RemovalAccount,
  type RemovalPreview,
  type RemovalProgress,
  removableKinds,
} from './model/removal'
import type { Appearance, Note, StudySettings } from './model/study'
import { columnRoles, delimiters, encodings } from './model/text-import'
import type { VerifyState } from './model/verify'
import type {
  About,
  BacklogView,
  BrowseView,
  CardHistory,
  CardSummary,
  ChapterView,
  ConfusionView,
  EntrySummary,
  EntryView,
  HelpView,
  HistorySteps,
  HistoryView,
  Lately,
  Library,
  MapView,
  NextCard,
  NoteList,
  NoteVersion,
  NoteVersions,
  OwnCardView,
  PictureView,
  PlanOutlook,
  PlanView,
  ProgressView,
  ReadingState,
  ReviewCard,
  SearchAnswer,
  Settings,
  Status,
  StudyOverview,
  TagCount,
} from './model/views'
import type { WorkConflict, WorkLook, WorkMerged, WorkProgress } from './model/work'
import { problemOfCorrection } from './rules/corrections'
import { longestDeck, longestField, longestTag, mostAnswers, mostTags, problemsOf } from './rules/own-cards'
import { longestPassphrase, problemOfPassphrase } from './rules/passphrase'
import { mostMinutes } from './rules/plan/limits'
import { areWeights } from './rules/weights'

/** Longest note that is taken, in UTF-16 units. */
export const maxNoteLength = 2_000_000
/** Largest file that is taken in, bytes. */
export const largestFile = 1024 ** 3

const id = z.string().min(1).max(200)
const failure = z.object({
  code: z.enum([
    'newer-version',
    'no-access',
    'damaged',
    'disk-full',
    'read-only',
    'io',
    'lock-missing',
    'folder-missing',
    'newer-backups',
    'not-erased',
  ]),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})

const noteTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('paragraph'), chapter: id, section: id, block: id, quote: z.string().max(300) }),
  z.strictObject({
    kind: z.literal('highlight'),
    highlight: z.uuid(),
    chapter: id,
    section: id,
    block: id,
    quote: z.string().max(300),
  }),
  z.strictObject({ kind: z.literal('card'), card: id }),
  z.strictObject({ kind: z.literal('entry'), entry: id }),
])
const packTexts = z
  .array(z.strictObject({ path: z.string().max(300).regex(packPath), text: z.string().max(1_000_000) }))
  .max(5_000)
const highlightKind = z.enum(highlightKinds)
const offset = z.int().min(0).max(1_000_000)
/** `exact`: the words that the chooser saw there. */
const passage = z
  .array(
    z.strictObject({
      section: id,
      block: id,
      start: offset,
      end: offset,
      exact: z.string().max(longestHighlight).regex(/\S/),
    }),
  )
  .min(1)
  .max(mostParts)
  .refine((parts) => parts.reduce((sum, { exact }) => sum + exact.length, 0) <= longestHighlight)
/** What of the block it is: see `CorrectionPlace`. */
const listItem = z.int().min(0).max(10_000).nullable()
const cardField = z.custom<CardField>((field) => typeof field === 'string' && cardFieldPattern.test(field))
const correctionPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chapter'), chapter: id, section: id, block: id, item: listItem }),
  z.strictObject({ kind: z.literal('entry'), entry: id, block: id, item: listItem }),
  z.strictObject({ kind: z.literal('card'), card: id, field: cardField }),
])
const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('chapter'), chapter: id }),
  z.strictObject({ kind: z.literal('objective'), objective: id }),
  z.strictObject({ kind: z.literal('factor'), factor: id }),
  z.strictObject({ kind: z.literal('cases') }),
  z.strictObject({ kind: z.literal('own') }),
])
const drill = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drill-classes'), one: id, other: id }),
  z.strictObject({ kind: z.literal('drill-factor'), factor: id }),
])
const practiceOf = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cards'), scope, choice: z.enum(practiceChoices) }),
  ...drill.options,
])
const cards = z.array(id).min(1).max(100_000)
const markChange = z.discriminatedUnion('to', [
  z.strictObject({ to: z.enum(['suspended', 'unsuspended', 'buried', 'unburied', 'unflagged']) }),
  z.strictObject({ to: z.literal('flagged'), flag: z.int().min(1).max(4) }),
])
const rating = z.enum(['again', 'hard', 'good', 'easy'])

export const appearanceSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  textSize: z.int().min(80).max(200),
  readingFont: z.enum(['serif', 'sans', 'hyperlegible']),
  width: z.enum(['narrow', 'normal', 'wide']),
  lineSpacing: z.enum(['close', 'normal', 'open']),
  singleKeys: z.boolean(),
  designPage: z.boolean(),
  paper: z.enum(['letter', 'a4']),
}) satisfies z.ZodType<Appearance>
/** Whole minutes; a step longer than a day would be a whole day's interval. */
const steps = z.array(z.int().min(1).max(1440)).max(10)
export const studySettingsSchema = z.strictObject({
  retention: z.number().min(0.7).max(0.97),
  newPerDay: z.int().min(0).max(999),
  reviewsPerDay: z.int().min(0).max(9999),
  dayStart: z.int().min(0).max(720),
  learningSteps: steps,
  relearningSteps: steps,
  learnAhead: z.int().min(0).max(120),
  maximumInterval: z.int().min(1).max(36_500),
  fuzz: z.boolean(),
  burySiblings: z.boolean(),
  leechThreshold: z.int().min(1).max(99),
  leechAction: z.enum(['mark', 'suspend']),
  buttons: z.union([z.literal(2), z.literal(4)]),
}) satisfies z.ZodType<StudySettings>

/** A day that the calendar has, and minutes a day. */
const planned = z.strictObject({ day: z.iso.date(), minutes: z.int().min(1).max(mostMinutes) })
/** 21 weights of FSRS-6, each finite and in its range. */
const weights = z.array(z.number()).length(21).refine(areWeights)
const ownField = z.string().max(longestField)
const ownCommon = {
  note: ownField,
  factors: z.array(id).max(50),
  place: z.strictObject({ chapter: id, section: id, block: id, quote: z.string().max(300) }).nullable(),
  fromNote: z.strictObject({ id: z.uuid(), title: z.string().max(300) }).optional(),
  tags: z.array(z.string().max(longestTag).regex(/^\S+$/)).max(mostTags).optional(),
  deck: z.string().max(longestDeck).regex(/\S/).optional(),
  markup: z.literal(true).optional(),
  origin: z
    .strictObject({
      program: z.enum(['anki', 'text', 'json']),
      guid: z.string().max(300),
      model: z.string().max(300).nullable(),
      modifiedAt: z.number().nullable(),
    })
    .optional(),
}
const ownSides = { front: ownField, back: ownField }
/** Nothing is stored that couldn't be asked. */
const ownCardText = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...ownCommon, ...ownSides, kind: z.literal('basic') }),
    z.strictObject({ ...ownCommon, ...ownSides, kind: z.literal('reversed') }),
    z.strictObject({ ...ownCommon, kind: z.literal('cloze'), text: ownField }),
    z.strictObject({
      ...ownCommon,
      kind: z.literal('multiple-choice'),
      front: ownField,
      options: z.array(z.strictObject({ text: ownField, right: z.boolean() })).max(mostAnswers),
    }),
    z.strictObject({
      ...ownCommon,
      ...ownSides,
      kind: z.literal('typed'),
      accept: z.array(ownField).max(mostAnswers),
    }),
  ])
  .refine((text) => problemsOf(text).length === 0) satisfies z.ZodType<OwnCardText>

/** To what can be chosen or typed: the option chosen, null if the answer was shown without one; of a case the factors ticked. */
const answer = z.strictObject({
  chosen: id.nullable(),
  ticked: z.array(id).max(50).optional(),
  typed: z.string().max(longestField).optional(),
})

const exportedCards = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['all', 'own', 'cases']) }),
  z.strictObject({ kind: z.literal('chapter'), chapter: id }),
  z.strictObject({ kind: z.literal('deck'), deck: z.string().min(1).max(1000) }),
  z.strictObject({ kind: z.literal('tag'), tag: z.string().min(1).max(1000) }),
  z.strictObject({ kind: z.literal('search'), search: z.string().max(1000) }),
  z.strictObject({ kind: z.literal('chosen'), cards: z.array(id).min(1).max(200_000) }),
])
const exportOf = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('anki'), cards: exportedCards, progress: z.boolean() }),
  z.strictObject({
    format: z.literal('csv'),
    cards: exportedCards,
    progress: z.boolean(),
    spreadsheet: z.boolean(),
  }),
  z.strictObject({ format: z.literal('tsv'), cards: exportedCards }),
  z.strictObject({ format: z.enum(['markdown', 'document', 'json']) }),
]) satisfies z.ZodType<ExportOf>
/** A file on the desk, how a table is to be read, and what to do where it and what is here disagree. */
const fileToImport = z.strictObject({
  file: id,
  text: z
    .strictObject({
      delimiter: z.enum(delimiters).optional(),
      encoding: z.enum(encodings).optional(),
      header: z.boolean().optional(),
      columns: z.array(z.enum(columnRoles)).max(100).optional(),
    })
    .optional(),
  choices: z
    .strictObject({
      duplicates: z.enum(['update', 'skip', 'add']),
      removed: z.enum(['bring-back', 'leave-out']),
      learning: z.boolean(),
    })
    .optional(),
})

/** Absolute. */
const folderPath = z.string().min(1).max(4_000)
const backupId = z.strictObject({ backup: id, folder: folderPath.optional() })

const removable = z.strictObject({ kind: z.enum(removableKinds), id: z.uuid() })

/** Errors are coded data; the words stand in the renderer. */
const call = oc.errors({
  /** What was asked for isn't there. */
  NOT_FOUND: { data: z.object({ what: z.string(), id: z.string() }) },
  /** The thing changed since the caller saw it; nothing was written. */
  CONFLICT: { data: z.object({ what: z.string(), id: z.string() }) },
  /** The change could not be made durable; nothing was changed. */
  NOT_SAVED: { data: failure },
  /** The data folder can't be opened at all. */
  UNAVAILABLE: { data: failure },
  /** Fieldbook is locked: only the calls of the lock are answered. */
  LOCKED: {},
  /** Everything was erased since the window that asks was opened: nothing of what it shows may be saved any more. */
  ERASED: {},
  /** Not the passphrase or recovery key of this lock, or asked too soon. */
  NOT_UNLOCKED: { data: z.object({ why: z.enum(['wrong', 'mistyped', 'wait']), wait: z.number() }) },
})
/** As it is typed, right or wrong. */
const passphrase = z.string().max(longestPassphrase)
const newPassphrase = passphrase.refine((text) => problemOfPassphrase(text) === null)

export const contract = {
  app: {
    about: call.output(type<About>()),
    status: call.output(type<Status>()),
    dismissNotice: call.input(z.strictObject({ notice: id })).output(type<Status>()),
  },
  library: {
    overview: call.output(type<Library>()),
    chapter: call.input(z.strictObject({ chapter: id })).output(type<ChapterView>()),
    cards: call.output(type<CardSummary[]>()),
    help: call.output(type<HelpView>()),
    /** Writes what somebody found wrong into a file of its own, to be handed on. */
    reportError: call
      .input(
        z.strictObject({
          facts: z.array(id).min(1).max(50),
          passage: z.string().max(10_000),
          where: z.string().max(500),
          words: z.string().max(10_000).regex(/\S/),
        }),
      )
      .output(type<{ file: string; text?: string }>()),
  },
  reading: {
    state: call.output(type<ReadingState>()),
    markSection: call
      .input(z.strictObject({ chapter: id, section: id, read: z.boolean(), automatic: z.boolean() }))
      .output(type<ReadingState>()),
    /** `offset`: how much of the block lies above the line, 0-1. */
    setPosition: call
      .input(z.strictObject({ chapter: id, section: id, block: id, offset: z.number().min(0).max(1).optional() }))
      .output(type<ReadingState>()),
  },
  glossary: {
    list: call.output(type<EntrySummary[]>()),
    entry: call.input(z.strictObject({ entry: id })).output(type<EntryView>()),
    map: call.output(type<MapView>()),
  },
  study: {
    overview: call.output(type<StudyOverview>()),
    /** `supposing`: as if that card had been rated so just now, while the rating itself is still on its way to the disk. */
    next: call
      .input(z.strictObject({ scope, supposing: z.strictObject({ card: id, rating }).optional() }))
      .output(type<NextCard>()),
    /** One card with all that is known of it, whether it is due or not. */
    card: call.input(z.strictObject({ card: id })).output(type<ReviewCard>()),
    /** Rates a card and gives the next one. `standsOn` is the operation its record stood on when shown (null: new). */
    review: call
      .input(
        z.strictObject({
          request: id,
          scope,
          card: id,
          standsOn: z.string().max(200).nullable(),
          /** What the card asked when it was shown, as `cardContent` names it: other words by now are a CONFLICT. */
          content: z.string().max(200).optional(),
          rating,
          /** From question shown to rating, ms. */
          spent: z.int().min(0).max(86_400_000),
          answer: answer.optional(),
        }),
      )
      .output(type<NextCard>()),
    /** Suspends, buries, flags: one step of undo, however many cards. Cards that have it already are left out. */
    mark: call.input(z.strictObject({ cards, change: markChange })).output(type<HistoryView>()),
    /** Puts cards back to new. Their history stays. */
    forget: call.input(z.strictObject({ cards })).output(type<HistoryView>()),
    /** Makes cards due so many days from today, as if they had been learnt. */
    setDue: call.input(z.strictObject({ cards, days: z.int().min(0).max(36_500) })).output(type<HistoryView>()),
    browse: call
      .input(
        z.strictObject({
          search: z.string().max(1000),
          sort: z.enum(['question', 'due', 'stability', 'difficulty', 'lapses', 'chapter']),
          descending: z.boolean(),
          offset: z.int().min(0),
          limit: z.int().min(1).max(500),
        }),
      )
      .output(type<BrowseView>()),
    /** Every rating of one card, and how its recall rose and fell. */
    history: call.input(z.strictObject({ card: id })).output(type<CardHistory>()),
    /** What is overdue, and what it would cost to spread it over days. */
    backlog: call.output(type<BacklogView>()),
    /** Spreads what is overdue over so many study days, today included; null: no longer. One step of undo. */
    catchUp: call.input(z.strictObject({ days: z.int().min(1).max(60).nullable() })).output(type<BacklogView>()),
    /** What was taken for what. */
    confusion: call.output(type<ConfusionView>()),
  },
  practice: {
    /** How many cards of a scope each choice has. */
    offers: call.input(z.strictObject({ scope })).output(type<PracticeOffers>()),
    /** The contrast drills there are, and what speaks for each. */
    drills: call.output(type<DrillsView>()),
    /** The cards to be shown; each is had by `study.card`. Writes nothing. */
    choose: call
      .input(
        z.strictObject({
          what: practiceOf,
          limit: z.union([z.literal(10), z.literal(20), z.literal(50), z.null()]),
          /** Of the session: the same seed gives the same order. */
          seed: z.string().min(1).max(100),
        }),
      )
      .output(type<PracticeCards>()),
    /** Keeps an answer given in practice. No card's schedule, no queue and no count of what is due changes by it. */
    record: call
      .input(
        z.strictObject({
          request: id,
          card: id,
          recalled: z.boolean(),
          /** From question shown to what was said of it, ms. */
          spent: z.int().min(0).max(86_400_000),
          /** Left out counts as shown unchosen. */
          answer: answer.optional(),
          drill: drill.optional(),
        }),
      )
      .output(type<{ practisedToday: number }>()),
    /** Keeps what was said of a question in the text of a chapter, as practice. */
    check: call
      .input(
        z.strictObject({
          request: id,
          chapter: id,
          block: id,
          recalled: z.boolean(),
          /** From answer shown to what was said of it, ms. */
          spent: z.int().min(0).max(86_400_000),
        }),
      )
      .output(type<{ practisedToday: number }>()),
  },
  notes: {
    list: call
      .input(
        z.strictObject({
          text: z.string().max(10_000).optional(),
          target: noteTarget.optional(),
          place: z.enum(['none', 'paragraph', 'highlight', 'card', 'entry', 'detached']).optional(),
          tag: z.string().max(100).optional(),
          chapter: id.optional(),
          /** An address in the app, `/glossary/jtfa`: notes that link there. */
          pointsAt: z.string().max(500).optional(),
          /** Newest first, by name, or in the order of the book. */
          sort: z.enum(['changed', 'created', 'title', 'place']).optional(),
          offset: z.int().min(0).optional(),
          limit: z.int().min(1).max(10_000).optional(),
        }),
      )
      .output(type<NoteList>()),
    /** All tags, those of the most notes first. */
    tags: call.output(type<TagCount[]>()),
    get: call.input(z.strictObject({ note: id })).output(type<Note>()),
    /** Saves a version. `base` is the version it was written on, 0 for a new note, whose id (a UUID) the caller draws. */
    save: call
      .input(
        z.strictObject({
          note: z.uuid(),
          base: z.int().min(0),
          target: noteTarget,
          text: z.string().max(maxNoteLength),
          /** Versions saved under one visit, with nothing else in between, are one step of undo. */
          visit: id.optional(),
        }),
      )
      .output(type<Note>()),
    versions: call.input(z.strictObject({ note: id })).output(type<NoteVersions>()),
    version: call.input(z.strictObject({ note: id, version: z.int().min(1) })).output(type<NoteVersion>()),
    /** Saves the text of an earlier version as a new one. */
    restore: call
      .input(z.strictObject({ note: id, base: z.int().min(1), version: z.int().min(1) }))
      .output(type<Note>()),
    remove: call.input(z.strictObject({ note: id })).output(type<HistoryView>()),
  },
  corrections: {
    /** Those that wait for a word of the learner's first. */
    list: call.output(type<CorrectionView[]>()),
    /**
     * Puts one's own words over the book's, or keeps them over words that have changed. `base`: the book's as they were
     * seen, as markup; a CONFLICT where other words stand there by now.
     */
    write: call
      .input(
        z
          .strictObject({
            place: correctionPlace,
            base: z.string().max(200_000),
            text: z.string().max(longestCorrection),
          })
          .refine(({ place, text }) => problemOfCorrection(place, text) === null),
      )
      .output(type<CorrectionView[]>()),
    remove: call.input(z.strictObject({ correction: z.uuid() })).output(type<CorrectionView[]>()),
  },
  highlights: {
    /** In the order of the book; those whose words are gone stand last in their chapter. */
    list: call
      .input(
        z.strictObject({ chapter: id.optional(), kind: highlightKind.optional(), detached: z.boolean().optional() }),
      )
      .output(type<HighlightList>()),
    /** The caller draws the id. A CONFLICT where other words stand by now. */
    make: call
      .input(z.strictObject({ highlight: z.uuid(), kind: highlightKind, chapter: id, parts: passage }))
      .output(type<HighlightView>()),
    changeKind: call.input(z.strictObject({ highlight: z.uuid(), kind: highlightKind })).output(type<HighlightView>()),
    /** Attaches it to other words. */
    move: call
      .input(z.strictObject({ highlight: z.uuid(), chapter: id, parts: passage }))
      .output(type<HighlightView>()),
    /** Its notes stay. */
    remove: call.input(z.strictObject({ highlight: z.uuid() })).output(type<HistoryView>()),
  },
  ownCards: {
    get: call.input(z.strictObject({ card: z.uuid() })).output(type<OwnCardView>()),
    /** Saves a version. `base` is the version it was written on, 0 for a new card, whose id the caller draws. */
    save: call
      .input(z.strictObject({ card: z.uuid(), base: z.int().min(0), text: ownCardText }))
      .output(type<OwnCardView>()),
    /** One step of undo, however many cards. Their history stays. */
    remove: call.input(z.strictObject({ cards: z.array(z.uuid()).min(1).max(100_000) })).output(type<HistoryView>()),
  },
  history: {
    latest: call.output(type<HistoryView>()),
    undo: call.output(type<HistoryView>()),
    redo: call.output(type<HistoryView>()),
    /** The last 20 steps either way. */
    steps: call.output(type<HistorySteps>()),
  },
  /** The date to be ready by. */
  plan: {
    get: call.output(type<PlanView>()),
    /** What a date and minutes would come to, without setting them. */
    try: call.input(planned).output(type<PlanOutlook>()),
    /** A CONFLICT if the day isn't ahead, or more than five years ahead. */
    set: call.input(planned.extend({ name: z.string().trim().max(60).optional() })).output(type<PlanView>()),
    clear: call.output(type<PlanView>()),
  },
  progress: {
    summary: call.output(type<ProgressView>()),
    lately: call.output(type<Lately>()),
  },
  settings: {
    get: call.output(type<Settings>()),
    changeAppearance: call.input(appearanceSchema.partial()).output(type<Settings>()),
    changeStudy: call.input(studySettingsSchema.partial()).output(type<Settings>()),
  },
  /** The learner's own parameters of the memory model. */
  parameters: {
    get: call.output(type<ParametersView>()),
    /** Begins to fit, unless that is under way; `progress` tells how far it is and what came of it. */
    fit: call.output(type<FitState>()),
    progress: call.output(type<FitState>()),
    cancel: call.output(type<FitState>()),
    /** Takes the weights that the last fit found into use. */
    adopt: call.input(z.strictObject({ weights })).output(type<ParametersView>()),
    /** Back to the standard ones. */
    reset: call.output(type<ParametersView>()),
  },
  /** Copies of the learner's work, made by themselves and by hand. `folder`: one that was chosen, instead of the own one. */
  backups: {
    list: call.output(type<BackupsView>()),
    make: call.output(type<BackupsView>()),
    /** How it stands with the last one, quickly. */
    latest: call.output(type<LatestBackup>()),
    /** Asks for a folder in a dialog of the system's, where the host has one; null: none was chosen. */
    chooseFolder: call.output(type<{ folder: string | null }>()),
    listIn: call
      .input(z.strictObject({ folder: folderPath }))
      .output(type<Pick<BackupsView, 'backups' | 'newer' | 'unreadable'>>()),
    copyTo: call.input(z.strictObject({ folder: folderPath })).output(type<{ backup: Backup; folder: string }>()),
    /** Reads every byte of it. */
    check: call.input(backupId).output(type<BackupCheck>()),
    preview: call.input(backupId).output(type<RestorePreview>()),
    /** Puts it in the place of what is here, which is backed up first. All windows begin anew after that. */
    /** Removes backups that a newer version has made, and then all pieces that nothing else needs. NOT_FOUND for any other. */
    removeNewer: call
      .input(z.strictObject({ backups: z.array(id).min(1).max(1000), folder: folderPath.optional() }))
      .output(type<void>()),
    restore: call.input(backupId.extend({ skip: z.array(z.string().max(300)).max(20_000) })).output(type<void>()),
  },
  /** A check of everything that is kept, and its repair. */
  verify: {
    progress: call.output(type<VerifyState>()),
    /** Begins a check, unless one is under way. */
    start: call.output(type<VerifyState>()),
    cancel: call.output(type<VerifyState>()),
    /** Puts right what the last check found, and checks again. */
    repair: call.output(type<VerifyState>()),
  },
  /** Takes things out of everything that is kept, backups included, but for their ids. It can't be undone. */
  removal: {
    /** What was removed in the usual way, or taken back, and is still kept in the history. */
    kept: call.output(type<KeptThings>()),
    preview: call.input(removable).output(type<RemovalPreview>()),
    /** Everything is closed meanwhile and opened anew. A CONFLICT while another removal is under way. */
    run: call.input(z.strictObject({ things: z.array(removable).min(1).max(100) })).output(type<RemovalAccount>()),
    /** How far it is; answered while everything is closed, too. */
    progress: call.output(type<RemovalProgress>()),
    /** The same in a folder of backups that couldn't be reached then, one of those that `kept` names. */
    also: call
      .input(z.strictObject({ folder: folderPath }))
      .output(type<{ backups: number; left: number; newer: number }>()),
  },
  /** Encryption of everything with a passphrase. */
  lock: {
    state: call.output(type<LockView>()),
    /** Once a second from each window, while there is a lock. `idle`: ms since it was last used. */
    heard: call
      .input(z.strictObject({ window: id, idle: z.number().min(0).max(1e12), saved: z.boolean() }))
      .output(type<LockView>()),
    /** Open windows but the one that asks, which has, save first, for a bounded time. */
    lock: call.input(z.strictObject({ window: id.optional() })).output(type<LockView>()),
    /** What can't be saved and must not be lost; given back once by `takeDrafts`. */
    park: call.input(z.strictObject({ draft: z.string().max(maxNoteLength + 100_000) })).output(type<void>()),
    takeDrafts: call.output(type<string[]>()),
    unlock: call.input(z.strictObject({ passphrase })).output(type<LockView>()),
    /** Opens with the recovery key, and sets a new passphrase. */
    recover: call
      .input(z.strictObject({ recoveryKey: z.string().max(200), passphrase: newPassphrase }))
      .output(type<LockView>()),
    /** Encrypts everything; then tells the recovery key, once. */
    turnOn: call.input(z.strictObject({ passphrase: newPassphrase })).output(type<{ recoveryKey: string }>()),
    turnOff: call.input(z.strictObject({ passphrase })).output(type<LockView>()),
    changePassphrase: call.input(z.strictObject({ passphrase, next: newPassphrase })).output(type<LockView>()),
    /** The one before opens nothing any more. */
    newRecoveryKey: call.input(z.strictObject({ passphrase })).output(type<{ recoveryKey: string }>()),
    /** Null: never because of idleness. */
    setAutoLock: call.input(z.strictObject({ minutes: z.int().min(1).max(30).nullable() })).output(type<LockView>()),
  },
  /** Packs that extend the book. A file is one on the desk. */
  packs: {
    list: call.output(type<InstalledPackView[]>()),
    preview: call.input(z.strictObject({ file: id })).output(type<PackFileView>()),
    /** `accept`: what the person was told of and said yes to. */
    install: call
      .input(z.strictObject({ file: id, accept: z.array(z.enum(packDoubts)).max(packDoubts.length) }))
      .output(type<InstalledPackView[]>()),
    remove: call.input(z.strictObject({ pack: id })).output(type<InstalledPackView[]>()),
    /** The list of what had changed has been looked through. */
    changesSeen: call.input(z.strictObject({ pack: id })).output(type<InstalledPackView[]>()),
  },
  /** Where packs are made. */
  workshop: {
    list: call.output(type<PackDraftSummary[]>()),
    get: call.input(z.strictObject({ draft: z.uuid() })).output(type<PackDraft>()),
    create: call.input(z.strictObject({ title: z.string().trim().min(1).max(200) })).output(type<PackDraft>()),
    fromInstalled: call.input(z.strictObject({ pack: id })).output(type<PackDraft>()),
    fromFile: call.input(z.strictObject({ file: id })).output(type<PackDraft>()),
    save: call
      .input(z.strictObject({ draft: z.uuid(), base: z.int().min(1), files: packTexts }))
      .output(type<PackDraft>()),
    remove: call.input(z.strictObject({ draft: z.uuid() })).output(type<void>()),
    check: call.input(z.strictObject({ files: packTexts })).output(type<PackDraftCheck>()),
    key: call.output(type<{ fingerprint: string }>()),
    export: call
      .input(z.strictObject({ draft: z.uuid(), author: z.string().trim().max(200) }))
      .output(type<FileOnDesk>()),
  },
  /** "Lend or retire this laptop": everything of this person's on this computer. */
  erase: {
    /** What would go, and what would stay. */
    survey: call.output(type<EraseSurvey>()),
    /** Erases it all; the folder is opened as a new person's then. All windows begin anew. With a lock: its passphrase. */
    begin: call
      .input(z.strictObject({ word: z.literal('erase'), passphrase: passphrase.optional() }))
      .output(type<EraseAccount>()),
    /** What was erased since Fieldbook was started; null if nothing was. */
    account: call.output(type<EraseAccount | null>()),
  },
  /** What tools that sync folders did to the data folder. */
  cloud: {
    copies: call.output(type<CloudCopies>()),
  },
  /** Pictures of own cards that came from elsewhere. */
  media: {
    get: call.input(z.strictObject({ sha: z.string().regex(/^[0-9a-f]{64}$/) })).output(type<PictureView>()),
  },
  /** Files that the page sends to the core, and takes from it, piece by piece. */
  desk: {
    begin: call
      .input(z.strictObject({ name: z.string().min(1).max(300), size: z.int().min(0).max(largestFile) }))
      .output(type<FileOnDesk>()),
    send: call
      .input(z.strictObject({ file: id, at: z.int().min(0).max(largestFile), data: z.base64().max(2_000_000) }))
      .output(type<{ received: number }>()),
    take: call
      .input(z.strictObject({ file: id, at: z.int().min(0).max(largestFile) }))
      .output(type<{ data: string; next: number | null }>()),
    drop: call.input(z.strictObject({ file: id })).output(type<void>()),
  },
  /** Work that leaves: what there is to choose from, what a file would hold, and the file. */
  exports: {
    choices: call.output(type<ExportChoices>()),
    preview: call.input(exportOf).output(type<ExportPreview>()),
    /** Lays it on the desk; null: it was given up. A search that can't be read is NOT_FOUND. */
    make: call.input(exportOf).output(type<FileOnDesk | null>()),
    progress: call.output(type<ExportProgress>()),
    cancel: call.output(type<void>()),
  },
  /** Cards from files that other programs, or Fieldbook elsewhere, have written. */
  imports: {
    /** What is in the file, and what an import would do. Changes nothing. */
    preview: call.input(fileToImport).output(type<ImportPreview>()),
    /** Imports it, after a backup, and answers once it is through; `progress` tells how far it is meanwhile. */
    start: call.input(fileToImport).output(type<ImportState>()),
    progress: call.output(type<ImportState>()),
    /** Ends what is under way: a look, or an import, of which then nothing remains. */
    cancel: call.output(type<ImportState>()),
  },
  /** Another copy's work, on its way into this one; and this one as a file. */
  work: {
    /** With a passphrase the file is encrypted. */
    pack: call.input(z.strictObject({ passphrase: newPassphrase.nullable() })).output(type<FileOnDesk>()),
    /** Reads it and says what merging would do. Changes nothing. */
    look: call
      .input(
        z.strictObject({
          place: z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('file'), file: id }),
            z.strictObject({ kind: z.literal('folder'), folder: z.string().min(1).max(4096) }),
            z.strictObject({ kind: z.literal('copies') }),
          ]),
          passphrase: passphrase.nullable(),
        }),
      )
      .output(type<WorkLook>()),
    /** Merges what was looked at last. What is here is backed up first. */
    merge: call
      .input(z.strictObject({ id: z.uuid(), settings: z.enum(['mine', 'theirs']), plan: z.enum(['mine', 'theirs']) }))
      .output(type<WorkMerged>()),
    progress: call.output(type<WorkProgress>()),
    conflicts: call.output(type<WorkConflict[]>()),
    /** `keep`: the first stays in its place, others become notes or cards of their own. */
    settle: call
      .input(
        z.strictObject({
          kind: z.enum(['note', 'own-card']),
          id: z.uuid(),
          keep: z.array(z.string().min(1).max(200)).min(1).max(20),
        }),
      )
      .output(type<WorkConflict[]>()),
  },
  /** What handouts need beyond the screens' own calls. */
  print: {
    cards: call.input(z.strictObject({ cards })).output(type<PrintedCards>()),
    entries: call.input(z.strictObject({ entries: z.array(id).min(1).max(10_000) })).output(type<PrintedEntries>()),
    /** What a question sheet can ask. `heldOut`: the stories too that are kept for testing. */
    questions: call
      .input(z.strictObject({ chapter: id.nullable(), heldOut: z.boolean() }))
      .output(type<QuestionPool>()),
    /** Saves the page as a PDF where a person says. Only in a window of our own. `saved`: the file, null if they did not. */
    pdf: call.input(z.strictObject({ name: z.string().min(1).max(100) })).output(type<{ saved: string | null }>()),
  },
  search: {
    query: call
      .input(z.strictObject({ text: z.string().max(10_000), limit: z.int().min(1).max(50) }))
      .output(type<SearchAnswer>()),
  },
}
export type Contract = typeof contract
