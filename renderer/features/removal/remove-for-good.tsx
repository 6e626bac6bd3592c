import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { BackupPlace, KeptThing } from '../../../shared/model/removal'
import { api, queries } from '../../client'
import { Page } from '../../ui/page'
import { Trouble } from '../../ui/trouble'
import { count, whenWords } from '../../ui/words'
import { browsePath } from '../browse/address'
import { Account } from './account'
import { Limits, OthersUnknown } from './limits'
import { addressOfRemoval, kindNames } from './words'
import './removal.css'

const atOnce = 50

/** Everything whose words are still kept though it was removed, and where backups are that a removal didn't reach. */
export function RemoveForGood() {
  const { data, error } = useQuery({ ...api.removal.kept.queryOptions(), staleTime: 0, gcTime: 0 })
  // An address names the account, which is there or not once it is known.
  if (!data && !error) return null
  return (
    <Page
      title="Remove for good"
      className="removal"
      over={<Link href="/settings#data">Settings</Link>}
      lead="What you remove in the usual way can be taken back, because its words stay in your history and in backups. Here they are taken out of all of that."
    >
      <Trouble of={error} />
      {data?.last && <Account account={data.last} />}
      {data && data.behind.length > 0 && <Behind places={data.behind} />}
      {data?.othersUnknown && <OthersUnknown />}
      {data && <Kept things={data.things} />}
      <section className="ruled-part" aria-labelledby="removal-here">
        <h2 id="removal-here">What is still in use</h2>
        <p>
          Open the <Link href="/notes">note</Link>, the{' '}
          <Link href={browsePath({ search: 'is:own' })}>card of your own</Link>, the{' '}
          <Link href="/notes/highlights">highlight</Link> or{' '}
          <Link href="/settings/corrections">your words in the book</Link> and choose <strong>Remove for good…</strong>{' '}
          there.
        </p>
        <Limits />
      </section>
    </Page>
  )
}

function Kept({ things }: { things: readonly KeptThing[] }) {
  const [shown, setShown] = useState(atOnce)
  return (
    <section className="ruled-part" aria-labelledby="removal-kept">
      <h2 id="removal-kept">Removed before, words still kept</h2>
      {things.length === 0 ? (
        <p>Nothing: what you removed or took back has left no words.</p>
      ) : (
        <ul className="plain-list removal-list">
          {things.slice(0, shown).map(({ kind, id, words, at }) => (
            <li key={id}>
              <p className="removal-words">{words || 'Empty'}</p>
              <p className="small soft">
                {kindNames[kind]} · {whenWords(at)} ·{' '}
                <Link href={addressOfRemoval(kind, id)}>
                  Remove for good…<span className="visually-hidden"> {words}</span>
                </Link>
              </p>
            </li>
          ))}
        </ul>
      )}
      {things.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + atOnce)}>
          Show more
        </button>
      )}
    </section>
  )
}

/** Folders that weren't there when something was removed, or couldn't be written. */
function Behind({ places }: { places: readonly BackupPlace[] }) {
  const [said, setSaid] = useState('')
  const also = useMutation(
    api.removal.also.mutationOptions({
      onMutate: () => setSaid(''),
      onSuccess: ({ backups, left: unread, newer }, { folder }) => {
        const left = unread + newer
        const not =
          left > 0 ? ` ${count(left, 'backup')} there could not be read and ${left === 1 ? 'was' : 'were'} left.` : ''
        setSaid(`${count(backups, 'backup')} in ${folder} ${backups === 1 ? 'was' : 'were'} written anew.${not}`)
        void queries.invalidateQueries({ queryKey: api.removal.kept.queryKey() })
      },
    }),
  )
  return (
    <section className="ruled-part" aria-labelledby="removal-behind">
      <h2 id="removal-behind">Backups elsewhere that may still hold something</h2>
      <ul className="plain-list removal-list">
        {places.map(({ folder, seenAt, reachable }) => (
          <li key={folder}>
            <p className="removal-words">
              <code>{folder}</code>
            </p>
            <p className="small soft">
              {reachable
                ? 'It is there now.'
                : `Not there now; last there ${whenWords(seenAt)}. Connect it, then come back.`}
            </p>
            {reachable && (
              <button
                type="button"
                className="button"
                disabled={also.isPending}
                aria-label={`Take everything removed for good out of ${folder}`}
                onClick={() => also.mutate({ folder })}
              >
                {also.isPending ? 'Writing anew …' : 'Take it out there too'}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
      <Trouble of={also.error} />
    </section>
  )
}
