/** From starting the built loopback host to its line on standard output, and to the first usable screen. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, bench } from 'vitest'
import { locateBrowser } from '../support/find-browser.mjs'
import { spawnLoopback } from '../support/hosts'

let folder: string
let browser: Browser
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-bench-'))
  browser = await chromium.launch({ executablePath: locateBrowser()?.path ?? '', chromiumSandbox: false })
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

const few = { iterations: 8, time: 0, warmupIterations: 1, warmupTime: 0 }

bench(
  'start to ready',
  async () => {
    const { child, ready, exited } = spawnLoopback(folder, { trapped: false })
    await ready
    child.kill('SIGINT')
    await exited
  },
  few,
)

bench(
  'start to the first usable screen, with the browser open already',
  async () => {
    const { child, ready, exited } = spawnLoopback(folder, { trapped: false })
    const page = await browser.newPage()
    await page.goto(await ready)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.close()
    child.kill('SIGINT')
    await exited
  },
  few,
)
