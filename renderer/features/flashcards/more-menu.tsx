import { useId, useRef } from 'react'
import type { ReviewCard } from '../../../shared/model/views'
import { useSingleKeys } from '../../ui/appearance'
import { nextFlag } from './flag'
import { KeyHint } from './key-hint'
import type { ReviewActions } from './review-keys'

/** What else can be done with a card, each with its key. The native popover gives Escape and the focus back. */
export function MoreMenu({ card, actions }: { card: ReviewCard; actions: ReviewActions }) {
  const singleKeys = useSingleKeys()
  const menu = useRef<HTMLDivElement>(null)
  const id = useId()
  const anchorName = `--review-more-${id.replaceAll(/\W/g, '')}`
  const next = nextFlag(card.marks)
  const items = [
    { key: 'B', words: 'Bury: put off until tomorrow', act: actions.review.bury },
    { key: 'S', words: 'Suspend: not shown until you bring it back', act: actions.review.suspend },
    { key: 'F', words: next === null ? 'Take the flag off' : `Set flag ${next}`, act: actions.review.flag },
    { key: 'E', words: card.card.own ? 'Edit this card' : 'Make your own version', act: actions.edit },
    { key: 'I', words: 'About this card', act: actions.info },
    { key: 'O', words: 'Open the passage', act: actions.passage },
    { key: 'P', words: 'Pause', act: actions.review.pause },
  ]
  return (
    <>
      <button type="button" className="button button-quiet" popoverTarget={id} style={{ anchorName }}>
        More
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="group"
        aria-label="More for this card"
        className="more-menu"
        style={{ positionAnchor: anchorName }}
      >
        {items.map(({ key, words, act }) => (
          <button
            key={key}
            type="button"
            className="more-item"
            aria-keyshortcuts={singleKeys ? key : undefined}
            onClick={() => {
              // First, so that the focus is back on what opened it when a dialog takes it over.
              menu.current?.hidePopover()
              act()
            }}
          >
            {words}
            <KeyHint of={key} />
          </button>
        ))}
      </div>
    </>
  )
}
