/** The command line: finds the command and prints what it answers. `electron/fieldbook.mjs` calls it. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { usualDataFolder } from '../data-folder'
import type { Command } from './command'
import { exportCommand } from './commands/export'
import { importCommand } from './commands/import'
import { packCommand } from './commands/pack'
import { verifyCommand } from './commands/verify'
import { Failed } from './failed'

const commands: Record<string, Command> = {
  import: importCommand,
  export: exportCommand,
  pack: packCommand,
  verify: verifyCommand,
}

const usage = (): string =>
  [
    'Usage: npm run -s fieldbook -- <command> [options]',
    ...Object.values(commands).flatMap((command) => [`  ${command.usage}`, `      ${command.about}`]),
    'Options of all:',
    '  --data DIR   the data folder (default: the one your system has for Fieldbook)',
    '  --json       print one JSON object',
    '  --help       show this',
    'A locked data folder asks for its passphrase, or takes it from FIELDBOOK_PASSPHRASE;',
    'a protected file does too, or takes it from FIELDBOOK_FILE_PASSPHRASE.',
  ].join('\n')

/** Does what is asked and resolves to the exit code. `base`: the folder that relative paths start from. */
export async function run(given: string[], base: string): Promise<number> {
  try {
    const [name, ...rest] = given
    if (name === undefined || name === 'help' || given.includes('--help') || given.includes('-h')) {
      process.stdout.write(`${usage()}\n`)
      return name === undefined ? 2 : 0
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) throw new Failed(`There is no command '${name}'. Try --help.`, 2)
    const { values, positionals, json: asJson } = parsed(command, rest)
    const at = (typed: string) => path.resolve(base, typed)
    const data = typeof values.data === 'string' ? at(values.data) : usualDataFolder()
    const { json, text, code = 0 } = await command.run({ words: positionals, values, data, path: at })
    process.stdout.write(`${asJson ? JSON.stringify(json) : text}\n`)
    return code
  } catch (error) {
    if (!(error instanceof Failed)) {
      process.stderr.write(`${oneLine(error instanceof Error ? error.message : String(error))}\n`)
      return 1
    }
    process.stderr.write(`${oneLine(error.message)}\n`)
    return error.code
  }
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')

function parsed(command: Command, args: string[]) {
  const given = withoutBareJson(command, args)
  const options = { data: { type: 'string' }, json: { type: 'boolean' }, ...command.options } as const
  try {
    const found = parseArgs({ args: given, allowPositionals: true, options })
    const values: Record<string, string | boolean | undefined> = { ...found.values }
    const { data } = values
    if (data !== undefined && (typeof data !== 'string' || data.trim() === '' || data.includes('\0')))
      throw new Failed('--data takes the path of a folder', 2)
    const json = given.length < args.length || values.json === true
    return { values, positionals: found.positionals, json }
  } catch (error) {
    if (error instanceof Failed) throw error
    throw new Failed((error as Error).message.split('. To specify')[0] as string, 2)
  }
}

/** Of an export `--json` can name a file; without one it means what it means everywhere. */
function withoutBareJson(command: Command, args: string[]): string[] {
  if (!command.options?.json) return args
  return args.filter((word, at) => word !== '--json' || (args[at + 1] !== undefined && !args[at + 1]?.startsWith('--')))
}
