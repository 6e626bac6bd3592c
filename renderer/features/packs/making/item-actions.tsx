import type { Item } from './items'
import { itemName } from './names'

/** What can be done with a thing as a whole: another place among those of its kind, and out of the pack. */
export function ItemActions(props: {
  earlier: Item | undefined
  later: Item | undefined
  move: (neighbor: Item, to: 'earlier' | 'later') => void
  take: () => void
}) {
  const { earlier, later, move, take } = props
  return (
    <div className="making-part-do">
      {earlier && (
        <button
          type="button"
          className="button button-quiet"
          data-at={later ? 'move.earlier' : 'move'}
          onClick={() => move(earlier, 'earlier')}
        >
          Move up<span className="visually-hidden">, before {itemName(earlier) || 'what has no name yet'}</span>
        </button>
      )}
      {later && (
        <button
          type="button"
          className="button button-quiet"
          data-at={earlier ? 'move.later' : 'move'}
          onClick={() => move(later, 'later')}
        >
          Move down<span className="visually-hidden">, after {itemName(later) || 'what has no name yet'}</span>
        </button>
      )}
      <button type="button" className="button button-quiet" onClick={take}>
        Take it out of the pack
      </button>
    </div>
  )
}
