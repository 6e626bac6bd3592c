import type { Card } from '../../../shared/model/content'

/** Where the paragraph stands that teaches a card, or its section. */
export function passagePath({ chapter, paragraph, section }: Card): string {
  return `/chapters/${chapter}#${paragraph || section}`
}
