import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api } from '../../client'
import { saveFile } from '../../ui/files'
import { Trouble } from '../../ui/trouble'
import { useLock } from '../lock/lock-state'
import { NewPassphrase, useNewPassphrase } from '../lock/new-passphrase'

/** All of one's work as one file, to be taken to the other computer. */
export function ExportWork() {
  const id = useId()
  const lock = useLock()
  const isLocked = lock !== null && lock.state !== 'off'
  const [asked, setAsked] = useState<boolean | null>(null)
  const protects = asked ?? isLocked
  const [tried, setTried] = useState(false)
  const [said, setSaid] = useState('')
  const passphrase = useNewPassphrase()
  const pack = useMutation(
    api.work.pack.mutationOptions({
      onMutate: () => setSaid('Making the file …'),
      onSuccess: async (file) => {
        await saveFile(file)
        setSaid(`${file.name} is ready.`)
      },
      onError: () => setSaid(''),
    }),
  )
  return (
    <section className="merge-part" aria-labelledby={id}>
      <h2 id={id}>Take your work to another copy</h2>
      <p>
        All of your work in one file, for a stick or a folder that both computers see. How Fieldbook looks on this
        computer is not in it.
      </p>
      <label className="check merge-check">
        <input type="checkbox" checked={protects} onChange={(event) => setAsked(event.target.checked)} />
        Protect the file with a passphrase
      </label>
      {protects ? (
        <NewPassphrase state={passphrase} tried={tried} />
      ) : (
        <p className={isLocked ? 'notice' : 'soft small'}>
          {isLocked
            ? 'Your work is locked here, but this file would not be: whoever has it could read your notes.'
            : 'The file is not protected: whoever has it can read your notes.'}
        </p>
      )}
      <div className="merge-act">
        <button
          type="button"
          className="button"
          disabled={pack.isPending}
          onClick={() => {
            setTried(true)
            if (protects && passphrase.problem) return
            pack.mutate({ passphrase: protects ? passphrase.first : null })
          }}
        >
          Save my work as a file
        </button>
        <p role="status">{said}</p>
      </div>
      <Trouble of={pack.error} />
    </section>
  )
}
