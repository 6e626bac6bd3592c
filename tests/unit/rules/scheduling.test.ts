/** V1-V8: vectors of py-fsrs, fsrs-rs and ts-fsrs, as collected in the project's research (anchors-study §4.4). */
import { describe, expect, test } from 'vitest'
import { type Memory, type Rating, ratings } from '../../../shared/model/study'
import { preview, retrievability, type SchedulingSettings, schedule } from '../../../shared/rules/scheduling'
import { addDays, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { eastern, utc } from '../../support/zones'

const minute = 60_000
const dayLength = 86_400_000
const letters: Record<string, Rating> = { A: 'again', H: 'hard', G: 'good', E: 'easy' }
const parse = (text: string): Rating[] => [...text].map((letter) => letters[letter] as Rating)
const defaults: SchedulingSettings = { retention: 0.9 }
const longTerm: SchedulingSettings = { retention: 0.9, learningSteps: [], relearningSteps: [] }

/** Rates each time the card comes due. */
function atEachDue(text: string, settings = defaults, zone: Zone = utc): Memory[] {
  const calendar = studyCalendar(240, zone)
  const memories: Memory[] = []
  let memory: Memory | null = null
  for (const rating of parse(text)) {
    memory = schedule(memory, rating, memory?.due ?? Date.parse('2026-03-02T15:00:00Z'), settings, calendar)
    memories.push(memory)
  }
  return memories
}
function last(memories: Memory[]): Memory {
  const memory = memories.at(-1)
  if (!memory) throw new Error('no reviews')
  return memory
}
const days = (memories: Memory[]) => memories.map((memory) => memory.scheduledDays)

describe('published vectors', () => {
  test.each([
    ['UTC', utc],
    ['US Eastern, across both clock changes', eastern],
  ])('V1: thirteen reviews, each at its due time (%s)', (_name, zone) => {
    const memories = atEachDue('GGGGGGAAGGGGG', defaults, zone)
    expect(days(memories)).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21])
    const stability = [
      2.3065, 2.3065, 10.97104786, 46.31685657, 162.99981459, 497.87655983, 6.8904125, 2.15459837, 2.15459837,
      3.98312343, 7.23625465, 12.48304383, 20.77035737,
    ]
    const difficulty = [
      2.11810397, 2.11121424, 2.1043314, 2.09745544, 2.09058635, 2.08372413, 7.38320232, 9.12510476, 9.11120802,
      9.09732518, 9.08345622, 9.06960113, 9.0557599,
    ]
    memories.forEach((memory, index) => {
      expect(memory.stability).toBeCloseTo(stability[index] as number, 7)
      expect(memory.difficulty).toBeCloseTo(difficulty[index] as number, 7)
    })
    expect(last(memories)).toMatchObject({ lapses: 1, repetitions: 13, phase: 'review', step: 0 })
  })

  test.each([
    ['with steps', defaults, 53.62691],
    ['without', longTerm, 53.335106],
  ])('V2: six reviews on given days (%s)', (_name, settings, stability) => {
    const calendar = studyCalendar(240, utc)
    const start = Date.parse('2026-03-02T15:00:00Z')
    let memory: Memory | null = null
    parse('AGGGGG').forEach((rating, index) => {
      const day = [0, 0, 1, 3, 8, 21].slice(0, index + 1).reduce((sum, gap) => sum + gap, 0)
      memory = schedule(memory, rating, start + day * dayLength, settings, calendar)
    })
    expect((memory as Memory | null)?.stability).toBeCloseTo(stability, 4)
    if (settings === defaults) expect((memory as Memory | null)?.difficulty).toBeCloseTo(6.3574867, 4)
  })

  test('V3: the first review', () => {
    const first = ratings.map((rating) => schedule(null, rating, 0, defaults, studyCalendar(0, utc)))
    expect(first.map((memory) => memory.stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956])
    expect(first.map((memory) => memory.difficulty)).toEqual([6.4133, 5.11217071, 2.11810397, 1])
    expect(days(first)).toEqual([0, 0, 0, 8])
    expect(first.map((memory) => memory.phase)).toEqual(['learning', 'learning', 'learning', 'review'])
    expect(first.slice(0, 3).map((memory) => memory.due)).toEqual([1 * minute, 6 * minute, 10 * minute])
    const easy = last(first)
    expect(retrievability(easy, easy.lastReview + 8 * dayLength)).toBeCloseTo(0.9024733, 7)
  })

  test('V4: the forgetting curve', () => {
    const curve = (time: number, stability: number) => retrievability({ lastReview: 0, stability }, time * dayLength)
    expect([0, 1, 2, 3].map((time) => curve(time, 1))).toEqual([
      1,
      expect.closeTo(0.9, 7),
      expect.closeTo(0.84588465, 7),
      expect.closeTo(0.8093881, 7),
    ])
    const points = [
      [1, 2, 0.9403443],
      [2, 3, 0.9253786],
      [3, 4, 0.9185229],
      [4, 4, 0.9],
      [5, 2, 0.8261359],
    ] as const
    for (const [time, stability, chance] of points) expect(curve(time, stability)).toBeCloseTo(chance, 6)
  })

  test('V8: whole days only', () => {
    expect(days(atEachDue('GGGGGGAAGGGGG', longTerm))).toEqual([3, 14, 57, 196, 586, 1559, 10, 1, 3, 5, 9, 15, 25])
    expect(days(atEachDue('AHGEAHGE', longTerm))).toEqual([1, 2, 4, 15, 2, 3, 5, 12])
  })
})

