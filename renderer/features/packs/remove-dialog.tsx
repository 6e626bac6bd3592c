import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import type { InstalledPackView } from '../../../shared/model/packs'
import { api } from '../../client'
import { Trouble } from '../../ui/trouble'

export function RemoveDialog(props: {
  pack: InstalledPackView
  close: () => void
  removed: (packs: InstalledPackView[]) => void
}) {
  const { pack, close, removed } = props
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const remove = useMutation(
    api.packs.remove.mutationOptions({
      onSuccess: (packs) => {
        removed(packs)
        dialog.current?.close()
      },
    }),
  )
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={close}>
      <h2 id={id}>Remove {pack.title}?</h2>
      <p>
        Its chapters, cards and additions are not shown any more. What you wrote about them and what you learned is
        kept, and is there again when you bring the pack in again.
      </p>
      <Trouble of={remove.error} />
      <div className="packs-act">
        <button
          type="button"
          className="button button-main"
          disabled={remove.isPending}
          onClick={() => remove.mutate({ pack: pack.id })}
        >
          Remove it
        </button>
        <button type="button" className="button" disabled={remove.isPending} onClick={() => dialog.current?.close()}>
          Keep it
        </button>
      </div>
    </dialog>
  )
}
