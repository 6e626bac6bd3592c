/** Quitting the window waits until everything is put away, for a bounded time: through the stand-in for Electron. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { StandIn } from '../../support/electron-stand-in/window'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-quit-'))
  await build({
    ...{ configFile: false, logLevel: 'error', ssr: { noExternal: true, external: ['electron'] } },
    build: {
      ...{ ssr: path.join(import.meta.dirname, '../../support/quitting-main.ts'), outDir: folder, target: 'node20' },
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
    },
  })
})
afterAll(() => rm(folder, { recursive: true }))

async function quitted(closes: string, patience: number) {
  const standIn = new StandIn(
    { main: path.join(folder, 'main.mjs'), dataFolder: folder, launchBrowser: () => new Promise(() => {}) },
    { QUIT_CLOSES: closes, QUIT_PATIENCE: String(patience) },
  )
  const code = await standIn.exited
  const errors = standIn.said.filter(({ type }) => type === 'error-box').length
  return { code, errors, stdout: standIn.stdout, stderr: standIn.stderr }
}

test('it ends once the core is closed, and closes it once', async () => {
  expect(await quitted('soon', 20_000)).toEqual({ code: 0, errors: 0, stdout: 'closing\nput away\n', stderr: '' })
})

test('a core that never comes to an end is not waited for forever', async () => {
  const { code, stdout, stderr } = await quitted('never', 300)
  expect([code, stdout]).toEqual([1, 'closing\n'])
  expect(stderr).toBe('Fieldbook was not put away after 0.3 s, and ends all the same.\n')
})

test('a core that can’t close says so, and it ends', async () => {
  const { code, errors, stdout, stderr } = await quitted('fails', 20_000)
  expect([code, errors, stdout]).toEqual([1, 1, 'closing\n'])
  expect(stderr).toContain('the disk went')
})
