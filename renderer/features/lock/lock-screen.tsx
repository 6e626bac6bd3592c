import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { LockView } from '../../../shared/model/lock'
import { client } from '../../client'
import { useShown } from '../../ui/appearance'
import { errorWords, failureWords } from '../../ui/errors'
import { count } from '../../ui/words'
import { notUnlocked, take } from './lock-state'
import { NewPassphrase, useNewPassphrase } from './new-passphrase'
import { PassphraseField } from './passphrase-field'
import { Turning } from './turning'

const Help = lazy(() => import('../help/help').then((module) => ({ default: module.Help })))

/** Instead of everything, while it is locked. */
export function LockScreen({ lock }: { lock: LockView }) {
  useShown(lock.appearance)
  const [way, setWay] = useState<'passphrase' | 'recovery' | 'help'>('passphrase')
  useEffect(() => {
    document.title = 'Fieldbook'
  }, [])
  const back = (
    <button type="button" className="button" onClick={() => setWay('passphrase')}>
      Back to the passphrase
    </button>
  )
  if (way === 'help')
    return (
      <div className="room">
        <main className="shell-main lock-help">
          {back}
          <Suspense fallback={null}>
            <Help />
          </Suspense>
        </main>
      </div>
    )
  return (
    <div className="room">
      <main className="lock-screen">
        {lock.state === 'turning-on' || lock.state === 'turning-off' ? (
          <>
            <h1>One moment</h1>
            <Turning lock={lock} />
          </>
        ) : (
          <>
            <h1>Fieldbook is locked</h1>
            {lock.unfinished && (
              <p>
                {lock.unfinished === 'on' ? 'Encrypting' : 'Decrypting'} your work was interrupted. Nothing is lost:
                after you unlock, it goes on where it stopped.
              </p>
            )}
            {lock.trouble && (
              <p role="alert" className="notice notice-bad">
                That could not be finished. {failureWords(lock.trouble)} Nothing is lost; it is tried again when you
                unlock.
              </p>
            )}
            {way === 'passphrase' ? <ByPassphrase lock={lock} /> : <ByRecoveryKey lock={lock} />}
            <div className="lock-others">
              {way === 'passphrase' ? (
                <button type="button" className="button button-quiet" onClick={() => setWay('recovery')}>
                  Use the recovery key
                </button>
              ) : (
                back
              )}
              <button type="button" className="button button-quiet" onClick={() => setWay('help')}>
                Where to report, where to get help
              </button>
            </div>
          </>
        )}
      </main>
    </div>
  )
}

function ByPassphrase({ lock }: { lock: LockView }) {
  const [passphrase, setPassphrase] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const { isPending, said, wait, attempt } = useTry(lock, () => {
    field.current?.focus()
    field.current?.select()
  })
  return (
    <form
      className="lock-form"
      onSubmit={(event) => {
        event.preventDefault()
        attempt(() => client.lock.unlock({ passphrase }))
      }}
    >
      <PassphraseField
        field={field}
        label="Passphrase"
        value={passphrase}
        change={setPassphrase}
        autoComplete="current-password"
        autoFocus
      />
      <Said said={said} wait={wait} />
      <UnlockButton isPending={isPending} wait={wait} />
    </form>
  )
}

function ByRecoveryKey({ lock }: { lock: LockView }) {
  const [recoveryKey, setRecoveryKey] = useState('')
  const [tried, setTried] = useState(false)
  const next = useNewPassphrase()
  const field = useRef<HTMLInputElement>(null)
  const { isPending, said, wait, attempt } = useTry(lock, () => field.current?.focus())
  return (
    <form
      className="lock-form"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (next.problem === '') attempt(() => client.lock.recover({ recoveryKey, passphrase: next.first }))
      }}
    >
      <p>With the recovery key you open your work when the passphrase is forgotten, and choose a new passphrase.</p>
      <p className="soft small">
        Without either of them nobody can open your work, and nobody can erase it from here: only whoever deletes the
        data folder by hand.
      </p>
      <PassphraseField
        field={field}
        label="Recovery key"
        value={recoveryKey}
        change={setRecoveryKey}
        autoComplete="current-password"
        shown
        autoFocus
        hint="Nine groups of four. Hyphens, spaces and capitals don’t matter."
      />
      <NewPassphrase state={next} tried={tried} />
      <Said said={said} wait={wait} />
      <UnlockButton isPending={isPending} wait={wait} />
    </form>
  )
}

/** One try after the other, none before its time. */
function useTry(lock: LockView, failed: () => void) {
  const [isPending, setPending] = useState(false)
  const [said, setSaid] = useState('')
  const [until, setUntil] = useState(() => performance.now() + lock.wait)
  const [now, setNow] = useState(() => performance.now())
  const running = useRef(false)
  useEffect(() => {
    if (until <= performance.now()) return
    const timer = setInterval(() => {
      setNow(performance.now())
      if (performance.now() >= until) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  const wait = Math.max(0, Math.ceil((until - now) / 1000))

  async function attempt(go: () => Promise<LockView>): Promise<void> {
    if (running.current || performance.now() < until) return
    running.current = true
    setPending(true)
    setSaid('')
    try {
      take(await go())
    } catch (error) {
      const reason = notUnlocked(error)
      if (reason) {
        setNow(performance.now())
        setUntil(performance.now() + reason.wait)
      }
      setSaid(reason ? whyWords[reason.why] : errorWords(error))
      failed()
    }
    running.current = false
    setPending(false)
  }
  return { isPending, said, wait, attempt: (go: () => Promise<LockView>) => void attempt(go) }
}

const whyWords = {
  wrong: 'That doesn’t open it. Look at capitals and spaces, and try again.',
  mistyped:
    'That is not a recovery key as it was written: one or more characters are different. Compare it with the paper.',
  wait: 'That was too soon after a wrong try.',
}

function Said({ said, wait }: { said: string; wait: number }) {
  return (
    <div className="lock-said">
      <p role="alert">{said}</p>
      {wait > 0 && <p className="soft small figures">You can try again in {count(wait, 'second')}.</p>}
    </div>
  )
}

/** Stays reachable while one has to wait, so that the focus is never lost. */
function UnlockButton({ isPending, wait }: { isPending: boolean; wait: number }) {
  return (
    <button type="submit" className="button button-main" aria-disabled={isPending || wait > 0}>
      {isPending ? 'Unlocking…' : 'Unlock'}
    </button>
  )
}
