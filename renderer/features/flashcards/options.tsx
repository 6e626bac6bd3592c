import type { Option } from '../../../shared/model/content'
import { useSingleKeys } from '../../ui/appearance'
import { ClassMark } from '../../ui/marks'
import { Inlines } from '../../ui/text'
import { OwnWord } from '../corrections/card-corrections'
import type { Answering } from './answering'
import { KeyHint } from './key-hint'
import { questionText } from './question-text'
import { VerdictShape } from './verdict'

/** Nothing in it tells which option is right; a class has its own mark. */
export function OptionText({ option, classes }: { option: Option; classes: boolean }) {
  if (classes) return <ClassMark of={option.id} />
  return (
    <>
      {option.own?.includes('text') && <OwnWord />}
      <Inlines of={questionText(option.text)} />
    </>
  )
}

/** The options of a multiple-choice card: pressing one is the answer. */
export function ChooseOption({ options, id, review }: { options: Option[]; id: string; review: Answering }) {
  const singleKeys = useSingleKeys()
  return (
    <fieldset className="choose" id={id}>
      <legend>Choose an answer. If you don’t know, show it.</legend>
      {options.map((option, index) => (
        <button
          key={option.id}
          type="button"
          className="choose-one"
          aria-keyshortcuts={singleKeys ? String(index + 1) : undefined}
          onClick={() => review.choose(option.id)}
        >
          <span>
            <OptionText option={option} classes={false} />
          </span>
          <KeyHint of={String(index + 1)} />
        </button>
      ))}
    </fieldset>
  )
}

/** The same options once the answer is shown: which is right, and which was chosen. */
export function OptionsAnswered(props: { options: Option[]; classes: boolean; chosen: string | null }) {
  const { options, classes, chosen } = props
  return (
    <ul className={`plain-list choose-answered ${classes ? 'choose-classes' : ''}`} aria-label="Options">
      {options.map((option) => (
        <li key={option.id} className="choose-one">
          <span>
            <OptionText option={option} classes={classes} />
          </span>
          {(option.right || option.id === chosen) && (
            <span className="choose-verdict">
              <VerdictShape of={option.right ? 'right' : 'wrong'} />
              {option.id === chosen ? (option.right ? 'Your choice, right' : 'Your choice') : 'Right'}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What makes a wrong option wrong that was chosen: before every other reason. */
export function WhyNotChosen({ option, classes }: { option: Option; classes: boolean }) {
  return (
    <section className="why-not-chosen reading" aria-labelledby="card-why-not-chosen">
      <h3 id="card-why-not-chosen">
        Why not: <OptionText option={option} classes={classes} />
      </h3>
      <p>
        {option.own?.includes('why') && <OwnWord />}
        <Inlines of={option.why} />
      </p>
    </section>
  )
}

/** What makes each of the others wrong, the one most people take first. */
export function WhyNot(props: {
  options: Option[]
  classes: boolean
  /** Has had its reason already. */
  chosen: string | null
  tempting?: string | undefined
}) {
  const { options, classes, chosen, tempting } = props
  const wrong = options
    .filter((option) => !option.right && option.id !== chosen && option.why.length > 0)
    .toSorted((one, other) => Number(other.id === tempting) - Number(one.id === tempting))
  if (wrong.length === 0) return null
  return (
    <section className="case reading" aria-labelledby="card-why-not">
      <h3 className="label" id="card-why-not">
        Why not the others
      </h3>
      <dl>
        {wrong.map((option) => (
          <Reason key={option.id} option={option} classes={classes} often={option.id === tempting} />
        ))}
      </dl>
    </section>
  )
}

function Reason({ option, classes, often }: { option: Option; classes: boolean; often?: boolean }) {
  return (
    <div>
      <dt>
        <OptionText option={option} classes={classes} />
        {often && <span className="faint"> (often taken)</span>}
      </dt>
      <dd>
        {option.own?.includes('why') && <OwnWord />}
        <Inlines of={option.why} />
      </dd>
    </div>
  )
}
