import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findEntries, fold, letterOf, searchable } from '../../renderer/features/glossary/match'
import type { EntrySummary } from '../../shared/model/views'

function entry(name: string, patch: Partial<EntrySummary> = {}): EntrySummary {
  const id = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return { id, kind: 'agency', name, aliases: [], response: 'both', summaryText: '', ...patch }
}
const ids = (entries: EntrySummary[], typed: string) =>
  findEntries(searchable(entries), typed).map(({ entry: { id } }) => id)

const hsi = entry('Homeland Security Investigations', { id: 'hsi', acronym: 'HSI', aliases: ['ICE/HSI'] })
const ice = entry('U.S. Immigration and Customs Enforcement', { id: 'ice', acronym: 'ICE' })
const statute = entry('8 U.S.C. 1324, bringing in and harboring certain aliens', {
  id: '8-usc-1324',
  kind: 'statute',
  aliases: ['alien smuggling statute'],
})
const smuggling = entry('Human smuggling', { id: 'human-smuggling', kind: 'term', aliases: ['smuggling'] })
const jtfa = entry('Joint Task Force Alpha', {
  id: 'jtfa',
  acronym: 'JTFA',
  kind: 'task-force',
  summaryText: 'Set up in 2021 against the networks that smuggle people through Central America.',
})

describe('the order of what is found', () => {
  test('goes by acronym, its start, start of name, of a word, other name, part, summary', () => {
    const entries = [
      entry('A', { id: 'summary', summaryText: 'About the tip of it' }),
      entry('Multiple', { id: 'part' }),
      entry('Trafficking in persons', { id: 'alias', aliases: ['the tip'] }),
      entry('The tipping point', { id: 'word' }),
      entry('Tip office', { id: 'name' }),
      entry('Zeta', { id: 'acronym-start', acronym: 'TIPX' }),
      entry('Zulu', { id: 'acronym', acronym: 'TIP' }),
    ]
    expect(ids(entries.reverse(), 'tip')).toEqual([
      'acronym',
      'acronym-start',
      'name',
      'word',
      'alias',
      'part', // mul-tip-le
      'summary',
    ])
  })

  test('puts the exact name before longer ones, and is alphabetical otherwise', () => {
    const unit = entry('Human Smuggling Unit', { id: 'hsu' })
    const campaign = entry('Counter Human Smuggling campaign', { id: 'campaign' })
    expect(ids([unit, campaign, smuggling], 'smuggling')).toEqual(['human-smuggling', 'campaign', 'hsu'])
    expect(ids([unit, smuggling, campaign], 'human smuggling')).toEqual(['human-smuggling', 'hsu', 'campaign'])
  })
})

describe('what is found', () => {
  test.each([
    ['hsi', ['hsi']],
    ['HS', ['hsi']],
    ['usc 1324', ['8-usc-1324']],
    ['8 U.S.C. § 1324', ['8-usc-1324']],
    ['alien smuggling', ['8-usc-1324']],
    ['investigations homeland', ['hsi']],
    ['alpha central', ['jtfa']],
    ['  JTFA  ', ['jtfa']],
    ['ínvestigatións', ['hsi']],
    ['nothing like it', []],
    ['***', []],
    ['[a-z]+(', []],
  ])('%j', (typed, expected) => {
    expect(ids([hsi, ice, statute, smuggling, jtfa], typed)).toEqual(expected)
  })

  test('nothing typed is everything, in alphabetical order, figures last', () => {
    expect(ids([jtfa, hsi, statute, ice], ' ')).toEqual(['hsi', 'jtfa', 'ice', '8-usc-1324'])
  })

  test('an alias is named when it is the reason', () => {
    const [match] = findEntries(searchable([statute]), 'alien smug')
    expect(match).toMatchObject({ tier: 'alias', alias: 'alien smuggling statute' })
  })
})

describe('what is written otherwise than in the glossary', () => {
  const entries = [
    entry('Department of State', { id: 'state', aliases: ['State Department'] }),
    entry('Department of Labor', { id: 'dol', acronym: 'DOL' }),
    entry('Blue Campaign', { id: 'blue-campaign', kind: 'campaign' }),
    entry('Coercion', { id: 'coercion', kind: 'term' }),
    entry('T nonimmigrant status', { id: 't-status', kind: 'term', aliases: ['T visa', 'T-1'] }),
    entry('Trafficking Victims Protection Act of 2000', { id: 'tvpa', kind: 'statute' }),
    entry('18 U.S.C. 1581-1595, peonage and slavery', { id: '18-usc-1581-1595', kind: 'statute' }),
    entry('18 U.S.C. 1591, sex trafficking', { id: '18-usc-1591', kind: 'statute' }),
    ...[hsi, ice, smuggling, jtfa],
  ]
  test.each([
    ['T visa', 't-status'],
    ['t-visas', 't-status'],
    ['victims protection act', 'tvpa'],
    ['tvpa', 'tvpa'],
    ['dept of state', 'state'],
    ['State Dept.', 'state'],
    ['labour', 'dol'],
    ['blue campain', 'blue-campaign'],
    ['homland', 'hsi'],
    ['Homeland Securty Investigtions', 'hsi'],
    ['smugling', 'human-smuggling'],
    ['coersion', 'coercion'],
    ['1591', '18-usc-1591'],
    ['1589', '18-usc-1581-1595'],
  ])('%j finds %j first', (typed, expected) => {
    expect(ids(entries, typed)[0]).toBe(expected)
  })

  test('a range is found by a section inside it, after the section itself', () => {
    expect(ids(entries, '1591')).toEqual(['18-usc-1591', '18-usc-1581-1595'])
    expect(ids(entries, '1596')).toEqual([])
  })

  test('a slip counts only where no name has the word as it is', () => {
    expect(findEntries(searchable(entries), 'homland')).toMatchObject([{ tier: 'nearly' }])
    const near = [entry('Trade'), entry('Trace')]
    expect(ids(near, 'trade')).toEqual(['trade'])
    expect(ids(near, 'traxe')).toEqual(['trace', 'trade'])
  })

  test.each(['ise', '1592', 'xoercion', 'bluish camping trips', 'sluggish'])('%j finds nothing by chance', (typed) => {
    expect(
      ids([hsi, ice, smuggling, entry('18 U.S.C. 1591'), entry('Coercion'), entry('Blue Campaign')], typed),
    ).toEqual([])
  })
})

test('letters', () => {
  expect(letterOf(statute)).toBe('0–9')
  expect(letterOf(entry('Émigré aid'))).toBe('E')
  expect(letterOf(ice)).toBe('U')
})

test('any text is taken, and what is found is a part of what there is, each once', () => {
  const entries = searchable([hsi, ice, statute, smuggling, jtfa])
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
      const found = findEntries(entries, typed).map((match) => match.entry.id)
      expect(new Set(found).size).toBe(found.length)
      expect(fold(fold(typed))).toBe(fold(typed))
    }),
  )
  expect(findEntries(entries, 'x'.repeat(10_000))).toEqual([])
}, 30_000)
