import { exportFormat, exportVersion } from '../../../../shared/model/export-file'
import type { Operation } from '../../../../shared/model/operations'
import { ratingNumbers } from '../../../../shared/model/review-columns'
import { ratings } from '../../../../shared/model/study'
import { dayName } from '../../../../shared/rules/import-learning'
import { breathing } from '../../breathing'
import { logRows } from './log-rows'
import type { Work } from './work'

/** Characters put into bytes at a time. */
const chunk = 1024 ** 2

/** Everything the learner has, as one JSON file: see docs/export-format.md and shared/model/export-file.ts. */
export async function exportEverything(work: Work): Promise<Uint8Array> {
  const { store, pack, clock } = work
  const { state } = store
  const { id, title, version, hash, asOf } = pack.pack
  const out = writer(work.signal)
  out.add(`{"format":${JSON.stringify(exportFormat)},"version":${exportVersion}`)
  out.part('exportedAt', clock())
  out.part('book', { id, title, version, asOf, hash })
  out.part('settings', state.settings)
  out.part('appearance', store.appearance)
  out.part('plan', state.plan)
  out.part('catchUp', state.catchUp)
  out.part('parameters', state.parameters)
  await out.list('notes', notesOf(work))
  await out.list(
    'highlights',
    Object.values(state.highlights).filter(({ deleted }) => !deleted),
  )
  await out.list(
    'corrections',
    Object.values(state.corrections).filter(({ deleted }) => !deleted),
  )
  await out.list('ownCards', ownCardsOf(work))
  await out.list(
    'cards',
    [...new Set([...Object.keys(state.cards), ...Object.keys(state.marks)])].map((card) => ({
      id: card,
      record: state.cards[card] ?? null,
      marks: state.marks[card] ?? null,
    })),
  )
  await out.list(
    'readSections',
    Object.entries(state.sections).map(([key, at]) => ({ ...sectionOf(key), at })),
  )
  await out.list('readingPlaces', Object.values(state.positions))
  await out.list(
    'checks',
    Object.entries(state.checks).map(([key, said]) => ({ ...blockOf(key), ...said })),
  )
  // As text at once: as objects a million of them would take many times the memory.
  const answers = (await logRows(store, answersOf, work.signal)).flat()
  // After a merge or an import the log isn't in the order of time.
  if (answers.some(({ at }, index) => at < (answers[index - 1]?.at ?? 0)))
    answers.sort((one, other) => one.at - other.at)
  const of = (kind: Answered['kind']) => answers.filter((row) => row.kind === kind).map(({ json }) => json)
  await out.texts('reviews', of('review'))
  await out.texts('practice', of('practice'))
  out.add('}\n')
  return out.bytes()
}

interface Answered {
  /** UTC ms. */
  at: number
  kind: 'review' | 'practice'
  json: string
}
function answersOf(operation: Operation): Answered[] | null {
  const { id, at, zone } = operation
  if (operation.kind === 'import-part') return importedOf(operation)
  if (operation.kind === 'review') {
    const { card, day, rating, spent, answer } = operation.data
    return [{ at, kind: 'review', json: JSON.stringify({ id, at, zone, day, card, rating, spent, answer }) }]
  }
  if (operation.kind === 'reschedule') {
    const { what, cards } = operation.data
    // An import in another program has to know that what came before doesn't count.
    if (what !== 'forgotten') return null
    const put = cards.map(({ card }) => JSON.stringify({ id, at, zone, card, rating: null }))
    return put.length === 0 ? null : [{ at, kind: 'review', json: put.join(',\n') }]
  }
  if (operation.kind === 'practice') {
    const { card, day, recalled, spent, answer, drill, check } = operation.data
    const json = JSON.stringify({ id, at, zone, day, card, recalled, spent, answer, drill, check })
    return [{ at, kind: 'practice', json }]
  }
  return null
}

/** Made in another program: each gets an id of its own by its place in the part. */
function importedOf({ id, zone, data }: Operation<'import-part'>): Answered[] {
  const reviews = data.history.flatMap(({ card, reviews }) => reviews.map((review) => ({ card, review })))
  return reviews.map(({ card, review: [at, day, number, spent] }, index) => {
    const rating = ratings.find((name) => ratingNumbers[name] === number) ?? null
    const put = { id: `${id}/${index + 1}`, at, zone, card, rating }
    return { at, kind: 'review', json: JSON.stringify(rating === null ? put : { ...put, day: dayName(day), spent }) }
  })
}

async function* notesOf({ store, notes }: Work) {
  const { notes: rows } = await notes.list({ sort: 'created' })
  for (const { id, title, target, about, tags, createdAt, updatedAt, version } of rows.toReversed()) {
    const text = await store.readNote(id).catch(() => null)
    const stored = await store.noteVersions(id).catch(() => null)
    const versions = stored
      ? [...stored.readable()].map((one) => ({ version: one.version, at: one.at, text: one.text }))
      : []
    yield { id, title, target, about, tags, createdAt, updatedAt, version, text, versions }
  }
}

function* ownCardsOf({ store, pack }: Work) {
  const siblings = new Map<string, string[]>()
  for (const card of pack.cards)
    if (card.own !== undefined) siblings.set(card.own, [...(siblings.get(card.own) ?? []), card.id])
  for (const [id, ref] of Object.entries(store.state.ownCards)) {
    const found = ref.deleted ? null : store.ownCard(id, ref)
    if (!found) continue
    const { text, deletions } = found.text
    const { version, createdAt, updatedAt } = ref
    yield { id, version, createdAt, updatedAt, text, deletions, cards: siblings.get(id) ?? [] }
  }
}

const sectionOf = (key: string) => ({ chapter: before(key), section: after(key) })
const blockOf = (key: string) => ({ chapter: before(key), block: after(key) })
const before = (key: string) => key.split('#')[0] ?? ''
const after = (key: string) => key.slice(before(key).length + 1)

/** Puts text together as bytes, a piece at a time. */
function writer(signal: AbortSignal | undefined) {
  const parts: Uint8Array[] = []
  const rest = breathing({ signal })
  let text = ''
  const add = (more: string) => {
    text += more
    if (text.length < chunk) return
    parts.push(Buffer.from(text))
    text = ''
  }
  async function texts(name: string, items: Iterable<string> | AsyncIterable<string>) {
    add(`,\n${JSON.stringify(name)}:[`)
    let first = true
    for await (const item of items) {
      add(`${first ? '\n' : ',\n'}${item}`)
      first = false
      await rest()
    }
    add(']')
  }
  return {
    add,
    texts,
    part: (name: string, value: unknown) => add(`,\n${JSON.stringify(name)}:${JSON.stringify(value)}`),
    async list(name: string, items: Iterable<unknown> | AsyncIterable<unknown>) {
      async function* asText() {
        for await (const item of items) yield JSON.stringify(item)
      }
      await texts(name, asText())
    },
    bytes: () => Buffer.concat([...parts, Buffer.from(text)]),
  }
}
