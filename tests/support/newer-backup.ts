import { join } from 'node:path'
import type { Files } from '../../electron/core/store/files'
import { encodeHeader, encodeRecord } from '../../electron/core/store/record-codec'

/** The list of a backup's files as a newer version of Fieldbook may write it: only its first line can be understood here. */
export function newerManifest(): Buffer {
  const header = JSON.parse(/\{.*\}/.exec(encodeHeader('fieldbook-backup'))?.[0] ?? '')
  const first = JSON.stringify({ ...header, version: header.version + 1 })
  return Buffer.from(encodeRecord({ n: 0, json: first }) + encodeRecord({ n: 1, json: '{}' }))
}

/** Makes all backups in a folder of backups such of a newer version. Resolves to their ids. */
export async function makeNewer(files: Files, backups: string): Promise<string[]> {
  const folder = join(backups, 'manifests')
  const names = (await files.list(folder)).sort()
  for (const name of names) {
    const file = await files.open(join(folder, name), 'existing')
    const bytes = newerManifest()
    await file.write(bytes, 0)
    await file.truncate(bytes.length)
    await file.sync()
    await file.close()
  }
  return names.map((name) => name.replace('.json', ''))
}
