/** Finding a paragraph again that something was hung on, after the text around it or in it was edited. */
import type { Block } from '../model/content'

/** So much of the quote must still begin a paragraph. */
const opening = 40

/** The block it was hung on or, when that was edited since, the one that still begins with the same words. */
export function anchoredBlock(
  blocks: readonly Block[],
  { block, quote }: { block: string; quote: string },
): Block | undefined {
  const words = quote.slice(0, opening)
  return (
    blocks.find((one) => one.id === block) ??
    (words.length > 0 ? blocks.find((one) => one.text.startsWith(words)) : undefined)
  )
}
