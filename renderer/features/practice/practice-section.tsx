import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../../client'
import { MistakeSentence } from './drill-words'
import { DrillLink } from './drills'
import { noConsequences } from './words'

/** On the Flashcards screen: what is confused most, and the way to practice it. */
export function PracticeSection() {
  const library = useQuery(api.library.overview.queryOptions()).data
  const most = useQuery(api.practice.drills.queryOptions()).data?.classes.find(({ mistakes }) => mistakes.length > 0)
  const [mistake] = most?.mistakes ?? []
  return (
    <section className="cards-ways" aria-labelledby="cards-practice">
      <h2 id="cards-practice">Practice</h2>
      <p className="soft">{noConsequences}</p>
      {most && mistake && (
        <p className="cards-way">
          <span>
            <MistakeSentence mistake={mistake} library={library} />
          </span>
          <DrillLink
            drill={{ kind: 'drill-classes', one: most.one, other: most.other }}
            library={library}
            className="cards-study"
          />
        </p>
      )}
      <p className="cards-way">
        <span>
          Choose a topic, or the cards you missed, flagged or will see tomorrow; or drill look-alikes one right after
          the other.
        </span>
        <Link className="cards-study" href="/flashcards/practice">
          Practice
        </Link>
      </p>
    </section>
  )
}
