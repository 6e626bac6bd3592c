import { join } from 'node:path'
import { noTries, type Tries, waitOf } from '../../../shared/rules/unlock-delay'
import type { Files } from '../store/files'
import { SnapshotAdapter } from '../store/snapshot-adapter'

/**
 * Wrong tries at the lock, kept across restarts. Somebody with the files can take this away, or try on a copy: then
 * only the cost of scrypt stands in the way.
 */
export class TriesFile {
  private tries: Tries = noTries

  constructor(
    private readonly files: Files,
    private readonly folder: string,
    private readonly clock: () => number,
  ) {}

  async read(): Promise<void> {
    this.tries =
      (await this.snapshot()
        .read()
        .catch(() => null)) ?? noTries
  }
  /** ms until the next try. */
  wait(): number {
    return waitOf(this.tries, this.clock())
  }
  /** Counts as wrong until it proves right, or ending the app in the middle would give tries away. */
  begin(): Promise<void> {
    return this.set({ wrong: this.tries.wrong + 1, at: this.clock() })
  }
  async right(): Promise<void> {
    await this.set(noTries)
  }
  /** Their file goes with all others. */
  forget(): void {
    this.tries = noTries
  }
  async remove(): Promise<void> {
    this.forget()
    for (const end of ['', '.prev', '.tmp']) await this.files.remove(join(this.folder, name + end)).catch(() => {})
  }

  /** A folder that can't be written to must not keep anybody out. */
  private async set(tries: Tries): Promise<void> {
    this.tries = tries
    await this.snapshot()
      .write(tries)
      .catch(() => {})
  }
  private snapshot(): SnapshotAdapter<Tries> {
    return new SnapshotAdapter<Tries>(this.files, this.folder, name, 'fieldbook-unlock-tries')
  }
}
const name = 'unlock-tries.json'
