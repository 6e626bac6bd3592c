import type { ReactNode, RefObject } from 'react'
import { Link } from 'wouter'
import { useSingleKeys } from '../../ui/appearance'
import { useRatings } from './rating-buttons'
import { reviewKeys } from './review-keys'

/** The keys of a review, and what the three counts mean. The native dialog keeps the focus and gives it back. */
export function KeysHelp({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const ratings = useRatings()
  return (
    <KeysDialog dialog={dialog} title="Keys in a review" keys={reviewKeys(ratings)}>
      <p className="soft small">
        <b>In learning</b>: seen lately, comes back within minutes. <b>Due</b>: learned before, and about to be
        forgotten. <b>New</b>: not seen yet.
      </p>
    </KeysDialog>
  )
}

export function KeysDialog(props: {
  dialog: RefObject<HTMLDialogElement | null>
  title: string
  keys: { keys: string[]; does: string }[]
  children?: ReactNode
}) {
  const { dialog, title, keys, children } = props
  const singleKeys = useSingleKeys()
  return (
    <dialog ref={dialog} className="dialog review-dialog" aria-labelledby="keys-help-title">
      <h2 id="keys-help-title">{title}</h2>
      {!singleKeys && (
        <p className="soft">
          Single-key shortcuts are off. You can turn them on in <Link href="/settings">Settings</Link>.
        </p>
      )}
      <dl>
        {keys.map(({ keys, does }) => (
          <div key={keys.join() + does}>
            <dt>{keys.map((key) => (key === '–' ? key : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {children}
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  )
}
