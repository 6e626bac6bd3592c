import type { Inline } from '../../../../shared/model/content'
import { gapMark, type Shown } from './html'

/** The words of a text, a line a line; a picture is what it shows. */
export function plainOf(text: readonly (Shown | Inline)[]): string {
  return (text as readonly Shown[])
    .map((part) => {
      switch (part.type) {
        case 'text':
          return part.text.replaceAll(gapMark, '')
        case 'gap':
          return gapMark
        case 'break':
          return '\n'
        case 'image':
          return part.alt || 'picture'
        case 'citation':
          return ''
        default:
          return plainOf(part.children)
      }
    })
    .join('')
}
