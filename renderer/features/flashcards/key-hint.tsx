import { useSingleKeys } from '../../ui/appearance'

/** A button's key, seen only: screen readers get it by `aria-keyshortcuts`. Nothing where single keys are off. */
export function KeyHint({ of }: { of: string }) {
  if (!useSingleKeys()) return null
  return (
    <span className="key-hint" aria-hidden="true">
      <kbd>{of}</kbd>
    </span>
  )
}
