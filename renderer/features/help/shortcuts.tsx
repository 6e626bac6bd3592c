import { useId } from 'react'
import { Link } from 'wouter'
import { ownWindow } from '../../client'
import { useSingleKeys } from '../../ui/appearance'
import { Page } from '../../ui/page'
import { type ShortcutGroup, shortcutGroups } from '../../ui/shortcuts/list'
import { ShortcutList } from '../../ui/shortcuts/shortcut-list'
import { isMac } from '../../ui/words'
import './shortcuts.css'

/** Every shortcut, by screen, with the keys of the keyboard at hand. Prints on a page. */
export function Shortcuts() {
  const singleKeys = useSingleKeys()
  const groups = shortcutGroups({ mac: isMac, ownWindow })
  return (
    <Page
      title="Keyboard shortcuts"
      lead="Everything can be reached with Tab and Enter. These are the shorter ways."
      className="shortcuts-page"
    >
      {singleKeys ? (
        <p className="soft">
          Single keys, such as those in a review, can be switched off in{' '}
          <Link href="/settings#single-keys">Settings</Link>.
        </p>
      ) : (
        <p className="notice">
          <span>
            Single keys are off. They can be switched on in <Link href="/settings#single-keys">Settings</Link>.
          </span>
        </p>
      )}
      <p>
        <button type="button" className="button button-quiet shortcuts-print" onClick={() => window.print()}>
          Print this list
        </button>
      </p>
      <div className="shortcuts-groups">
        {groups
          .filter(({ single }) => singleKeys || !single)
          .map((group) => (
            <Group key={group.title} group={group} />
          ))}
      </div>
      {!ownWindow && (
        <p className="soft small shortcuts-browser">
          Back, forward, printing and the size of the whole page are your browser’s own: it has its keys for them.
        </p>
      )}
    </Page>
  )
}

function Group({ group }: { group: ShortcutGroup }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="shortcuts-group">
      <h2 id={id}>{group.title}</h2>
      <ShortcutList shortcuts={group.shortcuts} />
    </section>
  )
}
