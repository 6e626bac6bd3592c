import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importCollection } from '../../../electron/core/exchange/import'
import { catalogue } from '../../../electron/core/services/catalogue'
import { ownCardsService } from '../../../electron/core/services/own-cards'
import { indexPack } from '../../../electron/core/services/pack'
import { takeTurns } from '../../../electron/core/services/turns'
import { openStore } from '../../../electron/core/store/store'
import { studied } from '../../support/collections'
import { basic, uuid } from '../../support/own-cards'
import { smallPack } from '../../support/small-pack'

const act = fc.oneof(
  fc.record({ act: fc.constant('save' as const), card: fc.integer({ min: 1, max: 4 }), words: fc.string() }),
  fc.record({ act: fc.constant('remove' as const), card: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ act: fc.constantFrom('undo', 'redo', 'import') }),
)

test('kept up act by act, the catalogue holds what a new one would', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-catalogue-'))
      let now = 1_780_000_000_000
      const store = await openStore({ folder, clock: () => now })
      try {
        const pack = catalogue(indexPack(smallPack), store)
        const hook = store.ownCardsComing
        const latest = () => ({ undo: null, redo: null })
        const own = ownCardsService({ store, pack, clock: () => now, inTurn: takeTurns(), latest })
        for (const one of acts) {
          now += 1000
          if (one.act === 'undo') await store.undo()
          else if (one.act === 'redo') await store.redo()
          else if (one.act === 'import')
            await importCollection({ store, clock: () => now }, studied(3, 1, now), { from: 'x' })
          else if ('words' in one) {
            const id = uuid(one.card)
            const base = store.state.ownCards[id]?.version ?? 0
            await own.save({ card: id, base, text: basic(`question ${one.words}`, 'answer') }).catch(() => {})
          } else if ('card' in one) await own.remove({ cards: [uuid(one.card)] }).catch(() => {})
          const fresh = catalogue(indexPack(smallPack), store)
          store.ownCardsComing = hook
          const ids = (cards: readonly { id: string }[]) => cards.map(({ id }) => id).sort()
          expect(ids(pack.cards)).toEqual(ids(fresh.cards))
          for (const card of fresh.cards) expect(pack.card(card.id)).toEqual(card)
          expect(ids(pack.cardsOfChapter(''))).toEqual(ids(fresh.cardsOfChapter('')))
        }
      } finally {
        await store.close()
        await rm(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: 15 },
  )
})
