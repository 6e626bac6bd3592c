import type { ImportReport } from '../../../shared/model/exchange'
import type { ImportState } from '../../../shared/model/imports'
import { refusalWords } from '../../../shared/rules/exchange-words'
import { readerOf, readFile } from '../../core/exchange/readers'
import { Refused } from '../../core/exchange/refused'
import { type Client, deskName, layOnDesk } from '../core'
import { Failed } from '../failed'
import type { Reader } from './reader'

/** Cards of Anki, of a table, of our own JSON. */
export const cardsReader: Reader = {
  reads: 'cards (.apkg, .colpkg, .csv, .tsv, .txt, .json)',
  isOne(name, bytes) {
    try {
      return readerOf(name, bytes) !== null
    } catch (error) {
      // Empty, or nobody's.
      return !(error instanceof Refused && error.code === 'unknown-kind')
    }
  },
  async read(name, bytes) {
    const collection = await readFile(name, bytes).catch((error) => {
      throw error instanceof Refused ? new Failed(refusalWords(error)) : error
    })
    const bringIn = async (client: Client): Promise<ImportReport> => {
      const file = await layOnDesk(client, name, bytes)
      const state: ImportState = await client.imports.start({ file })
      if (state.state === 'refused') throw new Failed(refusalWords(state.refused))
      if (state.state !== 'done') throw new Failed('The import was not done.')
      const { more: _, book: __, ...report } = state.report
      return report
    }
    // As the desk will call it.
    return { bringIn, options: { readAlready: new Map([[deskName(name), collection]]) } }
  },
}
