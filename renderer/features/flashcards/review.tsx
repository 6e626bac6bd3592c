import { useQuery } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { StudyScope } from '../../../shared/model/views'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { stepWords } from '../../ui/history'
import { Page } from '../../ui/page'
import { editShown } from '../own-cards/editing'
import { CardInfo, useCardInfo } from './card-info'
import { CardNote } from './card-note'
import { KeysHelp } from './keys-help'
import { MoreMenu } from './more-menu'
import { passagePath } from './passage-path'
import { Paused } from './paused'
import { QuestionCard } from './question-card'
import { RatingButtons } from './rating-buttons'
import { useReviewKeys } from './review-keys'
import { countsWords, scopeOf, scopeWords } from './scope'
import { SessionSummary } from './session-summary'
import { useMinutesLeft } from './time-left'
import { Trouble } from './trouble'
import { useReview } from './use-review'
import { WaitingForCard } from './waiting-for-card'
import './review.css'

/** The session: nothing on the screen but the card and what one needs for it. */
export function Review() {
  const scope = scopeOf(useSearch())
  return <Sitting key={JSON.stringify(scope)} scope={scope} />
}

function Sitting({ scope }: { scope: StudyScope }) {
  const review = useReview(scope)
  const library = useQuery(api.library.overview.queryOptions()).data
  const [noteOn, setNoteOn] = useState<number | null>(null)
  const [, navigate] = useLocation()
  const helpDialog = useRef<HTMLDialogElement>(null)
  const noteButton = useRef<HTMLButtonElement>(null)
  const { shown, turn, paused } = review
  const card = review.ended || paused ? null : (shown?.next ?? null)

  const minutes = useMinutesLeft(shown?.counts)

  const help = useCallback(() => helpDialog.current?.showModal(), [])
  const { show: info, opened } = useCardInfo()
  const { now } = review
  const passage = useCallback(() => {
    const asked = now().shown?.next
    if (asked) navigate(passagePath(asked.card))
  }, [now, navigate])
  // Back to where N was pressed: on the button, Space would open the note again instead of going on with the card.
  const noteFrom = useRef<Element | null>(null)
  const note = useCallback(() => {
    noteFrom.current = document.activeElement
    setNoteOn(turn)
  }, [turn])
  const closeNote = useCallback(() => {
    setNoteOn(null)
    const from = noteFrom.current
    const isThere = from instanceof HTMLElement && from.isConnected && from !== document.body
    ;(isThere ? from : noteButton.current)?.focus()
  }, [])
  const { refresh } = review
  const [editTrouble, setEditTrouble] = useState('')
  const edit = useCallback(() => {
    const asked = now().shown?.next
    setEditTrouble('')
    if (asked) editShown(asked, refresh).catch((error) => setEditTrouble(errorWords(error)))
  }, [now, refresh])
  const actions = { review, note, edit, info, passage, help }
  useReviewKeys(actions)

  return (
    <Page title="Review" className="review">
      <div className="review-bar">
        <p>{scopeWords(scope, library)}</p>
        {card && shown && (
          <p className="figures">
            {countsWords(shown.counts)}
            {minutes !== null && `; about ${minutes.toLocaleString()} min left`}
          </p>
        )}
      </div>
      {card && (
        <QuestionCard
          key={turn}
          card={card}
          review={review}
          library={library}
          rate={<RatingButtons card={card} review={review} />}
          corrected={refresh}
        />
      )}
      {card && noteOn === turn && <CardNote key={card.card.id} card={card.card.id} close={closeNote} />}
      {paused && <Paused goOn={review.goOn} />}
      {!card && shown?.next === null && shown.nextDue !== null && !review.ended && (
        <WaitingForCard key={turn} at={shown.nextDue} finish={review.end} />
      )}
      {shown && !card && !paused && (review.ended || shown.nextDue === null) && (
        <SessionSummary key={turn} review={review} scope={scope} />
      )}
      {!card && review.trouble && <Trouble trouble={review.trouble} />}
      <p className="review-message" role="status">
        {editTrouble || review.message}
      </p>
      {/* They come with the card: there before it, they would be pushed down by it. */}
      {(shown || review.trouble) && (
        <div className="review-tools">
          <button
            type="button"
            className="button button-quiet"
            disabled={!review.undoes}
            title={review.undoes ? `Undo: ${stepWords(review.undoes)}` : undefined}
            onClick={review.undo}
          >
            Undo
          </button>
          {card && (
            <>
              <button
                ref={noteButton}
                type="button"
                className="button button-quiet"
                aria-expanded={noteOn === turn}
                onClick={noteOn === turn ? closeNote : note}
              >
                Note
              </button>
              <MoreMenu card={card} actions={actions} />
              <button type="button" className="button button-quiet" aria-haspopup="dialog" onClick={help}>
                Keys
              </button>
              <button type="button" className="button button-quiet review-end" onClick={review.end}>
                End session
              </button>
            </>
          )}
        </div>
      )}
      <KeysHelp dialog={helpDialog} />
      {card && <CardInfo card={card} opened={opened} answered={review.revealed} />}
    </Page>
  )
}
