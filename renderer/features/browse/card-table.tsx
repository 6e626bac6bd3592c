import { type KeyboardEvent, memo, type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import type { BrowseRow } from '../../../shared/model/views'
import { daysWords, difficultyWords, dueWords, kindWords, marksWords, standingWords } from '../../ui/card-words'
import type { Asked, Sort } from './address'
import type { Found, View } from './found'
import { type RowWindow, rowsAndGaps } from './row-window'
import type { Selection } from './selection'

interface Column {
  name: string
  /** Decides width, alignment and from which width on it is shown. */
  kind: string
  sort?: Sort
}
const columns: Column[] = [
  { name: 'Question', kind: 'question', sort: 'question' },
  { name: 'Kind', kind: 'kind' },
  { name: 'Chapter', kind: 'chapter', sort: 'chapter' },
  { name: 'State', kind: 'state' },
  { name: 'Due', kind: 'due', sort: 'due' },
  { name: 'Stability', kind: 'stability', sort: 'stability' },
  { name: 'Difficulty', kind: 'difficulty', sort: 'difficulty' },
  { name: 'Lapses', kind: 'lapses', sort: 'lapses' },
  { name: 'Marks', kind: 'marks' },
]

interface Shared {
  /** Chapter id -> number. */
  chapters: ReadonlyMap<string, number>
  dayStart: number
}
interface Props extends Shared {
  view: View
  found: Found
  seen: RowWindow
  look: () => void
  body: RefObject<HTMLTableSectionElement | null>
  selection: Selection
  /** The row that has or had the focus. */
  active: number
  setActive: (row: number) => void
  sortBy: (change: Pick<Asked, 'sort' | 'descending'>) => void
  open: (card: string, row: number) => void
  /** Id of the words on its keys. */
  keys: string
}

export function CardTable(props: Props) {
  const { view, found, seen, body, selection, active, setActive, sortBy, open } = props
  const total = found.total ?? 0
  const here = Math.min(active, total - 1)

  // The first rows make their own height known.
  const { look } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: a table of another length stands elsewhere
  useLayoutEffect(look, [look, total])

  /** The row gets drawn first and the focus then. */
  const [wanted, setWanted] = useState<{ row: number; part: string } | null>(null)
  useEffect(() => {
    if (!wanted) return
    focusRow(body.current, wanted.row, wanted.part)
    setWanted(null)
  }, [wanted, body])

  function move(event: KeyboardEvent<HTMLElement>) {
    const part = event.target instanceof HTMLElement ? event.target.dataset.part : undefined
    if (!part || event.ctrlKey || event.metaKey || event.altKey) return
    const row = found.row(here)
    if (event.key === ' ') {
      if (event.shiftKey) selection.extend(here)
      // The tick box does it by itself.
      else if (part === 'open' && row) selection.toggle(here, row.id)
      else return
      event.preventDefault()
      return
    }
    const screenful = Math.max(1, Math.floor(window.innerHeight / seen.height) - 2)
    const steps: Record<string, number> = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      PageDown: here + screenful,
      PageUp: here - screenful,
      Home: 0,
      End: total - 1,
    }
    const to = steps[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = Math.min(Math.max(to, 0), total - 1)
    setActive(next)
    setWanted({ row: next, part })
    if (event.shiftKey) selection.extend(next)
    else selection.begin(next)
  }

  const all = total > 0 && selection.ids.size === total
  return (
    <table className="browse-table" aria-rowcount={total + 1} aria-describedby={props.keys}>
      <caption className="visually-hidden">Cards</caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="browse-tick">
            <label>
              <input
                ref={(box) => {
                  if (box) box.indeterminate = selection.ids.size > 0 && !all
                }}
                type="checkbox"
                checked={all}
                onChange={() => (all ? selection.none() : selection.all(total))}
              />
              <span className="visually-hidden">Select all found</span>
            </label>
          </th>
          {columns.map((column) => (
            <Head key={column.kind} column={column} view={view} sortBy={sortBy} />
          ))}
        </tr>
      </thead>
      {/* The buttons inside take the keys; this only hears them. */}
      <tbody ref={body} onKeyDown={move}>
        {rowsAndGaps(total, seen.from, seen.to, here).map((drawn) =>
          'row' in drawn ? (
            <Row
              key={drawn.row}
              index={drawn.row}
              row={found.row(drawn.row)}
              selected={selection.ids.has(found.row(drawn.row)?.id ?? '')}
              reachable={drawn.row === here}
              chapters={props.chapters}
              dayStart={props.dayStart}
              setActive={setActive}
              open={open}
              tick={selection.tick}
            />
          ) : (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in a gap takes the focus
            <tr key={`gap-${drawn.before}`} className="browse-gap" aria-hidden="true">
              <td style={{ height: drawn.gap * seen.height }} />
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

/** Puts the focus on a row that is drawn; false if it isn't. */
export function focusRow(body: HTMLElement | null, row: number, part = 'open'): boolean {
  const target = body?.querySelector<HTMLElement>(`[data-row="${row}"] [data-part="${part}"]`)
  target?.focus({ preventScroll: true })
  target?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  return target !== null && target !== undefined
}

function Head({ column, view, sortBy }: { column: Column; view: View; sortBy: Props['sortBy'] }) {
  const { name, kind, sort } = column
  if (!sort)
    return (
      <th scope="col" className={`browse-${kind}`}>
        {name}
      </th>
    )
  const sorted = view.sort === sort
  return (
    <th
      scope="col"
      className={`browse-${kind}`}
      aria-sort={sorted ? (view.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" onClick={() => sortBy({ sort, descending: sorted && !view.descending })}>
        {name}
      </button>
    </th>
  )
}

interface RowProps extends Shared {
  index: number
  /** Undefined while it is on its way. */
  row: BrowseRow | undefined
  selected: boolean
  /** Whether Tab comes here: to one row only, from where the arrow keys go on. */
  reachable: boolean
  setActive: (row: number) => void
  open: (card: string, row: number) => void
  tick: Selection['tick']
}
/** Each key that moves the focus draws the table again: only rows that changed are. */
const Row = memo(function Row(props: RowProps) {
  const { index, row, selected, reachable, chapters, dayStart, setActive, open, tick } = props
  const tabIndex = reachable ? 0 : -1
  const now = Date.now()
  const due = row && row.due !== null ? dueWords(row.due, now, dayStart) : ''
  return (
    <tr
      data-row={index}
      aria-rowindex={index + 2}
      className={selected ? 'browse-selected' : undefined}
      onFocus={() => setActive(index)}
    >
      <td className="browse-tick">
        <label>
          <input
            type="checkbox"
            data-part="tick"
            tabIndex={tabIndex}
            checked={selected}
            aria-label={row ? `Select: ${row.frontText}` : 'Select'}
            onChange={(event) => row && tick(index, row.id, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </label>
      </td>
      <th scope="row" className="browse-question">
        <button
          type="button"
          data-part="open"
          tabIndex={tabIndex}
          aria-haspopup="dialog"
          onClick={() => row && open(row.id, index)}
        >
          {row ? row.frontText : '…'}
        </button>
      </th>
      <td className="browse-kind">{row && kindWords[row.kind]}</td>
      <td className="browse-chapter">{row && chapters.get(row.chapter)}</td>
      <td className="browse-state">{row && standingWords[row.standing]}</td>
      <td className="browse-due">{due}</td>
      <td className="browse-stability">{row?.stability != null && daysWords(row.stability)}</td>
      <td className="browse-difficulty">{row?.difficulty != null && difficultyWords(row.difficulty)}</td>
      <td className="browse-lapses">{row && row.lapses > 0 && row.lapses.toLocaleString()}</td>
      <td className="browse-marks">
        {row && [...(row.corrected ? ['your words'] : []), ...marksWords(row.marks, now, dayStart)].join(', ')}
      </td>
    </tr>
  )
})
