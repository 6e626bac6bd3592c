import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { Link } from 'wouter'
import {
  type BackupPlace,
  type RemovableKind,
  type RemovalPreview,
  removableKinds,
} from '../../../shared/model/removal'
import { api, queries } from '../../client'
import { Page } from '../../ui/page'
import { Trouble } from '../../ui/trouble'
import { count, whenWords } from '../../ui/words'
import { Account } from './account'
import { Limits, OthersUnknown } from './limits'
import { thisKind } from './words'
import './removal.css'

/** Between two questions how far it is, ms. */
const pollEvery = 250

/** What would be removed where, the last question, and the way there. */
export function RemoveThing({ kind: given, id }: { kind: string; id: string }) {
  const kind = removableKinds.find((one) => one === given) ?? 'note'
  const thing = { kind, id }
  const preview = useQuery({ ...api.removal.preview.queryOptions({ input: thing }), staleTime: 0, gcTime: 0 })
  const isGone = (preview.error as { code?: unknown } | null)?.code === 'NOT_FOUND'
  const kept = useQuery({ ...api.removal.kept.queryOptions(), enabled: isGone, staleTime: 0, gcTime: 0 })
  const last = kept.data?.last
  const account = last?.things.some((one) => one.id === id) ? last : null
  return (
    <Page
      title={`Remove ${thisKind[kind]} for good`}
      className="removal"
      over={<Link href="/settings/remove">Remove for good</Link>}
    >
      {account && <Account account={account} />}
      {preview.error && !account && <Trouble of={preview.error} />}
      {!preview.data && !preview.error && <p role="status">Looking where it is kept …</p>}
      {preview.data && <Question preview={preview.data} />}
    </Page>
  )
}

function Question({ preview }: { preview: RemovalPreview }) {
  const { thing, words, places } = preview
  const id = useId()
  const [sure, setSure] = useState(false)
  const run = useMutation(
    api.removal.run.mutationOptions({
      onMutate: () => void queries.invalidateQueries({ queryKey: api.removal.progress.queryKey() }),
      // Nothing on screen or in this page's memory may hold what was removed.
      onSuccess: () => location.assign('/settings/remove#done'),
    }),
  )
  const progress = useQuery({
    ...api.removal.progress.queryOptions(),
    staleTime: 0,
    refetchInterval: run.isPending ? pollEvery : false,
    enabled: run.isPending,
  }).data
  const away = places.filter(({ reachable }) => !reachable)
  return (
    <>
      <blockquote className="removal-words">
        {words || 'It is empty now; what it said before is still kept.'}
      </blockquote>
      <p>Its words are taken out of:</p>
      <ul>
        {whereOf(preview).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
          <li key={index}>{line}</li>
        ))}
      </ul>
      {away.length > 0 && (
        <p className="notice">
          Not there now: {away.map(placeWords).join(', ')}. Connect {away.length === 1 ? 'it' : 'them'} first and open
          this page again, or the backups there keep the words until you do so later.
        </p>
      )}
      {preview.othersUnknown && <OthersUnknown />}
      <Stays preview={preview} />
      <Limits />
      <div className="removal-act">
        <label className="check">
          <input
            type="checkbox"
            checked={sure}
            disabled={run.isPending}
            aria-describedby={`${id}-sure`}
            onChange={(event) => setSure(event.target.checked)}
          />
          I know that nothing brings it back
        </label>
        <p id={`${id}-sure`} className="soft small">
          Not undo, not an earlier version, and not a backup.
        </p>
        <p className="removal-buttons">
          <button
            type="button"
            className="button button-main"
            disabled={!sure || run.isPending}
            onClick={() => run.mutate({ things: [thing] })}
          >
            Remove it for good
          </button>
          <Link href={placeOf(thing.kind, thing.id)} className="button">
            Keep it
          </Link>
        </p>
        <p role="status">{run.isPending && 'Removing. Everything is closed meanwhile; this may take a minute.'}</p>
        {run.isPending && (
          <progress
            aria-label="Files looked through"
            {...(progress?.state === 'running' && { max: progress.total, value: progress.done })}
          />
        )}
        <Trouble of={run.error} />
      </div>
    </>
  )
}

function whereOf({ thing, operations, versions, backups, setAside, places }: RemovalPreview): ReactNode[] {
  const texts = thing.kind === 'note' ? 'version' : 'text'
  const lines: ReactNode[] = [`your history: ${count(operations, 'step')}`]
  if (versions > 0) lines.push(`all that was ever saved of it: ${count(versions, texts)}`)
  lines.push(
    backups === 0 ? 'backups on this computer: none has it yet' : `${count(backups, 'backup')} on this computer`,
  )
  for (const { folder } of places.filter(({ reachable }) => reachable))
    lines.push(
      <>
        backups in <code>{folder}</code>
      </>,
    )
  if (setAside > 0)
    lines.push(`${count(setAside, 'file')} set aside as damaged, which hold it or of which nobody can tell`)
  lines.push('search, lists and the steps that can be undone')
  return lines
}

function Stays({ preview: { thing, cards, links } }: { preview: RemovalPreview }) {
  return (
    <>
      {thing.kind === 'note' && cards > 0 && (
        <p>
          {count(cards, 'card')} that you made from it {cards === 1 ? 'stays' : 'stay'}, without its name. If{' '}
          {cards === 1 ? 'it says' : 'they say'} the same words, remove {cards === 1 ? 'it' : 'them'} too.
        </p>
      )}
      {thing.kind === 'own-card' && <p>Your ratings of it stay in the figures of each day. Notes on it stay.</p>}
      {thing.kind === 'correction' && <p>The book’s own words stand there again.</p>}
      {thing.kind === 'highlight' && <p>The book’s text stays, of course. Notes on it stay, without the words.</p>}
      {links.length > 0 && (
        <p>
          Notes that link to it stay as you wrote them:{' '}
          {links.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Link href={`/notes/${id}`}>{title || 'Empty note'}</Link>
            </span>
          ))}
          .
        </p>
      )}
    </>
  )
}

const placeWords = ({ folder, seenAt }: BackupPlace) => `${folder} (last there ${whenWords(seenAt)})`
const placeOf = (kind: RemovableKind, id: string) =>
  kind === 'note'
    ? `/notes/${id}`
    : kind === 'highlight'
      ? '/notes/highlights'
      : kind === 'correction'
        ? '/settings/corrections'
        : '/flashcards/browse'
