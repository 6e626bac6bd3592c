import type { CardSelection } from '../../../../shared/model/exports'
import { own } from '../../../../shared/rules/own'
import { standardWeights } from '../../../../shared/rules/scheduling'
import { studyCalendar } from '../../../../shared/rules/study-day'
import { breathing } from '../../breathing'
import type { DeckOptions, WrittenNote } from './anki-collection'
import { packageFileHere } from './anki-file'
import { notesOf } from './anki-notes'
import { ankiReviews } from './anki-reviews'
import { type AnkiSchedule, ankiSchedule } from './anki-schedule'
import { itemsOf } from './items'
import type { Work } from './work'

/** Anki's days begin at 04:00. */
const ankiDayStart = 240

/** Notes, or reviews, that go into the file at a time. */
const notesAtOnce = 200
const reviewsAtOnce = 5000

/**
 * An .apkg that every Anki reads: the legacy container with a collection of schema 11. Throws `NotFound` for a chapter
 * that isn't there, `UnreadableSearch` for such a search, and the reason of `work.signal`.
 */
export async function exportAnki(
  work: Work,
  selection: CardSelection,
  { progress }: { progress: boolean },
): Promise<Uint8Array> {
  const { store, pack, clock, zone, signal, told = () => {}, openPackageFile = packageFileHere } = work
  const now = clock()
  const items = await itemsOf(work, selection)
  const calendar = studyCalendar(ankiDayStart, zone)
  const today = calendar.day(now)
  const options = optionsOf(work)
  const file = await openPackageFile({ now, begins: calendar.start(today), options }, signal)
  try {
    const scheduled = schedules(work, { today, options, progress })
    const cards = new Set<string>()
    const pictures = new Set<string>()
    const rest = breathing({ signal })
    let notes: WrittenNote[] = []
    let done = 0
    for (const item of items) {
      for (const { model, cards: made, media, ...note } of notesOf(item, pack)) {
        for (const { card } of made) cards.add(card.id)
        for (const name of media) pictures.add(name)
        const written = made.map(({ card, ord }) => ({ id: card.id, ord, schedule: scheduled(card.id) }))
        notes.push({ ...note, model: model.id, cards: written })
      }
      done += 1
      if (notes.length >= notesAtOnce) {
        await file.add({ notes })
        notes = []
        told(done, items.length)
      }
      await rest()
    }
    await file.add({ notes })
    const reviews = progress ? await ankiReviews(store, cards, signal) : []
    for (let from = 0; from < reviews.length; from += reviewsAtOnce)
      await file.add({ reviews: reviews.slice(from, from + reviewsAtOnce) })
    for (const name of pictures) {
      const bytes = await work.readMedia(name.replace(/\..*$/, ''))
      // One that is gone is left out.
      if (bytes) await file.add({ pictures: [{ name, bytes }] })
      signal?.throwIfAborted()
    }
    // How long putting it together takes can't be told.
    told(0, 0)
    return await file.finish()
  } finally {
    await file.close()
  }
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

/** Of one card after the other, in the order of the file. */
function schedules(
  { store, zone }: Work,
  { today, options, progress }: { today: string; options: DeckOptions; progress: boolean },
): (card: string) => AnkiSchedule {
  const common = {
    calendar: studyCalendar(store.state.settings.dayStart, zone),
    begins: today,
    retention: options.retention,
    decay: options.weights[20] ?? 0,
    steps: { learning: options.learningSteps.length, relearning: options.relearningSteps.length },
  }
  const { cards, marks } = store.state
  let position = 0
  return (card) => {
    position += 1
    const record = progress ? own(cards, card) : undefined
    const set = progress ? own(marks, card) : undefined
    return ankiSchedule({ ...common, position, record, marks: set })
  }
}
