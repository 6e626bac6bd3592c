import { useId, useState } from 'react'
import type { ShownReport } from '../../../shared/model/imports'
import { problemWords } from '../../../shared/rules/exchange-words'
import { count } from '../../ui/words'

/** So few that they are seen without asking. */
const atOnce = 3
/** Problems on the screen at once; a search finds the others. */
const shown = 50

/** What an import did, or would do, in numbers, and what could not be taken, by item. */
export function Report(props: { report: ShownReport; isTable: boolean; would?: boolean }) {
  const { report, isTable, would = false } = props
  const rows: [string, number][] = [
    ['New', report.new],
    ['Updated', report.updated],
    ['The same as here', report.same],
    ['In conflict with what is here', report.conflicting],
    ['Left out', report.skipped],
  ]
  // What Anki calls notes are the rows of a table, each with one card.
  const read = isTable
    ? [count(report.notes, 'row')]
    : [
        count(report.notes, 'note'),
        count(report.cards, 'card'),
        ...(report.reviews > 0 ? [count(report.reviews, 'review')] : []),
      ]
  return (
    <div className="import-report">
      <p>
        {would ? 'In the file' : 'Read'}: {read.join(', ')}.
      </p>
      <dl className="import-counts">
        {rows.map(([name, number]) => (
          <div key={name} className={number === 0 ? 'faint' : undefined}>
            <dt>{name}</dt>
            <dd>{number.toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
      {report.book > 0 && (
        <p>
          What was learned of {count(report.book, 'card')} of the book {would ? 'comes' : 'came'} along.
        </p>
      )}
      {report.problems.length > 0 && <Problems report={report} />}
    </div>
  )
}

function Problems({ report: { problems, more } }: { report: ShownReport }) {
  const id = useId()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const said = problems.map((problem) => ({ where: problem.where, words: problemWords(problem) }))
  const found = said.filter(({ where, words }) => `${where} ${words}`.toLowerCase().includes(wanted))
  return (
    <details className="import-problems" open={problems.length + more <= atOnce}>
      <summary>{count(problems.length + more, 'thing')} to know</summary>
      {problems.length > 10 && (
        <>
          <label htmlFor={id}>Search in them</label>
          <input
            id={id}
            type="search"
            className="field"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <p role="status" className="small soft">
            {wanted === '' ? '' : `${found.length.toLocaleString('en-US')} found`}
          </p>
        </>
      )}
      <ul>
        {found.slice(0, shown).map(({ where, words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one place may have the same problem twice
          <li key={index}>
            <b>{where}</b>: {words}
          </li>
        ))}
      </ul>
      {found.length > shown && <p className="soft small">And {(found.length - shown).toLocaleString('en-US')} more.</p>}
      {more > 0 && <p className="soft small">{count(more, 'other')} not listed here.</p>}
    </details>
  )
}
