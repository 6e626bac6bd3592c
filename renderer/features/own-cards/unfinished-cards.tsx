import { draftName } from './draft'
import { dropUnfinished, openEditor, useEditing, useUnfinished } from './editing'
import './unfinished-cards.css'

/** Cards that were begun and not saved: they wait here, whatever screen one goes to. */
export function UnfinishedCards() {
  const open = useEditing()
  const unfinished = useUnfinished().filter(({ card }) => card !== open?.card)
  if (unfinished.length === 0) return null
  return (
    <div className="alerts">
      {unfinished.map((one) => {
        const name = draftName(one.draft)
        return (
          <section key={one.card} className="notice unfinished-card" aria-label="A card that is not saved">
            <p role="status">
              {one.base === 0 ? 'You began a card' : 'You changed a card'} and have not saved it
              {name && `: “${name}”`}. It is kept here as long as this window stays open.
            </p>
            <p className="unfinished-card-do">
              <button type="button" className="button button-quiet" onClick={() => openEditor(one)}>
                Go on
              </button>
              <button type="button" className="button button-quiet" onClick={() => dropUnfinished(one.card)}>
                Discard it
              </button>
            </p>
          </section>
        )
      })}
    </div>
  )
}
