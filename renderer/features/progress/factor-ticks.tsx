import { useId } from 'react'
import type { ConfusionView } from '../../../shared/model/views'
import { IntervalChart, IntervalScale, intervalWords, type Scale } from './interval-chart'
import { ShareBar } from './share-bar'
import { TableScroller } from './table-scroller'

/** The one factor of the book that is there to be set aside. */
const decoy = 'movement'

/** How often each factor was ticked in cases that it decided, and in others. */
export function FactorTicks({ view, scale }: { view: ConfusionView; scale: Scale }) {
  const captionId = useId()
  const trials = Math.max(0, ...view.factors.map((factor) => factor.trials))
  const enough = trials >= view.enough
  if (trials === 0)
    return <p>When you answer a case and tick the factors that decided it, this shows which ones you rely on.</p>
  return (
    <>
      <p>
        In each case some factors decide and others only seem to.{' '}
        {enough
          ? `These are your ${trials.toLocaleString()} first answers with factors ticked.`
          : `${trials.toLocaleString()} of ${view.enough} first answers with factors ticked so far; the bars and the figure d′ come with the ${view.enough}th.`}
      </p>
      <TableScroller labelledBy={captionId}>
        <table className="ruled-table confusion-factors">
          <caption className="visually-hidden" id={captionId}>
            How often you ticked each factor
          </caption>
          <thead>
            <tr>
              <th scope="col">Factor</th>
              <th scope="col">Ticked when it decided</th>
              <th scope="col">Ticked when it didn’t</th>
              {enough && (
                <th scope="col">
                  Told apart, d′
                  <IntervalScale scale={scale} />
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {view.factors.map(({ factor, name, decided, ticked, free, tickedFree, dPrime }) => (
              <tr key={factor}>
                <th scope="row">
                  {name}
                  {factor === decoy && <span className="confusion-decoy">a decoy: movement settles nothing</span>}
                </th>
                <Share of={decided} ticked={ticked} none="never decided" bar={enough} />
                <Share of={free} ticked={tickedFree} none="always decided" bar={enough} />
                {enough && (
                  <td>
                    {dPrime ? (
                      <>
                        <IntervalChart dPrime={dPrime} scale={scale} />
                        {intervalWords(dPrime)}
                      </>
                    ) : (
                      <span className="faint">nothing to tell apart</span>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroller>
    </>
  )
}

function Share({ of, ticked, none, bar }: { of: number; ticked: number; none: string; bar: boolean }) {
  if (of === 0) return <td className="faint">{none}</td>
  return (
    <td>
      {bar && <ShareBar share={ticked / of} />}
      {ticked.toLocaleString()} of {of.toLocaleString()}
    </td>
  )
}
