import { type Files, type OpenFile, writeFully } from './files'

/** A file that only grows, at an offset known here; never by the system's idea of its end. */
export class AppendFile {
  /** Set when an error left bytes behind that could not be taken away: nothing may be appended any more. */
  stuck = false

  private constructor(
    private readonly file: OpenFile,
    /** Up to here everything is durable. */
    public length: number,
  ) {}

  static async open(files: Files, path: string, length: number): Promise<AppendFile> {
    return new AppendFile(await files.open(path, 'existing'), length)
  }

  /**
   * Resolves once the bytes are on the disk. On any error the file goes back to where it was: after a failed sync the
   * system may take unwritten pages for written ones (Rebello et al., USENIX ATC 2020), so syncing again proves
   * nothing, and only writing the bytes anew does.
   */
  async append(bytes: Uint8Array): Promise<void> {
    try {
      await writeFully(this.file, bytes, this.length)
      await this.file.sync()
    } catch (error) {
      await this.file.truncate(this.length).catch(() => {
        this.stuck = true
      })
      throw error
    }
    this.length += bytes.length
  }

  /** Cuts off what stands after `length`. Durable with the next append. */
  cut(): Promise<void> {
    return this.file.truncate(this.length)
  }

  /** What a killed process wrote may still be unsynced: whoever builds on it makes it durable first. */
  settle(): Promise<void> {
    return this.file.sync()
  }

  close(): Promise<void> {
    return this.file.close()
  }
}
