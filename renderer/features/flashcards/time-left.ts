import { useEffect, useState } from 'react'
import type { Counts } from '../../../shared/model/views'
import { api, queries } from '../../client'

/** As the core's own estimate counts: a new card is shown at least twice. */
const showings = (counts: Counts) => counts.learning + counts.due + 2 * counts.new

/** Whole minutes for what is left, at the pace of the core's estimate for today, which is asked for once a session. */
export function useMinutesLeft(counts: Counts | undefined): number | null {
  const [pace, setPace] = useState<number | null>(null)
  useEffect(() => {
    // Without an answer there is no estimate; what went wrong is said where cards are asked for.
    queries
      .fetchQuery(api.study.overview.queryOptions())
      .then(({ minutes, today }) => setPace(showings(today) > 0 ? minutes / showings(today) : null))
      .catch(() => setPace(null))
  }, [])
  return pace === null || !counts || showings(counts) === 0 ? null : Math.max(1, Math.round(pace * showings(counts)))
}
