/** `npm run build`, and "build if needed" for a start and for the tests. All output goes to standard error. */
import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { hashOfInputs } from './inputs.mjs'

export const root = path.resolve(import.meta.dirname, '../..')
const mark = path.join(root, 'out/.inputs')
/** A Fieldbook that runs meanwhile, or tests, keep a whole build until the new one is. */
const fresh = path.join(root, 'out/.fresh')
const steps = [
  ['content/compiler/run.mjs', 'build'],
  ['node_modules/electron-vite/dist/cli.js', 'build', '--config', 'electron.config.ts', '--logLevel', 'warn'],
]
const lock = path.join(root, '.cache/build.lock')

/** The message is for the person who started the build; the problems themselves were printed before. */
export class BuildFailed extends Error {
  name = 'BuildFailed'
}

/** Builds only if something that the build is made from has changed. */
export async function buildIfNeeded() {
  if (await isCurrent()) return
  await alone(async () => {
    if (await isCurrent()) return // somebody else has built it meanwhile
    process.stderr.write('Building Fieldbook, because something has changed since the last build …\n')
    await build()
  })
}

export async function buildNow() {
  await alone(build)
}

async function isCurrent() {
  return (await textOf(mark)) === (await hashOfInputs(root))
}

async function build() {
  const inputs = await hashOfInputs(root)
  await rm(mark, { force: true }) // a build that is cut short must not pass for a whole one
  await rm(fresh, { recursive: true, force: true })
  for (const line of steps) {
    if ((await run(process.execPath, line)) !== 0)
      throw new BuildFailed('The build failed; what is wrong stands above.')
  }
  for (const name of await readdir(fresh)) {
    const place = path.join(root, 'out', name)
    await rm(place, { recursive: true, force: true })
    await rename(path.join(fresh, name), place)
  }
  await rm(fresh, { recursive: true })
  await writeFile(mark, inputs)
}

function run(command, line) {
  return new Promise((resolve, reject) => {
    const stdio = process.stderr.isTTY ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe']
    const child = spawn(command, line, { cwd: root, stdio, env: { ...process.env, FIELDBOOK_OUT: fresh } })
    // The bundler colours its messages whoever reads them; in a log that hides what is wrong.
    const plain = (text) => process.stderr.write(stripVTControlCharacters(String(text)))
    child.stdout?.on('data', plain)
    child.stderr?.on('data', plain)
    child.on('error', reject)
    child.on('close', (code) => resolve(code))
  })
}

/** Two builds at once would write into each other's files. The lock names its process, so a dead one doesn't hold it. */
async function alone(work) {
  await mkdir(path.dirname(lock), { recursive: true })
  while (!(await took(lock))) {
    if (!isAlive(Number(await textOf(lock)))) await rm(lock, { force: true })
    else await wait(200)
  }
  try {
    await work()
  } finally {
    await rm(lock, { force: true })
  }
}

function took(file) {
  return writeFile(file, String(process.pid), { flag: 'wx' }).then(
    () => true,
    (error) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
}

function isAlive(id) {
  if (!id) return false
  try {
    process.kill(id, 0) // signal 0 only asks
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function textOf(file) {
  return readFile(file, 'utf8').catch(() => undefined)
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const needed = process.argv.includes('--if-needed')
  await (needed ? buildIfNeeded() : buildNow()).catch((error) => {
    process.stderr.write(`${error instanceof BuildFailed ? error.message : error.stack}\n`)
    process.exitCode = 1
  })
}
