/**
 * A learner's life: every kind of thing that is written, once or more. Whoever builds something that writes adds it
 * here as one act, and all proofs hold for it:
 *
 *   does('what it is called in a failure', async (living) => {
 *     await living.ask((call) => call.imports.run({ ... }))
 *   })
 *
 * `ask` is a call as the page makes it; what it records, and which notes and cards it writes, is remembered and looked
 * for on every disk that is left from then on. What takes the place of everything (a restore, the lock, a merge that is
 * one) goes through `changes`: until it is answered the disk may hold either world. `removes` and `erases` are such
 * changes; `elsewhere` is what is done with another copy of the folder, as a file of that work. A file whose path the
 * learner is told: `given`. Words of damage put there: `keeps`; what the app then may say: `mayTell`; what only a repair brings
 * back: `isDamaged`. Words that nobody may read under a lock:
 * `secrets`; after an erasing: `words`. Ids and texts are the same each time, and
 * nothing in an act may ask the clock or chance, because the life is lived thousands of times and must be the same.
 * `restarts` is an act after a restart, with what happens to the files meanwhile: the proofs can begin there, so that one
 * before each act of many operations of the disk keeps them quick. Each operation is some four disks to open and more
 * than one life to live: `npm run prove` has ten minutes.
 */
import { join } from 'node:path'
import type { OwnCardText } from '../../shared/model/own-card'
import { review as reviewOf, saveNote as writeNote } from '../integration/store/samples'
import { madePackage, png } from '../support/anki-package'
import { onDesk } from '../support/desk'
import { basic, cloze, uuid } from '../support/own-cards'
import { stateLaw } from '../support/packs'
import type { Call, Living } from './living'

type Damage = (path: string, change: (bytes: Buffer) => Buffer) => void
/** What somebody does with the app, or what happens to it. Ids and words are the same each time it is done. */
export interface Act {
  name: string
  /** First the app is closed, this happens to its files, and it is opened again. */
  between: ((living: Living, damage: Damage) => void) | null
  act(living: Living): Promise<void>
}
const note = uuid(1)
const other = uuid(2)
const own = uuid(3)
const all = { kind: 'all' } as const
const acts: Act[] = []
const does = (name: string, act: Act['act']) => acts.push({ name, between: null, act })
/** What happens at a usual restart. */
export const nothing = () => {}
const restarts = (name: string, between: Act['between'] = nothing, act: Act['act'] = async () => {}) =>
  acts.push({ name, between, act })

