import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnswerRequest, assets, confine, contentSecurityPolicy } from '../../../electron/core/assets'

const page = '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>'
let folder: string
let answer: AnswerRequest

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-assets-'))
  const built = path.join(folder, 'renderer')
  await mkdir(path.join(built, 'assets'), { recursive: true })
  await writeFile(path.join(folder, 'secret.json'), '"secret"')
  await writeFile(path.join(built, 'index.html'), page)
  await writeFile(path.join(built, 'assets/index-abc.js'), 'export {}')
  await writeFile(path.join(built, 'assets/index-abc.js.map'), '{}')
  await writeFile(path.join(built, 'assets/font.woff2'), Buffer.from([0, 1, 2, 255]))
  await writeFile(path.join(built, 'favicon.svg'), '<svg/>')
  answer = assets(built, 'fieldbook')
})
afterAll(() => rm(folder, { recursive: true }))

const get = (address: string, init?: RequestInit) => answer(new Request(`app://fieldbook${address}`, init))

describe('what is served', () => {
  test('the page, with one fresh nonce in text and policy', async () => {
    const [one, other] = [await get('/'), await get('/')]
    const nonce = /nonce="([\w-]{22})"/.exec(await one.text())?.[1] ?? ''
    expect(one.status).toBe(200)
    expect(one.headers.get('content-security-policy')).toBe(contentSecurityPolicy(nonce))
    expect(one.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(one.headers.get('cache-control')).toBe('no-store')
    expect(await other.text()).toBe(
      page.replaceAll(
        '__CSP_NONCE__',
        /nonce-([\w-]+)/.exec(other.headers.get('content-security-policy') ?? '')?.[1] ?? '',
      ),
    )
    expect(other.headers.get('content-security-policy')).not.toBe(one.headers.get('content-security-policy'))
  })

  test.each([
    '/chapters',
    '/chapters/the-distinction',
    '/chapters/state-law.state',
    '/glossary/state-law.desk',
    '/notes?text=JTFA',
    '/index.html',
    '/notes/',
  ])('the page for the place %s in the app', async (address) => {
    const answer = await get(address)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('<!doctype html>')
  })

  test('files with their kind, for ever where the name says what is in it', async () => {
    const script = await get('/assets/index-abc.js')
    expect(await script.text()).toBe('export {}')
    expect(Object.fromEntries(script.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': '9',
      'cache-control': 'max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    expect(new Uint8Array(await (await get('/assets/font.woff2')).arrayBuffer())).toEqual(
      new Uint8Array([0, 1, 2, 255]),
    )
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache')
  })

  test('HEAD has the headers and no body', async () => {
    const answer = await get('/assets/index-abc.js', { method: 'HEAD' })
    expect(answer.headers.get('content-length')).toBe('9')
    expect(await answer.text()).toBe('')
  })
})

describe('what is refused', () => {
  test.each([
    ['/assets/none.js', 404],
    ['/assets/index-abc.js.map', 404],
    ['/assets/', 404],
    ['/assets', 404],
    ['/assets/deeper/place', 404],
    ['/secret.json', 404],
    ['/../secret.json', 404], // parsing has made it /secret.json
    ['/%2e%2e/secret.json', 404],
    ['/..%2fsecret.json', 400],
    ['/%2e%2e%2fsecret.json', 400],
    ['/..%5csecret.json', 400],
    ['/%5c%5cserver/share', 400],
    ['/%00', 400],
    ['/assets/index-abc.js%00.html', 400],
    ['/C:/windows/win.ini', 400],
    ['/c%3a/windows', 400],
    ['//etc/passwd', 400],
    ['/%252e%252e/secret.json', 400],
    ['/%ff', 400],
    ['/%', 400],
  ])('%s gets %i', async (address, status) => {
    const answer = await get(address)
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toContain('secret')
  })

  test.each(['app://other/', 'app://fieldbook.example/', 'app://fieldbook:1/', 'https://example.com/'])(
    'a foreign host: %s',
    async (address) => expect((await answer(new Request(address))).status).toBe(421),
  )

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('the method %s', async (method) => {
    const answer = await get('/', { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD')
  })

  test('everything, in words, if nothing was built', async () => {
    const nothing = assets(path.join(folder, 'nowhere'), 'fieldbook')
    await expect(nothing(new Request('app://fieldbook/'))).rejects.toThrow(/ENOENT/)
    const empty = assets(path.join(folder, 'renderer/assets'), 'fieldbook')
    await expect(empty(new Request('app://fieldbook/'))).rejects.toThrow(/npm run build/)
  })
})

describe('confine', () => {
  test('never leads out of the folder on any system, whatever it is given', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2E',
      '%2f',
      '%5c',
      '%00',
      '\0',
      'C:',
      'a',
      'é',
      '%',
      '%25',
      '~',
      ' ',
    )
    const address = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(address, (tail) => {
        const inside = confine(`/${tail}`)
        if (inside === null) return
        for (const system of [path.posix, path.win32]) {
          const base = system === path.win32 ? 'C:\\base' : '/base'
          const way = system.relative(base, system.resolve(base, inside))
          expect(way === '..' || way.startsWith(`..${system.sep}`) || system.isAbsolute(way)).toBe(false)
          expect(inside).not.toMatch(/[\0\\:%]/)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('gives plain paths back as they are', () => {
    const name = fc.stringMatching(/^[a-z0-9_-][a-z0-9_.-]{0,8}$/)
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        expect(confine(`/${names.join('/')}`)).toBe(names.join('/'))
      }),
    )
    expect(confine('/')).toBe('')
    expect(confine('/a%20b/%C3%A9.js')).toBe('a b/é.js')
  })
})
