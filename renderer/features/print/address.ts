import { useCallback } from 'react'
import { useLocation, useSearch } from 'wouter'

/** What the address says of the handout: a link from elsewhere brings it, a reload and Back bring it back. */
const plain = {
  what: 'chapter',
  /** Id; empty: the first one, or of questions, cards and notes all. */
  chapter: '',
  /** Ids with spaces between; empty: all. */
  sections: '',
  entries: '',
  notes: '',
  sources: 'yes',
  own: 'no',
  search: '',
  kind: '',
  response: '',
  detail: 'short',
  from: 'chapter',
  format: 'eight',
  sides: 'long-edge',
  reasons: 'no',
  /** Sources on the backs of cards. */
  cited: 'no',
  count: '10',
  seed: '',
  kinds: 'choice case open',
  forms: '1',
  test: 'usual',
  orientation: 'portrait',
}
export type Wanted = typeof plain
export type ChangeWanted = (to: Partial<Wanted>) => void
export interface Options {
  wanted: Wanted
  change: ChangeWanted
}

export function printPath(wanted: Partial<Wanted>): string {
  const given = Object.entries(wanted).filter(([key, value]) => value !== plain[key as keyof Wanted])
  const words = new URLSearchParams(given).toString()
  return `/print${words && `?${words}`}`
}

/** Changes take the place of the address: whoever goes back leaves the screen instead of undoing choices. */
export function useWanted(): [Wanted, ChangeWanted] {
  const search = useSearch()
  const [, navigate] = useLocation()
  const change = useCallback(
    // From the address as it is by now: two changes may come before either is drawn.
    (to: Partial<Wanted>) => navigate(printPath({ ...wantedIn(location.search), ...to }), { replace: true }),
    [navigate],
  )
  return [wantedIn(search), change]
}

function wantedIn(search: string): Wanted {
  const words = new URLSearchParams(search)
  const wanted = { ...plain }
  for (const key of Object.keys(plain) as (keyof Wanted)[])
    wanted[key] = (words.get(key) ?? plain[key]).slice(0, 20_000)
  return wanted
}

export const idsIn = (text: string): string[] => text.split(' ').filter(Boolean)
export const oneOf = <Value extends string>(all: readonly Value[], value: string): Value | undefined =>
  all.find((one) => one === value)
