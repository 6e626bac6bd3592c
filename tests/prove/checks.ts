/** The yes/no checks E1 to E12 of the storage baselines that aren't points of the table: run as the tests they are. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
/** Each by the words of the tests that show it. */
const shownBy: Record<string, RegExp> = {
  'E1  300 kills of a real process': /kills while it writes/,
  'E2  power cuts of a real file system': /power cuts on a real/,
  'E3  3,000 flipped bits, half under a lock': /single flipped bits/,
  'E4  cut at every byte of the last records': /cut at every byte/,
  'E5  failing syncs, short writes, no space': /now and then|short writes are completed|full disk is read-only/,
  'E6  a second instance, and a holder that died': /second process is refused|several that start at once/,
  'E7  a newer version: every byte stays': /is refused, and every byte stays/,
  'E8  the clock set back 400 days': /clock that goes back/,
  'E9  files removed or emptied': /files removed or emptied/,
  'E10 a million reviews and 5,000 long notes': /a million reviews and 5,000/,
  'E11 bytes reach the disk under NODE_ENV=test too': /what was recorded is there at the next opening/,
  'E12 answered for only after the sync': /only after its bytes were synced/,
}
interface Report {
  testResults: { assertionResults: { fullName: string; status: string }[] }[]
}

/** Resolves to how many of them failed. */
export async function checks(): Promise<number> {
  const file = join(root, '.cache/prove.json')
  await rm(file, { force: true })
  const line = [
    'node_modules/vitest/vitest.mjs',
    'run',
    'tests/integration/store',
    '--reporter=json',
    `--outputFile=${file}`,
  ]
  const env = { ...process.env, FIELDBOOK_ALL: '1', FIELDBOOK_KILLS: '300', FIELDBOOK_FLIPS: '1500' }
  await once(spawn(process.execPath, line, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] }), 'close')
  const report = JSON.parse(await readFile(file, 'utf8')) as Report
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  let failed = all.filter(({ status }) => status === 'failed').length
  for (const [name, words] of Object.entries(shownBy)) {
    const some = all.filter(({ fullName }) => words.test(fullName))
    const passed = some.filter(({ status }) => status === 'passed').length
    const isSkipped = some.length > 0 && some.every(({ status }) => status === 'pending' || status === 'skipped')
    if (some.length === 0) failed++
    const verdict = isSkipped ? 'SKIPPED (needs root, loop devices)' : `${passed} of ${some.length} tests`
    console.log(`${name.padEnd(52)}${verdict}`)
  }
  return failed
}
