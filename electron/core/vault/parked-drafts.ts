import { join } from 'node:path'
import type { Codec } from '../store/codec'
import { type Files, replaceFile } from '../store/files'
import { decodeWholeFile, encodeWholeFile } from '../store/whole-file'

/**
 * What was being typed and couldn't be saved when it was locked: sealed in a file of its own until a window takes it up
 * again.
 */
export class ParkedDrafts {
  private waiting: string[] = []

  constructor(
    private readonly files: Files,
    private readonly folder: string,
  ) {}

  add(draft: string): void {
    this.waiting.push(draft)
  }

  /** Those that are only in memory. */
  forget(): void {
    this.waiting = []
  }

  /** Before the key is gone. What is there from before stays. */
  async write(codec: Codec): Promise<void> {
    if (this.waiting.length === 0) return
    const all = [...(await this.read(codec)), ...this.waiting]
    await replaceFile(this.files, this.path, encodeWholeFile(Buffer.from(JSON.stringify(all)), name, codec))
    this.waiting = []
  }

  /** They are given once. */
  async take(codec: Codec): Promise<string[]> {
    const kept = await this.read(codec)
    await this.files.remove(this.path)
    return [...kept, ...this.waiting.splice(0)]
  }

  private async read(codec: Codec): Promise<string[]> {
    const bytes = await this.files.read(this.path)
    const plain = bytes && decodeWholeFile(bytes, name, codec)
    return plain ? (JSON.parse(plain.toString('utf8')) as string[]) : []
  }
  private get path(): string {
    return join(this.folder, name)
  }
}
const name = 'drafts.json'
