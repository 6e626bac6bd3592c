/** What of an open data folder goes into a backup. */
import { join } from 'node:path'
import type { BackupHolds } from '../../../shared/model/backup'
import type { StudyState } from '../../../shared/model/operations'
import type { SourceFile } from '../backups/repository'
import { draftsFolder } from '../packs/drafts'
import { packPath } from '../packs/installed'
import { signingKeyFile } from '../packs/signing-key'
import { packsHere } from '../packs/sound-packs'
import type { Files } from './files'
import { mediaPath } from './media'
import { fileOf } from './note-files'
import { scanLines } from './record-codec'
import type { Segment } from './segment-adapter'

export interface SourceNeeds {
  files: Files
  /** The data folder. */
  folder: string
  state: StudyState
  /** The log's, those that are gone too, and the library's, as far as they are durable. */
  log: readonly Segment[]
  library: readonly Segment[]
  /** Names of the pictures. */
  media: readonly string[]
}

/** The log first: what it names is in the other files by then, and what is added to those meanwhile does no harm. */
export async function sourceFiles({ files, folder, state, log, library, media }: SourceNeeds): Promise<SourceFile[]> {
  const at = (path: string) => join(folder, path)
  const segments = (place: string, all: readonly Segment[]) =>
    all
      .filter(({ gone }) => !gone)
      .map(({ name, bytes }) => ({
        path: `${place}/${name}`,
        grows: true,
        length: bytes,
        read: async () => (await files.read(at(`${place}/${name}`)))?.subarray(0, bytes) ?? null,
      }))
  const note = async (path: string) => ({
    path,
    grows: true,
    length: await files.size(at(path)),
    async read() {
      const bytes = await files.read(at(path))
      // A version may be on its way.
      return bytes?.subarray(0, scanLines(bytes, path).end) ?? null
    },
  })
  // Written once: of the same length it is the same.
  const picture = async (path: string) => ({
    path,
    grows: true,
    length: await files.size(at(path)),
    read: () => files.read(at(path)),
  })
  const small = (path: string) => ({ path, grows: false, length: null, read: () => files.read(at(path)) })
  const folderOf = async (place: string) => (await files.list(at(place))).map((name) => small(`${place}/${name}`))
  return [
    ...segments('log', log),
    ...segments('library', library),
    ...(await Promise.all(Object.keys(state.notes).map((id) => note(fileOf(id))))),
    ...(await Promise.all(media.map((name) => picture(mediaPath(name))))),
    ...['settings.json', 'vault.json', 'vault.json.prev'].map(small),
    ...(await folderOf('reports')),
    ...packsHere(state).map((pack) => small(packPath(pack))),
    ...(await folderOf(draftsFolder)),
    small(signingKeyFile),
  ]
}

/** Counts that tell a person what is in it. */
export function holdsOf(state: StudyState, log: readonly Segment[]): BackupHolds {
  const { notes, ownCards, days, importedDays, savedAt } = state
  const present = (records: Record<string, { deleted?: unknown }>) =>
    Object.values(records).filter(({ deleted }) => !deleted).length
  return {
    operations: log.reduce((sum, { gone, records }) => sum + (gone ? 0 : records), 0),
    reviews: [days, importedDays].flatMap(Object.values).reduce((sum, { reviews }) => sum + reviews, 0),
    notes: present(notes),
    ownCards: present(ownCards),
    savedAt: savedAt || null,
  }
}
