/** Packs that are being made here: `pack-drafts/<uuid>.json`, each whole, sealed under a lock. */
import { join } from 'node:path'
import type { PackDraft, PackText } from '../../../shared/model/packs'
import type { Codec } from '../store/codec'
import { failureOf, NotSaved, StoreFailure } from '../store/failure'
import { ensureFolder, type Files, replaceFile } from '../store/files'
import { decodeWholeFile, encodeWholeFile } from '../store/whole-file'

export const draftsFolder = 'pack-drafts'
const pathOf = (draft: string) => `${draftsFolder}/${draft}.json`
const name = /^([0-9a-f-]{36})\.json$/

export class PackDrafts {
  constructor(
    private readonly files: Files,
    /** The data folder. */
    private readonly folder: string,
    private readonly codec: Codec,
  ) {}

  async list(): Promise<PackDraft[]> {
    const names = await this.files.list(join(this.folder, draftsFolder))
    const drafts = await Promise.all(names.flatMap((one) => name.exec(one)?.[1] ?? []).map((id) => this.read(id)))
    return drafts.filter((draft) => draft !== null).sort((one, other) => other.savedAt - one.savedAt)
  }

  /** Null if there is none. Throws `StoreFailure` (`damaged`) if it can't be read. */
  async read(draft: string): Promise<PackDraft | null> {
    const bytes = await this.files.read(join(this.folder, pathOf(draft)))
    if (bytes === null) return null
    const plain = decodeWholeFile(bytes, pathOf(draft), this.codec)
    try {
      return JSON.parse(plain?.toString('utf8') ?? '') as PackDraft
    } catch (error) {
      throw new StoreFailure({ code: 'damaged', detail: { file: pathOf(draft) } }, { cause: error })
    }
  }

  /** Durable when it resolves. Throws `NotSaved`; then what was there is there. */
  async write(draft: PackDraft): Promise<PackDraft> {
    const path = pathOf(draft.draft)
    try {
      await ensureFolder(this.files, join(this.folder, draftsFolder), this.folder)
      const bytes = encodeWholeFile(Buffer.from(JSON.stringify(draft)), path, this.codec)
      await replaceFile(this.files, join(this.folder, path), bytes)
      return draft
    } catch (error) {
      throw new NotSaved(failureOf(error, { file: path }), { cause: error })
    }
  }

  async remove(draft: string): Promise<void> {
    try {
      await this.files.remove(join(this.folder, pathOf(draft)))
      await this.files.syncFolder(join(this.folder, draftsFolder))
    } catch (error) {
      throw new NotSaved(failureOf(error, { file: pathOf(draft) }), { cause: error })
    }
  }
}

/** What somebody begins with. `day`: YYYY-MM-DD. */
export function startingTexts(id: string, title: string, base: string, day: string): PackText[] {
  return [
    {
      path: 'pack.yaml',
      text: `id: ${id}
title: ${JSON.stringify(title)}
version: 1.0.0
language: en-US
asOf: "${day}"
about: ${JSON.stringify(`What ${title} adds to the book.`)}
extends: ${base}
chapters: []
`,
    },
    { path: 'sources.yaml', text: '# The documents your statements rest on.\n' },
    { path: 'facts.yaml', text: '# Which statement (T-001, T-002 …) stands where in which source.\n' },
  ]
}
