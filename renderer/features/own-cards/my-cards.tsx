import { Link } from 'wouter'
import type { StudyOverview } from '../../../shared/model/views'
import { count } from '../../ui/words'
import { browsePath } from '../browse/address'
import { countsWords, reviewPath, waiting } from '../flashcards/scope'
import { makeCard } from './editing'

/** The learner's own cards among the ways to study. */
export function MyCards({ own }: { own: StudyOverview['own'] }) {
  return (
    <section className="cards-ways" aria-labelledby="cards-own">
      <h2 id="cards-own">My cards</h2>
      <p className="cards-way">
        <span>
          {own.total === 0 ? (
            'Cards in your own words. Make one here, or from a paragraph of a chapter.'
          ) : (
            <>
              <Link href={browsePath({ search: 'is:own' })}>{count(own.total, 'card')} of your own</Link>
              <span className="soft"> · {waiting(own.counts) > 0 ? countsWords(own.counts) : 'nothing due today'}</span>
            </>
          )}
        </span>
        <span className="cards-own-do">
          <button type="button" className="button" aria-haspopup="dialog" onClick={() => makeCard()}>
            Make a card
          </button>
          {own.total > 0 && (
            <Link className="cards-study" href={reviewPath({ kind: 'own' })} aria-label="Study: My cards">
              Study
            </Link>
          )}
        </span>
      </p>
    </section>
  )
}
