/** What leaves without a service in between, as the command line will have it; own cards as an import leaves them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { strFromU8 } from 'fflate'
import { expect, onTestFinished, test } from 'vitest'
import { exportAnki } from '../../electron/core/exchange/exports/anki'
import { filedUnder, itemsOf } from '../../electron/core/exchange/exports/items'
import { exportTsv } from '../../electron/core/exchange/exports/table'
import type { Work } from '../../electron/core/exchange/exports/work'
import { browseService } from '../../electron/core/services/browse'
import { catalogue } from '../../electron/core/services/catalogue'
import { keptLooks } from '../../electron/core/services/kept-looks'
import { indexPack } from '../../electron/core/services/pack'
import { openStore } from '../../electron/core/store/store'
import type { Card, Pack } from '../../shared/model/content'
import type { CardSelection } from '../../shared/model/exports'
import type { OwnCardText } from '../../shared/model/own-card'
import { withNumbers } from '../../shared/rules/own-cards'
import { fieldsOf, openPackage } from '../support/opened-anki-package'
import { basic, uuid } from '../support/own-cards'
import { cardBase, smallPack } from '../support/small-pack'
import { eastern } from '../support/zones'

const now = Date.parse('2026-06-08T14:00:00Z')

async function workWith(
  texts: OwnCardText[],
  media: Record<string, Uint8Array> = {},
  pack: Pack = smallPack,
): Promise<Work> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-work-'))
  const clock = () => now
  const store = await openStore({ folder, clock, zone: eastern })
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  })
  const cards = texts.map((text, index) => ({ card: uuid(index + 1), version: 1, text: withNumbers(text, null) }))
  const checksums = await store.writeOwnCards(cards)
  if (cards.length > 0)
    await store.record('own-cards', {
      what: 'made',
      cards: cards.map(({ card }, index) => ({
        card,
        before: null,
        after: { version: 1, checksum: checksums[index] ?? '', createdAt: now, updatedAt: now },
      })),
    })
  const book = catalogue(indexPack(pack), store)
  const needs = { store, pack: book, clock, zone: eastern }
  return {
    store,
    pack: book,
    browse: browseService({ ...needs, looks: keptLooks(needs) }),
    notes: { list: async () => ({ notes: [], found: 0, total: 0 }) },
    highlights: { list: () => ({ highlights: [], total: 0 }) },
    clock,
    zone: eastern,
    readMedia: async (sha) => media[sha] ?? null,
  }
}
const from = (guid: string) => ({ program: 'anki' as const, guid, model: 'Basic', modifiedAt: now })

test('tags, decks and the guid of where a card came from are kept', async () => {
  const work = await workWith([
    basic('one', '1', { tags: ['law::federal', 'two words'], deck: 'Mine::Sub deck', origin: from('cU1%zNUzk1') }),
    basic('two', '2', { tags: ['law'], deck: 'Mine' }),
    // Two texts of one note of Anki, as when an import was told to keep both.
    basic('three', '3', { origin: from('cU1%zNUzk1') }),
  ])
  const opened = await openPackage(await exportAnki(work, { kind: 'own' }, { progress: true }), now)
  const note = (guid: string) => opened.notes.find((one) => one.guid === guid)
  const deckOf = (guid: string) => {
    const card = opened.cards.find(({ nid }) => nid === note(guid)?.id)
    return opened.decks[String(card?.did)]?.name
  }
  expect(note('cU1%zNUzk1')?.tags).toBe(' law::federal two_words ')
  expect(deckOf('cU1%zNUzk1')).toBe('Mine::Sub deck')
  expect(Object.values(opened.decks).map(({ name }) => name)).toContain('Mine')
  expect(opened.notes).toHaveLength(3)
  expect(await filedUnder(work)).toEqual({
    decks: ['Mine', 'Mine::Sub deck'],
    tags: ['law', 'law::federal', 'two words'],
  })
  const chosen = async (selection: CardSelection) => (await itemsOf(work, selection)).map(({ id }) => id)
  expect(await chosen({ kind: 'tag', tag: 'law' })).toEqual([uuid(1), uuid(2)])
  expect(await chosen({ kind: 'deck', deck: 'Mine::Sub deck' })).toEqual([uuid(1)])
  expect(await chosen({ kind: 'deck', deck: 'Min' })).toEqual([])
  expect(strFromU8(await exportTsv(work, { kind: 'own' }))).toContain(
    'cU1%zNUzk1\tBasic\tMine::Sub deck\tlaw::federal two_words\tone\t1\n',
  )
})

test('pictures go along under their names, each once; one that is gone is left out', async () => {
  const sha = 'a'.repeat(64)
  const gone = 'b'.repeat(64)
  const picture = (name: string, alt: string) => ({ type: 'image', media: `${name}.png`, alt })
  const card = {
    ...cardBase,
    kind: 'basic',
    id: 'pictured',
    front: [{ type: 'text', text: 'See' }, { type: 'break' }, picture(sha, 'a "map"'), picture(gone, '')],
    back: [{ type: 'strong', children: [picture(sha, 'again')] }],
  } as unknown as Card
  const bytes = new Uint8Array([137, 80, 78, 71])
  const work = await workWith([], { [sha]: bytes }, { ...smallPack, cards: [card] })
  const opened = await openPackage(await exportAnki(work, { kind: 'all' }, { progress: true }), now)
  expect(opened.media).toEqual({ 0: `${sha}.png` })
  expect(opened.files['0']).toEqual(bytes)
  const { Front, Back } = fieldsOf(opened, 'fieldbook:pictured')
  expect(Front).toBe(`See<br><img src="${sha}.png" alt="a &quot;map&quot;"><img src="${gone}.png" alt="">`)
  expect(Back).toBe(`<strong><img src="${sha}.png" alt="again"></strong>`)
})
