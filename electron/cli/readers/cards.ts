import type { FileRefused, ImportState } from '../../../shared/model/imports'
import { refusedWords } from '../../../shared/rules/import-refusals'
import { readerOf, readFile } from '../../core/exchange/readers'
import type { Reader } from '../commands/import'
import { layOnDesk } from '../core'
import { Failed } from '../failed'

/** Cards of Anki, of a table, of our own JSON. */
export const cardsReader: Reader = {
  reads: 'cards (.apkg, .colpkg, .csv, .tsv, .txt, .json)',
  isOne(name, bytes) {
    try {
      return readerOf(name, bytes) !== null
    } catch (error) {
      // Empty, or nobody's.
      if ((error as { code?: unknown }).code === 'unknown-kind') return false
      return true
    }
  },
  async read(name, bytes) {
    try {
      await readFile(name, bytes)
    } catch (error) {
      throw refusal(error)
    }
    return async (client) => {
      const file = await layOnDesk(client, name, bytes)
      const state: ImportState = await client.imports.start({ file })
      if (state.state === 'refused') throw new Failed(refusedWords(state.refused))
      if (state.state !== 'done') throw new Failed('The import was not done.')
      const { more: _, ...report } = state.report
      return report
    }
  },
}

/** Whatever has a code was refused by a reader; anything else is a fault of ours. */
function refusal(error: unknown): unknown {
  const { code, where = '', detail = {} } = error as Partial<FileRefused>
  return typeof code === 'string' ? new Failed(refusedWords({ code, where, detail })) : error
}
