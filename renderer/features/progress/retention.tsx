import { Link } from 'wouter'
import type { ProgressView } from '../../../shared/model/views'
import { count, percent } from '../../ui/words'

/** How much was really recalled of the learnt cards that came due, beside how much was wanted. */
export function Retention(props: { retention: ProgressView['retention']; enough: number }) {
  const { reviews, recalled, wanted } = props.retention
  const target = (
    <>
      You want to recall {percent(wanted)} of the cards when they come due; that is set in{' '}
      <Link href="/settings">Settings</Link>.
    </>
  )
  if (reviews < props.enough)
    return (
      <p>
        Too few yet to say: {reviews.toLocaleString()} of the {props.enough} reviews of learnt cards that it takes, in
        the last 30 days. {target}
      </p>
    )
  const share = recalled / reviews
  const [low, high] = likelyRange(recalled, reviews)
  return (
    <>
      <p>
        {target} In the last 30 days you recalled <b>{percent(share)}</b>: {recalled.toLocaleString()} of{' '}
        {count(reviews, 'learnt card that came due', 'learnt cards that came due')}. {judgement(low, high, wanted)}
      </p>
      <figure className="recall">
        <svg
          width="100%"
          height="44"
          role="img"
          aria-label={`Recalled ${percent(share)}, probably between ${percent(low)} and ${percent(high)}; wanted ${percent(wanted)}.`}
        >
          <line className="recall-axis" x1="0" x2="100%" y1="22" y2="22" />
          <line className="recall-range" x1={at(low)} x2={at(high)} y1="22" y2="22" />
          <line className="recall-wanted" x1={at(wanted)} x2={at(wanted)} y1="4" y2="40" />
          <circle className="recall-true" cx={at(share)} cy="22" r="6" />
        </svg>
        <p className="day-ends figures" aria-hidden="true">
          <span>{percent(0.5)}</span>
          <span>{percent(1)}</span>
        </p>
        <figcaption className="faint small">
          Dot: recalled. Thick line: where the true figure probably lies ({percent(low)} to {percent(high)}). Upright
          line: wanted.
        </figcaption>
      </figure>
    </>
  )
}

/** Place on the scale from 50 to 100 %. */
const at = (share: number) => `${Math.min(100, Math.max(0, (share - 0.5) * 200))}%`

function judgement(low: number, high: number, wanted: number): string {
  if (wanted < low) return 'That is more than you asked for.'
  if (wanted > high)
    return 'That is less than you asked for. Read the passages behind the cards you miss; those cards come back sooner by themselves.'
  return 'That fits what you asked for.'
}

/** Wilson's score interval at 95 %: what a share of so few or so many can tell. (Wilson 1927, JASA 22.) */
function likelyRange(hits: number, of: number): [number, number] {
  const z = 1.96
  const share = hits / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}
