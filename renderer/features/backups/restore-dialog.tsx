import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import type { Backup, RestorePreview } from '../../../shared/model/backup'
import { api } from '../../client'
import { Trouble } from '../../ui/trouble'
import { count } from '../../ui/words'
import { momentWords } from './words'

/** What will change, before it does. */
export function RestoreDialog(props: { backup: Backup; folder?: string; close: () => void }) {
  const { backup, folder, close } = props
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const asked = { backup: backup.id, ...(folder !== undefined && { folder }) }
  const preview = useQuery({ ...api.backups.preview.queryOptions({ input: asked }), staleTime: 0, gcTime: 0 })
  const restore = useMutation(
    api.backups.restore.mutationOptions({
      // Everything on screen is of what was here before.
      onSuccess: () => location.assign('/'),
    }),
  )
  useEffect(() => dialog.current?.showModal(), [])
  const error = preview.error ?? restore.error
  const { data } = preview
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={close}>
      <h2 id={id}>Restore the backup of {momentWords(backup.at)}?</h2>
      <Trouble of={error} />
      {!data && !error && <p role="status">Reading the backup …</p>}
      {data && <Changes preview={data} />}
      <div className="backups-act">
        <button
          type="button"
          className="button button-main"
          disabled={!data || restore.isPending}
          onClick={() => restore.mutate({ ...asked, skip: data?.damaged ?? [] })}
        >
          {restore.isPending ? 'Restoring …' : 'Restore it'}
        </button>
        <button type="button" className="button" disabled={restore.isPending} onClick={() => dialog.current?.close()}>
          Leave things as they are
        </button>
      </div>
    </dialog>
  )
}

function Changes({ preview }: { preview: RestorePreview }) {
  const { backup, now, sameWork, damaged, lock } = preview
  const rows = [
    ['Reviews', now.reviews, backup.holds.reviews],
    ['Notes', now.notes, backup.holds.notes],
    ['Cards of your own', now.ownCards, backup.holds.ownCards],
    ['Changes in all', now.operations, backup.holds.operations],
  ] as const
  return (
    <>
      {!sameWork && (
        <p className="notice notice-bad">
          This is a backup of other work than what is here: its history began differently. It may be somebody else’s.
        </p>
      )}
      {damaged.length > 0 && (
        <p className="notice notice-bad">
          {count(damaged.length, 'file')} in it can’t be read and would be left out: {damaged.slice(0, 5).join(', ')}
          {damaged.length > 5 && ' …'}. Another backup may be whole.
        </p>
      )}
      {lock !== 'same' && (
        <p className="notice">
          {lock === 'none'
            ? 'This backup was made without a lock: after restoring it there is none, and your work is not encrypted.'
            : 'This backup has a lock of its own: after restoring it you will be asked for the passphrase it had then.'}
        </p>
      )}
      <table className="backups-changes">
        <thead>
          <tr>
            <td />
            <th scope="col">Now</th>
            <th scope="col">After restoring</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, before, after]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="figures">{before.toLocaleString()}</td>
              <td className="figures">{after.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        What is here now is backed up first, so you can take this back: restore that backup. How Fieldbook looks on this
        computer stays as it is.
      </p>
    </>
  )
}
