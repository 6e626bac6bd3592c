import { useId } from 'react'
import type { LockView } from '../../../shared/model/lock'

/** How far encrypting or decrypting is. */
export function Turning({ lock }: { lock: LockView }) {
  const id = useId()
  const { progress, state } = lock
  return (
    <div className="turning" role="status">
      <p id={id}>
        {state === 'turning-off' ? 'Your work is being decrypted' : 'Your work is being encrypted'}, file by file. If it
        is interrupted, nothing is lost and it goes on at the next start.
      </p>
      <progress aria-labelledby={id} max={progress?.of || 1} value={progress?.done ?? 0} />
    </div>
  )
}
