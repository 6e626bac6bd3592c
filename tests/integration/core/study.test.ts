import { describe, expect, test } from 'vitest'
import { codeOf, openCore } from '../../support/core'

const all = { kind: 'all' } as const
const minute = 60_000
const day = 86_400_000

describe('overview', () => {
  test('says what a new person can do', async () => {
    const { call } = await openCore()
    const overview = await call.study.overview()
    expect(overview.today).toEqual({ learning: 0, due: 0, new: 8 })
    expect(overview.minutes).toBe(2) // 8 new cards, two showings each, 8 s a showing
    expect(overview.reviewedToday).toBe(0)
    expect(overview.nextDue).toBeNull()
    expect(overview.chapters.map(({ chapter, total, seen, counts }) => [chapter, total, seen, counts.new])).toEqual([
      ['the-distinction', 5, 0, 5],
      ['response-to-smuggling', 3, 0, 3],
    ])
    expect(overview.objectives.map(({ objective, chapter, total }) => [objective.id, chapter, total])).toEqual([
      ['name-the-factors', 'the-distinction', 5],
      ['apply-the-factors', 'the-distinction', 1],
      ['name-the-bodies', 'response-to-smuggling', 3],
    ])
  })

  test('learns the pace, counts the day and says when the next card comes', async () => {
    const { call, rateNext, time } = await openCore()
    await call.settings.changeStudy({ newPerDay: 7 })
    for (let count = 0; count < 7; count += 1) await rateNext('easy')
    let overview = await call.study.overview()
    expect(overview).toMatchObject({ today: { learning: 0, due: 0, new: 0 }, minutes: 0, reviewedToday: 7 })
    expect(overview.nextDue).toBe(Date.parse('2026-06-09T08:00:00Z')) // the eighth card, at the next day start
    time.now += day
    await rateNext('good')
    overview = await call.study.overview()
    expect(overview.today).toEqual({ learning: 1, due: 0, new: 0 })
    expect(overview.reviewedToday).toBe(1)
  })
})

describe('next', () => {
  test('gives the card with everything it needs', async () => {
    const { call } = await openCore()
    await call.settings.changeStudy({ fuzz: false })
    const scope = { kind: 'objective', objective: 'name-the-bodies' } as const
    const asked = await call.study.next({ scope })
    const { next, counts, nextDue, day: today } = asked
    expect(today).toBe('2026-06-08')
    expect(next).toMatchObject({
      card: { id: 'jtfa-start' },
      chapterTitle: 'The response to smuggling',
      sectionTitle: 'Task forces',
      record: null,
      intervals: { again: minute, hard: 6 * minute, good: 10 * minute, easy: 8 * day },
    })
    expect(Object.keys(next?.facts ?? {}).sort()).toEqual(['S1-030', 'S1-063'])
    expect(Object.keys(next?.sources ?? {})).toEqual(['crs-if12539'])
    expect(counts).toEqual({ learning: 0, due: 0, new: 3 })
    expect(nextDue).toBeNull()
    expect(await call.study.next({ scope })).toEqual(asked)
  })

  test('never shows look-alikes one after the other while anything else is left', async () => {
    const { rateNext } = await openCore()
    const shown: string[] = []
    for (let count = 0; count < 8; count += 1) shown.push(await rateNext('easy'))
    const pairOf = (id: string) => /^(consent|border)-/.exec(id)?.[1]
    shown.forEach((id, index) => {
      if (index > 0 && pairOf(id)) expect(pairOf(id)).not.toBe(pairOf(shown[index - 1] ?? ''))
    })
    expect(new Set(shown).size).toBe(8)
  })

  test('waits for a learning step, and shows it early when nothing else is left', async () => {
    const { call, rateNext, time } = await openCore()
    const scope = { kind: 'objective', objective: 'apply-the-factors' } as const
    await rateNext('good', scope)
    const early = await call.study.next({ scope })
    expect(early.next?.card.id).toBe('border-smuggling')
    expect(early.counts).toEqual({ learning: 1, due: 0, new: 0 })
    expect(early.nextDue).toBe(time.now + 10 * minute)
    await rateNext('good', scope)
    expect((await call.study.next({ scope })).next).toBeNull()
  })

  test('says what would come after a rating that is not saved yet, and records nothing by it', async () => {
    const { call, rateNext, history, time } = await openCore()
    await call.settings.changeStudy({ newPerDay: 3, reviewsPerDay: 2 })
    const ratings = ['good', 'again', 'easy', 'hard', 'good', 'good', 'again', 'easy', 'good', 'hard'] as const
    for (const [round, rating] of ratings.entries()) {
      const { next } = await call.study.next({ scope: all })
      if (!next) break
      const before = await history()
      const supposed = await call.study.next({ scope: all, supposing: { card: next.card.id, rating } })
      expect(await history()).toBe(before)
      await rateNext(rating)
      const after = await call.study.next({ scope: all })
      expect(supposed.counts).toEqual(after.counts)
      expect(supposed.nextDue).toBe(after.nextDue)
      expect(supposed.next?.card.id).toBe(after.next?.card.id)
      time.now += round === 5 ? 3 * day : minute
    }
    await expect(
      codeOf(call.study.next({ scope: all, supposing: { card: 'no-such-card', rating: 'good' } })),
    ).resolves.toBe('NOT_FOUND')
  })

  test('asks for scopes that are there', async () => {
    const { call } = await openCore()
    expect(await codeOf(call.study.next({ scope: { kind: 'chapter', chapter: 'gone' } }))).toBe('NOT_FOUND')
    expect(await codeOf(call.study.next({ scope: { kind: 'objective', objective: 'gone' } }))).toBe('NOT_FOUND')
  })
})

