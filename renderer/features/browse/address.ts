import { useCallback } from 'react'
import { useLocation, useSearch } from 'wouter'

export const sorts = ['chapter', 'question', 'due', 'stability', 'difficulty', 'lapses'] as const
export type Sort = (typeof sorts)[number]

/** What the address says of the table: Back, a reload and a link from elsewhere bring it back. */
export interface Asked {
  search: string
  sort: Sort
  descending: boolean
  /** The card whose info is open. */
  card: string | null
}
const plain: Asked = { search: '', sort: 'chapter', descending: false, card: null }
export const longestSearch = 1000

export function browsePath(asked: Partial<Asked>): string {
  const { search, sort, descending, card } = { ...plain, ...asked }
  const words = new URLSearchParams({
    ...(search && { q: search }),
    ...(sort !== plain.sort && { sort }),
    ...(descending && { order: 'down' }),
    ...(card && { card }),
  }).toString()
  return `/flashcards/browse${words && `?${words}`}`
}

/** Changes take the place of the address: whoever goes back leaves the table instead of undoing letters. */
export function useAsked(): [Asked, (change: Partial<Asked>, row?: number) => void] {
  const words = new URLSearchParams(useSearch())
  const [, navigate] = useLocation()
  const asked: Asked = {
    search: (words.get('q') ?? '').slice(0, longestSearch),
    sort: sorts.find((sort) => sort === words.get('sort')) ?? plain.sort,
    descending: words.get('order') === 'down',
    card: words.get('card'),
  }
  const { search, sort, descending, card } = asked
  const change = useCallback(
    (to: Partial<Asked>, row?: number) =>
      navigate(browsePath({ search, sort, descending, card, ...to }), {
        replace: true,
        state: row === undefined ? history.state : { ...history.state, browse: { row } },
      }),
    [navigate, search, sort, descending, card],
  )
  return [asked, change]
}

/** The row that was opened last; it travels with the history entry, so that Back finds it again. */
export function rowBefore(): number | null {
  return (history.state as { browse?: { row: number } } | null)?.browse?.row ?? null
}
