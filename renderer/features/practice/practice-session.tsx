import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { ReviewCard } from '../../../shared/model/views'
import { api } from '../../client'
import { Page } from '../../ui/page'
import { practiceKeys } from '../../ui/shortcuts/list'
import { CardInfo, useCardInfo } from '../flashcards/card-info'
import { KeysDialog } from '../flashcards/keys-help'
import { passagePath } from '../flashcards/passage-path'
import { QuestionCard } from '../flashcards/question-card'
import { Trouble } from '../flashcards/trouble'
import '../flashcards/review.css'
import { type PracticeAsked, practiceAsked, practicePath } from './address'
import { KnewButtons } from './knew-buttons'
import { usePracticeKeys } from './practice-keys'
import { PracticeSummary } from './practice-summary'
import { areTwins, type Round } from './session'
import { TwinsDiffer } from './twins-differ'
import { usePractice } from './use-practice'
import { noConsequences, practiceWords } from './words'
import './practice.css'

/** A review without its ratings. The seed stands in the address, so that the order outlives a reload. */
export function PracticeSession() {
  const search = useSearch()
  const [, navigate] = useLocation()
  const asked = practiceAsked(search)
  const seed = new URLSearchParams(search).get('seed')
  const path = seed ? null : practicePath(asked, crypto.randomUUID())
  useEffect(() => {
    if (path) navigate(path, { replace: true })
  }, [path, navigate])
  return seed ? <Sitting key={search} asked={asked} seed={seed} /> : null
}

function Sitting({ asked, seed }: { asked: PracticeAsked; seed: string }) {
  const practice = usePractice(asked, seed)
  const library = useQuery(api.library.overview.queryOptions()).data
  const [, navigate] = useLocation()
  const helpDialog = useRef<HTMLDialogElement>(null)
  const { round, turn, ended } = practice
  const card = ended ? null : practice.card

  const help = useCallback(() => helpDialog.current?.showModal(), [])
  const { show: info, opened } = useCardInfo()
  const { now } = practice
  const passage = useCallback(() => {
    const shown = now().card
    if (shown) navigate(passagePath(shown.card))
  }, [now, navigate])
  usePracticeKeys({ practice, info, passage, help })

  const twin = card && round && twinBefore(card, round)
  return (
    <Page title="Practice" className="review practice-session">
      <div className="review-bar">
        <p>{practiceWords(asked.what, library)}</p>
        {card && round && (
          <p className="figures">
            {(round.at + 1).toLocaleString()} of {round.cards.length.toLocaleString()}
          </p>
        )}
      </div>
      <p className="practice-calm">{noConsequences}</p>
      {card && (
        <QuestionCard
          key={turn}
          card={card}
          review={practice}
          library={library}
          over={overWords(card, twin !== null)}
          corrected={practice.refresh}
          rate={<KnewButtons card={card} practice={practice} />}
          after={twin && card.scenario && <TwinsDiffer first={twin} second={card.scenario} />}
        />
      )}
      {round && ended && (
        <PracticeSummary key={turn} asked={asked} practice={practice} round={round} library={library} />
      )}
      {!card && practice.trouble && <Trouble trouble={practice.trouble} />}
      <p className="review-message" role="status">
        {practice.message}
      </p>
      {card && (
        <div className="review-tools">
          <button type="button" className="button button-quiet" disabled={round?.at === 0} onClick={practice.back}>
            Back
          </button>
          <button type="button" className="button button-quiet" aria-haspopup="dialog" onClick={info}>
            About this card
          </button>
          <button type="button" className="button button-quiet" aria-haspopup="dialog" onClick={help}>
            Keys
          </button>
          <button type="button" className="button button-quiet review-end" onClick={practice.end}>
            End practice
          </button>
        </div>
      )}
      <KeysDialog dialog={helpDialog} title="Keys in practice" keys={Object.values(practiceKeys)} />
      {card && <CardInfo card={card} opened={opened} answered={practice.revealed} />}
    </Page>
  )
}

/** The story shown right before this one, if it is its twin. */
function twinBefore(card: ReviewCard, { cards, at, done }: Round) {
  const before = done.get(cards[at - 1] ?? '')?.card
  return areTwins(before, card) ? (before?.scenario ?? null) : null
}

function overWords({ record }: ReviewCard, twin: boolean): string {
  if (twin) return 'Its twin: one fact differs'
  if (!record) return 'New card'
  return record.memory.phase === 'review' ? 'Learned card' : 'Card in learning'
}
