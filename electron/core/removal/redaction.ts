/** How records of the log and the library change when things are removed for good. */
import type { Operation } from '../../../shared/model/operations'
import type { OwnCardRef } from '../../../shared/model/own-card'
import type { RemovableThing, Removed } from '../../../shared/model/removal'
import { redacted, redactedOwnCard, removedThings } from '../../../shared/rules/removal'
import type { Codec } from '../store/codec'
import type { LibraryCard } from '../store/library'
import { checksumOf } from '../store/note-files'
import { jsonOf, scanLines } from '../store/record-codec'
import { knowLines, redactRecords } from './redact-records'

export class Redaction {
  readonly removed: Removed
  /** What stands in every record that has to change: ids of the things, and of cards that were made from a note. */
  private readonly ids: Set<string>
  /** Of versions of own cards that lose the name of a note: before -> after. */
  private readonly checksums = new Map<string, string>()
  private readonly known = new Map<string, string>()

  constructor(readonly things: readonly RemovableThing[]) {
    this.removed = removedThings(things)
    this.ids = new Set(things.map(({ id }) => id))
  }

  names(text: string): boolean {
    for (const id of this.ids) if (text.includes(id)) return true
    return false
  }

  /** To be told of every file of a library before the log that goes with it is changed: operations name checksums. */
  learn(bytes: Buffer, file: string, codec: Codec): void {
    for (const found of scanLines(bytes, file).records) {
      const json = jsonOf(bytes, found, file, codec)
      if (json === null || !this.names(json)) continue
      const { card, text } = JSON.parse(json) as LibraryCard
      const next = redactedOwnCard(card, text, this.removed)
      if (next === text || card in this.removed) continue
      this.ids.add(card)
      this.checksums.set(checksumOf(JSON.stringify(text)), checksumOf(JSON.stringify(next)))
    }
  }

  /** Of a log or a library, by the file's path below the data folder. */
  records(bytes: Buffer, file: string, codec: Codec): ReturnType<typeof redactRecords> {
    const change = file.startsWith('library/') ? this.libraryRecord : this.logRecord
    return redactRecords(bytes, file, codec, change, this.known)
  }
  /** Of one that is done already: its backups get the same lines. */
  know(bytes: Buffer, file: string, codec: Codec): void {
    if (codec.name === 'sealed') knowLines(bytes, file, codec, (json) => this.names(json), this.known)
  }

  private readonly logRecord = (json: string): string => {
    if (!this.names(json)) return json
    const operation = JSON.parse(json) as Operation
    const next = this.renamed(redacted(operation, this.removed))
    return next === operation ? json : JSON.stringify(next)
  }

  private readonly libraryRecord = (json: string): string => {
    if (!this.names(json)) return json
    const version = JSON.parse(json) as LibraryCard
    const text = redactedOwnCard(version.card, version.text, this.removed)
    return text === version.text ? json : JSON.stringify({ ...version, text })
  }

  /** With the checksums of texts that lost the name of a note. */
  private renamed(operation: Operation): Operation {
    if (operation.kind === 'undo' || operation.kind === 'redo') {
      const inner = this.renamed(operation.data.operation)
      return inner === operation.data.operation
        ? operation
        : ({ ...operation, data: { operation: inner } } as Operation)
    }
    if (operation.kind !== 'own-cards') return operation
    const { what, cards } = operation.data
    const isNamed = (ref: OwnCardRef | null) => ref !== null && this.checksums.has(ref.checksum)
    if (!cards.some(({ before, after }) => isNamed(before) || isNamed(after))) return operation
    const named = (ref: OwnCardRef | null) =>
      ref && { ...ref, checksum: this.checksums.get(ref.checksum) ?? ref.checksum }
    const changed = cards.map(({ card, before, after }) => ({ card, before: named(before), after: named(after) }))
    return { ...operation, data: { what, cards: changed } }
  }
}
