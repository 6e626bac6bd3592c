/** What Today shows, from the core as it stands after this and that. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { latelyWords } from '../../../renderer/features/today/lately-words'
import { firstToRead, placeToRead } from '../../../renderer/features/today/place-to-read'
import { openCore, type TestCore } from '../../support/core'

const day = 86_400_000

async function shown({ call }: TestCore) {
  const [library, reading, study, status, lately] = [
    await call.library.overview(),
    await call.reading.state(),
    await call.study.overview(),
    await call.app.status(),
    await call.progress.lately(),
  ]
  return { library, reading, study, status, lately, place: placeToRead(library, reading) }
}
const read = (test: TestCore, chapter: string, section: string) =>
  test.call.reading.markSection({ chapter, section, read: true, automatic: false })

test('the first run: nothing was saved, chapter 1 is offered', async () => {
  const { library, status, lately } = await shown(await openCore())
  expect(status.savedAt).toBeNull()
  expect(firstToRead(library)).toBe(library.chapters.find(({ status }) => status === 'complete'))
  expect(latelyWords(lately)).toBe('')
})

test('in the middle of a chapter: the chapter goes on at the line, under the number of its section', async () => {
  const test = await openCore()
  const { library } = await shown(test)
  const chapter = firstToRead(library)
  const titled = chapter?.sections.filter(({ id }) => id !== 'opening') ?? []
  const section = titled[1]
  if (!chapter || !section) throw new Error('the small pack has too little')
  await test.call.reading.setPosition({ chapter: chapter.id, section: section.id, block: 'any' })
  const { place } = await shown(test)
  expect(place).toEqual({ chapter, section: { id: section.id, title: section.title, number: 2 }, begun: true })
  await test.call.reading.setPosition({ chapter: chapter.id, section: 'opening', block: 'any' })
  expect((await shown(test)).place).toEqual({ chapter, section: null, begun: true })
})

test('a chapter that is read gives way to the next; all read leaves none', async () => {
  const test = await openCore()
  const { library } = await shown(test)
  const chapters = library.chapters.filter(({ status }) => status === 'complete')
  for (const chapter of chapters) {
    const { place } = await shown(test)
    expect(place?.chapter.id).toBe(chapter.id)
    expect(place?.begun).toBe(false)
    for (const { id } of chapter.sections) await read(test, chapter.id, id)
  }
  expect((await shown(test)).place).toBeNull()
})

test('done for today: nothing waits, and the next card has its time', async () => {
  const test = await openCore()
  for (let { study } = await shown(test); study.today.new + study.today.due > 0; { study } = await shown(test))
    await test.rateNext('easy')
  const { study } = await shown(test)
  expect(study.today).toEqual({ learning: 0, due: 0, new: 0 })
  expect(study.reviewedToday).toBeGreaterThan(0)
  expect(study.nextDue).toBeGreaterThan(test.time.now)
})

test('what was learned lately: counted over seven study days, and no longer', async () => {
  const test = await openCore()
  const { call, time } = test
  const { library } = await shown(test)
  const chapter = firstToRead(library)
  const section = chapter?.sections.find(({ id }) => id !== 'opening')
  if (!chapter || !section) throw new Error('the small pack has too little')
  await test.rateNext('good')
  await test.rateNext('easy')
  await read(test, chapter.id, 'opening')
  await read(test, chapter.id, section.id)
  const note = randomUUID()
  await call.notes.save({ note, base: 0, target: { kind: 'none' }, text: 'Consent' })
  time.now += day
  await call.notes.save({ note: randomUUID(), base: 0, target: { kind: 'none' }, text: 'Removed' })
  await call.history.undo()
  const { lately } = await shown(test)
  expect(latelyWords(lately)).toBe(
    '2 reviews on 1 day, 2 cards met for the first time, 1 section read, 1 note written or changed.',
  )
  expect(lately.sections).toEqual([
    { chapter: chapter.id, number: chapter.number, section: section.id, title: section.title, at: time.now - day },
  ])
  expect(lately.notes).toEqual([{ note, title: 'Consent', at: time.now - day }])
  time.now += 5 * day
  expect((await shown(test)).lately.reviews).toBe(2)
  time.now += day
  expect(latelyWords((await shown(test)).lately)).toBe('')
})
