import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import type { Backup, BackupsView } from '../../../shared/model/backup'
import { api, ownWindow, queries } from '../../client'
import { errorWords, failureWords } from '../../ui/errors'
import { NewerBackups } from '../../ui/newer-backups'
import { Page } from '../../ui/page'
import { Trouble } from '../../ui/trouble'
import { whenWords } from '../../ui/words'
import { BackupTable } from './backup-table'
import { CheckData } from './check-data'
import { RestoreDialog } from './restore-dialog'
import { holdsWords } from './words'
import './backups.css'

const key = api.backups.list.queryKey()

/** Copies of the learner's work: when they were made, what they hold, whether they are sound, and the way back to one. */
export function Backups() {
  const list = useQuery({ ...api.backups.list.queryOptions(), staleTime: 0 })
  const [said, setSaid] = useState('')
  const [chosen, setChosen] = useState<{ backup: Backup; folder?: string } | null>(null)
  const make = useMutation(
    api.backups.make.mutationOptions({
      onSuccess: (view) => {
        queries.setQueryData(key, view)
        setSaid('A backup was made just now.')
      },
    }),
  )
  const error = list.error ?? make.error
  // An address may name what stands below the list.
  if (list.isPending) return null
  return (
    <Page
      title="Backups"
      className="backups"
      over={<Link href="/settings">Settings</Link>}
      lead="After you change something, Fieldbook makes a backup by itself: at most every half hour, and when it closes."
    >
      <Trouble of={error} />
      {list.data && <Newest view={list.data} />}
      <div className="backups-act">
        <button type="button" className="button" disabled={make.isPending} onClick={() => make.mutate(undefined)}>
          Back up now
        </button>
        <p role="status">{said}</p>
      </div>
      {list.data && list.data.backups.length > 0 && (
        <BackupTable
          title="Backups on this computer"
          backups={list.data.backups}
          restore={(backup) => setChosen({ backup })}
        />
      )}
      <CheckData />
      <Elsewhere restore={(backup, folder) => setChosen({ backup, folder })} />
      {chosen && <RestoreDialog {...chosen} close={() => setChosen(null)} />}
    </Page>
  )
}

function Newest({ view }: { view: BackupsView }) {
  const [newest] = view.backups
  return (
    <div className="backups-newest">
      {newest ? (
        <p>
          The newest is from {whenWords(newest.at)}: {holdsWords(newest.holds)}.{' '}
          {view.behind && 'What you changed since comes into the next one.'}
        </p>
      ) : (
        <p>There is none yet. The first is made half an hour after your first change, or when Fieldbook closes.</p>
      )}
      {view.problem && (
        <p className="notice notice-bad" role="alert">
          The last backup could not be made ({whenWords(view.problem.at)}). {failureWords(view.problem)} Backups are
          tried again; those that are there are safe.
        </p>
      )}
      {view.unreadable > 0 && (
        <p className="notice">
          {view.unreadable === 1 ? 'One backup' : `${view.unreadable} backups`} can’t be read any more and can’t be
          restored. The others are not affected.
        </p>
      )}
      <NewerBackups of={view.newer}>
        This one can’t read or restore {view.newer.length === 1 ? 'it' : 'them'}, and removes nothing that{' '}
        {view.newer.length === 1 ? 'it' : 'they'} may need, also what stayed readable from before a lock.
      </NewerBackups>
      <p className="soft small">
        They are kept in <code className="backups-folder">{view.folder}</code>: all of today, then one a day, a week and
        a month, never more than the disk has room for. If this disk fails they are gone with it, so keep a copy
        elsewhere too.
      </p>
    </div>
  )
}

/** A stick, or any other folder: copies go there, and backups come from there. */
function Elsewhere({ restore }: { restore: (backup: Backup, folder: string) => void }) {
  const id = useId()
  const [folder, setFolder] = useState('')
  const [said, setSaid] = useState('')
  const copy = useMutation(
    api.backups.copyTo.mutationOptions({
      onMutate: () => setSaid(''),
      onSuccess: (made) => setSaid(`A backup is in ${made.folder}, and was read back from there.`),
    }),
  )
  const look = useMutation(api.backups.listIn.mutationOptions({ onMutate: () => setSaid('') }))
  const choose = useMutation(
    api.backups.chooseFolder.mutationOptions({
      onMutate: () => setSaid(''),
      onSuccess: (chosen) => chosen.folder !== null && setFolder(chosen.folder),
    }),
  )
  const error = copy.error ?? look.error ?? choose.error
  const typed = folder.trim()
  return (
    <section aria-labelledby={`${id}-title`} className="backups-elsewhere">
      <h2 id={`${id}-title`}>A stick or another folder</h2>
      <label htmlFor={id}>Folder</label>
      <input
        id={id}
        className="field"
        value={folder}
        spellCheck={false}
        autoComplete="off"
        placeholder={navigator.platform.startsWith('Win') ? 'E:\\' : '/media/stick'}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setFolder(event.target.value)}
      />
      {ownWindow && (
        <button
          type="button"
          className="button"
          // A second dialog behind the first would be of no use.
          disabled={choose.isPending}
          onClick={() => choose.mutate(undefined)}
        >
          Choose a folder…
        </button>
      )}
      <p id={`${id}-hint`} className="soft small">
        As your file manager shows it. Fieldbook makes a folder “Fieldbook backups” in it and changes nothing else.{' '}
        Unless Fieldbook is locked with a passphrase, whoever has the stick can read it.
      </p>
      <div className="backups-act">
        <button
          type="button"
          className="button"
          disabled={typed === '' || copy.isPending}
          onClick={() => copy.mutate({ folder: typed })}
        >
          Make a copy there
        </button>
        <button
          type="button"
          className="button"
          disabled={typed === '' || look.isPending}
          onClick={() => look.mutate({ folder: typed })}
        >
          Show the backups there
        </button>
        <p role="status">{said}</p>
      </div>
      {error && (
        <p role="alert" className="notice notice-bad">
          {isNotFound(error)
            ? 'There is no such folder, or it is inside Fieldbook’s own. Type it as your file manager shows it.'
            : errorWords(error)}
        </p>
      )}
      {look.data &&
        look.variables &&
        (look.data.backups.length > 0 ? (
          <BackupTable
            title="Backups in that folder"
            backups={look.data.backups}
            folder={look.variables.folder}
            restore={(backup) => restore(backup, look.variables.folder)}
          />
        ) : (
          <p role="status">There are no backups in that folder.</p>
        ))}
    </section>
  )
}

const isNotFound = (error: unknown) => (error as { code?: unknown }).code === 'NOT_FOUND'
