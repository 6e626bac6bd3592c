import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readPackFolder } from '../../../content/compiler/files/read-folder'
import type { PackProblem } from '../../../shared/model/packs'
import { checkExtension, countsOf } from '../../core/packs/installed'
import { type ReadPackFile, readPackFile, UnreadablePack, writePackFile } from '../../core/packs/pack-file'
import { readPack } from '../../core/services/pack'
import { codeOf } from '../../core/store/files'
import type { Command, Done } from '../command'
import { bookFile, layOnDesk, takeFromDesk, withCore } from '../core'
import { Failed } from '../failed'

const ending = '.fieldbook'
const doings = ['check', 'build', 'sign', 'inspect'] as const

/** A trainer's packs: text files in a folder, one file to hand out. */
export const packCommand: Command = {
  usage: 'pack check|build|sign|inspect <path> [--out <file>] [--author <name>] [--data <folder>] [--json]',
  about:
    'checks a folder of texts, makes one file of it, signs that with the key in the data folder, says what is in one',
  options: { out: { type: 'string' }, author: { type: 'string' } },
  async run({ words, values, data, path: at }) {
    const [doing, given, ...more] = words
    if (!doings.some((one) => one === doing) || given === undefined || more.length > 0)
      throw new Failed(`pack takes one of ${doings.join(', ')} and a path`, 2)
    const place = at(given)
    const author = String(values.author ?? '')
    const out = values.out === undefined ? undefined : at(String(values.out))
    if (doing === 'check') return check(place)
    if (doing === 'build') return build(place, author, out)
    return doing === 'sign' ? sign(place, data, out) : inspect(place)
  },
}

async function compiled(folder: string) {
  if (!(await stat(folder).catch(() => null))?.isDirectory()) throw new Failed(`There is no folder ${folder}.`)
  const { files, problems } = await readPackFolder(folder)
  const { pack, errors, warnings } = await checkExtension(files, await readPack(bookFile), Date.now())
  const unread = problems.filter(({ severity }) => severity === 'error')
  return { files, pack: unread.length === 0 ? pack : null, errors: [...unread.map(plain), ...errors], warnings }
}
const plain = ({ file, line, message }: PackProblem): PackProblem => ({ file, line, message })
const lineOf = ({ file, line, message }: PackProblem) => `${file}:${line} ${message}`

async function check(folder: string): Promise<Done> {
  const { pack, errors, warnings } = await compiled(folder)
  const counts = pack && countsOf(pack)
  return {
    json: { sound: pack !== null, counts, errors, warnings },
    text: [
      ...errors.map(lineOf),
      ...warnings.map((one) => `${lineOf(one)} (a hint)`),
      pack ? 'sound' : 'not sound',
    ].join('\n'),
    code: pack ? 0 : 1,
  }
}

async function build(folder: string, author: string, out: string | undefined): Promise<Done> {
  const { files, pack, errors } = await compiled(folder)
  if (!pack) throw new Failed(`The pack has faults: ${errors.slice(0, 3).map(lineOf).join('; ')}`)
  const file = out ?? path.join(path.dirname(folder), `${pack.id}-${pack.version}${ending}`)
  await write(file, await writePackFile({ author, madeAt: Date.now(), files }, null))
  return { json: { file, id: pack.id, version: pack.version, signer: null }, text: `${file}: not signed yet` }
}

/** With the key of the data folder, which is made on first use. */
async function sign(file: string, data: string, out: string | undefined): Promise<Done> {
  const { content } = await read(file)
  const bytes = await readFile(file)
  const signed = await withCore(data, async (client) => {
    const { draft } = await client.workshop.fromFile({ file: await layOnDesk(client, path.basename(file), bytes) })
    try {
      const { id } = await client.workshop.export({ draft, author: content.author })
      return await takeFromDesk(client, id)
    } catch (error) {
      if ((error as { code?: unknown }).code === 'NOT_FOUND') throw new Failed('The pack has faults: try pack check.')
      throw error
    } finally {
      await client.workshop.remove({ draft })
    }
  })
  const { signer } = await readPackFile(signed)
  await write(out ?? file, signed)
  return { json: { file: out ?? file, signer }, text: `${out ?? file}: signed with ${signer}` }
}

async function inspect(file: string): Promise<Done> {
  const { content, hash, signer } = await read(file)
  const { pack, errors } = await checkExtension(content.files, await readPack(bookFile), Date.now())
  const about = pack && { id: pack.id, title: pack.title, version: pack.version, counts: countsOf(pack) }
  const { author, madeAt, files } = content
  return {
    json: { ...about, author, madeAt, signer, hash, files: files.map(({ path }) => path), problems: errors },
    text: [
      about ? `${about.title} (${about.id} ${about.version})` : 'It does not fit this edition of the book:',
      ...errors.map(lineOf),
      `by ${author || 'somebody who gave no name'}, ${new Date(madeAt).toISOString().slice(0, 10)}`,
      signer ? `signed with ${signer}` : 'not signed',
      ...(about ? Object.entries(about.counts).map(([what, count]) => `${what} ${count}`) : []),
    ].join('\n'),
  }
}

const faults: Record<UnreadablePack['fault'], string> = {
  'not-a-pack': 'is not a pack of Fieldbook, or only a part of one',
  'too-large': 'unpacks to more than a pack may hold',
  'newer-format': 'was made with a newer version of Fieldbook',
  'changed-after-signing': 'was changed after it was signed',
}
async function read(file: string): Promise<ReadPackFile> {
  try {
    return await readPackFile(await readFile(file))
  } catch (error) {
    if (error instanceof UnreadablePack) throw new Failed(`${file} ${faults[error.fault]}.`)
    throw new Failed(`${file} can't be read (${codeOf(error) || String(error)}).`)
  }
}
async function write(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(file, bytes).catch((error) => {
    throw new Failed(`${file} can't be written (${codeOf(error)}).`)
  })
}
