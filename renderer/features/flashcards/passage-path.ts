import type { Card } from '../../../shared/model/content'
import type { ReviewCard } from '../../../shared/model/views'
import { browsePath } from '../browse/address'

/** Where the paragraph stands that teaches a card, or its section. An own card without a place leads to itself. */
export function passagePath({ id, chapter, paragraph, section }: Card): string {
  if (chapter === '') return browsePath({ card: id })
  return `/chapters/${chapter}${paragraph || section ? `#${paragraph || section}` : ''}`
}

/** What such a link is called. */
export function passageWords({ card, sectionTitle, chapterTitle }: ReviewCard): string {
  return card.chapter === '' ? 'Your own card: see it in Browse' : `Read the passage: ${sectionTitle || chapterTitle}`
}
