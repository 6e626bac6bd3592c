import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { HighlightView } from '../../../../shared/model/highlight'
import { api } from '../../../client'
import { addressOfRemoval } from '../../removal/words'
import type { HighlightChanges } from './changes'
import { KindButtons } from './kind-buttons'

/** What can be done with a highlight that is there. */
export function HighlightActions(props: {
  highlight: HighlightView
  changes: HighlightChanges
  writeNote: () => void
  removed: () => void
}) {
  const { highlight, changes } = props
  const [copied, setCopied] = useState('')
  const { notes } = highlight
  return (
    <div className="highlight-actions">
      <p className="label">Highlight</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div role="group" aria-label="Kind" className="highlight-kinds">
        <KindButtons chosen={highlight.kind} choose={(kind) => changes.changeKind(highlight, kind)} />
      </div>
      {highlight.lost.length > 0 && (
        <p className="small">A part of what was highlighted has gone from the text: “{highlight.lost.join(' … ')}”</p>
      )}
      <div className="highlight-do">
        <button type="button" className="button button-quiet" onClick={props.writeNote}>
          {notes.length === 0 ? 'Add a note' : 'Open its note'}
        </button>
        <button
          type="button"
          className="button button-quiet"
          onClick={() =>
            navigator.clipboard.writeText(highlight.words).then(
              () => setCopied('Copied.'),
              () => setCopied('The words couldn’t be copied: the clipboard is closed to Fieldbook.'),
            )
          }
        >
          Copy the words
        </button>
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            changes.remove(highlight)
            props.removed()
          }}
        >
          Remove
        </button>
        <Link href={addressOfRemoval('highlight', highlight.id)} className="button button-quiet">
          Remove for good…
        </Link>
      </div>
      <p role="status" className="small">
        {copied}
      </p>
    </div>
  )
}

/** What the highlights of a chapter are asked by. */
export function useChapterHighlights(chapter: string): readonly HighlightView[] | undefined {
  return useQuery(api.highlights.list.queryOptions({ input: { chapter } })).data?.highlights
}
