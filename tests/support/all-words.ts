/** Everything that a data folder or a folder of backups says, sealed or not, so that a word can be looked for. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../../electron/core/backups/manifests'
import { type Codec, type DataKey, plainCodec, sealedCodec } from '../../electron/core/store/codec'
import { jsonOf, scanLines } from '../../electron/core/store/record-codec'
import { decodeWholeFile } from '../../electron/core/store/whole-file'
import { openByPassphrase, type Vault } from '../../electron/core/vault/keys'

export async function keyOf(folder: string, passphrase: string): Promise<DataKey> {
  const [, body = ''] = readFileSync(join(folder, 'vault.json'), 'utf8').split('\n')
  const key = await openByPassphrase(JSON.parse(body) as Vault, passphrase)
  if (key === null) throw new Error('not the passphrase')
  return key
}

/** Names of files whose bytes, or whose content once opened, hold the word. */
export function filesSaying(word: string, folder: string, key?: DataKey): string[] {
  const codec = key ? sealedCodec(key) : plainCodec
  const found = new Set<string>()
  const look = (name: string, content: string) => {
    if (content.toLowerCase().includes(word.toLowerCase())) found.add(name)
  }
  const files = filesOf(folder)
  for (const [name, bytes] of files) {
    look(name, name)
    look(name, bytes.toString())
    for (const text of opened(bytes, name, codec)) look(name, text)
  }
  // What backups hold, under the names that it is sealed with.
  const pieces = new Map(files.map(([name, bytes]) => [name.split('/').at(-1), bytes]))
  const named = new Set<string | undefined>()
  for (const [name, bytes] of files.filter(([one]) => one.includes('manifests/'))) {
    for (const file of (JSON.parse(opened(bytes, name, plainCodec)[0] ?? '{}') as Manifest).files) {
      for (const piece of file.pieces) named.add(piece)
      const content = Buffer.concat(file.pieces.map((piece) => pieces.get(piece) ?? Buffer.alloc(0)))
      for (const text of opened(content, file.path, codec)) look(`${name}: ${file.path}`, text)
    }
  }
  for (const [name] of files)
    if (name.includes('objects/') && !named.has(name.split('/').at(-1))) found.add(`${name}, which nothing names`)
  return [...found].sort()
}

/** Every file below a folder, by its path there. */
function filesOf(folder: string): [name: string, bytes: Buffer][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path)])
}

function opened(bytes: Buffer, name: string, codec: Codec): string[] {
  const inside = name.replace(/^quarantine\/.*-(log|library)-(\d{6}\.log).*$/, '$1/$2')
  const content = inside === name ? bytes : (decodeWholeFile(bytes, name, codec) ?? bytes)
  const records = scanLines(content, inside).records.map((found) => jsonOf(content, found, inside, codec) ?? '')
  const state = codec.decodeWhole(bytes.subarray(bytes.indexOf(10) + 1), name.replace(/\.(prev|tmp)$/, ''))
  return [...records, ...(state ? [state.toString()] : [])]
}
