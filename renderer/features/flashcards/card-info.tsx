import { useQuery } from '@tanstack/react-query'
import { type RefObject, useCallback, useRef, useState } from 'react'
import type { ReviewCard } from '../../../shared/model/views'
import { api } from '../../client'
import { cardFacts, factsNote } from '../../ui/card-words'
import { CardHistory } from './card-history'

interface Opened {
  dialog: RefObject<HTMLDialogElement | null>
  /** Its history is looked up only while the dialog is open. */
  open: boolean
  closed: () => void
}
/** Opens the dialog by `show`; the rest is handed to it. */
export function useCardInfo(): { show: () => void; opened: Opened } {
  const dialog = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState(false)
  const show = useCallback(() => {
    setOpen(true)
    dialog.current?.showModal()
  }, [])
  return { show, opened: { dialog, open, closed: () => setOpen(false) } }
}

interface Props {
  card: ReviewCard
  opened: Opened
  /** Whether the answer is on the screen. */
  answered: boolean
}

/** What is known of the card on the screen; nothing of its answer before that is shown. */
export function CardInfo({ card, opened: { dialog, open, closed }, answered }: Props) {
  const dayStart = useQuery(api.settings.get.queryOptions()).data?.study.dayStart ?? 0
  return (
    <dialog ref={dialog} className="dialog review-dialog" aria-labelledby="card-info-title" onClose={closed}>
      <h2 id="card-info-title">This card</h2>
      {open && <Shown card={card} dayStart={dayStart} answered={answered} />}
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  )
}

function Shown({ card, dayStart, answered }: { card: ReviewCard; dayStart: number; answered: boolean }) {
  return (
    <>
      <dl>
        {cardFacts(card, Date.now(), dayStart).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {card.record && (
        <p className="soft small">
          {factsNote.map(([name, meaning]) => (
            <span key={name}>
              <b>{name}</b>: {meaning}{' '}
            </span>
          ))}
        </p>
      )}
      <CardHistory card={card} dayStart={dayStart} answers={answered} />
    </>
  )
}
