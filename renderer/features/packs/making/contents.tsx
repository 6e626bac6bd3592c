import type { PackText } from '../../../../shared/model/packs'
import { type Item, type ItemKind, itemKinds, keyOf } from './items'
import { itemName, kindNames } from './names'

/** A thing in its form, or one of the files as text. */
export type Open = { as: 'form'; key: string } | { as: 'text'; path: string }

const addable: readonly ItemKind[] = ['chapter', 'overlay', 'help', 'entry', 'card', 'story', 'source']

/** What is in the pack, the ways to add to it, and its files for whoever would rather type them. */
export function Contents(props: {
  items: readonly Item[]
  files: readonly PackText[]
  open: Open
  choose: (open: Open) => void
  /** Null until it is known what a new thing may stand in. */
  add: ((kind: ItemKind) => void) | null
  /** Keys of the things in which something is wrong or missing. */
  unsound: ReadonlySet<string>
}) {
  const { items, files, open, choose, add, unsound } = props
  return (
    <div className="making-contents">
      <nav aria-label="What is in the pack">
        {itemKinds.map((kind) => {
          const these = items.filter((item) => item.kind === kind)
          return these.length === 0 ? null : (
            <section key={kind} aria-label={kindNames[kind].many}>
              {these.length > 0 && kind !== 'about' && kind !== 'help' && (
                <p className="label">{kindNames[kind].many}</p>
              )}
              <ul>
                {these.map((item) => {
                  const key = keyOf(item)
                  return (
                    <li key={key}>
                      <button
                        type="button"
                        className="making-file"
                        aria-current={open.as === 'form' && open.key === key}
                        onClick={() => choose({ as: 'form', key })}
                      >
                        {kind === 'about' ? kindNames.about.one : itemName(item) || 'Not named yet'}
                        {unsound.has(key) && <span className="soft small"> (not whole yet)</span>}
                      </button>
                    </li>
                  )
                })}
              </ul>
            </section>
          )
        })}
      </nav>
      <fieldset className="making-add" disabled={add === null}>
        <legend className="label">Add</legend>
        {addable
          .filter((kind) => kind !== 'help' || items.every((item) => item.kind !== 'help'))
          .map((kind) => (
            <button key={kind} type="button" className="button" onClick={() => add?.(kind)}>
              {kindNames[kind].one}
            </button>
          ))}
      </fieldset>
      <details className="making-files">
        <summary>As text files</summary>
        <ul>
          {files.map(({ path }) => (
            <li key={path}>
              <button
                type="button"
                className="making-file"
                aria-current={open.as === 'text' && open.path === path}
                onClick={() => choose({ as: 'text', path })}
              >
                {path}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
