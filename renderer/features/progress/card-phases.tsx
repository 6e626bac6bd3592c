import { useId } from 'react'
import type { ProgressView } from '../../../shared/model/views'
import { count } from '../../ui/words'

/** All cards in one bar: learnt ones full, those in learning hatched, new ones empty. */
export function CardPhases({ cards }: { cards: ProgressView['cards'] }) {
  const hatch = useId().replaceAll(/\W/g, '')
  const phases = [
    { name: 'Learnt', meaning: 'asked again after days or weeks', number: cards.review, face: 'phase-full' },
    { name: 'In learning', meaning: 'asked again within minutes', number: cards.learning, face: 'phase-hatched' },
    { name: 'New', meaning: 'not seen yet', number: cards.new, face: 'phase-empty' },
  ]
  const fill = (face: string) => (face === 'phase-hatched' ? `url(#${hatch})` : undefined)
  let before = 0
  return (
    <>
      <svg className="phases" width="100%" height="20" aria-hidden="true" focusable="false">
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="phase-stroke" width="2.5" height="6" />
          </pattern>
        </defs>
        {phases.map(({ face, number }) => {
          const start = before
          before += number
          return (
            <rect
              key={face}
              className={face}
              x={`${(100 * start) / cards.total}%`}
              width={`${(100 * number) / cards.total}%`}
              height="20"
              fill={fill(face)}
            />
          )
        })}
        <rect className="phase-frame" x="0.5" y="0.5" height="19" width="100%" />
      </svg>
      <dl className="phase-list">
        {phases.map(({ name, meaning, number, face }) => (
          <div key={face}>
            <dt>
              <svg width="14" height="14" aria-hidden="true" focusable="false">
                <rect className={face} width="14" height="14" fill={fill(face)} />
                <rect className="phase-frame" x="0.5" y="0.5" width="13" height="13" />
              </svg>
              {name} <span className="faint small">{meaning}</span>
            </dt>
            <dd className="figures">{number.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {cards.lapses > 0 && (
        <p className="soft">
          Learnt cards were forgotten {cards.lapses === 1 ? 'once' : count(cards.lapses, 'time')}; that is part of
          learning, and each was taught again.
        </p>
      )}
    </>
  )
}
