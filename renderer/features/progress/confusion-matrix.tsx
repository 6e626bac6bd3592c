import { useId, useState } from 'react'
import type { ConfusionView } from '../../../shared/model/views'
import { ClassMark } from '../../ui/marks'
import { TableScroller } from './table-scroller'

type Answers = 'all' | 'first'
const counted: Record<Answers, { name: string; caption: string }> = {
  all: { name: 'All answers', caption: 'All your answers' },
  first: { name: 'First answers', caption: 'Your first answer to each case' },
}

/** What the cases were, against what they were called. */
export function ConfusionMatrix({ view: { classes, cells } }: { view: ConfusionView }) {
  const [answers, setAnswers] = useState<Answers>('all')
  const captionId = useId()
  const columns = [...classes.map(({ id }) => id), '']
  const times = (right: string, chosen: string) =>
    cells.find((cell) => cell.right === right && cell.chosen === chosen)?.[answers] ?? 0
  return (
    <div className="confusion-matrix">
      <AnswersSwitch value={answers} choose={setAnswers} />
      <TableScroller labelledBy={captionId}>
        <table className="ruled-table confusion-table">
          <caption id={captionId}>
            <span>{counted[answers].caption}: a row is what the cases were, a column what you called them.</span>
          </caption>
          <thead>
            <tr>
              <td />
              <th scope="colgroup" colSpan={columns.length}>
                You called it
              </th>
              <td />
            </tr>
            <tr>
              <th scope="col">The case was</th>
              {columns.map((id) => (
                <th key={id} scope="col">
                  {id === '' ? 'No choice' : <ClassMark of={id}>{nameOf(classes, id)}</ClassMark>}
                </th>
              ))}
              <th scope="col">Total</th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ id: right, name }) => (
              <tr key={right}>
                <th scope="row">
                  <ClassMark of={right}>{name}</ClassMark>
                </th>
                {columns.map((chosen) => (
                  <Cell key={chosen} times={times(right, chosen)} right={chosen === right} />
                ))}
                <td className="confusion-total">
                  {columns.reduce((sum, chosen) => sum + times(right, chosen), 0).toLocaleString()}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroller>
    </div>
  )
}

const nameOf = (classes: ConfusionView['classes'], id: string) => classes.find((each) => each.id === id)?.name ?? id

function Cell({ times, right }: { times: number; right: boolean }) {
  if (right)
    return (
      <td className="confusion-right">
        {times.toLocaleString()} <span>right</span>
      </td>
    )
  return <td className={times === 0 ? 'faint' : undefined}>{times.toLocaleString()}</td>
}

function AnswersSwitch({ value, choose }: { value: Answers; choose: (answers: Answers) => void }) {
  return (
    <fieldset className="choice-options">
      <legend className="visually-hidden">Answers counted</legend>
      {(['all', 'first'] as const).map((answers) => (
        <label key={answers} className="choice-option">
          <input type="radio" name="confusion-answers" checked={answers === value} onChange={() => choose(answers)} />
          {counted[answers].name}
        </label>
      ))}
    </fieldset>
  )
}
