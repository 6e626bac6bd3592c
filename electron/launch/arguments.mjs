/** What can be asked of a start, by the launcher and by the loopback host alike. Plain Node: nothing is installed yet. */
import path from 'node:path'
import { parseArgs } from 'node:util'

export const usage = `Usage: npm start -- [options]
  --web         serve to the browser on 127.0.0.1 instead of opening a window
  --port N      with the browser: the port to serve on (default: any free one)
  --data DIR    keep the data in DIR (default: the folder your system has for it)
  --no-open     don't open the browser, only say where to go
  --help        show this`

/** The message is for the person who typed the command. */
export class BadArguments extends Error {
  name = 'BadArguments'
}

/**
 * @param {string[]} given what stands after the script's name
 * @param {string} base the folder that a relative `--data` starts from
 */
export function parseArguments(given, base = process.cwd()) {
  const { values } = parse(given)
  return {
    web: values.web ?? false,
    port: port(values.port),
    data: folder(values.data, base),
    open: !values['no-open'],
    help: values.help ?? false,
  }
}

function parse(given) {
  try {
    return parseArgs({
      args: given,
      options: {
        web: { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    // Node's own sentences are clear; only its hint about a lone `--` would lead people astray.
    throw new BadArguments(error.message.split('. To specify')[0])
  }
}

function port(given) {
  if (given === undefined) return 0
  if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535)
    throw new BadArguments(`--port takes a number from 0 (any free port) to 65535, not '${given}'`)
  return Number(given)
}

function folder(given, base) {
  if (given === undefined) return undefined
  if (given.trim() === '' || given.includes('\0')) throw new BadArguments('--data takes the path of a folder')
  return path.resolve(base, given)
}
