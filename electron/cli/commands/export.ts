import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExportOf } from '../../../shared/model/exports'
import { problemOfPassphrase } from '../../../shared/rules/passphrase'
import { codeOf } from '../../core/store/files'
import type { Command } from '../command'
import { type Client, mustBeThere, takeFromDesk, withCore } from '../core'
import { Failed } from '../failed'

/** What can be exported, by its option: makes the file and resolves to its bytes. */
const kinds: Record<string, (client: Client) => Promise<Uint8Array>> = {
  work,
  anki: made({ format: 'anki', cards: { kind: 'all' }, progress: true }),
  csv: made({ format: 'csv', cards: { kind: 'all' }, progress: true, spreadsheet: false }),
  notes: made({ format: 'markdown' }),
  json: made({ format: 'json' }),
}

export const exportCommand: Command = {
  usage: 'export --work|--anki|--csv|--notes|--json <file> --data <folder>',
  about:
    'writes all of your work (protected if FIELDBOOK_FILE_PASSPHRASE is set), all cards, all notes, or everything as JSON',
  options: Object.fromEntries(Object.keys(kinds).map((kind) => [kind, { type: 'string' as const }])),
  async run({ values, words, data, path: at }) {
    const asked = Object.keys(kinds).filter((kind) => typeof values[kind] === 'string')
    const [kind] = asked
    if (kind === undefined || asked.length > 1 || words.length > 0)
      throw new Failed(
        `export takes one of ${Object.keys(kinds)
          .map((one) => `--${one} <file>`)
          .join(', ')}`,
        2,
      )
    const file = at(String(values[kind]))
    await mustBeThere(data)
    const bytes = await withCore(data, kinds[kind] as (client: Client) => Promise<Uint8Array>)
    await writeFile(file, bytes, { mode: 0o600 }).catch((error) => {
      throw new Failed(`${file} can't be written (${codeOf(error)}).`)
    })
    return { json: { file, bytes: bytes.length }, text: `${path.basename(file)}: ${bytes.length} bytes` }
  },
}

function made(what: ExportOf): (client: Client) => Promise<Uint8Array> {
  return async (client) => {
    const file = await client.exports.make(what)
    if (!file) throw new Failed('The export was given up.')
    return takeFromDesk(client, file.id)
  }
}

async function work(client: Client): Promise<Uint8Array> {
  const passphrase = process.env.FIELDBOOK_FILE_PASSPHRASE || null
  if (passphrase !== null && problemOfPassphrase(passphrase))
    throw new Failed('FIELDBOOK_FILE_PASSPHRASE is too short or too simple.')
  const { state } = await client.lock.state()
  if (passphrase === null && state === 'open')
    process.stderr.write('This file is not protected: set FIELDBOOK_FILE_PASSPHRASE to protect it.\n')
  const { id } = await client.work.pack({ passphrase })
  return takeFromDesk(client, id)
}
