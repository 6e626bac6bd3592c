import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { largestFile } from '../../../shared/contract'
import { codeOf } from '../../core/store/files'
import type { Command } from '../command'
import { withCore } from '../core'
import { Failed } from '../failed'
import { cardsReader } from '../readers/cards'
import type { Reader } from '../readers/reader'
import { workReader } from '../readers/work'

const readers: readonly Reader[] = [workReader, cardsReader]

export const importCommand: Command = {
  usage: 'import <file> --data <folder> [--json]',
  about: 'brings a file into the data; how many notes are new, updated ...',
  async run({ words, data, path: at }) {
    const [given, ...more] = words
    if (given === undefined || more.length > 0) throw new Failed('import takes one file', 2)
    const file = at(given)
    const name = path.basename(file)
    const bytes = await readWhole(file)
    const reader = readers.find((one) => one.isOne(name, bytes))
    if (!reader)
      throw new Failed(`${name} is no file that can be imported: ${readers.map(({ reads }) => reads).join(', ')}.`)
    const { bringIn, options } = await reader.read(name, bytes)
    const { notes, cards, reviews, problems, ...divided } = await withCore(data, bringIn, options)
    const report = { notes, cards, reviews, ...divided, problems }
    const counts = Object.entries({ notes, cards, reviews, ...divided }).map(([what, count]) => `${what} ${count}`)
    return { json: report, text: [...counts, ...problems.map(({ where, code }) => `${where}: ${code}`)].join('\n') }
  },
}

async function readWhole(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size > largestFile) throw new Failed(`${file} is larger than ${largestFile / 1024 ** 3} GB.`)
    return await readFile(file)
  } catch (error) {
    if (error instanceof Failed) throw error
    if (codeOf(error) === 'ENOENT') throw new Failed(`There is no file ${file}.`)
    throw new Failed(`${file} can't be read (${codeOf(error) || String(error)}).`)
  }
}
