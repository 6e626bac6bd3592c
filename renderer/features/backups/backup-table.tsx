import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import type { Backup } from '../../../shared/model/backup'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { count } from '../../ui/words'
import { holdsWords, momentWords, reasonWords, sizeWords } from './words'

export function BackupTable(props: {
  title: string
  backups: readonly Backup[]
  folder?: string
  restore: (backup: Backup) => void
}) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow window it scrolls, which the keyboard must be able to do
    <section className="backups-scroll" aria-labelledby={id} tabIndex={0}>
      <table>
        <caption id={id}>{props.title}</caption>
        <thead>
          <tr>
            <th scope="col">Made</th>
            <th scope="col">Holds</th>
            <th scope="col">Is it sound?</th>
            <th scope="col">
              <span className="visually-hidden">Restore</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.backups.map((backup) => (
            <tr key={backup.id}>
              <th scope="row">
                {momentWords(backup.at)}
                <span className="soft small">{reasonWords[backup.reason]}</span>
              </th>
              <td>
                {holdsWords(backup.holds)}
                <span className="soft small">
                  {sizeWords(backup.bytes)}
                  {backup.missing > 0 &&
                    `; ${count(backup.missing, 'record')} of your history ${backup.missing === 1 ? 'was' : 'were'} missing then`}
                </span>
              </td>
              <td>
                <Sound backup={backup} folder={props.folder} />
              </td>
              <td>
                <button
                  type="button"
                  className="button button-quiet"
                  aria-haspopup="dialog"
                  onClick={() => props.restore(backup)}
                >
                  <span>
                    Restore<span className="visually-hidden"> the one of {momentWords(backup.at)}</span>…
                  </span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Each was read back when it was made; disks fail later. */
function Sound({ backup, folder }: { backup: Backup; folder: string | undefined }) {
  const check = useMutation(api.backups.check.mutationOptions())
  const words = check.error
    ? errorWords(check.error)
    : check.data &&
      (check.data.damaged.length === 0
        ? 'Sound: every byte was read.'
        : `${count(check.data.damaged.length, 'file')} in it can’t be read.`)
  return (
    <>
      {!words && <span>Sound when it was made</span>}
      <span role="status">{words}</span>
      <button
        type="button"
        className="button button-quiet"
        disabled={check.isPending}
        onClick={() => check.mutate({ backup: backup.id, ...(folder !== undefined && { folder }) })}
      >
        {words ? 'Check again' : 'Check now'}
        <span className="visually-hidden"> the backup of {momentWords(backup.at)}</span>
      </button>
    </>
  )
}
