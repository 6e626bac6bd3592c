import type { Card } from '../../../shared/model/content'
import type { CorrectionView } from '../../../shared/model/corrections'
import { CorrectionActions } from './actions'
import { correct, fieldName, isShown, piecesOfCard } from './editing'
import { OwnText } from './own-text'
import { OwnWords, useCorrections } from './own-words'

/** Beside an answered card of the book: what of it is one's own, what the book says there, and the way to put it right. */
export function CardCorrections({ card, done }: { card: Card; done?: (() => void) | undefined }) {
  const corrections = useCorrections()
  if (card.own !== undefined) return null
  const here = corrections.filter((one) => isShown(one) && one.place.kind === 'card' && one.place.card === card.id)
  const pieces = piecesOfCard(card, corrections)
  return (
    <section className="own-words-card" aria-label="Your words on this card" tabIndex={-1} data-own-home>
      {here.map((view) => (
        <div key={view.id}>
          {view.status === 'changed' ? (
            <>
              <h3 className="label">{nameOf(view)}</h3>
              <OwnWords view={view} {...(done && { done })}>
                <OwnText of={view.now ?? ''} theirs />
              </OwnWords>
            </>
          ) : (
            <details className="own-words-beneath">
              <summary>{nameOf(view)}: the book’s words</summary>
              <OwnText of={view.now ?? ''} theirs />
              <CorrectionActions view={view} done={done} />
            </details>
          )}
        </div>
      ))}
      {pieces.length > 0 && (
        <button
          type="button"
          className="button button-quiet"
          aria-haspopup="dialog"
          onClick={({ currentTarget }) => correct({ pieces, home: currentTarget, onSaved: done })}
        >
          Correct its words
        </button>
      )}
    </section>
  )
}

const nameOf = ({ place }: CorrectionView): string => (place.kind === 'card' ? fieldName(place.field) : '')

/** The same within a line: before an answer to choose, or why it is wrong. */
export const OwnWord = () => <span className="own-words-mark own-words-on-card">Your words: </span>

/** Where a text of a card is shown that isn't the book's. */
export function OwnMark({ card, of }: { card: Card; of: NonNullable<Card['corrected']>[number][] }) {
  if (!card.corrected?.some((field) => of.includes(field))) return null
  return <p className="own-words-mark own-words-on-card">Your words</p>
}
