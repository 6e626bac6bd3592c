import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dataFolderFrom, usualDataFolder } from '../../../electron/data-folder'
import { BadArguments, parseArguments } from '../../../electron/launch/arguments.mjs'
import { hashOfInputs } from '../../../electron/launch/inputs.mjs'
import { oldNode } from '../../../electron/launch/node-version.mjs'
import { findOrFetchRuntime, runInWindow, runtimeIn } from '../../../electron/launch/runtime.mjs'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-launch-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('arguments', () => {
  test('none is a start in the window with the usual folder', () => {
    expect(parseArguments([])).toEqual({ web: false, port: 0, data: undefined, open: true, help: false })
  })
  test('all of them', () => {
    const given = ['--web', '--port', '8080', '--data', 'my notes', '--no-open']
    expect(parseArguments(given, path.resolve('/home/lee'))).toEqual({
      web: true,
      port: 8080,
      data: path.resolve('/home/lee/my notes'),
      open: false,
      help: false,
    })
    expect(parseArguments(['--port=0', `--data=${folder}`])).toMatchObject({ port: 0, data: folder })
  })
  test.each([
    [['--port', '65536'], /--port takes a number/],
    [['--port', '80a'], /--port takes a number/],
    [['--port', ''], /--port takes a number/],
    [['--port', '-1'], /port/],
    [['--port'], /port/],
    [['--data', ''], /--data takes the path/],
    [['--data', ' '], /--data takes the path/],
    [['--data'], /data/],
    [['--web=yes'], /web/],
    [['--wbe'], /--wbe/],
    [['notes'], /notes/],
  ])('%j is refused in words', (given, words) => {
    expect(() => parseArguments(given)).toThrow(BadArguments)
    expect(() => parseArguments(given)).toThrow(words)
  })
})

test('Electron’s command line gives its data folder, whatever Chromium adds to it', () => {
  const folder = path.resolve('/data')
  expect(dataFolderFrom(['/app', '--data', folder])).toBe(folder)
  expect(dataFolderFrom(['--no-sandbox', '--inspect=0', '/app', `--data=${folder}`, '--remote-debugging-port=0'])).toBe(
    folder,
  )
  expect(dataFolderFrom(['/app'])).toBe(usualDataFolder())
  expect(dataFolderFrom(['/app', '--data'])).toBe(usualDataFolder())
  expect(usualDataFolder()).toMatch(/[/\\]Fieldbook/)
})

test.each([
  ['18.20.8', true],
  ['20.18.1', true],
  ['20.19.0', false],
  ['20.20.2', false],
  ['21.7.3', true],
  ['22.11.0', true],
  ['22.12.0', false],
  ['23.11.0', true],
  ['24.0.0', false],
  ['24.0.0-nightly2025', false],
  ['30.1.2', false],
])('Node %s is too old: %s', (version, old) => {
  const told = oldNode(version, '^20.19.0 || ^22.12.0 || >=24.0.0')
  expect(told !== undefined).toBe(old)
  if (old) expect(told).toContain(version)
})

describe('the hash of the inputs', () => {
  beforeEach(async () => {
    for (const name of ['content', 'electron/core', 'renderer', 'shared', 'tests'])
      await mkdir(path.join(folder, name), { recursive: true })
    for (const name of ['electron.config.ts', 'package-lock.json', 'package.json', 'tsconfig.json', 'shared/a.ts'])
      await writeFile(path.join(folder, name), name)
  })
  const hash = (version?: string) => hashOfInputs(folder, version)

  test('changes with a text, a name, a new file, Node and the lockfile', async () => {
    const seen = [await hash('v1'), await hash('v2')]
    await writeFile(path.join(folder, 'electron/core/b.ts'), 'b')
    seen.push(await hash('v1'))
    await writeFile(path.join(folder, 'electron/core/b.ts'), 'c')
    seen.push(await hash('v1'))
    await rm(path.join(folder, 'electron/core/b.ts'))
    await writeFile(path.join(folder, 'electron/core/c.ts'), 'c')
    seen.push(await hash('v1'))
    await writeFile(path.join(folder, 'package-lock.json'), '{}')
    seen.push(await hash('v1'))
    expect(new Set(seen).size).toBe(seen.length)
  })
  test('stays with the same files, wherever they are, and with tests and hidden files', async () => {
    const before = await hash('v1')
    await writeFile(path.join(folder, 'tests/a.test.ts'), 'test')
    await writeFile(path.join(folder, 'shared/.DS_Store'), 'x')
    const copy = `${folder}-copy`
    await cp(folder, copy, { recursive: true })
    expect(await hash('v1')).toBe(before)
    expect(await hashOfInputs(copy, 'v1')).toBe(before)
    await rm(copy, { recursive: true })
  })
})

