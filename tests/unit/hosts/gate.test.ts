import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Gate, maxBodyLength } from '../../../electron/core/gate'
import { maxNoteLength } from '../../../shared/contract'

const host = '127.0.0.1:4321'
const gate = new Gate(host)
const token = gate.letIn()
const headers = {
  host,
  origin: `http://${host}`,
  'x-fieldbook-token': token,
  'content-type': 'application/json',
  'content-length': '2',
}
const knock = (changes: object = {}, method = 'POST') => ({ method, headers: { ...headers, ...changes } })

describe('any request', () => {
  test('for us, from us or from the address line', () => {
    expect(gate.refuses(knock())).toBeNull()
    expect(gate.refuses(knock({ origin: undefined }))).toBeNull()
  })
  test.each(['localhost:4321', '127.0.0.1', '127.0.0.1:80', 'evil.example:4321', '127.0.0.1:4321.', '', undefined])(
    'for the host %s is not for us',
    (host) => expect(gate.refuses(knock({ host }))?.status).toBe(421),
  )
  test.each([
    'null',
    'https://127.0.0.1:4321',
    'http://127.0.0.1:43210',
    'http://localhost:4321',
    'https://evil.example',
    '',
  ])('from the origin %s is not from us', (origin) => expect(gate.refuses(knock({ origin }))?.status).toBe(403))
})

describe('a call', () => {
  test('with everything in order', () => {
    expect(gate.refusesCall(knock())).toBeNull()
    expect(gate.refusesCall(knock({ 'content-type': 'application/json; charset=utf-8' }))).toBeNull()
    expect(gate.refusesCall(knock({ 'sec-fetch-site': 'same-origin' }))).toBeNull()
  })
  test.each(['GET', 'HEAD', 'PUT', 'OPTIONS'])('by %s', (method) => {
    expect(gate.refusesCall(knock({}, method))).toEqual({ status: 405, headers: { allow: 'POST' } })
  })
  test.each(['cross-site', 'same-site', 'none'])('from a page that is %s', (site) => {
    expect(gate.refusesCall(knock({ 'sec-fetch-site': site }))?.status).toBe(403)
  })
  test.each([undefined, '', 'x', `${token}x`, token.slice(1), token.toUpperCase()])('with the token %s', (token) => {
    expect(gate.refusesCall(knock({ 'x-fieldbook-token': token }))?.status).toBe(401)
  })
  test.each([
    undefined,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/plain; application/json',
  ])('of the type %s', (type) => expect(gate.refusesCall(knock({ 'content-type': type }))?.status).toBe(415))
  test('of unknown or too great length', () => {
    expect(gate.refusesCall(knock({ 'content-length': undefined }))?.status).toBe(411)
    expect(gate.refusesCall(knock({ 'transfer-encoding': 'chunked' }))?.status).toBe(411)
    expect(gate.refusesCall(knock({ 'content-length': String(maxBodyLength) }))).toBeNull()
    expect(gate.refusesCall(knock({ 'content-length': String(maxBodyLength + 1) }))?.status).toBe(413)
  })
  test('no guess is let in', () => {
    fc.assert(
      fc.property(fc.string(), (guess) => {
        fc.pre(guess !== token)
        expect(gate.refusesCall(knock({ 'x-fieldbook-token': guess }))?.status).toBe(401)
      }),
    )
  })
})

test('each entry has a token of 256 bits of its own, and the ones before stay good', () => {
  const gate = new Gate(host)
  const tokens = Array.from({ length: 20 }, () => gate.letIn())
  expect(new Set(tokens).size).toBe(20)
  for (const token of tokens) {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(gate.refusesCall(knock({ 'x-fieldbook-token': token }))).toBeNull()
  }
  expect(new Gate(host).refusesCall(knock())?.status).toBe(401)
})

test('the longest note that the contract takes comes through, however it is escaped', () => {
  for (const character of ['a', '\u0001', '\ud800', '字', '"'])
    expect(Buffer.byteLength(JSON.stringify(character.repeat(1000)))).toBeLessThanOrEqual(6 * 1000 + 2)
  expect(maxBodyLength).toBeGreaterThan(6 * maxNoteLength)
})
