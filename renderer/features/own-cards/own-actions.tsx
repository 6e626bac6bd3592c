import { useState } from 'react'
import { Link } from 'wouter'
import { ownIdOf } from '../../../shared/rules/own-cards'
import { client } from '../../client'
import { errorWords } from '../../ui/errors'
import type { Acting } from '../browse/acting'
import { addressOfRemoval } from '../removal/words'
import { editCard } from './editing'

/** What can be done to the own cards among the selected ones. The cards of one text go together. */
export function OwnActions({ ids, acting, clear }: { ids: ReadonlySet<string>; acting: Acting; clear: () => void }) {
  const [trouble, setTrouble] = useState('')
  const own = [...new Set([...ids].flatMap((id) => ownIdOf(id) ?? []))]
  const [only] = own
  if (only === undefined) return null
  return (
    <>
      <button
        type="button"
        className="button"
        aria-haspopup="dialog"
        disabled={own.length > 1}
        onClick={() => editCard(only).catch((error) => setTrouble(errorWords(error)))}
      >
        Edit
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          void acting.act(own.length, () => client.ownCards.remove({ cards: own }))
          clear()
        }}
      >
        Remove {own.length === 1 ? 'my card' : `${own.length.toLocaleString()} of my cards`}
      </button>
      {own.length === 1 && (
        <Link href={addressOfRemoval('own-card', only)} className="button">
          Remove for good…
        </Link>
      )}
      {trouble && <p role="alert">{trouble}</p>}
    </>
  )
}
