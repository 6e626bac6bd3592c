import { useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

/** The recovery key, shown this once. It goes away only when somebody says that it is written down. */
export function RecoveryKey(props: { title: string; recoveryKey: string; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [written, setWritten] = useState(false)
  const [missing, setMissing] = useState(false)
  const id = useId()
  const groups = props.recoveryKey.split('-')
  useEffect(() => dialog.current?.showModal(), [])
  const done = () => (written ? props.close() : setMissing(true))
  return (
    <>
      <dialog
        ref={dialog}
        className="dialog lock-dialog"
        aria-labelledby={id}
        onCancel={(event) => {
          event.preventDefault()
          done()
        }}
        // Chromium closes at the second Escape whatever is said to the first.
        onClose={() => dialog.current?.showModal()}
      >
        <h2 id={id}>{props.title}</h2>
        <p>
          This is your recovery key. It opens your work if you forget the passphrase.{' '}
          <strong>It is shown only now.</strong> Write it down or print it, and keep it away from this computer.
        </p>
        <p className="recovery-key">
          {groups.map((group, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike, and none moves
            <code key={i}>{group}</code>
          ))}
        </p>
        <p>
          <button type="button" className="button" onClick={() => window.print()}>
            Print it
          </button>
        </p>
        <label className="check">
          <input type="checkbox" checked={written} onChange={(event) => setWritten(event.target.checked)} />I have
          written it down
        </label>
        <p role="alert" className="passphrase-wrong">
          {missing && !written ? 'Write it down first, then say so above.' : ''}
        </p>
        <div className="lock-do">
          <button type="button" className="button button-main" onClick={done}>
            Done
          </button>
        </div>
      </dialog>
      {createPortal(
        <div className="recovery-print" aria-hidden="true">
          <h1>Fieldbook: recovery key</h1>
          <p className="recovery-key">
            {groups.map((group, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <code key={i}>{group}</code>
            ))}
          </p>
          <p>It opens the work on one computer if the passphrase is forgotten. Keep it away from that computer.</p>
        </div>,
        document.body,
      )}
    </>
  )
}
