import { basename, join } from 'node:path'
import { asOf } from '../../../shared/rules/past-date'
import type { Codec } from '../store/codec'
import { failureOf, NotSaved } from '../store/failure'
import { codeOf, createFile, ensureFolder, type Files } from '../store/files'
import { encodeWholeFile } from '../store/whole-file'
import type { PackIndex } from './pack'

export interface FactReportsNeeds {
  pack: PackIndex
  dataFolder: string
  files: Files
  /** UTC ms. */
  clock: () => number
  codec: Codec
}
export interface FactReport {
  facts: string[]
  /** The text it stands in, as it was shown. */
  passage: string
  /** The address of the screen. */
  where: string
  /** What the person says is wrong. */
  words: string
}

/** Far above what anybody writes in one second. */
const mostOfOneName = 100

/** Writes down what somebody found wrong, as a small text file to be handed on. Nothing is sent. */
export function factReportsService({ pack, dataFolder, files, clock, codec }: FactReportsNeeds) {
  return {
    /**
     * Resolves to where the file is, and with a lock to its text, since nobody can read the file. Throws `NotSaved` if
     * it can't be written.
     */
    async write(report: FactReport): Promise<{ file: string; text?: string }> {
      const now = new Date(clock())
      const folder = join(dataFolder, 'reports')
      try {
        await ensureFolder(files, folder, dataFolder)
        const text = textOf(report, now)
        const file = await writeNew(files, folder, now.toISOString().slice(0, 19).replaceAll(':', ''), text, codec)
        return codec.name === 'plain' ? { file } : { file, text }
      } catch (error) {
        throw new NotSaved(failureOf(error, { file: folder }), { cause: error })
      }
    },
  }

  function textOf({ facts, passage, where, words }: FactReport, now: Date): string {
    const { title, id, version, hash } = pack.pack
    const support = pack.support(facts)
    const places = facts.map((fact) => {
      const place = support.facts[fact]
      const source = place && support.sources[place.source]
      if (!source) return `- ${fact}`
      return `- ${fact}: ${source.title}, ${source.publisher}; ${place.section}; as of ${asOf(place, source)}`
    })
    return `${[
      'Possible error in a fact',
      '',
      `Pack:     ${title} (${id} ${version}, edition ${hash.slice(0, 12)})`,
      `Where:    ${where}`,
      `Written:  ${now.toISOString()}`,
      '',
      'What is said to be wrong',
      words.trim(),
      '',
      'The passage',
      passage.trim(),
      '',
      'The facts it rests on',
      ...places,
    ].join('\n')}\n`
  }
}

/** Never writes over a report that is there. */
async function writeNew(files: Files, folder: string, name: string, text: string, codec: Codec): Promise<string> {
  for (let number = 1; ; number += 1) {
    const file = join(folder, `fact-report-${name}${number === 1 ? '' : `-${number}`}.txt`)
    try {
      await createFile(files, file, encodeWholeFile(Buffer.from(text), `reports/${basename(file)}`, codec))
      return file
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || number === mostOfOneName) throw error
    }
  }
}
