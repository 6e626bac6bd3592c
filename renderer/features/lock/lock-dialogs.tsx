import { ORPCError } from '@orpc/client'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { NewerBackup } from '../../../shared/model/backup'
import type { Failure } from '../../../shared/model/views'
import { client, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { newerBackupsWords } from '../../ui/newer-backups'
import { count } from '../../ui/words'
import { notUnlocked, take, useLock, whileTurning } from './lock-state'
import { NewPassphrase, useNewPassphrase } from './new-passphrase'
import { PassphraseField } from './passphrase-field'
import { RecoveryKey } from './recovery-key'
import { Turning } from './turning'

type Close = (said?: string) => void

/** A dialog with a form in it. While `isBusy` it can't be closed. */
function LockDialog(props: { title: string; isBusy: boolean; close: Close; submit: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="dialog lock-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        if (props.isBusy) event.preventDefault()
      }}
      onClose={() => props.close()}
    >
      <form
        className="lock-form"
        onSubmit={(event) => {
          event.preventDefault()
          props.submit()
        }}
      >
        <h2 id={id}>{props.title}</h2>
        {props.children}
      </form>
    </dialog>
  )
}

/** What came of a step: under way, refused with why, or done. */
function useStep() {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const running = useRef(false)
  async function step(go: () => Promise<void>): Promise<void> {
    if (running.current) return
    running.current = true
    setBusy(true)
    setProblem('')
    try {
      await go()
    } catch (error) {
      const reason = notUnlocked(error)
      const later =
        reason && reason.wait > 0 ? ` You can try again in ${count(Math.ceil(reason.wait / 1000), 'second')}.` : ''
      setProblem(
        reason
          ? `${reason.why === 'wait' ? 'That was too soon.' : 'That is not the passphrase.'}${later}`
          : errorWords(error),
      )
    }
    running.current = false
    setBusy(false)
  }
  return { isBusy, problem, step: (go: () => Promise<void>) => void step(go) }
}

function Buttons(props: { button: string; isBusy: boolean; problem: string; close: Close }) {
  return (
    <>
      <p role="alert" className="passphrase-wrong">
        {props.problem}
      </p>
      <div className="lock-do">
        <button type="submit" className="button button-main" aria-disabled={props.isBusy}>
          {props.button}
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={props.isBusy}
          onClick={() => !props.isBusy && props.close()}
        >
          Cancel
        </button>
      </div>
    </>
  )
}

const isOfNewer = (error: unknown) =>
  error instanceof ORPCError && error.code === 'NOT_SAVED' && (error.data as Failure).code === 'newer-backups'
function besideNewerWords(newer: readonly NewerBackup[]): string {
  const [it, them] = newer.length === 1 ? ['it', 'it'] : ['they', 'them']
  return `${newerBackupsWords(newer)} This one can’t tell whether ${it} can be read without the passphrase, so the lock is not turned on beside ${them}. Turn it on with that version, or remove ${them} here: your work stays as it is.`
}

export function TurnOn({ close }: { close: Close }) {
  const lock = useLock()
  const next = useNewPassphrase()
  const [tried, setTried] = useState(false)
  const [recoveryKey, setRecoveryKey] = useState('')
  /** That the person was told of. */
  const [newer, setNewer] = useState<readonly NewerBackup[]>([])
  const them = newer.length === 1 ? 'it' : 'them'
  const { isBusy, problem, step } = useStep()
  const submit = () => {
    setTried(true)
    if (next.problem !== '') return
    step(async () => {
      if (newer.length > 0) await client.backups.removeNewer({ backups: newer.map(({ id }) => id) })
      setNewer([])
      try {
        setRecoveryKey((await whileTurning(() => client.lock.turnOn({ passphrase: next.first }))).recoveryKey)
        workChanged()
      } catch (error) {
        if (!isOfNewer(error)) throw error
        setNewer((await client.backups.list()).newer)
      }
    })
  }
  if (recoveryKey !== '')
    return <RecoveryKey title="The lock is on" recoveryKey={recoveryKey} close={() => close('The lock is on.')} />
  return (
    <LockDialog title="Turn the lock on" isBusy={isBusy} close={close} submit={submit}>
      <p>
        <strong>A forgotten passphrase can’t be reset by anybody.</strong> In the next step you get a recovery key to
        write down. Without the passphrase and that key, your work is lost for good.
      </p>
      <p className="small soft">
        Copies of the files from before may remain in old backups and in worn parts of an SSD: turn on your system’s
        disk encryption too. Reports of errors in the reports folder are encrypted as well, so hand them on first.
      </p>
      {isBusy && lock?.state === 'turning-on' ? (
        <Turning lock={lock} />
      ) : (
        <>
          <NewPassphrase state={next} tried={tried} autoFocus />
          <Buttons
            button={isBusy ? 'Turning it on…' : newer.length > 0 ? `Remove ${them} and turn it on` : 'Turn it on'}
            isBusy={isBusy}
            problem={newer.length > 0 ? `${besideNewerWords(newer)} ${problem}` : problem}
            close={close}
          />
        </>
      )}
    </LockDialog>
  )
}

/** One question before a step: the passphrase. */
export function AskPassphrase(props: {
  title: string
  words: string
  button: string
  close: Close
  /** Resolves to what is said afterwards. */
  go: (passphrase: string) => Promise<string>
}) {
  const [passphrase, setPassphrase] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const { isBusy, problem, step } = useStep()
  return (
    <LockDialog
      title={props.title}
      isBusy={isBusy}
      close={props.close}
      submit={() => {
        field.current?.focus()
        step(async () => props.close(await props.go(passphrase)))
      }}
    >
      <p>{props.words}</p>
      <PassphraseField
        field={field}
        label="Passphrase"
        value={passphrase}
        change={setPassphrase}
        autoComplete="current-password"
        autoFocus
      />
      <Buttons button={props.button} isBusy={isBusy} problem={problem} close={props.close} />
    </LockDialog>
  )
}

export function NewRecoveryKey({ close }: { close: Close }) {
  const [recoveryKey, setRecoveryKey] = useState('')
  if (recoveryKey !== '')
    return (
      <RecoveryKey
        title="Your new recovery key"
        recoveryKey={recoveryKey}
        close={() => close('The new recovery key is in force. The one before opens nothing any more.')}
      />
    )
  return (
    <AskPassphrase
      title="New recovery key"
      words="The recovery key you have now opens nothing any more as soon as the new one is shown."
      button="Make a new one"
      close={(said) => said === undefined && close()}
      go={async (passphrase) => {
        setRecoveryKey((await client.lock.newRecoveryKey({ passphrase })).recoveryKey)
        return ''
      }}
    />
  )
}

export function ChangePassphrase({ close }: { close: Close }) {
  const [passphrase, setPassphrase] = useState('')
  const next = useNewPassphrase()
  const [tried, setTried] = useState(false)
  const { isBusy, problem, step } = useStep()
  const submit = () => {
    setTried(true)
    if (next.problem !== '') return
    step(async () => {
      take(await client.lock.changePassphrase({ passphrase, next: next.first }))
      close('The passphrase is changed. Older copies of the data folder still open with the one before.')
    })
  }
  return (
    <LockDialog title="Change the passphrase" isBusy={isBusy} close={close} submit={submit}>
      <PassphraseField
        label="Passphrase now"
        value={passphrase}
        change={setPassphrase}
        autoComplete="current-password"
        autoFocus
      />
      <NewPassphrase state={next} tried={tried} />
      <Buttons button="Change it" isBusy={isBusy} problem={problem} close={close} />
    </LockDialog>
  )
}