describe('review', () => {
  const review = { request: 'r-1', scope: all, card: 'mixed-up', standsOn: null, rating: 'good', spent: 4000 } as const

  test('is recorded once however often it is sent, also at the same time and after a restart', async () => {
    const test = await openCore()
    await Promise.all([test.call.study.review(review), test.call.study.review(review)])
    const after = await test.history()
    await test.call.study.review(review)
    await test.reopen()
    const answer = await test.call.study.review(review)
    expect(await test.history()).toBe(after)
    expect(answer.counts).toEqual({ learning: 1, due: 0, new: 7 })
    expect((await test.call.study.overview()).reviewedToday).toBe(1)
  })

  test('is refused when the card moved on since it was shown, and then writes nothing', async () => {
    const { call, history } = await openCore()
    await call.study.review(review)
    const before = await history()
    expect(await codeOf(call.study.review({ ...review, request: 'r-2' }))).toBe('CONFLICT')
    expect(await codeOf(call.study.review({ ...review, request: 'r-3', standsOn: 'nobody:1' }))).toBe('CONFLICT')
    expect(await codeOf(call.study.review({ ...review, request: 'r-4', card: 'gone' }))).toBe('NOT_FOUND')
    expect(await history()).toBe(before)
  })

  test('two different ones at once on the same card: the second is refused', async () => {
    const { call } = await openCore()
    const codes = await Promise.all([
      codeOf(call.study.review(review)),
      codeOf(call.study.review({ ...review, request: 'r-2' })),
    ])
    expect(codes).toEqual([null, 'CONFLICT'])
  })

  test('survives a restart to the last digit', async () => {
    const test = await openCore()
    await test.call.study.review(review)
    test.time.now += 10 * minute
    const scope = { kind: 'chapter', chapter: 'the-distinction' } as const
    const before = await test.call.study.next({ scope })
    expect(before.next?.card.id).toBe('mixed-up')
    await test.reopen()
    expect(await test.call.study.next({ scope })).toEqual(before)
  })

  test('belongs to the study day, which turns at four in the morning where the learner is', async () => {
    const { call, time, rateNext } = await openCore({ now: Date.parse('2026-06-10T03:30:00Z') })
    await rateNext('easy') // 23:30 in New York on the 9th
    time.now = Date.parse('2026-06-10T07:59:00Z') // 03:59: still the 9th
    await rateNext('easy')
    expect((await call.study.overview()).reviewedToday).toBe(2)
    time.now = Date.parse('2026-06-10T08:00:00Z')
    expect((await call.study.overview()).reviewedToday).toBe(0)
    const { days } = await call.progress.summary()
    expect(days.slice(-2).map(({ day, reviews }) => [day, reviews])).toEqual([
      ['2026-06-09', 2],
      ['2026-06-10', 0],
    ])
  })

  test('an evening across UTC midnight is one day', async () => {
    const { call, time, rateNext } = await openCore({ now: Date.parse('2026-06-10T23:50:00Z') })
    const scope = { kind: 'objective', objective: 'apply-the-factors' } as const
    await rateNext('good', scope)
    time.now = Date.parse('2026-06-11T00:02:00Z')
    await rateNext('good', scope)
    const { forecast } = await call.progress.summary()
    expect(forecast.find(({ due }) => due > 0)?.day).toBe('2026-06-12')
  })
})

test('the daily limit of new cards holds over scopes and opens again the next day', async () => {
  const { call, rateNext, time } = await openCore()
  await call.settings.changeStudy({ newPerDay: 2 })
  await rateNext('easy', { kind: 'chapter', chapter: 'response-to-smuggling' })
  await rateNext('easy')
  expect((await call.study.next({ scope: all })).next).toBeNull()
  time.now += day
  expect((await call.study.next({ scope: all })).counts.new).toBe(2)
})

test('progress shows what was done and what is to come', async () => {
  const { call, rateNext, time } = await openCore()
  await call.settings.changeStudy({ fuzz: false })
  await call.reading.markSection({ chapter: 'the-distinction', section: 'consent', read: true, automatic: false })
  for (let count = 0; count < 8; count += 1) await rateNext('easy')
  time.now += 9 * day
  for (let count = 0; count < 4; count += 1) await rateNext(count === 0 ? 'again' : 'good')
  const progress = await call.progress.summary()
  expect(progress.chapters.map(({ chapter, sections, read }) => [chapter, sections, read])).toEqual([
    ['the-distinction', 3, 1],
    ['response-to-smuggling', 2, 0],
  ])
  expect(progress.cards).toEqual({ total: 8, new: 0, learning: 1, review: 7, lapses: 1 })
  expect(progress.days).toHaveLength(365)
  expect(progress.retention.wanted).toBe(0.9)
  expect(progress.retention.spans[0]).toMatchObject({ days: 7, reviews: 4, recalled: 3 })
  expect(progress.forecast).toHaveLength(90)
  expect(progress.forecast[0]).toEqual({ day: '2026-06-17', due: 5 })
  const consent = progress.factors.find(({ factor }) => factor === 'consent')
  expect(consent).toMatchObject({ total: 2, seen: 2 })
  expect(consent?.recalledShare).toBeGreaterThan(0.8)
  expect(progress.factors.find(({ factor }) => factor === 'profit')).toMatchObject({ total: 0, recalledShare: null })
})