describe('study days instead of UTC days', () => {
  test('two reviews of one evening are the same day, on whichever side of UTC midnight they fall', () => {
    const calendar = studyCalendar(240, eastern)
    const first = schedule(null, 'good', Date.parse('2026-06-10T23:50:00Z'), defaults, calendar)
    const before = schedule(first, 'good', Date.parse('2026-06-10T23:58:00Z'), defaults, calendar)
    const after = schedule(first, 'good', Date.parse('2026-06-11T00:02:00Z'), defaults, calendar)
    expect(after.stability).toBe(before.stability)
    expect(after.stability).toBe(2.3065)
    expect(after.scheduledDays).toBe(2)
    expect(after.due).toBe(before.due)
    expect(new Date(after.due).toISOString()).toBe('2026-06-12T08:00:00.000Z')
  })

  test('due dates land at the start of a study day, also over a clock change', () => {
    const calendar = studyCalendar(240, eastern)
    for (const text of ['2026-03-07T20:00:00Z', '2026-10-31T20:00:00Z']) {
      const at = Date.parse(text)
      const memory = schedule(null, 'easy', at, defaults, calendar)
      expect(memory.due).toBe(calendar.start(addDays(calendar.day(at), 8)))
      expect(new Date(memory.due + eastern(memory.due) * minute).getUTCHours()).toBe(4)
    }
  })

  test('a clock that was set back counts as no time', () => {
    const calendar = studyCalendar(0, utc)
    const memory = schedule(null, 'easy', 10 * dayLength, defaults, calendar)
    const again = schedule(memory, 'good', 5 * dayLength, defaults, calendar)
    expect(again.stability).toBe(schedule(memory, 'good', 10 * dayLength, defaults, calendar).stability)
    expect(retrievability(memory, 5 * dayLength)).toBe(1)
  })

  test('chance of recall falls within a day', () => {
    expect(retrievability({ lastReview: 0, stability: 1 }, dayLength / 2)).toBeLessThan(1)
  })
})

test('a preview says what a rating would do, and wanted retention changes it', () => {
  const calendar = studyCalendar(240, utc)
  const at = Date.parse('2026-03-02T22:00:00Z')
  expect(preview(null, at, defaults, calendar)).toEqual({
    again: minute,
    hard: 6 * minute,
    good: 10 * minute,
    easy: 8 * dayLength,
  })
  expect(preview(null, at, { retention: 0.8 }, calendar).easy).toBeGreaterThan(8 * dayLength)
})