describe('Electron’s runtime', () => {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  let server: Server
  let asked: string[]
  let env: NodeJS.ProcessEnv

  beforeEach(async () => {
    said.length = 0
    asked = []
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(503).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    env = { DISPLAY: ':0', ELECTRON_MIRROR: mirror }
    const electron = path.join(folder, 'node_modules/electron')
    await mkdir(electron, { recursive: true })
    await writeFile(path.join(electron, 'package.json'), '{"version":"45.4.1"}')
  })
  afterEach(() => new Promise((resolve) => server.close(resolve)))

  test.runIf(process.platform === 'linux')('is not looked for without a display', async () => {
    expect(await findOrFetchRuntime(folder, say, { env: { ...env, DISPLAY: '' } })).toEqual({
      reason: 'There is no display for a window',
    })
    expect([asked, said]).toEqual([[], []])
  })

  test.runIf(process.platform === 'linux')('is not looked for as root, who has no sandbox', async () => {
    const { reason } = await findOrFetchRuntime(folder, say, { env, user: 0 })
    expect(reason).toMatch(/root/)
    expect(asked).toEqual([])
  })

  test('is found where npm or the person put it', async () => {
    const electron = path.join(folder, 'node_modules/electron')
    expect(runtimeIn(electron, {})).toBeUndefined()
    const program = process.platform === 'win32' ? 'electron.exe' : 'electron'
    if (process.platform === 'darwin') return
    await mkdir(path.join(electron, 'dist'))
    await writeFile(path.join(electron, 'dist', program), '')
    expect(runtimeIn(electron, {})).toBe(path.join(electron, 'dist', program))
    expect(runtimeIn(electron, { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeUndefined()
  })

  test('is asked for once a day, and the person is told before and after', async () => {
    const now = Date.UTC(2026, 10, 22)
    const first = await findOrFetchRuntime(folder, say, { env, now, user: 1000 })
    expect(first.reason).toMatch(/could not be fetched \(127\.0\.0\.1:\d+ answered 503/)
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatch(/^HEAD \/45\.4\.1\/electron-v45\.4\.1-\w+-\w+\.zip$/)
    expect(said).toHaveLength(1)

    const soon = await findOrFetchRuntime(folder, say, { env, now: now + 86_399_000, user: 1000 })
    expect(soon.reason).toMatch(/lately/)
    expect([asked.length, said.length]).toEqual([1, 1])
    await findOrFetchRuntime(folder, say, { env, now: now + 86_400_000, user: 1000 })
    expect(asked).toHaveLength(2)
    expect(JSON.parse(await readFile(path.join(folder, '.cache/electron-runtime.json'), 'utf8')).version).toBe('45.4.1')
  })
})

describe.skipIf(process.platform === 'win32')('a start in the window', () => {
  /** A program in Electron's place that notes how it was started and ends with the given code. */
  async function program(code: number): Promise<string> {
    const file = path.join(folder, 'electron')
    const noted = path.join(folder, 'noted')
    const script = `#!/bin/sh\nprintf '%s|' "$@" "\${ELECTRON_RUN_AS_NODE-unset}" > ${noted}\nexit ${code}\n`
    await writeFile(file, script, { mode: 0o755 })
    return file
  }

  test('hands over the app and its folder, and gives the exit code', async () => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    expect(await runInWindow(await program(0), '/app', '/my data', { env })).toBe(0)
    expect(await readFile(path.join(folder, 'noted'), 'utf8')).toBe('/app|--data|/my data|unset|')
    expect(await runInWindow(await program(0), '/app', undefined)).toBe(0)
    expect(await readFile(path.join(folder, 'noted'), 'utf8')).toBe('/app|unset|')
  })

  test('that fails at once, or can’t be run at all, leaves it to the browser', async () => {
    expect(await runInWindow(await program(1), '/app', undefined)).toBeUndefined()
    expect(await runInWindow(path.join(folder, 'nothing'), '/app', undefined)).toBeUndefined()
  })
})
