/** Finds a Chromium for the tests: Chrome, Chromium or Edge on this machine, Playwright's own, or one it may install. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright'

/** @returns {{ path: string, from: string } | undefined} */
export function locateBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) {
    if (existsSync(env.CHROMIUM_PATH)) return { path: env.CHROMIUM_PATH, from: 'CHROMIUM_PATH' }
    throw new Error(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which isn't there`)
  }
  const installed = usualPlaces(env).find((place) => existsSync(place))
  if (installed) return { path: installed, from: 'this machine' }
  const own = chromium.executablePath()
  return existsSync(own) ? { path: own, from: 'Playwright' } : undefined
}

/** @param {(line: string) => void} say tells the person what is done on their machine, before it is done */
export function findOrInstallBrowser(say) {
  const found = locateBrowser()
  if (found) return found
  if (mayUseApt()) {
    say("No Chromium here: installing Debian's package (apt-get, as root in CI)")
    run('apt-get', ['update'])
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  }
  if (!locateBrowser()) {
    say("No Chromium here: fetching Playwright's own into its cache (npx playwright install chromium)")
    run(process.execPath, [path.resolve('node_modules/playwright/cli.js'), 'install', 'chromium'])
  }
  return locateBrowser()
}

function usualPlaces(env) {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  switch (process.platform) {
    case 'win32': {
      const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean)
      const programs = [
        'Google/Chrome/Application/chrome.exe',
        'Chromium/Application/chrome.exe',
        'Microsoft/Edge/Application/msedge.exe',
      ]
      return programs.flatMap((program) => roots.map((root) => path.join(root, program)))
    }
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
        ['/Applications', path.join(env.HOME ?? '', 'Applications')].map(
          (root) => `${root}/${name}.app/Contents/MacOS/${name}`,
        ),
      )
    default: {
      const folders = (env.PATH ?? '').split(':').filter(Boolean)
      return names.flatMap((name) => [...folders, '/usr/bin', '/snap/bin'].map((folder) => path.join(folder, name)))
    }
  }
}

/** Only where nobody else's machine is changed: root on a Debian that says it is CI. */
function mayUseApt() {
  return (
    process.platform === 'linux' && process.getuid() === 0 && Boolean(process.env.CI) && existsSync('/usr/bin/apt-get')
  )
}

function run(program, line) {
  return spawnSync(program, line, { stdio: ['ignore', 2, 2], timeout: 300_000 }).status === 0
}
