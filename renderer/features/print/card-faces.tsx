import type { CaseClass, Inline, Option } from '../../../shared/model/content'
import type { PrintedCard, Support } from '../../../shared/model/print'
import { shuffled } from '../../../shared/rules/shuffle'
import { ClassMark } from '../../ui/marks'
import { Inlines } from '../../ui/text'
import { CardSources } from './card-sources'
import { printedOption, printedStory, printedText } from './own-words'

/** A, B, C ... */
export const letterOf = (index: number): string => String.fromCharCode(65 + index)

/** The options of a card in an order of their own, the same whenever it is printed. */
export const optionsOf = (card: { id: string; options: Option[] }, seed = ''): Option[] =>
  shuffled(card.options, seed + card.id)

export function CardFront({ of: { card, scenario }, classes }: { of: PrintedCard; classes: readonly CaseClass[] }) {
  if (scenario)
    return (
      <>
        <p>
          <Inlines of={printedStory(card, scenario.story)} />
        </p>
        <p className="cut-classes">
          {classes.map(({ id, name }) => (
            <ClassMark key={id} of={id}>
              {name}
            </ClassMark>
          ))}
        </p>
      </>
    )
  return (
    <>
      <p className="cut-question">
        <Inlines of={printedText(card, 'front')} />
      </p>
      {card.kind === 'multiple-choice' && (
        <ol className="cut-options">
          {optionsOf(card).map((option) => (
            <li key={option.id}>
              <Inlines of={printedOption(option)} />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

export function CardBack(props: {
  of: PrintedCard
  classes: readonly CaseClass[]
  reasons: boolean
  /** Of what it says, where that is to stand on it. */
  support: Support | null
}) {
  const { card, scenario } = props.of
  return (
    <>
      <Answer {...props} />
      {props.reasons && !scenario && card.why.length > 0 && (
        <p className="cut-why">
          <Inlines of={printedText(card, 'why')} />
        </p>
      )}
      {scenario && (
        <p className="cut-why">
          <Inlines of={props.reasons ? decisive(scenario.factors) : scenario.takeaway} />
        </p>
      )}
      {props.support && <CardSources of={props.of} support={props.support} />}
    </>
  )
}

function Answer({ of: { card, scenario }, classes }: { of: PrintedCard; classes: readonly CaseClass[] }) {
  if (scenario)
    return (
      <p className="cut-answer">
        <ClassMark of={scenario.class}>{classes.find(({ id }) => id === scenario.class)?.name}</ClassMark>
      </p>
    )
  if (card.kind === 'multiple-choice') {
    const options = optionsOf(card)
    const right = options.findIndex((option) => option.right)
    return (
      <p className="cut-answer">
        {letterOf(right)}. <Inlines of={options[right]?.text ?? []} />
      </p>
    )
  }
  return (
    <p className="cut-answer">
      <Inlines of={printedText(card, 'back')} />
    </p>
  )
}

/** What decided a story, one statement after the other. */
function decisive(factors: readonly { decides: boolean; says: Inline[] }[]): Inline[] {
  return factors
    .filter(({ decides }) => decides)
    .flatMap(({ says }, index) => (index === 0 ? says : [{ type: 'text' as const, text: ' ' }, ...says]))
}
