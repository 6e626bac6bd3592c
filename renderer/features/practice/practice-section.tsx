import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../../client'
import { MistakeSentence } from './drill-words'
import { DrillLink } from './drills'

/** On the Flashcards screen: what is confused most, and the way to practice it. */
export function PracticeSection() {
  const library = useQuery(api.library.overview.queryOptions()).data
  const most = useQuery(api.practice.drills.queryOptions()).data?.classes.find(({ mistakes }) => mistakes.length > 0)
  const [mistake] = most?.mistakes ?? []
  return (
    <section className="cards-ways" aria-labelledby="cards-practice">
      <h2 id="cards-practice">Practice without touching the schedule</h2>
      {most && mistake && (
        <p className="cards-way">
          <span>
            <MistakeSentence mistake={mistake} library={library} />
          </span>
          <DrillLink
            drill={{ kind: 'drill-classes', one: most.one, other: most.other }}
            library={library}
            className="button cards-study"
          />
        </p>
      )}
      <p className="cards-way">
        <span>
          Cards on one topic, those you missed lately or flagged, what comes tomorrow; or look-alikes one right after
          the other.
        </span>
        <Link className="button cards-study" href="/flashcards/practice">
          Practice
        </Link>
      </p>
    </section>
  )
}
