import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Finder } from '../../../electron/core/search/finder'
import type { Page } from '../../../electron/core/search/page'
import { wordsIn } from '../../../electron/core/services/words'

function page(id: string, title: string, text = '', more: Partial<Page> = {}): Page {
  const group = more.group ?? 'glossary'
  const where = { kind: 'entry', entry: id } as const
  return { key: `${group} ${id}`, group, id, title, passages: [{ text }], where, ...more }
}
function over(...pages: Page[]) {
  const finder = new Finder()
  finder.put(pages)
  const ask = (text: string, limit = 50) => finder.ask({ text, limit })
  return { finder, ask, ids: (text: string) => ask(text).hits.map(({ id }) => id) }
}

const jtfa = page('jtfa', 'Joint Task Force Alpha', 'Prosecutes networks.', { acronym: 'JTFA' })
const hsi = page('hsi', 'Homeland Security Investigations', 'Works with JTFA.', { acronym: 'HSI', initials: 'hsi' })
const peonage = page('peonage', '18 U.S.C. 1581-1597, peonage and slavery', 'Old laws.')
const harboring = page('1324', '8 U.S.C. 1324', 'Bringing in and harboring under § 1324(a).')
const consent = page('consent', 'Consent', 'Agreement that lasts.')

describe('what is found', () => {
  const { ids } = over(jtfa, hsi, peonage, harboring, consent)
  test.each([
    ['an acronym', 'JTFA', ['jtfa', 'hsi']],
    ['its beginning', 'jtf', ['jtfa', 'hsi']],
    ['beginnings of words, in any order', 'sec hom', ['hsi']],
    ['a part of a word', 'vestigat', ['hsi']],
    ['a slip', 'homland securty', ['hsi']],
    ['letters swapped', 'peonaeg', ['peonage']],
    ['a section', '1324(a)', ['1324']],
    ['a section with its title', '8 USC 1324(a)', ['1324']],
    ['a section within a range', '1591', ['peonage']],
    ['dots or none', 'usc', ['1324', 'peonage']],
    ['nothing at all', '… !? ""', []],
    ['no such word', 'zzzzqqq', []],
  ])('%s: %s', (_, asked, expected) => {
    expect(ids(asked).toSorted()).toEqual(expected.toSorted())
  })

  test('in quotes words stand side by side, and one word is no beginning', () => {
    const pages = [page('a', 'A', 'the task force met'), page('b', 'B', 'they force a task'), page('c', 'C', 'forced')]
    const { ids } = over(...pages)
    expect(ids('"task force"')).toEqual(['a'])
    expect(ids('force').toSorted()).toEqual(['a', 'b', 'c'])
    expect(ids('"force"').toSorted()).toEqual(['a', 'b'])
    expect(ids('"task force" met')).toEqual(['a'])
    expect(ids('"task force').toSorted(), 'not closed yet').toEqual(['a', 'b'])
  })

  test('an acronym finds where it stands written out, and the name where only the acronym stands', () => {
    const spelled = page('1', 'On duty', 'Call the Joint Task Force Alpha.', { group: 'notes' })
    const short = page('2', 'Later', 'JTFA again.', { group: 'notes' })
    const { ids } = over(jtfa, spelled, short)
    expect(ids('JTFA').toSorted()).toEqual(['1', '2', 'jtfa'])
    expect(ids('joint task force alpha').toSorted()).toEqual(['1', '2', 'jtfa'])
  })

  test('a tag finds the notes that have it', () => {
    const tagged = page('1', 'One', 'about #debt-bondage', { group: 'notes', tags: ['debt-bondage'] })
    const { ids } = over(tagged, page('2', 'Two', 'debt-bondage', { group: 'notes', tags: [] }))
    expect(ids('#debt')).toEqual(['1'])
    expect(ids('#debt-bondage')).toEqual(['1'])
    expect(ids('debt').toSorted()).toEqual(['1', '2'])
  })
})

