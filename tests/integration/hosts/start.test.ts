/** `npm start` as a process. Needs a current build: otherwise the first of these makes one. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { root } from '../../support/hosts'

vi.setConfig({ testTimeout: 60_000 }) // the first may have to build

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-start-'))
})
afterEach(() => rm(folder, { recursive: true }))

function start(line: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [path.join(root, 'electron/start.mjs'), ...line], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (text) => {
      output[stream] += text
    })
  return { child, output, exited: once(child, 'exit') }
}

test('with --web it serves without looking for Electron, from where it was typed, until Ctrl+C', async () => {
  // A mirror that would be asked, if anything were.
  const one = start(['--web', '--no-open', '--data', 'mine'], {
    INIT_CWD: folder,
    DISPLAY: ':0',
    ELECTRON_MIRROR: 'http://127.0.0.1:1/',
  })
  await once(one.child.stdout, 'data')
  expect(one.output.stdout).toMatch(/^Fieldbook is ready at http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/)
  const second = start(['--web', '--no-open', '--data', path.join(folder, 'mine')])
  expect(await second.exited).toEqual([0, null])
  expect(second.output.stdout).toBe('')
  expect(second.output.stderr).toMatch(/already open/)
  one.child.kill('SIGINT')
  expect(await one.exited).toEqual([0, null])
  expect(one.output.stderr).not.toMatch(/Electron/)
  expect(one.output.stdout.split('\n')).toHaveLength(2)
})

test.runIf(process.platform === 'linux')('without a display it says so in one line and serves', async () => {
  const one = start(['--data', path.join(folder, 'mine')], { DISPLAY: '', WAYLAND_DISPLAY: '' })
  await once(one.child.stdout, 'data')
  one.child.kill('SIGTERM')
  expect(await one.exited).toEqual([0, null])
  expect(one.output.stderr).toBe(
    'There is no display for a window, so Fieldbook opens in the browser.\n' +
      'No browser could be opened here: open the address above yourself.\n',
  )
})

test('bad arguments end with 2 and the usage, and nothing else happens', async () => {
  const one = start(['--prot', '80'])
  expect(await one.exited).toEqual([2, null])
  expect(one.output.stdout).toBe('')
  expect(one.output.stderr).toMatch(/--prot[\s\S]*Usage: npm start/)
})

test('help is help', async () => {
  const one = start(['--help'])
  expect(await one.exited).toEqual([0, null])
  expect(one.output.stderr).toMatch(/^Usage: npm start/)
})

test('a folder that can’t be a data folder still gets a page that says so', async () => {
  await mkdir(path.join(folder, 'file'), { recursive: true })
  const one = start(['--web', '--no-open', '--data', path.join(root, 'package.json')])
  await once(one.child.stdout, 'data')
  expect(one.output.stdout).toMatch(/^Fieldbook is ready/)
  one.child.kill('SIGINT')
  expect(await one.exited).toEqual([0, null])
})
