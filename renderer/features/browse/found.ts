import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { BrowseRow } from '../../../shared/model/views'
import { api, client } from '../../client'
import type { Sort } from './address'

export interface View {
  search: string
  sort: Sort
  descending: boolean
}
/** A table of tens of thousands of rows is fetched in pieces, as one scrolls to them. */
const piece = 100
const mostIds = 500

export interface Found {
  /** Null until it is known. */
  total: number | null
  /** Undefined while it is on its way. */
  row: (index: number) => BrowseRow | undefined
  error: unknown
}

/** The rows that a search finds, as far as `from` to `to` are in view. The first piece is always there: it says how many. */
export function useFound(view: View, from: number, to: number): Found {
  const asked = (number: number) =>
    api.study.browse.queryOptions({
      input: {
        search: view.search,
        sort: view.sort,
        descending: view.descending,
        offset: number * piece,
        limit: piece,
      },
    })
  const first = useQuery({ ...asked(0), placeholderData: keepPreviousData })
  const total = first.data?.total ?? null
  const last = Math.ceil(Math.min(to, total ?? 0) / piece)
  const numbers: number[] = []
  for (let number = Math.max(1, Math.floor(from / piece)); number < last; number += 1) numbers.push(number)
  const others = useQueries({ queries: numbers.map(asked) })
  return {
    total,
    row: (index) => {
      const number = Math.floor(index / piece)
      const data = number === 0 ? first.data : others[numbers.indexOf(number)]?.data
      return data?.rows[index % piece]
    },
    error: first.error ?? others.find(({ error }) => error)?.error ?? null,
  }
}

/** Ids of the rows from `from` up to but not including `to`. */
export async function idsOf(view: View, from: number, to: number): Promise<string[]> {
  const ids: string[] = []
  for (let offset = from; offset < to; offset += mostIds) {
    const { search, sort, descending } = view
    const limit = Math.min(mostIds, to - offset)
    const { rows } = await client.study.browse({ search, sort, descending, offset, limit })
    if (rows.length === 0) break
    for (const { id } of rows) ids.push(id)
  }
  return ids
}
