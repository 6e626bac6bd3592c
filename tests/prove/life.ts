/**
 * A learner's life in some three hundred operations of the disk: every kind of thing that is written, once or more.
 * Whoever builds something that writes adds what it does here, and all proofs hold for it.
 */
import { join } from 'node:path'
import type { OwnCardText } from '../../shared/model/own-card'
import { basic, cloze, uuid } from '../support/own-cards'
import type { Living } from './living'

/** What somebody does with the app, or what happens to it. Ids and words are the same each time it is done. */
export interface Act {
  name: string
  act(living: Living): Promise<void>
}
const note = uuid(1)
const other = uuid(2)
const own = uuid(3)
const all = { kind: 'all' } as const
const acts: Act[] = []
const does = (name: string, act: Act['act']) => acts.push({ name, act })

async function review(living: Living, request: string, rating: 'again' | 'good' = 'good'): Promise<void> {
  const { next } = await living.ask((call) => call.study.next({ scope: all }))
  if (next === null) throw new Error('no card is due')
  const { card, record } = next
  const asked = { request, scope: all, card: card.id, standsOn: record?.standsOn ?? null, rating, spent: 4000 }
  await living.ask((call) => call.study.review(asked))
}
const saveNote = (living: Living, id: string, base: number, text: string, visit?: string) =>
  living.ask((call) => call.notes.save({ note: id, base, target: { kind: 'none' }, text, ...(visit && { visit }) }))
const saveCard = (living: Living, base: number, text: OwnCardText) =>
  living.ask((call) => call.ownCards.save({ card: own, base, text }))

does('first reviews', async (living) => {
  for (const n of [1, 2, 3]) await review(living, `first-${n}`)
})
does('a note, its first version and a second', async (living) => {
  await saveNote(living, note, 0, '# Consent\n\nWho agreed, and for how long?')
  await saveNote(living, note, 1, '# Consent\n\nWho agreed, for how long, and was it forced? #consent')
})
does('a visit to a note, saved while writing', async (living) => {
  for (const base of [2, 3, 4]) await saveNote(living, note, base, `# Consent\n\nDraft ${base}`, 'visit-1')
})
does('own cards: made, edited', async (living) => {
  await saveCard(living, 0, basic('Who may consent?', 'Somebody of age.'))
  await saveCard(living, 1, cloze('Only {{consent}} that lasts counts.'))
})
does('undo and redo', async (living) => {
  await living.ask((call) => call.history.undo())
  await living.ask((call) => call.history.undo())
  await living.ask((call) => call.history.redo())
})
does('reading: a mark by hand, a mark by the reader, a position', async (living) => {
  const section = { chapter: 'the-distinction', section: 'consent' }
  await living.ask((call) => call.reading.markSection({ ...section, read: true, automatic: false }))
  await living.ask((call) => call.reading.markSection({ ...section, section: 'border', read: true, automatic: true }))
  await living.ask((call) => call.reading.setPosition({ ...section, block: 'consent-00000002' }))
})
does('settings of this machine and of study', async (living) => {
  await living.ask((call) => call.settings.changeAppearance({ theme: 'dark' }))
  await living.ask((call) => call.settings.changeAppearance({ textSize: 120 }))
  await living.ask((call) => call.settings.changeStudy({ newPerDay: 30 }))
})
does('a report of an error', async (living) => {
  const report = { facts: ['S1-030'], passage: 'Somebody who is smuggled.', where: '/', words: 'Is this right?' }
  const { file } = await living.ask((call) => call.library.reportError(report))
  living.given(file, 'Is this right?')
})
does('a restart', (living) => living.restart())
does('practice', async (living) => {
  for (const n of [1, 2])
    await living.ask((call) =>
      call.practice.record({ request: `practice-${n}`, card: 'mixed-up', recalled: n === 1, spent: 2000 }),
    )
})
does('marks, due dates, cards put back to new', async (living) => {
  await living.ask((call) => call.study.mark({ cards: ['jtfa-start', 'jtfa-law'], change: { to: 'suspended' } }))
  await living.ask((call) => call.study.setDue({ cards: ['hsi-leads'], days: 3 }))
  await living.ask((call) => call.study.forget({ cards: ['consent-smuggling'] }))
})
does('a date to be ready by', async (living) => {
  await living.ask((call) => call.plan.set({ day: '2026-09-01', minutes: 20 }))
  await living.ask((call) => call.plan.clear())
})
does('several reviews in one turn, over the end of a segment', async (living) => {
  const position = (block: number) => ({ chapter: 'the-distinction', section: 'border', block: `border-${block}` })
  await living.atOnce(14, (n) => living.store.record('position', position(n), { request: `burst-${n}` }))
})
does('a process killed, and the next one', (living) => living.killAndRestart())
does('more reviews, and the history of a card from full segments', async (living) => {
  for (const n of [1, 2, 3, 4]) await review(living, `more-${n}`, n % 2 === 0 ? 'again' : 'good')
  await living.look((call) => call.study.history({ card: 'mixed-up' }))
})
does('a second note, removed again', async (living) => {
  await saveNote(living, other, 0, 'To be thrown away')
  await living.ask((call) => call.notes.remove({ note: other }))
})
does('an earlier version of a note as a new one', async (living) => {
  const { version } = await living.ask((call) => call.notes.get({ note }))
  await living.ask((call) => call.notes.restore({ note, base: version, version: 1 }))
})
does('a checkpoint', (living) => living.attempt(() => living.store.checkpoint()))
does('own cards removed, and back by undo', async (living) => {
  await living.ask((call) => call.ownCards.remove({ cards: [own] }))
  await living.ask((call) => call.history.undo())
})
does('a restart that finds torn ends', async (living) => {
  await review(living, 'before-torn')
  const torn = (words: string) => (bytes: Buffer) => {
    living.keeps(words)
    return Buffer.concat([bytes, Buffer.from(`12345678 99 {"id":"${words}`)])
  }
  await living.restart((damage) => {
    damage(living.lastSegment('log'), torn('torn-end-of-the-log'))
    damage(living.lastSegment('library'), torn('torn-end-of-the-library'))
    damage(join('notes', note.slice(0, 2), `${note}.log`), torn('torn-end-of-a-note'))
  })
})
does('work after that', async (living) => {
  await review(living, 'after-torn')
  await saveNote(living, note, (await living.ask((call) => call.notes.get({ note }))).version, 'After the torn end')
  const { version } = await living.ask((call) => call.ownCards.get({ card: own }))
  await saveCard(living, version, basic('After the torn end?', 'Yes.'))
})
does('a restart that finds damaged snapshots', async (living) => {
  living.mayTell('settings-restored')
  living.mayTell('state-rebuilt')
  const damaged = (words: string) => (bytes: Buffer) => {
    living.keeps(words)
    return Buffer.concat([bytes.subarray(0, -words.length), Buffer.from(words)])
  }
  await living.restart((damage) => {
    damage('settings.json', damaged('damaged-settings'))
    damage('state.json', damaged('damaged-state'))
  })
  living.appearanceIsNow()
})
does('work after that too', async (living) => {
  for (const n of [1, 2]) await review(living, `last-${n}`)
  await living.ask((call) => call.settings.changeAppearance({ theme: 'light' }))
  await living.ask((call) => call.history.undo())
})
// Here come the acts of import, merge, backup, restore, lock on and off, remove for good and highlights, each with what
// builds it.
does('the end', (living) => living.close())

export const life: readonly Act[] = acts
