import path from 'node:path'
import { defineConfig } from 'playwright/test'
import { locateBrowser } from '../support/find-browser.mjs'
import { type HostName, missing, root } from '../support/hosts'
import { longOnly, pageOnly } from './page-only'

const all = Boolean(process.env.FIELDBOOK_ALL)
const hostNames: HostName[] = ['loopback', 'stand-in', 'electron']
const browser = locateBrowser()
/** Waits grow with the slowness that `app.ts` gives the page. */
const throttle = Number(process.env.FIELDBOOK_THROTTLE ?? 1)
const left = (host: HostName) => (host === 'stand-in' ? [...pageOnly, ...longOnly] : longOnly)

export default defineConfig({
  testDir: '.',
  globalSetup: './snapshot-of-build.ts',
  outputDir: path.join(root, 'test-results'),
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000 * throttle,
  expect: { timeout: 5_000 * throttle },
  reporter: [['list'], ['./summary.ts'], ['./accessibility/report.ts']],
  use: {
    launchOptions: {
      ...(browser ? { executablePath: browser.path } : {}),
      // As root there is no sandbox to be had; nobody studies as root.
      chromiumSandbox: process.platform === 'linux' && process.getuid?.() !== 0,
      args: [
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        // Whatever is asked for, no name is ever looked up.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    },
  },
  projects: hostNames
    .filter((name) => !missing(name))
    .map((name) => ({
      name,
      ...(all ? {} : { testIgnore: left(name).map((spec) => `${spec}.spec.ts`) }),
    })),
})
