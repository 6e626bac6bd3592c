import type { PackProblem } from '../../../shared/model/packs'

const shown = 20

/** What is wrong in a pack's files, for whoever made it. */
export function Problems({ of }: { of: readonly PackProblem[] }) {
  if (of.length === 0) return null
  return (
    <>
      <ul className="packs-problems">
        {of.slice(0, shown).map(({ file, line, message }) => (
          <li key={`${file}:${line}:${message}`}>
            <code>
              {file}, line {line}
            </code>
            : {message}
          </li>
        ))}
      </ul>
      {of.length > shown && <p>And {(of.length - shown).toLocaleString()} more.</p>}
    </>
  )
}
