/** The words and sentences of a block, to choose from without a mouse. Pure. */
export interface Piece {
  start: number
  end: number
}

export function wordsIn(text: string): Piece[] {
  return Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => ({ start: index, end: index + word.length }))
}

export function sentencesIn(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const line of text.split('\n')) {
    for (const { segment, index } of new Intl.Segmenter('en-US', { granularity: 'sentence' }).segment(line)) {
      const length = segment.trimEnd().length
      if (length > 0) pieces.push({ start: from + index, end: from + index + length })
    }
    from += line.length + 1
  }
  return joined(text, pieces)
}

/** The segmenter ends a sentence after "U.S." and "No.": what goes on in small letters or figures, or began so, is one. */
function joined(text: string, pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    const before = last ? text.slice(last.start, last.end) : ''
    const isLine = last !== undefined && text.slice(last.end, piece.start).includes('\n')
    if (last && !isLine && /\b(?:[A-Z]\.)+$|\b(?:No|Sec|Pub|v|Mr|Ms|Dr)\.$/.test(before)) last.end = piece.end
    else whole.push({ ...piece })
  }
  return whole
}
