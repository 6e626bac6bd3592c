import { useRef, useState } from 'react'
import { errorWords } from '../../ui/errors'
import { idsOf, type View } from './found'

export interface Selection {
  ids: ReadonlySet<string>
  problem: string
  toggle(row: number, id: string): void
  /** A click on a row's box; with Shift all rows from the last one to this. */
  tick(row: number, id: string, shift: boolean): void
  /** All rows from where a range was begun to this one. */
  extend(to: number): void
  /** A range will begin at this row. */
  begin(row: number): void
  all(total: number): void
  none(): void
}

/** Cards ticked in the table. It belongs to what was searched for: another search begins anew. */
export function useSelection(view: View): Selection {
  const [chosen, setChosen] = useState<{ search: string; ids: ReadonlySet<string> }>({ search: '', ids: new Set() })
  const [problem, setProblem] = useState('')
  const anchor = useRef(0)
  const ids = chosen.search === view.search ? chosen.ids : none
  const set = (to: ReadonlySet<string>) => setChosen({ search: view.search, ids: to })

  function fetched(from: number, to: number, take: (found: string[], now: ReadonlySet<string>) => Set<string>) {
    const { search } = view
    idsOf(view, from, to).then(
      (found) => {
        setProblem('')
        setChosen((now) => ({ search, ids: take(found, now.search === search ? now.ids : none) }))
      },
      (error) => setProblem(errorWords(error)),
    )
  }
  function toggle(row: number, id: string) {
    anchor.current = row
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    set(next)
  }
  function extend(to: number) {
    const [from, until] = [Math.min(anchor.current, to), Math.max(anchor.current, to) + 1]
    fetched(from, until, (found, now) => new Set([...now, ...found]))
  }
  return {
    ids,
    problem,
    toggle,
    tick: (row, id, shift) => (shift ? extend(row) : toggle(row, id)),
    extend,
    begin(row) {
      anchor.current = row
    },
    all: (total) => fetched(0, total, (found) => new Set(found)),
    none: () => set(none),
  }
}
const none: ReadonlySet<string> = new Set()
