import { useId, useMemo, useState } from 'react'
import type { Block } from '../../../../shared/model/content'
import type { ChosenRange, HighlightKind } from '../../../../shared/model/highlight'
import { wordsOfBlock } from '../../../../shared/rules/block-words'
import { short } from './changes'
import { KindButtons } from './kind-buttons'
import { type Piece, sentencesIn, wordsIn } from './word-choice'

/**
 * Words of a block chosen without a mouse: a sentence from a list, its first and last word by the arrow keys. Native
 * fields, so that a screen reader says each word as it is reached.
 */
export function Chooser(props: {
  section: string
  block: Block
  /** What was selected before, [start, end) of the block's words. */
  selected: Piece | null
  chosen: (kind: HighlightKind, part: ChosenRange) => void
  /** Asked for a place instead of a kind. */
  attach: ((part: ChosenRange) => void) | null
}) {
  const { section, block, selected, attach } = props
  const id = useId()
  const { text } = useMemo(() => wordsOfBlock(block), [block])
  const words = useMemo(() => wordsIn(text), [text])
  const sentences = useMemo(() => sentencesIn(text), [text])
  const whole = { start: 0, end: text.length }
  const [piece, setPiece] = useState<Piece>(selected ?? sentences[0] ?? whole)
  const first = Math.max(
    0,
    words.findIndex(({ end }) => end > piece.start),
  )
  const last = Math.max(
    first,
    words.findLastIndex(({ start }) => start < piece.end),
  )
  const part = (): ChosenRange => ({ section, block: block.id, ...piece, exact: text.slice(piece.start, piece.end) })
  const from = (index: number) => words[index]?.start ?? 0
  const to = (index: number) => words[index]?.end ?? text.length
  const wordAt = (index: number) => text.slice(from(index), to(index))
  const sentence = [whole, ...sentences].findIndex(({ start, end }) => start === piece.start && end === piece.end)
  return (
    <div className="highlight-chooser">
      <p className="highlight-field">
        <label htmlFor={`${id}-sentence`}>Take</label>
        <select
          id={`${id}-sentence`}
          className="field"
          value={sentence}
          onChange={(event) => setPiece([whole, ...sentences][Number(event.target.value)] ?? piece)}
        >
          {sentence < 0 && <option value={-1}>Some words</option>}
          <option value={0}>All of it</option>
          {sentences.map(({ start, end }, index) => (
            <option key={start} value={index + 1}>
              {short(text.slice(start, end), 50)}
            </option>
          ))}
        </select>
      </p>
      <p className="highlight-field">
        <label htmlFor={`${id}-first`}>First word</label>
        <input
          id={`${id}-first`}
          type="range"
          min={0}
          max={Math.max(0, words.length - 1)}
          value={first}
          aria-valuetext={wordAt(first)}
          onChange={(event) => {
            const index = Number(event.target.value)
            setPiece({ start: from(index), end: to(Math.max(index, last)) })
          }}
        />
      </p>
      <p className="highlight-field">
        <label htmlFor={`${id}-last`}>Last word</label>
        <input
          id={`${id}-last`}
          type="range"
          min={0}
          max={Math.max(0, words.length - 1)}
          value={last}
          aria-valuetext={wordAt(last)}
          onChange={(event) => {
            const index = Number(event.target.value)
            setPiece({ start: from(Math.min(index, first)), end: to(index) })
          }}
        />
      </p>
      <p className="highlight-preview">
        {text.slice(Math.max(0, piece.start - 60), piece.start)}
        <mark>{text.slice(piece.start, piece.end)}</mark>
        {text.slice(piece.end, piece.end + 60)}
      </p>
      {attach ? (
        <button type="button" className="button" onClick={() => attach(part())}>
          Attach here
        </button>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
        <div role="group" aria-label="Highlight these words as" className="highlight-kinds">
          <KindButtons choose={(kind) => props.chosen(kind, part())} />
        </div>
      )}
    </div>
  )
}
