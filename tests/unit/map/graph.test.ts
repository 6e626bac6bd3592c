import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allGroups, type Choice, shown, startingPoint, usualGroups } from '../../../renderer/features/map/graph'
import { anyView, entry, everything, view } from './pack'

const dhs = entry('dhs', { name: 'Department of Homeland Security' })
const doj = entry('doj', { name: 'Department of Justice' })
const ice = entry('ice', { name: 'Immigration and Customs Enforcement', response: 'trafficking' })
const unit = entry('hsu', { name: 'Human Smuggling Unit', kind: 'unit', response: 'smuggling' })
const law = entry('law', { name: '8 U.S.C. 1324', kind: 'statute', response: 'smuggling' })
const word = entry('word', { name: 'Smuggling', kind: 'term', response: 'smuggling' })
const small = view(
  [dhs, doj, ice, unit, law, word],
  ['ice', 'parent', 'dhs'],
  ['hsu', 'parent', 'ice'],
  ['dhs', 'works-with', 'doj'],
  ['hsu', 'based-on', 'law'],
  ['word', 'based-on', 'law'],
  ['ice', 'works-with', 'dhs'],
)
const around = (focus: string | null, patch: Partial<Choice> = {}) => {
  const { entries, connections, leftOut } = shown(small, { ...everything, focus, ...patch })
  return { ids: entries.map(({ id }) => id).sort(), keys: connections.map(({ key }) => key).sort(), leftOut }
}

describe('around one entry', () => {
  test('are those one or two relations away, in either direction', () => {
    expect(around('ice').ids).toEqual(['dhs', 'hsu', 'ice'])
    expect(around('ice', { steps: 2 }).ids).toEqual(['dhs', 'doj', 'hsu', 'ice', 'law'])
    expect(around('law').ids).toEqual(['hsu', 'law', 'word'])
  })

  test('nobody is reached through what a filter leaves out, and what is left out next to it is counted', () => {
    const bodies: Partial<Choice> = { groups: ['bodies'], steps: 2 }
    expect(around('hsu', bodies)).toMatchObject({ ids: ['dhs', 'hsu', 'ice'], leftOut: 1 })
    expect(around('ice', { response: 'smuggling', steps: 2 })).toMatchObject({
      // Of both responses is of smuggling too; the entry in the middle stays whatever it is.
      ids: ['dhs', 'doj', 'hsu', 'ice', 'law'],
      leftOut: 0,
    })
    expect(around('dhs', { response: 'smuggling' })).toMatchObject({ ids: ['dhs', 'doj'], leftOut: 1 })
  })

  test('two relations between the same two are one connection', () => {
    expect(around('dhs').keys).toEqual(['dhs doj', 'dhs ice'])
    const { connections } = shown(small, { ...everything, focus: 'dhs' })
    expect(connections.find(({ key }) => key === 'dhs ice')?.relations.map(({ type }) => type)).toEqual([
      'parent',
      'works-with',
    ])
  })

  test('an entry that isn’t there is no focus', () => {
    expect(shown(small, { ...everything, focus: 'gone' }).focus).toBeNull()
  })
})

test('all at once are all that pass, connected or not', () => {
  expect(around(null).ids).toEqual(['dhs', 'doj', 'hsu', 'ice', 'law', 'word'])
  expect(around(null, { groups: ['laws', 'words'] })).toEqual({ ids: ['law', 'word'], keys: ['law word'], leftOut: 0 })
  expect(around(null, { groups: [] }).ids).toEqual([])
})

test('one begins at the body with the most connections, of equals the first by name', () => {
  expect(startingPoint(small)).toBe('dhs')
  expect(startingPoint({ ...small, relations: small.relations.slice(1) })).toBe('dhs')
  expect(startingPoint({ ...small, relations: small.relations.slice(0, 2) })).toBe('ice')
  expect(startingPoint(view([doj, dhs]))).toBe('dhs')
  expect(startingPoint(view([word]))).toBe('word')
  expect(startingPoint(view([]))).toBeUndefined()
})

test('bodies and programs are usual, but around a law or a word everything', () => {
  expect(usualGroups(undefined)).toEqual(['bodies', 'programs'])
  expect(usualGroups(ice)).toEqual(['bodies', 'programs'])
  expect(usualGroups(law)).toEqual(allGroups)
})

test('of any glossary: both ends of a connection are shown, and every entry is as near as it says', () => {
  fc.assert(
    fc.property(anyView, fc.constantFrom(1 as const, 2 as const), (any, steps) => {
      const { entries, connections, distance } = shown(any, { ...everything, focus: 'e0', steps })
      const ids = new Set(entries.map(({ id }) => id))
      expect(connections.every(({ one, other }) => ids.has(one) && ids.has(other))).toBe(true)
      for (const { id } of entries) {
        const far = distance.get(id)
        expect(far).toBeLessThanOrEqual(steps)
        const before = connections.some(
          ({ one, other }) => (one === id || other === id) && distance.get(one === id ? other : one) === (far ?? 0) - 1,
        )
        expect(before).toBe(id !== 'e0')
      }
    }),
  )
})
