import { useId } from 'react'
import { longestDeck } from '../../../shared/rules/own-cards'
import { type Draft, tagsOf } from './draft'

/** What the card is filed under: tags of the learner's own, and the deck it was in where it came from. */
export function Filing({ draft, change }: { draft: Draft; change: (part: Partial<Draft>) => void }) {
  const id = useId()
  const filed = [...tagsOf(draft.tags), ...(draft.deck.trim() ? [`deck ${draft.deck.trim()}`] : [])]
  return (
    <details className="own-factors">
      <summary>Tags and deck (optional){filed.length > 0 && `: ${filed.join(', ')}`}</summary>
      <div className="own-filing">
        <label htmlFor={`${id}-tags`}>Tags</label>
        <input
          id={`${id}-tags`}
          className="field"
          value={draft.tags}
          autoComplete="off"
          spellCheck={false}
          maxLength={5000}
          aria-describedby={`${id}-about`}
          onChange={(event) => change({ tags: event.target.value })}
        />
        <label htmlFor={`${id}-deck`}>Deck</label>
        <input
          id={`${id}-deck`}
          className="field"
          value={draft.deck}
          autoComplete="off"
          spellCheck={false}
          maxLength={longestDeck}
          onChange={(event) => change({ deck: event.target.value })}
        />
        <p id={`${id}-about`} className="small faint">
          A blank parts one tag from the next; <code>law::federal</code> is a tag inside another. In Browse,{' '}
          <code>tag:law</code> finds both.
        </p>
      </div>
    </details>
  )
}
