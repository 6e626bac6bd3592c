import { isDefinedError } from '@orpc/client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'

/** From a card back to the note it was made from. That may be removed: the card stays, and says so. */
export function FromNote(props: {
  from: { id: string; title: string }
  follow?: (() => void) | undefined
  children?: ReactNode
}) {
  const { from, follow } = props
  const { data, error } = useQuery(api.notes.get.queryOptions({ input: { note: from.id } }))
  const isGone = isDefinedError(error) && error.code === 'NOT_FOUND'
  if (!data && !error) return null
  return (
    <p className="own-place small">
      {isGone ? (
        <span>Made from {from.title ? `the note “${from.title}”, which` : 'a note that'} was removed</span>
      ) : data ? (
        <span>
          Made from the note{' '}
          <Link href={`/notes/${from.id}`} {...(follow && { onClick: follow })}>
            {data.title || 'Empty note'}
          </Link>
        </span>
      ) : (
        <span>{errorWords(error)}</span>
      )}
      {props.children}
    </p>
  )
}

/** The same of a card as it is shown outside of its editor. */
export function FromNoteOf({ own }: { own: string }) {
  const { data } = useQuery(api.ownCards.get.queryOptions({ input: { card: own } }))
  return data?.text.fromNote ? <FromNote from={data.text.fromNote} /> : null
}
