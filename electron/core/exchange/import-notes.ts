/** Notes in words that a file brings: what becomes of each, and their texts on the disk. */
import type { ExchangeProblem, ImportChoices, IncomingWriting } from '../../../shared/model/exchange'
import type { ImportedNote } from '../../../shared/model/import'
import type { NoteRecord } from '../../../shared/model/study'
import { standingText } from '../../../shared/rules/import-fold'
import type { Outcome } from '../../../shared/rules/import-plan'
import { marksIn } from '../../../shared/rules/note-marks'
import { own } from '../../../shared/rules/own'
import { titleAndExcerpt } from '../services/plain-text'
import { checksumOf } from '../store/note-files'
import type { Store } from '../store/store'

export interface PlannedWriting {
  outcome: Outcome
  problem: ExchangeProblem | null
  /** Null: what is here stays as it is. */
  write: { writing: IncomingWriting; note: ImportedNote } | null
}

/** A note is the same by its id. Where both sides went on writing, what is here is kept. */
export async function planWriting(
  store: Store,
  writing: IncomingWriting,
  choices: Pick<ImportChoices, 'removed'>,
): Promise<PlannedWriting> {
  const { id, target, about, createdAt, updatedAt, versions } = writing
  const last = versions.at(-1) as IncomingWriting['versions'][number]
  const record: NoteRecord = {
    ...{ id, target, createdAt, updatedAt, version: last.version, checksum: checksumOf(last.text) },
    ...titleAndExcerpt(last.text),
    ...marksIn(last.text),
    ...(about !== undefined && { about }),
  }
  const keep = (outcome: Outcome, code?: string): PlannedWriting => {
    const problem = code === undefined ? null : { code, where: `note ${id}`, detail: { front: record.title } }
    return { outcome, problem, write: null }
  }
  const here = own(store.state.notes, id)
  const write = { writing, note: { base: standingText(here), record } }
  if (own(store.state.removed, id)) return keep('skipped', 'removed-here')
  if (!here) return { outcome: 'new', problem: null, write }
  if (here.deleted)
    return choices.removed === 'bring-back' ? { outcome: 'new', problem: null, write } : keep('skipped', 'removed-here')
  if (here.checksum === record.checksum) return keep('same')
  const sums = new Set(versions.map(({ text }) => checksumOf(text)))
  if (sums.has(here.checksum) && last.version > here.version) return { outcome: 'updated', problem: null, write }
  for (const { text } of (await store.noteVersions(id)).readable())
    if (checksumOf(text) === record.checksum) return keep('same')
  return keep('conflicting', 'note-edited-here')
}

/** Appends the versions that aren't in the note's file. They count once the import is closed. Throws `NotSaved`. */
export async function writeVersions(store: Store, { id, versions }: IncomingWriting): Promise<void> {
  const here = new Set<string>()
  for (const { version, text } of (await store.noteVersions(id)).readable()) here.add(`${version} ${checksumOf(text)}`)
  const lacking = versions.filter(({ version, text }) => !here.has(`${version} ${checksumOf(text)}`))
  if (lacking.length > 0) await store.addNoteVersions(id, lacking)
}
