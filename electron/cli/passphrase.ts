import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Failed } from './failed'

/** From the first of these variables that is set; else asked for, where there is a terminal. Throws `Failed`. */
export async function passphraseFor(what: string, variables: readonly string[]): Promise<string> {
  for (const name of variables) {
    const given = process.env[name]
    if (given) return given
  }
  if (!process.stdin.isTTY) throw new Failed(`A passphrase is needed for ${what}: set ${variables[0]}.`)
  process.stderr.write(`Passphrase for ${what}: `)
  // What is typed isn't shown.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const asking = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await new Promise((resolve) => asking.question('', resolve))
  } finally {
    asking.close()
    process.stderr.write('\n')
  }
}
