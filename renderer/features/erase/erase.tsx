import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { EraseAccount, ErasePart, EraseSurvey } from '../../../shared/model/erase'
import { api, client } from '../../client'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { Trouble } from '../../ui/trouble'
import { count, whenWords } from '../../ui/words'
import { sizeWords } from '../backups/words'
import { afterErasing, notUnlocked } from '../lock/lock-state'
import { PassphraseField } from '../lock/passphrase-field'
import '../lock/lock.css'
import './erase.css'

const title = 'Lend or retire this laptop'

/** Everything of this person's on this computer goes; afterwards, what was removed and what can't be promised. */
export function Erase() {
  const account = useQuery({ ...api.erase.account.queryOptions(), staleTime: 0 })
  if (account.data === undefined) return null
  return account.data ? <Erased account={account.data} /> : <ToErase />
}

function ToErase() {
  const { data: survey, error } = useQuery({ ...api.erase.survey.queryOptions(), staleTime: 0 })
  return (
    <Page
      title={title}
      className="erase"
      over={<Link href="/settings">Settings</Link>}
      lead="Erases all of your work from this computer. Whoever opens Fieldbook next begins as a new person."
    >
      <Trouble of={error} />
      {survey && (
        <>
          <p>
            It can’t be taken back. If you want to keep your work,{' '}
            <Link href="/settings/backups">make a copy on a stick or in another folder</Link> first.
          </p>
          <Section title="What goes">
            <Parts survey={survey} />
          </Section>
          <Section title="What stays">
            <p>
              Backups on sticks and in other folders, copies of the data folder that somebody made, and files you
              exported. Delete those yourself if they should go too.
            </p>
            <Others survey={survey} />
          </Section>
          <Section title="What this can’t promise">
            <Limits survey={survey} />
          </Section>
          <Confirm sealed={survey.sealed} />
        </>
      )}
    </Page>
  )
}

function Confirm({ sealed }: { sealed: boolean }) {
  const id = useId()
  const [word, setWord] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const running = useRef(false)
  const field = useRef<HTMLInputElement>(null)

  async function erase(): Promise<void> {
    try {
      await client.erase.begin({ word: 'erase', ...(sealed && { passphrase }) })
      afterErasing()
    } catch (error) {
      const reason = notUnlocked(error)
      const later =
        reason && reason.wait > 0 ? ` You can try again in ${count(Math.ceil(reason.wait / 1000), 'second')}.` : ''
      setProblem(reason ? `That is not the passphrase. Nothing was erased.${later}` : errorWords(error))
      setBusy(false)
      running.current = false
    }
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (running.current) return
    if (word.trim().toLowerCase() !== 'erase') {
      setProblem('Type the word erase to go on. Nothing was erased.')
      field.current?.focus()
      return
    }
    running.current = true
    setProblem('')
    setBusy(true)
    void erase()
  }
  return (
    <form className="ruled-part erase-form" onSubmit={submit} aria-label="Erase everything">
      <label htmlFor={id}>Type “erase” to confirm</label>
      <input
        ref={field}
        id={id}
        className="field"
        value={word}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setWord(event.target.value)}
      />
      {sealed && (
        <PassphraseField
          label="Passphrase"
          value={passphrase}
          change={setPassphrase}
          autoComplete="current-password"
          hint="So that only you can do this. While Fieldbook is locked, nobody can erase from here."
        />
      )}
      <p role="alert" className="erase-problem">
        {problem}
      </p>
      <p role="status">
        {isBusy && 'Erasing … Don’t close Fieldbook. If it is closed all the same, it goes on at the next start.'}
      </p>
      <button type="submit" className="button button-main" aria-disabled={isBusy}>
        Erase everything
      </button>
    </form>
  )
}

function Erased({ account }: { account: EraseAccount }) {
  return (
    <Page
      title="Your work is erased"
      className="erase"
      over={<Link href="/settings">Settings</Link>}
      lead={`Everything Fieldbook kept on this computer was removed (${whenWords(account.at)}). This Fieldbook is empty now.`}
    >
      <Section title="What was removed">
        <Parts survey={account} />
        {account.sealed && <p>The keys went first: from that moment nothing of it could be read.</p>}
      </Section>
      <Section title="What is still there">
        <p>Backups on sticks and in other folders, copies made by hand, and files that were exported.</p>
        <Others survey={account} />
      </Section>
      <Section title="What can’t be promised">
        <Limits survey={account} />
      </Section>
      <div className="erase-end">
        <p className="soft small">This page is gone once Fieldbook is closed.</p>
        <Link href="/" className="button">
          Begin anew
        </Link>
      </div>
    </Page>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="erase-section">
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

const partWords: Record<ErasePart, string> = {
  history: 'Your history: reviews, reading, plans and study settings',
  notes: 'Notes, with all their versions',
  cards: 'Cards of your own, and pictures',
  backups: 'The backups in the data folder',
  packs: 'Packs, and the key that signs yours',
  'set-aside': 'Damaged pieces and texts that were set aside',
  reports: 'Your reports of errors',
  settings: 'How Fieldbook looks, and the keys of the lock',
  window: 'What the window keeps: its place and caches',
}

function Parts({ survey: { folder, parts } }: { survey: EraseSurvey }) {
  return (
    <>
      <p>
        In <code className="erase-path">{folder}</code>:
      </p>
      <table className="erase-parts">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Files</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ part, files, bytes }) => (
            <tr key={part}>
              <th scope="row">{partWords[part]}</th>
              <td className="figures">{count(files, 'file')}</td>
              <td className="figures">{sizeWords(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const mostShown = 20

/** What in the data folder isn't Fieldbook's. */
function Others({ survey: { others, links } }: { survey: EraseSurvey }) {
  return (
    <>
      {others.length > 0 && (
        <>
          <p>
            Other files in the data folder, which Fieldbook didn’t make. Look whether they hold copies of your work:
          </p>
          <Names names={others} />
        </>
      )}
      {links.length > 0 && (
        <>
          <p>What these links lead to. Only the links themselves go:</p>
          <Names names={links} />
        </>
      )}
    </>
  )
}
function Names({ names }: { names: readonly string[] }) {
  return (
    <ul>
      {names.slice(0, mostShown).map((name) => (
        <li key={name}>
          <code className="erase-path">{name}</code>
        </li>
      ))}
      {names.length > mostShown && <li>and {(names.length - mostShown).toLocaleString()} more</li>}
    </ul>
  )
}

function Limits({ survey: { sealed } }: { survey: EraseSurvey }) {
  return (
    <ul>
      <li>
        {sealed
          ? 'The lock was on: what an SSD still holds of removed files is encrypted. Files from before the lock was turned on were not, and parts of them may remain.'
          : 'The files were not encrypted. An SSD keeps parts of removed files until it needs the room, and special tools can read them. If that matters, erase the whole disk with your system’s own means.'}
      </li>
      <li>
        Copies that the system or another program made: Time Machine, File History, a cloud folder, a company’s backup.
      </li>
      <li>A browser’s own history may keep addresses of pages, with words that were searched for.</li>
    </ul>
  )
}
