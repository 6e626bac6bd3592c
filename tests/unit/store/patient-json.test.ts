import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patientJson } from '../../../electron/core/store/patient-json'

const ofMany = (n: number) =>
  Object.fromEntries(
    Array.from({ length: n }, (_, i) => [`card-${i}`, { memory: { due: i, step: null }, on: [`${i}`] }]),
  )

test('the same bytes as JSON.stringify, whatever it holds', async () => {
  const value = fc.object({ maxDepth: 5, maxKeys: 6 })
  const json = fc.jsonValue({ maxDepth: 5 })
  await fc.assert(
    fc.asyncProperty(json, value, fc.array(json, { maxLength: 200 }), async (one, other, list) => {
      const all = { one, other: JSON.parse(JSON.stringify(other)), list, none: undefined, deep: { list: { list } } }
      expect((await patientJson(all)).toString()).toBe(JSON.stringify(all))
    }),
    { numRuns: 200 },
  )
})

test('the same with much in it, at every depth that a state has', async () => {
  const shelf = { status: 'open', cards: Object.values(ofMany(500)), days: {} }
  const step = { kind: 'card-marks', data: { cards: Object.values(ofMany(300)) } }
  const state = {
    through: 3,
    segments: [{ name: '000001.log', told: undefined }],
    state: { cards: ofMany(2000), imports: { one: shelf }, done: [step], requests: [undefined, 'ä\n"', null] },
  }
  expect((await patientJson(state)).toString()).toBe(JSON.stringify(state))
  const hostile = JSON.parse('{"__proto__": {"a": 1}, "constructor": [2], "7": 3, "1": 4}')
  expect((await patientJson(hostile)).toString()).toBe(JSON.stringify(hostile))
})

test('others have their turn while it is made', async () => {
  let turns = 0
  let isDone = false
  const turn = () => {
    turns++
    if (!isDone) setImmediate(turn)
  }
  setImmediate(turn)
  await patientJson({ cards: ofMany(100_000) })
  isDone = true
  expect(turns).toBeGreaterThan(3)
})