describe('order', () => {
  test('what is called just so, then names that begin so, names that have it, mentions', () => {
    const pages = [
      page('mention', 'Agreement', 'consent '.repeat(30)),
      page('within', 'Age of consent'),
      page('begins', 'Consent decree'),
      page('just', 'Consent'),
      page('acronym', 'Something else', '', { acronym: 'Consent' }),
    ]
    for (const order of [pages, pages.toReversed()])
      expect(over(...order).ids('consent')).toEqual(['acronym', 'just', 'begins', 'within', 'mention'])
  })

  test('terms before passages before cards before notes, but a name before any mention', () => {
    const of = (group: Page['group'], title: string, text: string) => page(group, title, text, { group })
    const all = (['notes', 'cards', 'chapters', 'glossary'] as const).map((group) => of(group, 'Other', 'border'))
    expect(over(...all).ids('border')).toEqual(['glossary', 'chapters', 'cards', 'notes'])
    expect(over(of('notes', 'Border', ''), ...all.slice(1)).ids('border')[0]).toBe('notes')
  })

  test('what has the words comes before what has words like them, whatever the group', () => {
    const pages = [
      page('a', 'Strips', 'strips', { group: 'chapters' }),
      page('b', 'Zebra', 'with stripes', { group: 'notes' }),
    ]
    expect(over(...pages).ids('stripes')).toEqual(['b', 'a'])
  })

  test('a hit shows the passage with most of the words, and leads there', () => {
    const where = { kind: 'chapter', chapter: 'a', section: 'b' } as const
    const passages = [
      { id: 'one', text: 'A border.' },
      { id: 'two', text: 'A guide at the border.' },
    ]
    const [hit] = over(page('a#b', 'Passages', '', { group: 'chapters', passages, where })).ask('border guide').hits
    expect(hit).toMatchObject({ context: 'A guide at the border.', where: { paragraph: 'two' } })
    expect(hit?.marks.map(([start, end]) => hit.context.slice(start, end))).toEqual(['guide', 'border'])
  })
})

test('pages change and go', () => {
  const { finder, ids } = over(consent, jtfa)
  finder.put([page('consent', 'Coercion', 'Threats.')])
  expect([ids('consent'), ids('coercion'), ids('threats')]).toEqual([[], ['consent'], ['consent']])
  finder.drop(['glossary consent', 'glossary nobody'])
  expect(ids('coercion')).toEqual([])
  expect(ids('jtfa')).toEqual(['jtfa'])
})

const texts = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('border', 'Résumé', 'U.S.C.', '1324', 'the', '東京', 'ﬁ', '½', 'victim’s', '"', '#tag'))
    .map((words) => words.join(' ')),
)
const pages = fc
  .array(fc.record({ title: texts, text: texts, acronym: texts }), { maxLength: 12 })
  .map((all) => all.map(({ title, text, acronym }, n) => page(`${n}`, title, text, acronym ? { acronym } : {})))

describe('for any texts', () => {
  test('each page is found by each of its words, alone and in quotes', () => {
    fc.assert(
      fc.property(pages, (all) => {
        const { ids } = over(...all)
        for (const { id, title, passages } of all)
          for (const { start, end } of wordsIn(title)) {
            const word = title.slice(start, end)
            expect(ids(word)).toContain(id)
            expect(ids(`"${word}"`)).toContain(id)
            expect(passages).toHaveLength(1)
          }
        for (const { id, passages } of all)
          for (const { start, end } of wordsIn(passages[0]?.text ?? ''))
            expect(ids(passages[0]?.text.slice(start, end) ?? '')).toContain(id)
      }),
    )
  })

  test('any question is answered, within the limit, each page once, with marks inside the words shown', () => {
    fc.assert(
      fc.property(pages, texts, fc.integer({ min: 1, max: 50 }), (all, text, limit) => {
        const { hits, found } = over(...all).ask(text, limit)
        expect(hits.length).toBeLessThanOrEqual(Math.min(limit, found, all.length))
        expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length)
        for (const { context, marks, title, titleMarks } of hits) {
          for (const [start, end] of marks) expect(0 <= start && start < end && end <= context.length).toBe(true)
          for (const [start, end] of titleMarks) expect(0 <= start && start < end && end <= title.length).toBe(true)
        }
      }),
    )
  })

  test('after any changes it answers as one that was made anew', () => {
    const change = fc.record({ n: fc.integer({ min: 0, max: 5 }), title: fc.option(texts), text: texts })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), texts, (changes, asked) => {
        const changed = new Finder()
        const now = new Map<string, Page>()
        for (const { n, title, text } of changes) {
          const next = page(`${n}`, title ?? '', text)
          if (title === null) changed.drop([next.key])
          else changed.put([next])
          if (title === null) now.delete(next.key)
          else now.set(next.key, next)
        }
        const sorted = (finder: Finder) =>
          finder.ask({ text: asked, limit: 50 }).hits.toSorted((one, other) => (one.id < other.id ? -1 : 1))
        const fresh = new Finder()
        fresh.put([...now.values()])
        expect(sorted(changed)).toEqual(sorted(fresh))
      }),
    )
  })

  test('ten thousand characters of anything', () => {
    const { ask } = over(jtfa, hsi, peonage, harboring, consent)
    for (const text of [
      'a'.repeat(10_000),
      '(.*)+[\\'.repeat(1666),
      '"'.repeat(10_000),
      '#a '.repeat(3333),
      '\ud83d'.repeat(10_000),
      'task '.repeat(2000),
    ])
      expect(() => ask(text)).not.toThrow()
  })
})
