import type { ReactNode, RefObject } from 'react'
import { Link } from 'wouter'
import { useSingleKeys } from '../../ui/appearance'
import { reviewKeys, type Shortcut } from '../../ui/shortcuts/list'
import { ShortcutList } from '../../ui/shortcuts/shortcut-list'
import { ratingNames, useRatings } from './rating-buttons'

/** The keys of a review, and what the three counts mean. The native dialog keeps the focus and gives it back. */
export function KeysHelp({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const ratings = useRatings()
  const rate = {
    keys: ratings.map((_, index) => String(index + 1)),
    does: `rate ${ratings.map((rating) => ratingNames[rating]).join(', ')}`,
  }
  return (
    <KeysDialog dialog={dialog} title="Keys in a review" keys={Object.values({ ...reviewKeys, rate })}>
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
  keys: readonly Shortcut[]
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
      <ShortcutList shortcuts={keys} />
      {children}
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
      <p className="soft small">
        <Link href="/help/shortcuts">All keyboard shortcuts</Link>
      </p>
    </dialog>
  )
}
