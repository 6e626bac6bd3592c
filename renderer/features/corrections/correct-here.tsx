import { useMemo } from 'react'
import type { Block, Entry } from '../../../shared/model/content'
import { correct, piecesOfAnEntry, piecesOfBlocks } from './editing'

/** Among the tools of a block: puts one's own words in the place of its own. */
export function CorrectHere(props: { chapter: string; section: string; block: Block; hint: string }) {
  const { chapter, section, block, hint } = props
  const pieces = useMemo(() => piecesOfBlocks(chapter, section, [block]), [chapter, section, block])
  if (pieces.length === 0) return null
  return (
    <button
      type="button"
      className="button button-quiet"
      aria-haspopup="dialog"
      onClick={({ currentTarget }) => correct({ pieces, home: currentTarget })}
    >
      Correct<span className="visually-hidden"> words of “{hint}…”</span>
    </button>
  )
}

/** Below an entry's text. */
export function CorrectEntry({ entry }: { entry: Entry }) {
  return (
    <p className="own-words-here">
      <button
        type="button"
        className="button button-quiet"
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => correct({ pieces: piecesOfAnEntry(entry), home: currentTarget })}
      >
        Correct these words
      </button>
    </p>
  )
}
