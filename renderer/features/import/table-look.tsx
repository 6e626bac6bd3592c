import { useId } from 'react'
import {
  type ColumnRole,
  columnRoles,
  type Delimiter,
  delimiters,
  type Encoding,
  encodings,
  type TextLook,
  type TextOptions,
} from '../../../shared/model/text-import'
import { delimiterNames, encodingNames, roleNames } from './words'

/** The first rows of a table as they would be read; every guess can be put right. */
export function TableLook({
  look,
  options,
  busy,
  change,
}: {
  look: TextLook
  /** What was put right, before the look that follows from it is there. */
  options: TextOptions
  busy: boolean
  change: (options: TextOptions) => void
}) {
  const id = useId()
  const { rows, names, better } = look
  const columns = options.columns ?? look.columns
  // Columns of another delimiter are other columns.
  const anew = (other: TextOptions) => change({ columns: undefined, header: undefined, ...other })
  return (
    <div className="import-table">
      <div className="import-form">
        <label>
          Columns are separated by
          <select
            className="field"
            value={options.delimiter ?? look.delimiter}
            onChange={(event) => anew({ delimiter: event.target.value as Delimiter })}
          >
            {delimiters.map((delimiter) => (
              <option key={delimiter} value={delimiter}>
                {delimiterNames[delimiter]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Encoding
          <select
            className="field"
            value={options.encoding ?? look.encoding}
            onChange={(event) => change({ encoding: event.target.value as Encoding })}
          >
            {encodings.map((encoding) => (
              <option key={encoding} value={encoding}>
                {encodingNames[encoding]}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={options.header ?? look.header}
            onChange={(event) => change({ columns: undefined, header: event.target.checked })}
          />
          The first row names the columns
        </label>
      </div>
      {look.declared && <p className="soft small">The file says itself how it is to be read.</p>}
      {better && (
        <p className="notice">
          With this everything is one column.{' '}
          <button
            type="button"
            className="button button-quiet"
            disabled={busy}
            onClick={() => anew({ delimiter: better })}
          >
            Separate by {delimiterNames[better].toLowerCase()} instead
          </button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="import-scroll" aria-labelledby={id} tabIndex={0}>
        <table>
          <caption id={id}>The first rows, and what each column holds</caption>
          <thead>
            <tr>
              {columns.map((role, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity than their place
                <th key={index} scope="col">
                  <label>
                    <span className={names[index] ? '' : 'visually-hidden'}>
                      {names[index] || `Column ${index + 1}`}
                    </span>
                    <select
                      className="field"
                      value={role}
                      onChange={(event) =>
                        change({ columns: withRole(columns, index, event.target.value as ColumnRole) })
                      }
                    >
                      {columnRoles.map((one) => (
                        <option key={one} value={one}>
                          {roleNames[one]}
                        </option>
                      ))}
                    </select>
                  </label>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity than their place
              <tr key={row}>
                {columns.map((role, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns neither
                  <td key={index} className={role === 'ignored' ? 'faint' : undefined}>
                    {cells[index] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

/** The front is one column: it moves to the one that was chosen last. */
function withRole(columns: readonly ColumnRole[], index: number, role: ColumnRole): ColumnRole[] {
  return columns.map((known, at) => {
    if (at === index) return role
    return role === 'front' && known === 'front' ? 'ignored' : known
  })
}
