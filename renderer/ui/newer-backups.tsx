import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { NewerBackup } from '../../shared/model/backup'
import { api, queries } from '../client'
import { Trouble } from './trouble'
import { whenWords } from './words'

/** `A backup of today, 14:02, was made by a newer version of Fieldbook.` */
export function newerBackupsWords(of: readonly NewerBackup[]): string {
  const when = of.map(({ at }) => whenWords(at))
  if (when.length === 1) return `A backup (${when[0]}) was made by a newer version of Fieldbook.`
  const some = when.slice(0, 3).join('; ')
  return `${when.length} backups (${some}${when.length > 3 ? '; …' : ''}) were made by a newer version of Fieldbook.`
}

/** Backups that a newer version has made, what that means here (`children`), and the way to be rid of them. */
export function NewerBackups(props: { of: readonly NewerBackup[]; folder?: string; children: ReactNode }) {
  const { of, folder } = props
  const [step, setStep] = useState<'told' | 'asked' | 'removed'>('told')
  const remove = useMutation(
    api.backups.removeNewer.mutationOptions({
      onSuccess: () => {
        setStep('removed')
        for (const list of [api.backups.list, api.backups.listIn, api.removal.kept])
          void queries.invalidateQueries({ queryKey: list.key() })
      },
    }),
  )
  const them = of.length === 1 ? 'it' : 'them'
  if (step === 'removed')
    return (
      // Where the button was that had the focus.
      <p role="status" tabIndex={-1} ref={(words) => words?.focus()}>
        What a newer version had made is removed.
      </p>
    )
  if (of.length === 0) return null
  return (
    <div>
      <p className="notice">
        {newerBackupsWords(of)} {props.children}
      </p>
      <p>
        <button
          type="button"
          className="button"
          disabled={remove.isPending}
          onClick={() => {
            if (step === 'told') setStep('asked')
            else remove.mutate({ backups: of.map(({ id }) => id), ...(folder !== undefined && { folder }) })
          }}
        >
          {step === 'told' ? `Remove ${them} …` : `Yes, remove ${them}`}
        </button>
      </p>
      <p role="status" className="small">
        {step === 'asked' && `Nobody can bring ${them} back then, not even that version. Your work stays as it is.`}
      </p>
      <Trouble of={remove.error} />
    </div>
  )
}
