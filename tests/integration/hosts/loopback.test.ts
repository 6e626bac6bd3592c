/** The built loopback host as a process: what it prints, whom it lets in, how it ends. Needs `npm run build`. */
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { maxBodyLength } from '../../../electron/core/gate'
import type { Contract } from '../../../shared/contract'
import { spawnLoopback } from '../../support/hosts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }) // each starts processes

type Loopback = ReturnType<typeof spawnLoopback>

let folder: string
const started: Loopback[] = []
function start(more: string[] = []): Loopback {
  const one = spawnLoopback(path.join(folder, 'data'), { more })
  started.push(one)
  return one
}
async function newFolder() {
  folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-loopback-'))
}
async function endAll() {
  for (const { child, exited } of started.splice(0)) {
    child.kill('SIGKILL')
    await exited
  }
  await rm(folder, { recursive: true })
}

function clientOf(address: string): ContractRouterClient<Contract> {
  const { origin, hash } = new URL(address)
  const headers = { 'x-fieldbook-token': hash.slice('#token='.length) }
  return createORPCClient(new RPCLink({ url: `${origin}/call`, headers }))
}

describe('a start', () => {
  beforeEach(newFolder)
  afterEach(endAll)

  test('prints one line, keeps what it answered for, and ends cleanly with Ctrl+C', async () => {
    const first = start()
    const address = await first.ready
    const note = '01234567-89ab-4cde-8f01-23456789abcd'
    const text = 'Ask where the debt began. 字 \u0001'
    await clientOf(address).notes.save({ note, base: 0, target: { kind: 'none' }, text })
    first.child.kill('SIGINT')
    expect(await first.exited).toEqual([0, null])
    expect(first.output.stdout).toMatch(/^Fieldbook is ready at http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/)
    expect(first.output.stderr).toBe('')

    const again = start()
    expect(await clientOf(await again.ready).notes.get({ note })).toMatchObject({ text })
    again.child.kill('SIGTERM')
    expect(await again.exited).toEqual([0, null])
  })

  test('with a port that is taken says so and lets go of the data', async () => {
    const first = start()
    const { port } = new URL(await first.ready)
    const second = spawnLoopback(path.join(folder, 'other'), { more: ['--port', port] })
    expect(await second.exited).toEqual([1, null])
    expect(second.output).toEqual({
      stdout: '',
      stderr: `Port ${port} is in use by another program; give another one with --port, or none.\n`,
    })
    const third = spawnLoopback(path.join(folder, 'other'))
    await third.ready
    third.child.kill('SIGINT')
    await third.exited
  })

  test('with a port of one’s own uses it', async () => {
    const free = start()
    const { port } = new URL(await free.ready)
    free.child.kill('SIGINT')
    await free.exited
    expect(new URL(await start(['--port', port]).ready).port).toBe(port)
  })

  test('with bad arguments says what is wrong and ends with 2', async () => {
    const one = start(['--port', 'eighty'])
    expect(await one.exited).toEqual([2, null])
    expect(one.output.stdout).toBe('')
    expect(one.output.stderr).toMatch(/^--port takes a number from 0 .*, not 'eighty'\nUsage:/)
  })
})

