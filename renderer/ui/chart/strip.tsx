import { useId } from 'react'

interface StripPart {
  name: string
  meaning?: string
  number: number
  /** Said of the number: a share of the whole, for example. */
  share?: string
}

const faces = ['full', 'hatched', 'pale', 'empty'] as const

/** A whole as one bar of at most four parts, and the parts as a list. Its lengths are shares, so it measures nothing. */
export function Strip({ parts }: { parts: StripPart[] }) {
  const id = useId().replaceAll(/\W/g, '')
  const whole = parts.reduce((sum, { number }) => sum + number, 0)
  const face = (index: number) => (parts.length - 1 === index && parts.length < 4 ? 'empty' : (faces[index] ?? 'empty'))
  const fill = (index: number) => (face(index) === 'hatched' ? `url(#${id})` : undefined)
  let before = 0
  return (
    <div className="strip">
      <svg width="100%" height="20" aria-hidden="true" focusable="false">
        <defs>
          <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="strip-stroke" width="2.5" height="6" />
          </pattern>
        </defs>
        {parts.map(({ name, number }, index) => {
          const start = before
          before += number
          return (
            <rect
              key={name}
              className={`strip-${face(index)}`}
              x={`${(100 * start) / whole}%`}
              width={`${(100 * number) / whole}%`}
              height="20"
              fill={fill(index)}
            />
          )
        })}
        <rect className="strip-frame strip-frame-whole" x="0.5" y="0.5" height="19" width="100%" />
      </svg>
      <dl>
        {parts.map(({ name, meaning, number, share }, index) => (
          <div key={name}>
            <dt>
              <svg width="14" height="14" aria-hidden="true" focusable="false">
                <rect className={`strip-${face(index)}`} width="14" height="14" fill={fill(index)} />
                <rect className="strip-frame" x="0.5" y="0.5" width="13" height="13" />
              </svg>
              {name} {meaning && <span className="faint small">{meaning}</span>}
            </dt>
            <dd className="figures">
              {number.toLocaleString()}
              {share && <span className="faint small"> {share}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
