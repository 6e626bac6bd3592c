import { join } from 'node:path'
import { StoreFailure } from '../store/failure'
import type { Files } from '../store/files'
import { SnapshotAdapter } from '../store/snapshot-adapter'
import type { Vault } from './keys'

/**
 * `vault.json`: without it nothing can be opened, whoever knows the passphrase. Always written twice, so that `.prev`
 * holds the same: a second copy, and none of an earlier passphrase.
 */
export class VaultFile {
  constructor(
    private readonly files: Files,
    private readonly folder: string,
  ) {}

  /**
   * Null if the folder has no lock. Throws `StoreFailure`: of a newer version, or none of its copies can be read
   * (`lock-missing`). Changes no byte.
   */
  async read(): Promise<Vault | null> {
    const file = this.snapshot()
    const vault = await file.read()
    if (vault === null && (await this.isThere()))
      throw new StoreFailure({ code: 'lock-missing', detail: { file: name } })
    return vault
  }
  private async isThere(): Promise<boolean> {
    // An unfinished one alone was never in force.
    for (const path of this.paths.slice(0, 2)) if ((await this.files.size(path)) !== null) return true
    return false
  }

  async write(vault: Vault): Promise<void> {
    const file = this.snapshot()
    await file.write(vault)
    await file.write(vault)
  }

  /** Resolves once all copies are gone for good: as long as one of them is there, so is the lock. */
  async remove(): Promise<void> {
    for (const path of [...this.paths].reverse()) await this.files.remove(path)
    await this.files.syncFolder(this.folder)
  }

  private snapshot(): SnapshotAdapter<Vault> {
    return new SnapshotAdapter<Vault>(this.files, this.folder, name, 'fieldbook-vault')
  }
  private get paths(): string[] {
    return ['', '.prev', '.tmp'].map((end) => join(this.folder, name + end))
  }
}
const name = 'vault.json'
