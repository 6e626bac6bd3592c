import { KeyCombination } from './key-combination'
import type { Shortcut } from './list'

export function ShortcutList({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  return (
    <dl>
      {shortcuts.map(({ keys, does }) => (
        <div key={keys.join() + does}>
          <dt>
            <KeyCombination keys={keys} />
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}
