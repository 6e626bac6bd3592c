import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { count } from '../../ui/words'
import { reviewPath } from '../flashcards/scope'

/** How many cards of each objective were seen at least once. */
export function Objectives() {
  const { data: view, error } = useQuery(api.study.overview.queryOptions())
  if (error) return <p role="alert">{errorWords(error)}</p>
  if (!view) return null
  const objectives = view.objectives.filter(({ total }) => total > 0)
  const whole = objectives.filter(({ seen, total }) => seen === total).length
  const begun = objectives.filter(({ seen }) => seen > 0).length
  return (
    <>
      <p>
        You have seen cards of {begun.toLocaleString()} of {count(objectives.length, 'objective')}
        {whole > 0 && `, and every card of ${whole.toLocaleString()}`}.
      </p>
      <details className="progress-details">
        <summary>Objective by objective</summary>
        <table className="progress-objectives">
          <caption className="visually-hidden">Cards seen, by objective</caption>
          <thead>
            <tr>
              <th scope="col">Objective</th>
              <th scope="col">Cards seen</th>
            </tr>
          </thead>
          {view.chapters.map(({ chapter, title }) => {
            const own = objectives.filter((each) => each.chapter === chapter)
            return (
              own.length > 0 && (
                <tbody key={chapter}>
                  <tr>
                    <th scope="rowgroup" colSpan={2}>
                      {title}
                    </th>
                  </tr>
                  {own.map(({ objective, seen, total }) => (
                    <tr key={objective.id}>
                      <th scope="row">
                        <Link href={reviewPath({ kind: 'objective', objective: objective.id })}>{objective.text}</Link>
                      </th>
                      <td>
                        {seen.toLocaleString()} of {total.toLocaleString()}
                      </td>
                    </tr>
                  ))}
                </tbody>
              )
            )
          })}
        </table>
      </details>
    </>
  )
}
