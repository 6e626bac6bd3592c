import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startingTexts } from '../../../electron/core/packs/drafts'
import { checkExtension } from '../../../electron/core/packs/installed'
import {
  addCard,
  addChapter,
  addEntry,
  addFact,
  addOverlay,
  addSource,
  factsIn,
  marked,
  sourcesIn,
  type Texts,
  withText,
} from '../../../renderer/features/packs/making/texts'
import { smallPack } from '../../support/small-pack'

const now = Date.parse('2026-11-22T12:00:00Z')
const began = startingTexts('our-county', 'Our county', smallPack.id, '2026-11-22')
const check = async (texts: Texts) => (await checkExtension(texts, smallPack, now)).errors

/** All that the forms can add, with these words. */
function made(words: string): Texts {
  const source = addSource(began, { title: words, publisher: words, date: '2026-01' })
  const { texts, id: fact } = addFact(source.texts, { source: source.id, section: words })
  const place = { chapter: 'the-distinction', section: 'consent' }
  let all = addOverlay(texts, { title: words, text: words, on: place, fact })
  all = addOverlay(all, { title: words, text: words, on: { entry: 'jtfa' }, fact })
  all = addCard(all, { front: words, back: words, why: words, ...place, objective: 'name-the-factors', fact })
  all = addEntry(all, { name: words, kind: 'unit', response: 'both', summary: words, day: '2026-11-22', fact })
  return addChapter(all, { title: words, text: words, fact })
}

test('what the forms write is a pack without a fault', async () => {
  expect(await check(began)).toEqual([])
  const texts = made('Call the county desk')
  expect(await check(texts)).toEqual([])
  expect(factsIn(texts)).toEqual([{ id: 'T-001', source: 'call-the-county-desk', section: 'Call the county desk' }])
  expect(sourcesIn(texts)).toEqual([{ id: 'call-the-county-desk', title: 'Call the county desk' }])
})

test('whatever is typed, quotes and marks of YAML among it, breaks no file', async () => {
  const words = fc
    .stringMatching(/^[A-Z][A-Za-z0-9 "':#,.!?éß“”-]{1,60}$/)
    .filter((text) => /[a-z0-9]/i.test(text) && !/\s{2}/.test(text))
  await fc.assert(
    fc.asyncProperty(words, async (text) => {
      const errors = await check(made(text))
      const broken = errors.filter(({ message }) => !/sentence|statement|braces|point/i.test(message))
      expect(broken).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('each sentence gets its mark', () => {
  expect(marked('Call first. Then write it down', 'T-001')).toBe('Call first. {T-001} Then write it down. {T-001}')
  expect(marked('At 8 U.S.C. 1324 it stands.\n\nNo more!', 'T-2')).toContain('No more! {T-2}')
})

test('a second of the same name gets another id, and files keep their order', () => {
  const twice = addSource(addSource(began, { title: 'Code', publisher: 'x', date: '2026' }).texts, {
    title: 'Code',
    publisher: 'x',
    date: '2026',
  })
  expect(twice.id).toBe('code-2')
  expect(withText(began, 'overlays/a.md', 'x').map(({ path }) => path)).toEqual([
    'pack.yaml',
    'sources.yaml',
    'facts.yaml',
    'overlays/a.md',
  ])
})
