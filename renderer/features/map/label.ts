/** A name set into lines. Widths are reckoned, not measured, so that a layout is the same everywhere and at any time. */

/** About how wide a character of Public Sans is, in em; a little too wide rather than too narrow. */
function characterWidth(character: string): number {
  if (/[iljtfrI.,;:'’()[\]|! -]/.test(character)) return 0.37
  if (/[mwMW@%–—]/.test(character)) return 0.91
  if (/[A-Z]/.test(character)) return 0.71
  return 0.6
}

/** In units of the font size times `size`. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width * size
}

/** `text` in lines no wider than `width`; what doesn't fit into `most` lines is cut off with an ellipsis. */
export function inLines(text: string, { width, size, most }: { width: number; size: number; most: number }): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word
    if (textWidth(longer, size) <= width) {
      line = longer
      continue
    }
    if (line) lines.push(line)
    line = word
  }
  if (line) lines.push(line)
  const kept = lines.slice(0, most)
  return kept.map((text, index) => {
    const cut = index === most - 1 && lines.length > most
    return cut || textWidth(text, size) > width ? shortened(text, width, size) : text
  })
}

function shortened(text: string, width: number, size: number): string {
  let kept = text
  while (kept && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1)
  return `${kept.replace(/[\s,(-]+$/, '')}…`
}
