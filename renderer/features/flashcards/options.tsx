import type { Option } from '../../../shared/model/content'
import { ClassMark } from '../../ui/marks'
import { Inlines } from '../../ui/text'
import { questionText } from './question-text'

/** The options to choose from, with nothing that tells which is right. */
export function Options({ options, classes }: { options: Option[]; classes: boolean }) {
  return (
    <ul className={`plain-list card-options ${classes ? 'card-classes' : ''}`} aria-label="Options">
      {options.map((option) => (
        <li key={option.id}>{classes ? <ClassMark of={option.id} /> : <Inlines of={questionText(option.text)} />}</li>
      ))}
    </ul>
  )
}

/** What makes each of the others wrong, the one most people take first. */
export function WhyNot(props: { options: Option[]; classes: boolean; tempting?: string | undefined }) {
  const { options, classes, tempting } = props
  const wrong = options
    .filter((option) => !option.right)
    .toSorted((one, other) => Number(other.id === tempting) - Number(one.id === tempting))
  return (
    <section className="case reading" aria-labelledby="card-why-not">
      <h3 className="label" id="card-why-not">
        Why not the others
      </h3>
      <dl>
        {wrong.map((option) => (
          <div key={option.id}>
            <dt>
              {classes ? <ClassMark of={option.id} /> : <Inlines of={questionText(option.text)} />}
              {option.id === tempting && <span className="faint"> (often taken)</span>}
            </dt>
            <dd>
              <Inlines of={option.why} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
