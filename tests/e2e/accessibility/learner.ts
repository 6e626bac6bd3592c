/** Somebody who has studied for two months, the same at each run: what the screens show when they are full. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Card, Pack } from '../../../shared/model/content'
import { markupOf } from '../../../shared/rules/corrections'
import { ownCardId } from '../../../shared/rules/own-cards'
import { built } from '../../support/hosts'
import { basic, plain, typed, uuid } from '../../support/own-cards'
import { studyInThePast } from '../../support/past-study'
import { utc } from '../../support/zones'

/** The present of all accessibility tests: a Tuesday. */
export const now = Date.UTC(2026, 9, 6, 15)

const kinds = ['basic', 'reversed', 'cloze', 'multiple-choice', 'typed'] as const
/** Where a review of the chapter begins with a due card of this kind. */
export type Chapters = Record<(typeof kinds)[number], string>

export async function chaptersOfKinds(): Promise<Chapters> {
  const found = Object.entries(await cardsOfKinds()).map(([kind, card]) => [kind, card.chapter])
  return Object.fromEntries(found)
}
async function cardsOfKinds(): Promise<Record<string, Card>> {
  const { cards } = await pack()
  // Of these some cases are due as well.
  const taken = new Set(casesOf(cards).map(({ chapter }) => chapter))
  return Object.fromEntries(
    kinds.map((kind) => {
      // From the end of the book, where nothing else has been studied.
      const card = cards.findLast((one) => one.kind === kind && !taken.has(one.chapter))
      if (!card) throw new Error(`no chapter is left for a card of the kind ${kind}`)
      taken.add(card.chapter)
      return [kind, card]
    }),
  )
}
const casesOf = (cards: Card[]) => cards.filter(({ kind }) => kind === 'classification').slice(0, 4)
async function pack(): Promise<Pack> {
  return JSON.parse(await readFile(path.join(built, 'content/federal-response.json'), 'utf8'))
}

export async function studied(dataFolder: string): Promise<void> {
  const { chapters, cards } = await pack()
  const due = Object.values(await cardsOfKinds())
  const [chapter] = chapters.slice(1)
  const section = chapter?.sections.find(({ id }) => id !== 'opening')
  const block = section?.blocks.find(({ type }) => type === 'paragraph')
  const study = async ({ call, goTo, rate, rateNext }: Parameters<Parameters<typeof studyInThePast>[1]>[0]) => {
    goTo(60)
    await call.settings.changeStudy({ newPerDay: 4, learningSteps: [10], fuzz: false })
    const own = [
      typed('Which form do I file first?', 'Referral form'),
      basic('Who answers the night line?', 'The duty officer.'),
      { ...plain, kind: 'cloze' as const, text: 'Ask first whether {{consent}} lasted.' },
    ]
    for (const [n, text] of own.entries()) await call.ownCards.save({ card: uuid(n + 1), base: 0, text })
    for (const [n, ago] of [50, 42, 35, 28, 21, 14, 9, 5, 2].entries()) {
      goTo(ago)
      await rateNext(5, ({ card }) => (n % 3 === 1 && card.kind === 'basic' ? 'again' : 'good'))
    }
    // Two wrong calls of the same kind: a mistake that is named.
    goTo(8)
    for (const card of casesOf(cards)) {
      const asked = await call.study.card({ card: card.id })
      const wrong = asked.options.find(({ right }) => !right)?.id
      if (wrong) await rate(asked, 'again', wrong)
    }
    goTo(3)
    const notes = [
      {
        target: { kind: 'none' as const },
        text: '# Morning session\n\nConsent **first**, then the border. #roll-call',
      },
      { target: { kind: 'entry' as const, entry: 'jtfa' }, text: 'Ask who leads it now. See [JTFA](/glossary/jtfa).' },
      ...(chapter && section && block
        ? [
            {
              target: {
                ...{ kind: 'paragraph' as const, chapter: chapter.id, section: section.id },
                ...{ block: block.id, quote: block.text.slice(0, 200) },
              },
              text: 'Ask who holds the papers. #roll-call',
            },
          ]
        : []),
    ]
    for (const [n, note] of notes.entries()) await call.notes.save({ note: uuid(n + 101), base: 0, ...note })
    const text = '# Morning session\n\nConsent **first**, then the border. #roll-call\n\n- papers\n- money'
    await call.notes.save({ note: uuid(101), base: 1, target: { kind: 'none' }, text })
    if (chapter && section) {
      await call.reading.markSection({ chapter: chapter.id, section: section.id, read: true, automatic: false })
      const last = section.blocks.findLast(({ type }) => type === 'paragraph')
      if (last?.type === 'paragraph') {
        const place = { chapter: chapter.id, section: section.id, block: last.id, item: null }
        const ours = { base: markupOf(last.children), text: 'Here the **desk** decides.' }
        await call.corrections.write({ place: { kind: 'chapter', ...place }, ...ours })
      }
      await call.reading.setPosition({ chapter: chapter.id, section: section.id, block: block?.id ?? '' })
    }
    goTo(1)
    // So that a review begins with what is due.
    await call.settings.changeStudy({ newPerDay: 0 })
    // The one card of each chapter that is due, and the order of one's own.
    await call.study.setDue({ cards: due.map(({ id }) => id), days: 1 })
    await call.study.setDue({ cards: [ownCardId(uuid(1), 0)], days: 1 })
  }
  await studyInThePast(dataFolder, study, { present: now, zone: utc })
}
