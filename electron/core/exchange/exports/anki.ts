import type { CardSelection } from '../../../../shared/model/exports'
import { own } from '../../../../shared/rules/own'
import { standardWeights } from '../../../../shared/rules/scheduling'
import { studyCalendar } from '../../../../shared/rules/study-day'
import { breathing } from '../../breathing'
import { ankiCollection, type DeckOptions } from './anki-collection'
import { type AnkiNote, notesOf } from './anki-notes'
import { type AnkiReview, ankiReviews } from './anki-reviews'
import { type AnkiSchedule, ankiSchedule } from './anki-schedule'
import { itemsOf } from './items'
import type { Work } from './work'
import { type ZippedFile, zipped } from './zip'

/** Anki's days begin at 04:00. */
const ankiDayStart = 240

/**
 * An .apkg that every Anki reads: the legacy container with a collection of schema 11. Throws `NotFound` for a chapter
 * that isn't there, `UnreadableSearch` for such a search.
 */
export async function exportAnki(
  work: Work,
  selection: CardSelection,
  { progress }: { progress: boolean },
): Promise<Uint8Array> {
  const { store, pack, clock, zone } = work
  const now = clock()
  const notes: AnkiNote[] = []
  const rest = breathing()
  for (const item of itemsOf(work, selection)) {
    notes.push(...notesOf(item, pack))
    await rest()
  }
  const cards = new Set(notes.flatMap((note) => note.cards.map(({ card }) => card.id)))
  const reviews: AnkiReview[] = progress ? await ankiReviews(store, cards) : []
  const calendar = studyCalendar(ankiDayStart, zone)
  const today = calendar.day(now)
  const begins = calendar.start(today)
  const options = optionsOf(work)
  const schedules = schedulesOf(work, notes, { today, options, progress })
  const collection = await ankiCollection({ notes, schedules, reviews, now, begins, options })
  const { files, names } = await filesOf(work, notes)
  return zipped(
    [
      { name: 'collection.anki2', bytes: collection },
      { name: 'media', bytes: Buffer.from(JSON.stringify(names)) },
      ...files,
    ],
    now,
  )
}

function optionsOf({ store }: Work): DeckOptions {
  const { settings, parameters } = store.state
  return {
    newPerDay: settings.newPerDay,
    reviewsPerDay: settings.reviewsPerDay,
    learningSteps: settings.learningSteps,
    relearningSteps: settings.relearningSteps,
    maximumInterval: settings.maximumInterval,
    leechThreshold: settings.leechThreshold,
    leechSuspends: settings.leechAction === 'suspend',
    retention: settings.retention,
    weights: parameters?.weights ?? standardWeights,
  }
}

function schedulesOf(
  { store, zone }: Work,
  notes: readonly AnkiNote[],
  { today, options, progress }: { today: string; options: DeckOptions; progress: boolean },
): Map<string, AnkiSchedule> {
  const { cards, marks, settings } = store.state
  const common = {
    calendar: studyCalendar(settings.dayStart, zone),
    begins: today,
    retention: options.retention,
    decay: options.weights[20] ?? 0,
    steps: { learning: options.learningSteps.length, relearning: options.relearningSteps.length },
  }
  const schedules = new Map<string, AnkiSchedule>()
  let position = 0
  for (const { card } of notes.flatMap((note) => note.cards)) {
    position += 1
    const record = progress ? own(cards, card.id) : undefined
    const set = progress ? own(marks, card.id) : undefined
    schedules.set(card.id, ankiSchedule({ ...common, position, record, marks: set }))
  }
  return schedules
}

/** Numbered as Anki wants them; a picture that is gone is left out. */
async function filesOf({ readMedia }: Work, notes: readonly AnkiNote[]) {
  const files: ZippedFile[] = []
  const names: Record<string, string> = {}
  const rest = breathing()
  for (const name of new Set(notes.flatMap(({ media }) => media))) {
    const bytes = await readMedia(name.replace(/\..*$/, ''))
    if (!bytes) continue
    names[String(files.length)] = name
    files.push({ name: String(files.length), bytes, stored: true })
    await rest()
  }
  return { files, names }
}
