import { Link } from 'wouter'
import type { ConfusionView } from '../../../shared/model/views'
import { ClassMark } from '../../ui/marks'
import { count } from '../../ui/words'
import { drillPath } from '../practice/address'
import { IntervalChart, IntervalScale, intervalNote, intervalWords, type Scale } from './interval-chart'

/** How well each two classes are told apart: the least well first, those with too few answers last. */
export function PairsToldApart({ view, scale }: { view: ConfusionView; scale: Scale }) {
  const pairs = view.pairs.toSorted(
    (one, other) =>
      (one.dPrime?.value ?? Number.POSITIVE_INFINITY) - (other.dPrime?.value ?? Number.POSITIVE_INFINITY) ||
      other.trials - one.trials,
  )
  const known = pairs.some(({ dPrime }) => dPrime)
  const name = (id: string) => view.classes.find((each) => each.id === id)?.name ?? id
  return (
    <>
      <p>
        How well you tell each two classes apart when you first meet a case, as a figure called d′. 0: by chance; 1:
        often; 2 and more: reliably. {(known || view.factors.some(({ dPrime }) => dPrime)) && intervalNote}
      </p>
      <ul className="plain-list confusion-pairs">
        {known && (
          <li className="confusion-scale" aria-hidden="true">
            <IntervalScale scale={scale} />
          </li>
        )}
        {pairs.map((pair) => (
          <li key={`${pair.one} ${pair.other}`} className={pair.dPrime ? undefined : 'confusion-too-few'}>
            <span className="confusion-pair">
              <ClassMark of={pair.one}>{name(pair.one)}</ClassMark> and{' '}
              <ClassMark of={pair.other}>{name(pair.other)}</ClassMark>
            </span>
            {pair.dPrime && <IntervalChart dPrime={pair.dPrime} scale={scale} />}
            <span className="figures small soft">
              {pair.dPrime ? (
                <>
                  <b>{intervalWords(pair.dPrime)}</b>, {count(pair.trials, 'answer')}
                </>
              ) : (
                waits(pair, view.enough)
              )}{' '}
              <DrillThis one={pair.one} other={pair.other} names={`${name(pair.one)} and ${name(pair.other)}`} />
            </span>
          </li>
        ))}
      </ul>
      <p className="faint small">
        Only first answers within a pair count: cases of either class that you called one of the two.
      </p>
    </>
  )
}

function DrillThis({ one, other, names }: { one: string; other: string; names: string }) {
  return (
    <Link
      className="confusion-drill"
      href={drillPath({ kind: 'drill-classes', one, other })}
      aria-label={`Drill this: ${names}`}
    >
      Drill this
    </Link>
  )
}

/** Why there is no figure: not yet, or never with the cases there are. */
function waits({ trials, cases }: ConfusionView['pairs'][number], enough: number): string {
  if (cases < enough)
    return `${count(trials, 'first answer')}; with ${count(cases, 'case')} of the two, too few for a figure`
  if (trials < enough) return `${trials.toLocaleString()} of ${enough} first answers so far`
  return 'too few cases of one of the two so far'
}
