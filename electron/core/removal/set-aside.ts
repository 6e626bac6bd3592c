/**
 * What lies in quarantine: damaged ends and whole files of records. One that holds a removed thing goes, and so does one
 * of which nobody can tell; the copy of a state goes too, since it is made again from the log.
 */
import { join } from 'node:path'
import type { Codec } from '../store/codec'
import type { Files } from '../store/files'
import { decodeWholeFile } from '../store/whole-file'
import type { Redaction } from './redaction'

/** Paths below the data folder of those that have to go. */
export async function setAsideWith(
  files: Files,
  folder: string,
  codec: Codec,
  redaction: Redaction,
): Promise<string[]> {
  const paths: string[] = []
  for (const name of await files.list(join(folder, 'quarantine'))) {
    const path = `quarantine/${name}`
    if (await mustGo(files, folder, path, codec, redaction)) paths.push(path)
  }
  return paths.sort()
}

async function mustGo(files: Files, folder: string, path: string, codec: Codec, redaction: Redaction) {
  if (redaction.names(path)) return true
  if (/-(state|drafts)\.json/.test(path)) return true
  const [, place, segment] = /-(log|library)-(\d{6}\.log)/.exec(path) ?? []
  if (place === undefined || segment === undefined) return false
  const bytes = await files.read(join(folder, path))
  // Sealed with a lock that is gone: nobody can read it any more.
  const content = bytes && decodeWholeFile(bytes, path, codec)
  return content !== null && redaction.records(content, `${place}/${segment}`, codec).bytes !== null
}