describe('a running host', () => {
  let address: string
  let origin: string
  let host: string
  let headers: Record<string, string>

  beforeAll(async () => {
    await newFolder()
    address = await start().ready
    origin = new URL(address).origin
    host = new URL(address).host
    headers = {
      'x-fieldbook-token': new URL(address).hash.slice('#token='.length),
      'content-type': 'application/json',
    }
  })
  afterAll(endAll)

  /** Like `fetch`, but says what it is told: `fetch` sets Host and Origin itself. */
  function send(
    target: string,
    { method = 'POST', body = '{}', headers: more = {} as Record<string, string | undefined> } = {},
  ) {
    const all = {
      ...headers,
      ...(method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
      ...more,
    }
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >
    return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const sent = request(origin, { path: target, method, headers: given }, (answer) => {
        let text = ''
        answer.on('data', (part) => {
          text += part
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      })
      sent.on('error', reject)
      sent.end(method === 'POST' ? body : undefined)
    })
  }

  test('answers its own page, and nothing of the answer is kept or shared', async () => {
    const answer = await send('/call/app/about', { headers: { origin } })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text).json).toMatchObject({ host: 'loopback' })
    expect(answer.headers['cache-control']).toBe('no-store')
    for (const name of Object.keys(answer.headers)) expect(name).not.toMatch(/^access-control/)
  })

  test.each([
    ['a foreign name', { headers: { host: 'localhost:1' } }, 421],
    ['a foreign name, on a page', { method: 'GET', headers: { host: 'evil.example' } }, 421],
    ['a foreign origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['an opaque origin', { headers: { origin: 'null' } }, 403],
    ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['no token', { headers: { 'x-fieldbook-token': undefined } }, 401],
    ['a wrong token', { headers: { 'x-fieldbook-token': 'A'.repeat(43) } }, 401],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['text', { headers: { 'content-type': 'text/plain' } }, 415],
    ['no type', { headers: { 'content-type': undefined } }, 415],
    ['GET', { method: 'GET' }, 405],
    ['a preflight', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }, 403],
    ['chunks', { headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' } }, 411],
    ['too long a body', { headers: { 'content-length': String(maxBodyLength + 1) } }, 413],
  ])('refuses %s', async (_what, options, status) => {
    const answer = await send('/call/app/about', options)
    expect(answer.status).toBe(status)
    expect(answer.text).toBe('')
    for (const name of Object.keys(answer.headers)) expect(name).not.toMatch(/^access-control/)
  })

  test.each(['/call', '/call/', '/call/app', '/call/app/nothing', '/call/__proto__', '/call/app/constructor'])(
    'knows no call %s',
    async (target) => expect((await send(target)).status).toBe(404),
  )

  test('answers bad input with a code, and goes on', async () => {
    expect((await send('/call/notes/get', { body: '{"json":{"note":1}}' })).status).toBe(400)
    expect((await send('/call/notes/get', { body: '{"json":' })).status).toBe(400)
    expect((await send('/call/app/about')).status).toBe(200)
  })

  test.each([
    '/../out/main/main.js',
    '/assets/../../main/main.js',
    '/%2e%2e/main/main.js',
    '/..%2fmain/main.js',
    '/..\\main\\main.js',
    '//evil.example/',
    'http://evil.example/',
    '/C:/windows/win.ini',
    '/%00',
    '*',
  ])('gives nothing for the address %s', async (target) => {
    const answer = await send(target, { method: 'GET' })
    expect(answer.status).toBe(400)
    expect(answer.text).toBe('')
  })

  test('gives a place in the app its page', async () => {
    const answer = await send('/chapters/the-distinction', { method: 'GET' })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /)
  })

  test('listens on 127.0.0.1 alone', async () => {
    const port = Number(new URL(address).port)
    const others = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    for (const { address } of others.filter(({ address }) => address !== '127.0.0.1')) {
      const answer = await new Promise((resolve) => {
        const socket = connect({ host: address, port, timeout: 1000 }, () => resolve('connected'))
        socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
        socket.on('timeout', () => resolve('timeout'))
      })
      expect(answer).not.toBe('connected')
    }
    expect(host).toMatch(/^127\.0\.0\.1:/)
  })

  test('reached for no network in all of this', async () => {
    const calls = clientOf(address)
    await calls.library.overview()
    await calls.glossary.list()
    await calls.search.query({ text: 'JTFA', limit: 10 })
    await calls.study.overview()
    await calls.progress.summary()
    expect(started[0]?.output.stderr).not.toContain('NETWORK:')
  })
})

test('the trap that the tests rely on catches', async () => {
  const { execFile } = await import('node:child_process')
  const trap = path.resolve(import.meta.dirname, '../../support/trap-network.cjs')
  const attempts = [
    "fetch('http://127.0.0.1:1/')",
    "import('node:http').then((http) => http.get('http://127.0.0.1:1/'))",
    "import('node:net').then((net) => net.connect(1, '127.0.0.1'))",
    "import('node:dns').then(({ lookup }) => lookup('example.com', () => {}))",
    "import('node:dns/promises').then(({ lookup }) => lookup('example.com'))",
    "import('node:dgram').then(({ createSocket }) => createSocket('udp4'))",
    "import('node:child_process').then(({ spawn }) => spawn('true'))",
    "import('node:worker_threads').then(({ Worker }) => new Worker(\"fetch('http://127.0.0.1:1/')\", { eval: true }))",
  ]
  const outcomes = attempts.map(
    (code) =>
      new Promise<string>((resolve) => {
        execFile(process.execPath, ['--require', trap, '-e', code], (_error, _stdout, stderr) => resolve(stderr))
      }),
  )
  for (const stderr of await Promise.all(outcomes)) expect(stderr).toContain('NETWORK:')
})
