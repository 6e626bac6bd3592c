import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { api, client } from '../../../client'
import { saveFile } from '../../../ui/files'
import { Trouble } from '../../../ui/trouble'

/** One signed file, and the key that others compare. */
export function HandOutDialog(props: {
  draft: string
  /** Resolves once what was typed last is saved: that is what is signed. */
  saved: () => Promise<void>
  close: () => void
}) {
  const { draft, saved, close } = props
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const key = useQuery(api.workshop.key.queryOptions())
  const hand = useMutation({
    mutationFn: async (author: string) => {
      await saved()
      return saveFile(await client.workshop.export({ draft, author }))
    },
  })
  useEffect(() => dialog.current?.showModal(), [])
  const error = key.error ?? hand.error
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={close}>
      <h2 id={id}>Sign and save the file</h2>
      <Trouble of={error} />
      <form
        // An action would empty the field once it is done.
        onSubmit={(event) => {
          event.preventDefault()
          hand.mutate(String(new FormData(event.currentTarget).get('author') ?? ''))
        }}
        className="making-form"
      >
        <div className="making-field">
          <label htmlFor={`${id}-author`}>Your name, as others see it</label>
          <input id={`${id}-author`} name="author" className="field" maxLength={200} autoComplete="off" />
        </div>
        {key.data && (
          <p>
            It is signed with your key <code className="packs-key">{key.data.fingerprint}</code>. Show this to the
            people you give the pack to: their Fieldbook shows the same when it opens the file. The key stays in the
            data folder of this computer; the next version must be signed with it too.
          </p>
        )}
        <div className="packs-act">
          <button type="submit" className="button button-main" disabled={hand.isPending || !key.data}>
            Save the file
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
          <p role="status">{hand.isSuccess && 'The file was saved.'}</p>
        </div>
      </form>
    </dialog>
  )
}
