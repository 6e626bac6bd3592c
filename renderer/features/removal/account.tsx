import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { RemovalAccount } from '../../../shared/model/removal'
import { api } from '../../client'
import { NewerBackups } from '../../ui/newer-backups'
import { count, whenWords } from '../../ui/words'

/** What the last removal did, and what it left. Named in the address: one comes here when it is done. */
export function Account({ account }: { account: RemovalAccount }) {
  const { operations, versions, setAside, drafts, unreadable, backups, places, left, links, reports } = account
  const done = [
    operations > 0 && `${count(operations, 'step')} of your history no longer ${operations === 1 ? 'says' : 'say'} it`,
    versions > 0 && `${count(versions, 'version')} of its text ${versions === 1 ? 'is' : 'are'} gone`,
    backups > 0 &&
      `${count(backups, 'backup')} on this computer ${backups === 1 ? 'was' : 'were'} written anew without it`,
    ...places
      .filter(({ failure }) => failure === null)
      .map(({ folder, backups }) =>
        backups > 0
          ? `${count(backups, 'backup')} in ${folder} written anew without it`
          : `looked through ${folder}: nothing of it was there`,
      ),
    drafts > 0 && `${count(drafts, 'draft')} of it ${drafts === 1 ? 'is' : 'are'} gone`,
    setAside > 0 &&
      `${count(setAside, 'file')} that had been set aside as damaged ${setAside === 1 ? 'is' : 'are'} gone`,
    unreadable > 0 && `damaged records in ${count(unreadable, 'file')} are gone: nobody could tell what they held`,
  ].filter((words) => words !== false)
  return (
    <section className="ruled-part removal-account" aria-labelledby="done">
      <h2 id="done" tabIndex={-1}>
        Removed for good
      </h2>
      <p>Done {whenWords(account.at)}. Only the number it was kept under is left. Everything else is as it was.</p>
      <ul>
        {done.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {places.some(({ failure }) => failure !== null) && (
        <p className="notice">
          Not reached, so its backups may still hold the words:{' '}
          {places
            .filter(({ failure }) => failure !== null)
            .map(({ folder, seenAt }) => `${folder} (last there ${whenWords(seenAt)})`)
            .join(', ')}
          .
        </p>
      )}
      {left.map((place) => (
        <Left key={place.folder} {...place} />
      ))}
      {links.length > 0 && (
        <>
          <p>These notes link to it. What you wrote in them is as it was; look whether they say it too:</p>
          <ul>
            {links.map(({ id, title }) => (
              <li key={id}>
                <Link href={`/notes/${id}`}>{title || 'Empty note'}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {reports > 0 && (
        <p className="soft small">
          {count(reports, 'report')} of an error in a fact {reports === 1 ? 'was' : 'were'} left: they name no note and
          no card.
        </p>
      )}
    </section>
  )
}

/** Backups in a folder that could not be read. */
function Left({ folder, backups, newer }: RemovalAccount['left'][number]) {
  const own = useQuery({ ...api.backups.list.queryOptions(), enabled: newer > 0, staleTime: 0 }).data
  const isElsewhere = own !== undefined && own.folder !== folder
  const look = api.backups.listIn.queryOptions({ input: { folder }, enabled: isElsewhere, staleTime: 0 })
  const there = useQuery({ ...look, retry: false }).data
  return (
    <>
      {backups > 0 && (
        <p className="notice">
          {count(backups, 'backup')} in {folder} could not be read, because of another lock or damage, and{' '}
          {backups === 1 ? 'was' : 'were'} left. Delete {backups === 1 ? 'it' : 'them'} if{' '}
          {backups === 1 ? 'it' : 'they'} may hold the words.
        </p>
      )}
      {newer > 0 && (
        <NewerBackups of={(isElsewhere ? there : own)?.newer ?? []} {...(isElsewhere && { folder })}>
          It is in {folder}. This version can’t take anything out of it, so the words may still be there: remove them
          once more with that version, or remove the backup.
        </NewerBackups>
      )}
    </>
  )
}
