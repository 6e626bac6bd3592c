import { useState } from 'react'
import type { ReviewCard } from '../../../shared/model/views'
import { errorWords } from '../../ui/errors'
import { editShown } from './editing'
import { FromNoteOf } from './from-note'

/** From a card's info to its editor, or to one's own version of it. */
export function EditHere({ shown }: { shown: ReviewCard }) {
  const [trouble, setTrouble] = useState('')
  return (
    <>
      {shown.card.own && <FromNoteOf own={shown.card.own} />}
      <p>
        <button
          type="button"
          className="button"
          aria-haspopup="dialog"
          onClick={() => editShown(shown).catch((error) => setTrouble(errorWords(error)))}
        >
          {shown.card.own ? 'Edit this card' : 'Make your own version'}
        </button>
        {trouble && <span role="alert"> {trouble}</span>}
      </p>
    </>
  )
}
