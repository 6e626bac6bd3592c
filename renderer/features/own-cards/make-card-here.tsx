import { type RefObject, useRef } from 'react'
import type { Block } from '../../../shared/model/content'
import { draftFromParagraph } from './draft'
import { makeCard } from './editing'
import { selectedWords } from './selected-words'

/** As much of a paragraph as finds it again. */
const quoteLength = 200

/** Makes a card of a paragraph: its words, with what is selected in it left out, and a link back to it. */
export function MakeCardHere(props: {
  chapter: string
  section: string
  block: Block
  text: RefObject<HTMLElement | null>
  hint: string
}) {
  const { chapter, section, block, text, hint } = props
  /** Pressing a button may take the selection away before the click. */
  const chosen = useRef<[number, number] | null>(null)
  const look = () => {
    chosen.current = selectedWords(text.current, block.text)
  }
  return (
    <button
      type="button"
      className="button button-quiet"
      aria-haspopup="dialog"
      onPointerDown={look}
      onKeyDown={look}
      onClick={() => {
        const place = { chapter, section, block: block.id, quote: block.text.slice(0, quoteLength) }
        makeCard(draftFromParagraph(place, block.text, chosen.current))
        chosen.current = null
      }}
    >
      Make card<span className="visually-hidden"> of “{hint}…”</span>
    </button>
  )
}
