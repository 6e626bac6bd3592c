import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Asked, askedIn, mapPath, usual } from '../../../renderer/features/map/address'
import { allGroups } from '../../../renderer/features/map/graph'

const searchOf = (path: string) => path.replace(/^[^?]*\??/, '')

test('an address says what it shows, and only what is unusual', () => {
  expect(mapPath({})).toBe('/glossary/map')
  expect(mapPath({ focus: 'dhs', steps: 2, groups: ['bodies', 'laws'], response: 'smuggling', at: 'ice' })).toBe(
    '/glossary/map?focus=dhs&steps=2&kind=bodies,laws&response=smuggling&at=ice',
  )
  expect(mapPath({ groups: [], camera: { x: 10.123, y: 20, scale: 1.5 } })).toBe(
    '/glossary/map?kind=none&view=10.12,20,1.5',
  )
})

test('what is written is read again', () => {
  const asked: fc.Arbitrary<Asked> = fc.record({
    focus: fc.option(fc.string({ minLength: 1 })),
    steps: fc.constantFrom(1, 2),
    groups: fc.option(fc.subarray(allGroups)),
    response: fc.constantFrom('', 'smuggling', 'trafficking'),
    as: fc.constantFrom(null, 'picture', 'list'),
    at: fc.option(fc.string({ minLength: 1 })),
    camera: fc.option(fc.record({ x: fc.integer(), y: fc.integer(), scale: fc.constantFrom(0.5, 1, 2.25) })),
  })
  fc.assert(
    fc.property(asked, (asked) => {
      expect(askedIn(searchOf(mapPath(asked)))).toEqual(asked)
    }),
  )
})

test('what can’t be read counts as not said', () => {
  expect(askedIn('focus=&steps=7&kind=x&response=both&as=song&at=&view=1,b,3')).toEqual({ ...usual, groups: [] })
  expect(askedIn('view=1,2,-3').camera).toBeNull()
  expect(askedIn('view=1,2').camera).toBeNull()
  fc.assert(
    fc.property(fc.string(), (any) => {
      askedIn(any)
    }),
  )
})
