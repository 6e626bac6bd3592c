import { Link } from 'wouter'
import type { ProgressView } from '../../../shared/model/views'
import { count } from '../../ui/words'
import { reviewPath } from '../flashcards/scope'
import { known } from './mastery'

/** Of each objective: how many cards were seen at least once, and how many would probably be known now. */
export function Objectives({ view }: { view: ProgressView }) {
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
        <table className="ruled-table progress-objectives">
          <caption className="visually-hidden">Cards seen, by objective</caption>
          <thead>
            <tr>
              <th scope="col">Objective</th>
              <th scope="col">Cards seen</th>
              <th scope="col">Known now</th>
            </tr>
          </thead>
          {view.chapters.map(({ chapter, title }) => {
            const own = objectives.filter((each) => each.chapter === chapter)
            return (
              own.length > 0 && (
                <tbody key={chapter}>
                  <tr>
                    <th scope="rowgroup" colSpan={3}>
                      {title}
                    </th>
                  </tr>
                  {own.map(({ objective, text, ...mastery }) => (
                    <tr key={objective}>
                      <th scope="row">
                        <Link href={reviewPath({ kind: 'objective', objective })}>{text}</Link>
                      </th>
                      <td>
                        {mastery.seen.toLocaleString()} of {mastery.total.toLocaleString()}
                      </td>
                      <td>{mastery.seen > 0 && `about ${Math.round(known(mastery)).toLocaleString()}`}</td>
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
