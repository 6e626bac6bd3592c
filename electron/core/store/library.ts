/**
 * The texts of own cards: `library/000001.log` ..., each version of each card a record. All are in memory, since every
 * screen asks for cards. A version counts only once an operation names it; what none names is left lying.
 */
import { hash } from 'node:crypto'
import { Low } from 'lowdb'
import type { OwnCard, OwnCardRef } from '../../../shared/model/own-card'
import type { Failure } from '../../../shared/model/views'
import type { Codec } from './codec'
import type { Files } from './files'
import type { Quarantine } from './quarantine'
import type { LogRecord } from './record-codec'
import { type Segment, SegmentAdapter, type SegmentLimits, type Tail } from './segment-adapter'

/** One version of one card. */
export interface LibraryCard {
  /** Id of the own text, a UUID. */
  card: string
  version: number
  text: OwnCard
}

/** A text as it was written: its checksum is what `write` resolved to. */
export interface WrittenText {
  card: string
  version: number
  checksum: string
}

export class Library {
  private readonly versions = new Map<string, LibraryCard[]>()
  private readonly checksums = new WeakMap<LibraryCard, string>()
  private readonly adapter: SegmentAdapter
  private readonly low: Low<Tail>
  private prepared = false
  private turn: Promise<unknown> = Promise.resolve()

  constructor(
    files: Files,
    root: string,
    quarantine: Quarantine,
    known: readonly Segment[],
    { codec, ...limits }: SegmentLimits & { codec?: Codec } = {},
  ) {
    const each = ({ json }: LogRecord) => this.keep(JSON.parse(json) as LibraryCard)
    const place = { root, folder: 'library', format: 'fieldbook-library' }
    const more = { ...limits, ...(codec && { codec }) }
    this.adapter = new SegmentAdapter({ files, ...place, quarantine, known, through: 0, each, ...more })
    this.low = new Low<Tail>(this.adapter, { tail: [] })
  }

  /** Changes no byte. Throws `StoreFailure` for a newer version. */
  async read(): Promise<void> {
    await this.low.read()
  }

  get segments(): readonly Segment[] {
    return this.adapter.segments
  }
  /** Set when no text can be appended for now. */
  get failure(): Failure | null {
    return this.adapter.failure
  }
  /** After `read`: an unfinished record at the end. */
  get torn(): { file: string; bytes: number } | null {
    const { torn } = this.adapter
    return torn === null || torn.bytes === 0 ? null : { file: `library/${torn.name}`, bytes: torn.bytes }
  }

  /** Sets a torn end aside and resolves to where it is kept. Nothing is made for somebody without own cards. */
  async prepare(): Promise<string | null> {
    if (this.adapter.segments.length === 0 && this.adapter.torn === null) return null
    return this.ready()
  }
  private async ready(): Promise<string | null> {
    const kept = await this.adapter.prepare()
    this.prepared = true
    return kept
  }

  /** Resolves to the checksums once all are durable; nothing of them counts otherwise. */
  write(cards: readonly LibraryCard[]): Promise<string[]> {
    const turn = this.turn.then(() => this.append(cards))
    this.turn = turn.catch(() => {})
    return turn
  }

  /** Number of the last text. */
  get last(): number {
    return this.adapter.last
  }

  /**
   * Takes texts that nothing names off the end again: `cards` are all that was written after number `last`. Where others
   * were written meanwhile they stay. `remember`: see `SegmentAdapter.takeBackTo`.
   */
  takeBackTo(last: number, cards: readonly WrittenText[], remember: () => Promise<void>): Promise<void> {
    const turn = this.turn.then(async () => {
      if (cards.length === 0 || this.adapter.last - last !== cards.length) return
      await this.adapter.takeBackTo(last, remember)
      for (const one of cards) this.forget(one)
    })
    this.turn = turn.catch(() => {})
    return turn
  }

  private forget({ card, version, checksum }: WrittenText): void {
    const versions = this.versions.get(card) ?? []
    const at = versions.findLastIndex((one) => one.version === version && this.checksumOf(one) === checksum)
    if (at >= 0) versions.splice(at, 1)
    if (versions.length === 0) this.versions.delete(card)
  }

  private async append(cards: readonly LibraryCard[]): Promise<string[]> {
    if (!this.prepared) await this.ready()
    const first = this.adapter.last + 1
    const lines = cards.map((card) => JSON.stringify(card))
    this.low.data = { tail: lines.map((json, index) => ({ n: first + index, json })) }
    try {
      await this.low.write()
    } finally {
      this.low.data = { tail: [] }
    }
    // As they will be read back.
    const written = lines.map((json) => JSON.parse(json) as LibraryCard)
    for (const card of written) this.keep(card)
    return written.map((one) => this.checksumOf(one))
  }

  /** Once for each version: all are asked for at opening, twice. */
  private checksumOf(one: LibraryCard): string {
    const known = this.checksums.get(one) ?? checksumOf(one.text)
    this.checksums.set(one, known)
    return known
  }

  private keep(card: LibraryCard): void {
    const versions = this.versions.get(card.card)
    if (versions) versions.push(card)
    else this.versions.set(card.card, [card])
  }

  /** The version that `ref` names; the newest readable one before it, `damaged`; null if there is none at all. */
  get(card: string, ref: OwnCardRef): { text: OwnCard; damaged: boolean } | null {
    const versions = this.versions.get(card) ?? []
    // A version may stand there twice, when saving it was refused the first time: the checksum tells which counts.
    const named = versions.find((one) => one.version === ref.version && this.checksumOf(one) === ref.checksum)
    if (named) return { text: named.text, damaged: false }
    const older = versions.filter(({ version }) => version < ref.version)
    const newest = older.reduce<LibraryCard | null>(
      (best, one) => (one.version >= (best?.version ?? 0) ? one : best),
      null,
    )
    return newest && { text: newest.text, damaged: true }
  }

  /** Every version of every card, whether an operation names it or not. */
  *all(): Iterable<LibraryCard & { checksum: string }> {
    for (const versions of this.versions.values())
      for (const one of versions) yield { ...one, checksum: this.checksumOf(one) }
  }

  async settled(): Promise<void> {
    await this.turn
  }
  close(): Promise<void> {
    return this.adapter.close()
  }
}

const checksumOf = (text: OwnCard): string => hash('sha256', JSON.stringify(text))
