import { expect, test } from 'vitest'
import type { Card, Inline, Option } from '../../../shared/model/content'
import { cardContent, hasChanged } from '../../../shared/rules/card-content'
import { smallPack } from '../../support/small-pack'

const words = (text: string): Inline[] => [{ type: 'text', text }]
const [card] = smallPack.cards as [Card]
const options: Option[] = ['a', 'b'].map((id) => ({ id, text: words(id), right: id === 'a', why: words(`why ${id}`) }))
const choice = { ...card, kind: 'multiple-choice', options } as Card

test('another question, answer, reason, option or right option is another card', () => {
  const changes: Card[] = [
    card,
    { ...card, front: words('Another question?') },
    { ...card, back: words('Another answer.') },
    { ...card, why: words('Another reason.') },
    { ...card, front: [{ type: 'gap' }] },
    { ...card, front: [{ type: 'gap', hint: 'a hint' }] },
    choice,
    { ...choice, options: options.map((option) => ({ ...option, right: !option.right })) } as Card,
    { ...choice, options: options.slice(0, 1) } as Card,
    { ...choice, options: options.map((option) => ({ ...option, why: [] })) } as Card,
  ]
  expect(new Set(changes.map(cardContent)).size).toBe(changes.length)
})

test('sources, marks, links, spaces and places may change: the answer is the same', () => {
  const marked: Inline[] = [
    { type: 'strong', children: [{ type: 'term', entry: 'x', children: card.back }] },
    { type: 'citation', facts: ['S1-999'] },
    { type: 'text', text: '  ' },
  ]
  const same: Card = { ...card, back: marked, facts: ['S1-999'], section: 'elsewhere', objectives: [] }
  expect(cardContent(same)).toBe(cardContent(card))
})

test('what nobody knows has not changed', () => {
  expect(hasChanged('a', 'b')).toBe(true)
  expect(hasChanged('a', 'a')).toBe(false)
  expect(hasChanged(undefined, 'b')).toBe(false)
  expect(hasChanged('a', undefined)).toBe(false)
})