async function review(living: Living, request: string, rating: 'again' | 'good' = 'good'): Promise<void> {
  const { next } = await living.ask((call) => call.study.next({ scope: all }))
  if (next === null) throw new Error('no card is due')
  const { card, record } = next
  const asked = { request, scope: all, card: card.id, standsOn: record?.standsOn ?? null, rating, spent: 4000 }
  await living.ask((call) => call.study.review(asked))
}
/** There are few cards, and no day passes. */
const recalls = (living: Living, request: string) =>
  living.ask((call) => call.practice.record({ request, card: 'mixed-up', recalled: true, spent: 2000 }))
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
restarts('a restart')
does('practice', async (living) => {
  for (const n of [1, 2]) await recalls(living, `practice-${n}`)
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
does('a review before that', (living) => review(living, 'before-torn'))
restarts('a restart that finds torn ends', (living, damage) => {
  const torn = (words: string) => (bytes: Buffer) => {
    living.keeps(words)
    return Buffer.concat([bytes, Buffer.from(`12345678 99 {"id":"${words}`)])
  }
  damage(living.lastSegment('log'), torn('torn-end-of-the-log'))
  damage(living.lastSegment('library'), torn('torn-end-of-the-library'))
  damage(join('notes', note.slice(0, 2), `${note}.log`), torn('torn-end-of-a-note'))
})
does('work after that', async (living) => {
  await review(living, 'after-torn')
  await saveNote(living, note, (await living.ask((call) => call.notes.get({ note }))).version, 'After the torn end')
  const { version } = await living.ask((call) => call.ownCards.get({ card: own }))
  await saveCard(living, version, basic('After the torn end?', 'Yes.'))
})
restarts(
  'a restart that finds damaged snapshots',
  (living, damage) => {
    living.mayTell('settings-restored')
    living.mayTell('state-rebuilt')
    const damaged = (words: string) => (bytes: Buffer) => {
      living.keeps(words)
      return Buffer.concat([bytes.subarray(0, -words.length), Buffer.from(words)])
    }
    damage('settings.json', damaged('damaged-settings'))
    damage('state.json', damaged('damaged-state'))
  },
  async (living) => living.appearanceIsNow(),
)
does('work after that too', async (living) => {
  for (const n of [1, 2]) await review(living, `last-${n}`)
  await living.ask((call) => call.settings.changeAppearance({ theme: 'light' }))
  await living.ask((call) => call.history.undo())
})
const highlighted = { chapter: 'the-distinction', kind: 'ask' } as const
const passage = (exact: string) => {
  const text = 'Somebody who is smuggled agreed to be moved.'
  const start = text.indexOf(exact)
  return [{ section: 'consent', block: 'consent-00000002', start, end: start + exact.length, exact }]
}
does('highlights: made, of another kind, moved, removed, back by undo', async (living) => {
  const [one, two] = [uuid(20), uuid(21)]
  await living.ask((call) => call.highlights.make({ ...highlighted, highlight: one, parts: passage('agreed') }))
  await living.ask((call) => call.highlights.make({ ...highlighted, highlight: two, parts: passage('smuggled') }))
  await living.ask((call) => call.highlights.changeKind({ highlight: one, kind: 'doubt' }))
  const wider = { chapter: highlighted.chapter, highlight: one, parts: passage('agreed to be') }
  await living.ask((call) => call.highlights.move(wider))
  await living.ask((call) => call.highlights.remove({ highlight: two }))
  await living.ask((call) => call.history.undo())
})

// Files from elsewhere, and for elsewhere.
async function imports(living: Living, name: string, bytes: () => Promise<Uint8Array>): Promise<void> {
  await living.ask(async (call) => {
    const file = await onDesk({ call }, name, await bytes())
    const ended = await call.imports.start({ file: file.id })
    if (ended.state !== 'done') throw new Error(`the import: ${JSON.stringify(ended)}`)
  })
}
const table =
  'front;back;tags\nWhose consent was bought?;Nobody can sell it.;bought\nWho is smuggled?;Somebody paid.;\n'
/** With a picture, a schedule and reviews; made once, though it is brought in thousands of times. */
let deck: Promise<Uint8Array> | null = null
const ankiDeck = () => {
  const reviews: [number, number, number, number, number][] = [
    [Date.parse('2026-06-01T14:00:00Z'), 3, 5000, 0, 2500],
    [Date.parse('2026-06-03T14:00:00Z'), 3, 6000, 1, 2500],
  ]
  const studied = { type: 2, queue: 2, due: 2099, ivl: 10, factor: 2500, reps: 2, reviews }
  const fields = ['Who may be bought? <img src="a.png">', 'Nobody with consent.']
  deck ??= madePackage({ notes: [{ fields, tags: 'bought', cards: [studied] }] }, { media: { 'a.png': png } })
  return deck
}
restarts('a table imported, taken back, imported again', undefined, async (living) => {
  await imports(living, 'cards.csv', async () => Buffer.from(table))
  await living.ask((call) => call.history.undo())
  await imports(living, 'cards.csv', async () => Buffer.from(table))
  await living.ask((call) => call.history.undo())
  await living.ask((call) => call.history.redo())
})
does('an Anki package imported, with a picture and reviews', (living) => imports(living, 'deck.apkg', ankiDeck))
restarts('a pack made in the workshop', undefined, async (living) => {
  const { draft, revision } = await living.ask((call) => call.workshop.create({ title: 'The law of consent' }))
  living.given(join(living.folder, 'pack-drafts', `${draft}.json`), 'extends: small')
  await living.ask((call) => call.workshop.save({ draft, base: revision, files: textsOf('1.0.0') }))
  living.given(join(living.folder, 'pack-drafts', `${draft}.json`), 'The state punishes it too.')
  await living.ask((call) => call.workshop.key())
  living.given(join(living.folder, 'signing-key.pem'), 'PRIVATE KEY')
})
const textsOf = (version: string) =>
  Object.entries(stateLaw).map(([path, text]) => ({
    path,
    text: text.replace('version: 1.0.0', `version: ${version}`),
  }))
/** As it stands in the workshop. What failed when everything was opened anew is installed all the same. */
async function installs(call: Call): Promise<void> {
  const [draft] = await call.workshop.list()
  if ((await call.packs.list())[0]?.version === draft?.version) return
  const file = await call.workshop.export({ draft: draft?.draft ?? '', author: 'Sergeant Border' })
  await call.packs.install({ file: file.id, accept: [] })
}
restarts('a pack installed, and the next version of it', undefined, async (living) => {
  await living.ask(installs)
  const [draft] = await living.ask((call) => call.workshop.list())
  const { draft: id, revision } = await living.ask((call) => call.workshop.get({ draft: draft?.draft ?? '' }))
  await living.ask((call) => call.workshop.save({ draft: id, base: revision, files: textsOf('1.1.0') }))
  await living.ask(installs)
})
// Backups.
does('a backup by hand, one by itself', async (living) => {
  living.made.here = await living.backUp()
  await recalls(living, 'after-backup')
  await living.waits()
  await recalls(living, 'gone-by-restore')
})
restarts('a restore', undefined, (living) => living.restore('here'))
does('work after the restore', async (living) => {
  await recalls(living, 'after-restore')
  await saveNote(living, note, (await living.ask((call) => call.notes.get({ note }))).version, 'After the restore')
  // Their columns are kept: a lock takes them away.
  await living.look((call) => call.study.history({ card: 'mixed-up' }))
  await living.backUp()
})
does('a version of a note that nobody names', async (living) => {
  await living.attempt(() => living.store.writeNote(uuid(9), 1, 'A version that nobody names'))
})
restarts(
  'a restart that finds damaged records, and their repair',
  (living, damage) => {
    living.isDamaged()
    for (const code of ['records-missing', 'note-damaged', 'state-rebuilt', 'defects-found'] as const)
      living.mayTell(code)
    damage(living.filesIn('log').at(-2) ?? '', spoiled)
    damage(living.filesIn('library').at(-1) ?? '', spoiled)
    damage(join('notes', note.slice(0, 2), `${note}.log`), spoiled)
  },
  (living) => living.repair(),
)

// The lock.
const [first, second] = ['blue heron over the weir', 'grey heron under the weir']
restarts('a lock turned on', undefined, (living) =>
  living.changes({ passphrase: first }, (call) => call.lock.turnOn({ passphrase: first })),
)
restarts('work under the lock', undefined, async (living) => {
  await recalls(living, 'sealed-1')
  await saveNote(living, note, (await living.ask((call) => call.notes.get({ note }))).version, 'Sealed consent #sealed')
  await saveNote(living, uuid(4), 0, 'Another sealed consent')
  const { version } = await living.ask((call) => call.ownCards.get({ card: own }))
  await saveCard(living, version, basic('Sealed, who may consent?', 'Nobody forced.'))
  const report = { facts: ['S1-031'], passage: 'Somebody who is smuggled.', where: '/', words: 'Is this sealed?' }
  const { file } = await living.ask((call) => call.library.reportError(report))
  living.given(file, 'Is this sealed?')
  await living.attempt(() => living.store.checkpoint())
})
does('locked', async (living) => {
  await living.ask((call) => call.lock.park({ draft: 'A draft on consent' }))
  await living.ask((call) => call.lock.lock({}))
})
restarts('unlocked again', undefined, async (living) => {
  await living.ask((call) => call.lock.takeDrafts())
  for (const n of [2, 3]) await recalls(living, `sealed-${n}`)
  await living.look((call) => call.study.history({ card: 'mixed-up' }))
})
does('a process killed under the lock, and the next one', (living) => living.killAndRestart())
does('a sealed backup', async (living) => {
  living.made.sealed = await living.backUp()
})
does('another passphrase, another recovery key', async (living) => {
  await living.changes({ passphrase: second }, (call) =>
    call.lock.changePassphrase({ passphrase: first, next: second }),
  )
  await living.ask((call) => call.lock.newRecoveryKey({ passphrase: second }))
  await living.ask((call) => call.lock.setAutoLock({ minutes: 30 }))
  await recalls(living, 'sealed-4')
})
// The backup restored below has it still.
does('a pack removed', (living) =>
  living.ask(async (call) => {
    if ((await call.packs.list()).length > 0) await call.packs.remove({ pack: 'state-law' })
  }),
)
restarts(
  'a restart that finds sealed records damaged, and their repair',
  (living, damage) => {
    living.isDamaged()
    damage(living.filesIn('log').at(-2) ?? '', spoiled)
    damage(join('notes', note.slice(0, 2), `${note}.log`), spoiled)
  },
  (living) => living.repair(),
)
restarts('a restore of the sealed backup, with the passphrase of its time', undefined, (living) =>
  living.restore('sealed'),
)
does('work after that restore', async (living) => {
  await recalls(living, 'sealed-5')
})
restarts('the lock turned off', undefined, (living) =>
  living.changes({ passphrase: null }, (call) => call.lock.turnOff({ passphrase: first })),
)
does('work without the lock', async (living) => {
  await recalls(living, 'plain-again')
  await saveNote(living, note, (await living.ask((call) => call.notes.get({ note }))).version, 'Plain again')
})
restarts('all of it erased', undefined, (living) => living.erases())

// A new person has few files, and what follows reads and writes nearly all there are. None of the `words` below.
async function merges(living: Living, work: Uint8Array): Promise<number | undefined> {
  return living.ask(async (call) => {
    const { id: file } = await onDesk({ call }, 'other.fieldbook-work', work)
    const look = await call.work.look({ place: { kind: 'file', file }, passphrase: null })
    if (!look.ok) throw new Error(`the work file: ${JSON.stringify(look.problem)}`)
    const merged = await call.work.merge({ id: look.preview.id, settings: 'mine', plan: 'mine' })
    if (!merged.ok) throw new Error(`the merge: ${JSON.stringify(merged.problem)}`)
    return look.preview.newOperations
  })
}
const kept = uuid(60)
restarts('another copy of the work merged twice', undefined, async (living) => {
  await saveNote(living, kept, 0, 'New here')
  // Their card shows a picture that is here already, though no card of ours does.
  const { name: picture } = await living.attempt(() => living.store.writeMedia(png))
  const theirs = await living.elsewhere(async (store) => {
    await store.record('review', reviewOf('jtfa-start'))
    await writeNote(store, kept, 2, 'As the other copy has it')
    await writeNote(store, uuid(30), 1, 'A note of the other copy')
    const [checksum = ''] = await store.writeOwnCards([
      { card: uuid(31), version: 1, text: { text: basic('Whose, in the other copy?', `![Theirs](media/${picture})`) } },
    ])
    const after = { version: 1, checksum, createdAt: 1, updatedAt: 1 }
    await store.record('own-cards', { what: 'made', cards: [{ card: uuid(31), before: null, after }] })
  })
  await saveNote(living, kept, 1, 'As this copy has it')
  await merges(living, theirs)
  if ((await merges(living, theirs)) !== 0) throw new Error('a second time brought something')
})
does('a note that both copies changed: both are kept', async (living) => {
  const [conflict] = await living.ask((call) => call.work.conflicts())
  const keep = conflict?.versions.map(({ key }) => key) ?? []
  if (keep.length !== 2) throw new Error('the copies didn’t differ')
  await living.ask((call) => call.work.settle({ kind: 'note', id: kept, keep }))
})
const [victim, victimCard] = [uuid(50), uuid(51)]
restarts('a note, a card, and backups here and on a stick', undefined, async (living) => {
  await saveNote(living, victim, 0, '# Xanthippe\n\nHer name.')
  await saveNote(living, victim, 1, '# Xanthippe\n\nHer name and her number. #numbered')
  await living.ask((call) =>
    call.ownCards.save({ card: victimCard, base: 0, text: basic('Who is Philomela?', 'Her.') }),
  )
  await living.ask((call) => call.history.undo())
  await living.ask((call) => call.history.redo())
  await living.backUp()
  living.made.stick = await living.backUp(await living.folderBeside('stick'))
  // A removal for good must find it again.
  living.given(join(living.folder, 'backup-places.json'), 'Fieldbook backups')
  await saveNote(living, victim, 2, '# Xanthippe\n\nAfter the backup.')
})
restarts('a note and a card removed for good', undefined, (living) =>
  living.removes(
    [
      { kind: 'note', id: victim },
      { kind: 'own-card', id: victimCard },
    ],
    ['Xanthippe', 'Philomela', 'numbered'],
  ),
)
restarts('a lock turned on again', undefined, (living) =>
  living.changes({ passphrase: second }, (call) => call.lock.turnOn({ passphrase: second })),
)
restarts('the backup made before that restored, plain from the stick, under the lock', undefined, (living) =>
  living.restore('stick'),
)
restarts('erased under a lock', undefined, async (living) => {
  await living.changes({ passphrase: first }, (call) => call.lock.turnOn({ passphrase: first }))
  await saveNote(living, uuid(62), 0, 'Sealed here')
  await living.erases(first)
})
restarts('the end', undefined, async (living) => {
  await saveNote(living, uuid(63), 0, 'The last')
  await living.close()
})

/** A flipped bit in the middle of the last whole record but one, so that nothing is torn. */
function spoiled(bytes: Buffer): Buffer {
  const lines = bytes.toString('latin1').trimEnd().split('\n')
  const before = lines.slice(0, -1).join('\n').length - 20
  const after = Buffer.from(bytes)
  after[before] = (after[before] as number) ^ 1
  return after
}

export const life: readonly Act[] = acts

/** Of what was made before the erasing; nobody may find them after it. No word that the names of files or fields have. */
export const words = [
  'onsent',
  'mixed-up',
  'somebody',
  'Somebody',
  'border',
  'nobody names',
  'Is this',
  'throw',
  'bought',
  'punish',
  'Sergeant',
]
/** Nobody may find them under a lock. */
export const secrets = [...words, 'good"', 'PRIVATE KEY']
