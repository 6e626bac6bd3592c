import { useMemo } from 'react'
import type { OwnCardText } from '../../../shared/model/own-card'
import { cardsFrom, withNumbers } from '../../../shared/rules/own-cards'
import { Inlines } from '../../ui/text'
import { count } from '../../ui/words'

/** More of one text are only counted. */
const mostShown = 4

/** The cards that a text makes, as they will be asked. */
export function Preview({ text }: { text: OwnCardText }) {
  const cards = useMemo(() => cardsFrom('preview', withNumbers(text, null), null), [text])
  return (
    <section className="own-preview" aria-labelledby="own-preview-title">
      <h3 id="own-preview-title" className="label">
        As it will look{cards.length > 1 && `: ${count(cards.length, 'card')}`}
      </h3>
      {cards.length === 0 && <p className="small faint">Each blank will be a card.</p>}
      <ol className="plain-list">
        {cards.slice(0, mostShown).map((card) => (
          <li key={card.id} className="own-preview-card">
            <p className="own-preview-question">
              {card.front.length > 0 ? <Inlines of={card.front} /> : <span className="faint">Question</span>}
            </p>
            {card.kind === 'multiple-choice' && (
              <ul className="own-preview-options">
                {card.options.map((option, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same words while they are typed
                  <li key={index}>
                    {option.text.length > 0 ? <Inlines of={option.text} /> : <span className="faint">Answer</span>}
                  </li>
                ))}
              </ul>
            )}
            {card.kind === 'typed' && <p className="own-preview-field faint small">The answer is typed here.</p>}
            <p className="own-preview-answer">
              {card.back.length > 0 ? <Inlines of={card.back} /> : <span className="faint">Answer</span>}
            </p>
          </li>
        ))}
      </ol>
      {cards.length > mostShown && (
        <p className="small faint">and {count(cards.length - mostShown, 'more card')} like these</p>
      )}
    </section>
  )
}
