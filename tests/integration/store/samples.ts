import type { Store } from '../../../electron/core/store/store'
import type { OperationData } from '../../../shared/model/operations'
import type { CardRecord, Memory, NoteRecord, Rating } from '../../../shared/model/study'

export function memory(change: Partial<Memory> = {}): Memory {
  const now = Date.UTC(2026, 2, 1, 12)
  return {
    ...{ model: 'fsrs-6/test', phase: 'review', stability: 12.5, difficulty: 5.25, step: 0, due: now + 864e5 * 12 },
    ...{ lastReview: now, scheduledDays: 12, repetitions: 3, lapses: 0 },
    ...change,
  }
}
export function review(
  card: string,
  before: CardRecord | null = null,
  change: { rating?: Rating; day?: string; memory?: Memory } = {},
): OperationData['review'] {
  return { card, rating: 'good', day: '2026-03-01', spent: 4200, before, memory: memory(), ...change }
}
export function noteRecord(id: string, version: number, checksum: string): NoteRecord {
  const text = { title: `Version ${version}`, excerpt: 'Smuggling or trafficking?' }
  return { id, target: { kind: 'none' }, ...text, createdAt: 1, updatedAt: version, version, checksum }
}

/** Writes a version as the notes service does: the text first, then the operation that names it. */
export async function saveNote(store: Store, id: string, version: number, text: string): Promise<void> {
  const checksum = await store.writeNote(id, version, text)
  await store.record('note', { record: noteRecord(id, version, checksum), before: store.state.notes[id] ?? null })
}
