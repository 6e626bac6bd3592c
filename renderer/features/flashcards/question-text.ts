import type { Inline } from '../../../shared/model/content'

/** The question's words without what opens in place: a term explained or a source named can give the answer away. */
export function questionText(inlines: Inline[]): Inline[] {
  return inlines.flatMap(wordsOf)
}

function wordsOf(inline: Inline): Inline[] {
  switch (inline.type) {
    case 'text':
    case 'gap':
    case 'break':
    case 'image':
      return [inline]
    case 'citation':
      return []
    case 'term':
    case 'link':
      return questionText(inline.children)
    case 'strong':
    case 'emphasis':
      return [{ ...inline, children: questionText(inline.children) }]
  }
}

/** An option's words alone, for what is said and not drawn. */
export function plainWords(inlines: Inline[]): string {
  return questionText(inlines)
    .map((inline) => {
      if ('children' in inline) return plainWords(inline.children)
      if (inline.type === 'break') return ' '
      return inline.type === 'text' ? inline.text : inline.type === 'image' ? inline.alt : ''
    })
    .join('')
}
