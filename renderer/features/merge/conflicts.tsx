import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import type { OwnCardText } from '../../../shared/model/own-card'
import type { ConflictVersion, WorkConflict } from '../../../shared/model/work'
import { api, queries, workChanged } from '../../client'
import { Trouble } from '../../ui/trouble'
import { count, whenWords } from '../../ui/words'
import { Difference } from '../notes/note-versions'

const key = api.work.conflicts.queryKey()

/** Notes and cards that were changed in both copies: both versions are kept until one chooses. */
export function Conflicts({ conflicts }: { conflicts: WorkConflict[] }) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const [said, setSaid] = useState('')
  const settle = useMutation(
    api.work.settle.mutationOptions({
      onSuccess: (left) => {
        workChanged()
        // The buttons that were used are gone.
        heading.current?.focus({ preventScroll: true })
        setSaid(left.length > 0 ? `Settled. ${left.length} to go.` : 'Nothing is left to choose.')
        queries.setQueryData(key, left)
      },
    }),
  )
  if (conflicts.length === 0 && said === '') return null
  return (
    <section className="merge-part" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {conflicts.length > 0 ? `${count(conflicts.length, 'thing')} changed in both copies` : 'All is settled'}
      </h2>
      {conflicts.length > 0 && <p>Both versions are kept until you choose. Your choice can be undone.</p>}
      <p role="status">{said}</p>
      <Trouble of={settle.error} />
      {conflicts.map((conflict) => (
        <OneConflict
          key={conflict.id}
          conflict={conflict}
          disabled={settle.isPending}
          settle={(keep) => settle.mutate({ kind: conflict.kind, id: conflict.id, keep })}
        />
      ))}
    </section>
  )
}

function OneConflict(props: { conflict: WorkConflict; disabled: boolean; settle: (keep: string[]) => void }) {
  const { conflict, disabled, settle } = props
  const isNote = conflict.kind === 'note'
  const title = conflict.title || (isNote ? 'A note without words' : 'A card')
  const versions: ConflictVersion<string>[] =
    conflict.kind === 'note'
      ? conflict.versions
      : conflict.versions.map((one) => ({ ...one, text: one.text && cardWords(one.text) }))
  const texts = versions.flatMap(({ text }) => (text === null ? [] : [text]))
  const live = versions.filter(({ text }) => text !== null)
  const [first, second] = texts
  return (
    <article className="merge-conflict">
      <h3>
        {isNote ? 'Note' : 'Card'}: {title}
      </h3>
      <div className="merge-versions">
        {versions.map(({ key: version, text, updatedAt }, index) => (
          <section key={version} className="merge-version" aria-label={`Version ${index + 1} of ${title}`}>
            <p className="label">
              {index === 0 ? 'Shown now' : 'The other'}, {text === null ? 'deleted' : 'changed'} {whenWords(updatedAt)}
            </p>
            <p className="merge-text" dir="auto">
              {text === null ? <em>Deleted in one copy.</em> : text}
            </p>
            <button type="button" className="button" disabled={disabled} onClick={() => settle([version])}>
              {text === null ? 'Delete it' : 'Keep this one'}
              <span className="visually-hidden">
                : version {index + 1} of {title}
              </span>
            </button>
          </section>
        ))}
      </div>
      {isNote && first !== undefined && second !== undefined && (
        <details>
          <summary>Compare the two word by word</summary>
          <Difference
            before={second}
            after={first}
            words={(added, removed) =>
              `${added} only in the one shown now (underlined), ${removed} only in the other (struck through).`
            }
          />
        </details>
      )}
      {live.length > 1 && (
        <p>
          <button
            type="button"
            className="button"
            disabled={disabled}
            onClick={() => settle(live.map((one) => one.key))}
          >
            Keep both as two {isNote ? 'notes' : 'cards'}
          </button>
        </p>
      )}
    </article>
  )
}

/** A card as lines: what it asks, and what it answers. */
function cardWords(text: OwnCardText): string {
  switch (text.kind) {
    case 'cloze':
      return text.text
    case 'multiple-choice':
      return [text.front, ...text.options.map((option) => `${option.right ? '✓' : '–'} ${option.text}`)].join('\n')
    default:
      return `${text.front}\n${text.back}`
  }
}
