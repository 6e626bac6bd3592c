import type { ExchangeProblem, ImportReport } from '../../../shared/model/exchange'
import { workProblemWords } from '../../../shared/rules/work-problem-words'
import { stateOf } from '../../core/work/copy'
import { WorkRefused } from '../../core/work/refused'
import { isSealed, isWorkFile, readWorkFile, workFileEnding } from '../../core/work/work-file'
import { type Client, layOnDesk } from '../core'
import { Failed } from '../failed'
import { passphraseFor } from '../passphrase'
import type { Reader } from './reader'

/** Work of another copy. Where both changed the settings, those that are here stay. */
export const workReader: Reader = {
  reads: `work from another copy of Fieldbook (${workFileEnding})`,
  isOne: (name, bytes) => isWorkFile(bytes) || name.toLowerCase().endsWith(workFileEnding),
  async read(name, bytes) {
    const variables = ['FIELDBOOK_FILE_PASSPHRASE', 'FIELDBOOK_PASSPHRASE']
    const passphrase = isSealed(bytes) ? await passphraseFor(name, variables) : null
    try {
      await stateOf((await readWorkFile(name, bytes, passphrase)).operations)
    } catch (error) {
      throw error instanceof WorkRefused ? refused(error.problem) : error
    }
    const bringIn = async (client: Client): Promise<ImportReport> => {
      const file = await layOnDesk(client, name, bytes)
      const look = await client.work.look({ place: { kind: 'file', file }, passphrase })
      if (!look.ok) throw refused(look.problem)
      const merged = await client.work.merge({ id: look.preview.id, settings: 'mine', plan: 'mine' })
      if (!merged.ok) throw refused(merged.problem)
      return merged.report
    }
    return { bringIn }
  },
}

const refused = (problem: ExchangeProblem) => new Failed(workProblemWords(problem))
