import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Block, Chapter } from '../../../../shared/model/content'
import type { HighlightView } from '../../../../shared/model/highlight'
import { highlightNames, highlightSigns } from '../../../ui/highlight-names'
import { type RunMarks, RunMarksContext } from '../../../ui/marked-run'
import { count } from '../../../ui/words'
import { short, useHighlightChanges } from './changes'
import { Chooser } from './chooser'
import { chosenWords } from './chosen-words'
import { DetachedHighlights } from './detached-highlights'
import { HighlightActions } from './highlight-panel'
import { Panel } from './panel'
import { runMarks } from './run-marks'
import { SelectionBar } from './selection-bar'
import type { Piece } from './word-choice'
import './highlights.css'

/** The note on a highlight that is being written, and beside which block. */
export interface HighlightNote {
  highlight: HighlightView
  note: string
  isNew: boolean
}
interface Layer {
  choose: (section: string, block: Block, opener: HTMLElement) => void
  writing: HighlightNote | null
  endWriting: () => void
}
const LayerContext = createContext<Layer>({ choose: () => undefined, writing: null, endWriting: () => undefined })
export const useHighlightLayer = () => useContext(LayerContext)

type Open =
  | { what: 'choose'; section: string; block: Block; selected: Piece | null; opener: HTMLElement }
  | { what: 'highlight'; id: string; opener: HTMLElement }

/** The text of a chapter with its highlights: draws them, and lets them be made, changed and removed. */
export function HighlightLayer(props: { chapter: Chapter; stored: readonly HighlightView[]; children: ReactNode }) {
  const { chapter, stored, children } = props
  const root = useRef<HTMLDivElement>(null)
  const changes = useHighlightChanges(chapter.id, stored)
  const { highlights } = changes
  const [open, setOpen] = useState<Open | null>(null)
  const [attaching, setAttaching] = useState<HighlightView | null>(null)
  const [writing, setWriting] = useState<HighlightNote | null>(null)

  const drawn = useMemo(() => runMarks(chapter, highlights), [chapter, highlights])
  const byId = useMemo(() => new Map(highlights.map((one) => [one.id, one])), [highlights])
  const marks = useMemo(
    (): RunMarks => ({
      marks: drawn,
      sign: (id) => {
        const highlight = byId.get(id)
        return highlight && <Sign highlight={highlight} open={(opener) => setOpen({ what: 'highlight', id, opener })} />
      },
    }),
    [drawn, byId],
  )
  const layer = useMemo(
    (): Layer => ({
      choose: (section, block, opener) =>
        setOpen({ what: 'choose', section, block, opener, selected: selectedIn(chapter, block) }),
      writing,
      endWriting: () => setWriting(null),
    }),
    [chapter, writing],
  )

  // A click on the words themselves, where nothing else answers it.
  useEffect(() => {
    const element = root.current
    function onClick(event: MouseEvent) {
      if (!(event.target instanceof Element) || event.target.closest('a, button') || !getSelection()?.isCollapsed)
        return
      const id = event.target.closest<HTMLElement>('[data-highlight]')?.dataset.highlight
      const sign = id === undefined ? null : document.getElementById(`highlight-${id}`)
      if (id !== undefined && sign) setOpen({ what: 'highlight', id, opener: sign })
    }
    element?.addEventListener('click', onClick)
    return () => element?.removeEventListener('click', onClick)
  }, [])

  function attach(parts: Parameters<typeof changes.move>[1]) {
    if (attaching) changes.move(attaching, parts)
    setAttaching(null)
  }
  function close(closed: Open) {
    setOpen((now) => (now === closed ? null : now))
  }
  const shown = open?.what === 'highlight' ? byId.get(open.id) : undefined
  return (
    <RunMarksContext value={marks}>
      <LayerContext value={layer}>
        <div ref={root}>{children}</div>
        <DetachedHighlights chapter={chapter} changes={changes} attaching={attaching} attach={setAttaching} />
        {highlights.length > 0 && (
          <p className="highlights-count small">
            <Link href={`/notes/highlights?chapter=${encodeURIComponent(chapter.id)}`}>
              {count(highlights.length, 'highlight')} in this chapter
            </Link>
          </p>
        )}
      </LayerContext>
      <SelectionBar root={root} chapter={chapter} chosen={changes.make} attach={attaching ? attach : null} />
      {open?.what === 'choose' && (
        <Panel key={open.block.id} title="Highlight words" opener={open.opener} close={() => close(open)}>
          <Chooser
            section={open.section}
            block={open.block}
            selected={open.selected}
            chosen={(kind, part) => {
              changes.make(kind, [part])
              open.opener.focus()
              setOpen(null)
            }}
            attach={
              attaching
                ? (part) => {
                    attach([part])
                    open.opener.focus()
                    setOpen(null)
                  }
                : null
            }
          />
        </Panel>
      )}
      {open?.what === 'highlight' && shown && (
        <Panel
          key={shown.id}
          title={`${highlightNames[shown.kind]}: “${short(shown.words)}”`}
          opener={open.opener}
          close={() => close(open)}
        >
          <HighlightActions
            highlight={shown}
            changes={changes}
            writeNote={() => {
              const [first] = shown.notes
              setOpen(null)
              setWriting({ highlight: shown, note: first?.id ?? crypto.randomUUID(), isNew: first === undefined })
            }}
            removed={() => {
              setOpen(null)
              // Its sign goes with it.
              document.getElementById(shown.places[0]?.block ?? '')?.focus()
            }}
          />
        </Panel>
      )}
      {attaching && (
        <p className="highlight-attaching notice">
          <span>
            Select the words that “{short(attaching.words)}” belongs to, or use Highlight beside their paragraph.
          </span>
          <button type="button" className="button button-quiet" onClick={() => setAttaching(null)}>
            Leave it
          </button>
        </p>
      )}
      <div role="status" className="visually-hidden">
        {changes.said}
      </div>
      {changes.problem && (
        <p role="alert" className="notice notice-bad highlight-problem">
          {changes.problem}
        </p>
      )}
    </RunMarksContext>
  )
}

/** Behind the last word of a highlight: says its kind, opens what can be done with it. */
function Sign({ highlight, open }: { highlight: HighlightView; open: (opener: HTMLElement) => void }) {
  const { id, kind, words } = highlight
  return (
    <button
      id={`highlight-${id}`}
      type="button"
      className="highlight-sign"
      aria-haspopup="dialog"
      aria-label={`${highlightNames[kind]}: highlight “${short(words, 40)}”`}
      title={highlightNames[kind]}
      data-name={highlightNames[kind]}
      onClick={(event) => open(event.currentTarget)}
    >
      {highlightSigns[kind]}
    </button>
  )
}

function selectedIn(chapter: Chapter, block: Block): Piece | null {
  const selection = getSelection()
  const root = document.getElementById(block.id)
  if (!root || !selection || selection.rangeCount === 0) return null
  return chosenWords(root, chapter, selection.getRangeAt(0)).find((part) => part.block === block.id) ?? null
}
