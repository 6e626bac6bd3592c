/**
 * Electron's runtime: found where npm puts it, or fetched once. The `electron` package no longer brings it along, and
 * this launcher is the only part of Fieldbook that ever fetches anything.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** All in ms. */
const day = 86_400_000
const probeTime = 3_000
const fetchTime = 300_000
/** An Electron that ends with an error sooner than this never came up. */
const comingUp = 10_000

/**
 * @param {string} root the project's folder
 * @param {(line: string) => void} say for the person, on standard error
 * @returns {Promise<{ runtime?: string, reason?: string }>} the program's path, or why there is none
 */
export async function findOrFetchRuntime(
  root,
  say,
  { env = process.env, now = Date.now(), user = process.getuid?.() } = {},
) {
  const hindrance = noWindow(env, user)
  if (hindrance) return { reason: hindrance }
  const electron = path.join(root, 'node_modules/electron')
  const there = runtimeIn(electron, env)
  if (there) return { runtime: there }
  if (!existsSync(electron)) return { reason: "Electron isn't installed" }

  const { version } = JSON.parse(await readFile(path.join(electron, 'package.json'), 'utf8'))
  const memory = path.join(root, '.cache/electron-runtime.json')
  const failure = await recentFailure(memory, version, now)
  if (failure) return { reason: `Electron's runtime could not be fetched lately (${failure})` }

  const source = address(version, env)
  say(`Electron's runtime isn't here yet. Fetching it once from ${new URL(source).host} (about 120 MB) …`)
  const problem = (await unreachable(source)) ?? (await fetchWith(path.join(electron, 'install.js'), env))
  const fetched = problem ? undefined : runtimeIn(electron, env)
  if (fetched) return { runtime: fetched }
  const reason = problem ?? 'it is not where it should be'
  await remember(memory, { version, at: now, reason })
  return { reason: `Electron's runtime could not be fetched (${reason}; 'npx install-electron' tries again)` }
}

/** Why no window could open here whatever is installed. */
function noWindow(env, user) {
  if (process.platform !== 'linux') return undefined
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'There is no display for a window'
  // Chromium's sandbox can't be set up as root, and Fieldbook never runs without it.
  if (user === 0) return "Electron's sandbox doesn't work as root"
  return undefined
}

/** The same places that the electron package looks in, without loading it: that would start a download. */
export function runtimeIn(electron, env = process.env) {
  const program =
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(electron, 'dist')
  const file = path.join(dist, program)
  return existsSync(file) ? file : undefined
}

/** Where @electron/get will look; it honours the same variables. */
function address(version, env) {
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror
  const base = mirror ?? 'https://github.com/electron/electron/releases/download/'
  return `${base}${mirror ? '' : 'v'}${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
}

/** Without a network the download itself would take minutes to give up. */
async function unreachable(source) {
  try {
    const answer = await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(probeTime) })
    return answer.ok ? undefined : `${new URL(source).host} answered ${answer.status}`
  } catch (error) {
    const code = error.cause?.code ?? error.name
    return `${new URL(source).host} can't be reached: ${code}`
  }
}

function fetchWith(script, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 2, 2], env, timeout: fetchTime })
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(undefined)
      else resolve(signal ? 'it took too long' : 'the download failed, see above')
    })
  })
}

async function recentFailure(memory, version, now) {
  try {
    const last = JSON.parse(await readFile(memory, 'utf8'))
    return last.version === version && now >= last.at && now - last.at < day ? last.reason : undefined
  } catch {
    return undefined // none, or unreadable: worth another try
  }
}

async function remember(memory, failure) {
  await mkdir(path.dirname(memory), { recursive: true })
  await writeFile(memory, `${JSON.stringify(failure)}\n`)
}

/**
 * Runs Fieldbook in Electron until its window is closed.
 * @returns {Promise<number | undefined>} its exit code; undefined if it never came up
 */
export function runInWindow(runtime, root, data, { env = process.env } = {}) {
  const { ELECTRON_RUN_AS_NODE: _, ...clean } = env // with it, Electron is only a Node
  const line = data === undefined ? [root] : [root, '--data', data]
  const begun = Date.now()
  return new Promise((resolve) => {
    const child = spawn(runtime, line, { stdio: ['ignore', 2, 2], env: clean })
    // The terminal sends Ctrl+C to both; Electron decides when it is done.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('error', () => resolve(undefined))
    child.on('exit', (code, signal) => {
      const failed = code !== 0 && !['SIGINT', 'SIGTERM', 'SIGHUP'].includes(signal)
      if (failed && Date.now() - begun < comingUp) resolve(undefined)
      else resolve(code ?? 1)
    })
  })
}
