import { useCommand } from '../../ui/commands'
import { lockNow, useLock } from './lock-state'

const lockByKey = () => void lockNow()

/** At the foot of every screen, while there is a lock. */
export function LockButton() {
  const lock = useLock()
  useCommand('lock', lockByKey)
  if (lock === null || (lock.state !== 'open' && lock.state !== 'saving')) return null
  return (
    <p>
      <button type="button" className="button button-quiet lock-button" onClick={lockByKey}>
        Lock
      </button>
    </p>
  )
}
