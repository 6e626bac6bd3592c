import type { Card, Inline } from '../model/content'
import { hash } from './hash'

/**
 * A short name for what a card asks and answers: its words, and which option is right. Sources, links and marks may
 * change without it: whoever knew the answer still does. Changing what goes in here makes every card count as changed.
 */
export function cardContent(card: Card): string {
  const options = 'options' in card ? card.options : []
  const said = [card.front, card.back, card.why, ...options.flatMap(({ text, why }) => [text, why])].map(wordsOf)
  const right = options.filter((option) => option.right).map(({ id }) => id)
  return hash(JSON.stringify([card.kind, said, right])).toString(36)
}

/** What a learner who answered `answered` is asked now, and it is something else. */
export function hasChanged(answered: string | undefined, now: string | undefined): boolean {
  return answered !== undefined && now !== undefined && answered !== now
}

function wordsOf(text: readonly Inline[]): string {
  return text.map(wordsOfPart).join('').replace(/\s+/g, ' ').trim()
}

function wordsOfPart(part: Inline): string {
  if (part.type === 'text') return part.text
  // A gap has no words of its own: where it stands is part of the question.
  if (part.type === 'gap') return `[${part.hint ?? ''}]`
  if (part.type === 'break') return '\n'
  if (part.type === 'image') return `[${part.media}]`
  return 'children' in part ? wordsOf(part.children) : ''
}
