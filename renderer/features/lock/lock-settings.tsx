import { useState } from 'react'
import type { About } from '../../../shared/model/views'
import { client, workChanged } from '../../client'
import { addressOf } from '../../ui/address-of'
import { errorWords } from '../../ui/errors'
import { isMac } from '../../ui/words'
import { AskPassphrase, ChangePassphrase, NewRecoveryKey, TurnOn } from './lock-dialogs'
import { lockNow, take, useLock, whileTurning } from './lock-state'
import './lock.css'

const times = [1, 2, 5, 10, 15, 20, 30]

/** The lock among the settings. */
export function LockSettings({ host }: { host: About['host'] }) {
  const lock = useLock()
  const [asked, setAsked] = useState<'on' | 'off' | 'passphrase' | 'recovery' | null>(null)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  const id = addressOf('Lock')
  if (lock === null) return null
  const isOn = lock.state !== 'off' && lock.state !== 'turning-on'
  const close = (words = '') => {
    setAsked(null)
    setSaid(words)
  }
  return (
    <section className="settings-part" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        Lock
      </h2>
      <div className="settings-fields">
        {isOn ? (
          <>
            <p>
              The lock is on: your notes, cards, marks and history are encrypted with your passphrase. Locked, nothing
              of them can be read, here or on the disk.
            </p>
            <p>
              <button type="button" className="button" onClick={() => void lockNow()}>
                Lock now <kbd>{isMac ? '⇧⌘L' : 'Ctrl Shift L'}</kbd>
              </button>
            </p>
            <div className="setting">
              <label htmlFor={`${id}-time`}>Lock by itself when not used for</label>
              <select
                id={`${id}-time`}
                className="field figures"
                value={lock.autoLock ?? 'never'}
                aria-describedby={`${id}-time-hint`}
                onChange={(event) => {
                  const minutes = event.target.value === 'never' ? null : Number(event.target.value)
                  take({ ...lock, autoLock: minutes })
                  setProblem('')
                  client.lock.setAutoLock({ minutes }).then(take, (error) => {
                    take(lock)
                    setProblem(errorWords(error))
                  })
                }}
              >
                {times.map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {minutes === 1 ? '1 minute' : `${minutes} minutes`}
                  </option>
                ))}
                <option value="never">Never</option>
              </select>
              <p id={`${id}-time-hint`} className="soft small">
                {host === 'electron'
                  ? 'It also locks when the computer goes to sleep, and on Windows and macOS when the system locks its screen.'
                  : 'In a browser Fieldbook doesn’t hear of the system’s screen lock. It does lock after the computer has slept. The browser’s own history may keep addresses of pages, with words you searched for.'}
              </p>
            </div>
            <div className="lock-do">
              <button type="button" className="button" onClick={() => setAsked('passphrase')}>
                Change the passphrase
              </button>
              <button type="button" className="button" onClick={() => setAsked('recovery')}>
                New recovery key
              </button>
              <button type="button" className="button" onClick={() => setAsked('off')}>
                Turn the lock off
              </button>
            </div>
          </>
        ) : (
          <>
            <p>
              Not encrypted: whoever has this computer or its disk can read your notes, cards, marks and history. With a
              lock they are encrypted, and a passphrase is asked at each start.
            </p>
            <p>
              <button type="button" className="button" onClick={() => setAsked('on')}>
                Turn the lock on
              </button>
            </p>
          </>
        )}
        <p role="status">{said}</p>
        {problem && (
          <p role="alert" className="notice notice-bad">
            {problem}
          </p>
        )}
      </div>
      {asked === 'on' && <TurnOn close={close} />}
      {asked === 'passphrase' && <ChangePassphrase close={close} />}
      {asked === 'recovery' && <NewRecoveryKey close={close} />}
      {asked === 'off' && (
        <AskPassphrase
          title="Turn the lock off"
          words="Everything is decrypted and kept as plain files again."
          button="Turn it off"
          close={close}
          go={async (passphrase) => {
            await whileTurning(() => client.lock.turnOff({ passphrase }))
            workChanged()
            return 'The lock is off. Your work is not encrypted.'
          }}
        />
      )}
    </section>
  )
}
