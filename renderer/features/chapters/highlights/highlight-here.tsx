import { useRef } from 'react'
import type { Block } from '../../../../shared/model/content'
import type { NoteSummary, NoteTarget } from '../../../../shared/model/study'
import { api, queries } from '../../../client'
import { NoteEditor } from '../../../ui/note-editor'
import { short } from './changes'
import { type HighlightNote, useHighlightLayer } from './layer'

/** Among the tools of a block: its words chosen and highlighted without a mouse. */
export function HighlightHere({ section, block, hint }: { section: string; block: Block; hint: string }) {
  const { choose } = useHighlightLayer()
  return (
    <button
      type="button"
      className="button button-quiet"
      aria-haspopup="dialog"
      // A press must not take the selection away that is to be highlighted.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => choose(section, block, event.currentTarget)}
    >
      Highlight<span className="visually-hidden"> words of “{hint}…”</span>
    </button>
  )
}

/** The note on a highlight of this block that is being written; null: none. */
export function useNoteWrittenHere(block: string): HighlightNote | null {
  const { writing } = useHighlightLayer()
  return writing?.highlight.places[0]?.block === block ? writing : null
}

export function HighlightNoteHere({ writing }: { writing: HighlightNote }) {
  const { endWriting } = useHighlightLayer()
  const flush = useRef<(() => Promise<boolean>) | null>(null)
  const { highlight, note, isNew } = writing
  async function close() {
    // What can't be saved stays open; the editor says why.
    if ((await flush.current?.()) === false) return
    endWriting()
    for (const part of [api.notes.list, api.highlights.list]) void queries.invalidateQueries({ queryKey: part.key() })
    document.getElementById(`highlight-${highlight.id}`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the editor inside
    <div
      onKeyDown={(event) => {
        if (event.key === 'Escape') void close()
      }}
    >
      <p className="block-note-on">On “{short(highlight.words)}”</p>
      <NoteEditor
        key={note}
        note={isNew ? undefined : note}
        newId={note}
        target={targetOf(highlight)}
        label="Note on this highlight"
        autoFocus
        flush={flush}
      />
      <button type="button" className="button button-quiet" onClick={() => void close()}>
        Done
      </button>
    </div>
  )
}

function targetOf({ id, chapter, words, places, was }: HighlightNote['highlight']): NoteTarget {
  const { section, block } = places[0] ?? was
  return { kind: 'highlight', highlight: id, chapter, section, block, quote: words.slice(0, 300) }
}

/** Beside a note in the margin: which words it is on. */
export function OnHighlight({ note: { target } }: { note: NoteSummary }) {
  return target.kind === 'highlight' ? <p className="block-note-on">On “{short(target.quote)}”</p> : null
}
