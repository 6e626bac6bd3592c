import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { ExchangeProblem } from '../../../shared/model/exchange'
import type { KeptSide, WorkMerged, WorkPlace, WorkPreview, WorkProgress } from '../../../shared/model/work'
import { fileOfWork } from '../../../shared/rules/cloud-copies'
import { workProblemWords } from '../../../shared/rules/work-problem-words'
import { api, client, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { sendFile } from '../../ui/files'
import { count } from '../../ui/words'
import { PassphraseField } from '../lock/passphrase-field'
import { Leave } from './leave'
import { Preview, packWords } from './preview'

type Merged = Extract<WorkMerged, { ok: true }>
type Step =
  | { at: 'choose' }
  | { at: 'busy' }
  | { at: 'passphrase'; place: WorkPlace; problem: ExchangeProblem }
  | { at: 'preview'; preview: WorkPreview }
  | { at: 'done'; merged: Merged }

/** Chooses another copy's work, shows what it would change, and brings it in. */
export function BringIn() {
  const id = useId()
  const [step, setStep] = useState<Step>({ at: 'choose' })
  const [problem, setProblem] = useState('')
  const [folder, setFolder] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const place = useRef<WorkPlace | null>(null)
  const isBusy = step.at === 'busy'
  const copies = useQuery({ ...api.cloud.copies.queryOptions(), staleTime: 0 }).data?.copies ?? []
  const work = copies.filter((copy) => fileOfWork(copy) !== null).length
  const asking = { enabled: isBusy, refetchInterval: 500, staleTime: 0, gcTime: 0 }
  const progress = useQuery({ ...api.work.progress.queryOptions(), ...asking })

  const go = (next: Step) => {
    setStep(next)
    // The control that was used is gone.
    queueMicrotask(() => heading.current?.focus({ preventScroll: true }))
  }
  const refused = (words: string) => {
    setProblem(words)
    go({ at: 'choose' })
  }
  const letGo = () => {
    if (place.current?.kind === 'file') void client.desk.drop({ file: place.current.file }).catch(() => {})
    place.current = null
  }

  async function look(at: WorkPlace, given: string | null) {
    place.current = at
    setProblem('')
    setStep({ at: 'busy' })
    try {
      const answer = await client.work.look({ place: at, passphrase: given })
      if (answer.ok) go({ at: 'preview', preview: answer.preview })
      else if (['passphrase-needed', 'wrong-passphrase'].includes(answer.problem.code))
        setStep({ at: 'passphrase', place: at, problem: answer.problem })
      else {
        letGo()
        refused(`${workProblemWords(answer.problem)} Nothing was changed.`)
      }
    } catch (error) {
      letGo()
      refused(errorWords(error))
    }
  }
  async function chosen(file: File) {
    setProblem('')
    setStep({ at: 'busy' })
    try {
      const { id: sent } = await sendFile(file)
      await look({ kind: 'file', file: sent }, null)
    } catch (error) {
      refused(errorWords(error))
    }
  }
  async function merge(preview: WorkPreview, kept: { settings: KeptSide; plan: KeptSide }) {
    setStep({ at: 'busy' })
    try {
      const merged = await client.work.merge({ id: preview.id, ...kept })
      workChanged()
      if (merged.ok) go({ at: 'done', merged })
      else refused(`${workProblemWords(merged.problem)} Nothing was changed.`)
    } catch (error) {
      workChanged()
      refused(errorWords(error))
    } finally {
      letGo()
    }
  }

  return (
    <section className="merge-part" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {step.at === 'done'
          ? 'The work is here'
          : step.at === 'preview'
            ? 'What would change'
            : 'Choose the other copy'}
      </h2>
      {problem && (
        <p role="alert" className="notice notice-bad">
          {problem}
        </p>
      )}
      <p role="status" className={isBusy || step.at === 'done' ? '' : 'visually-hidden'}>
        {isBusy ? busyWords[progress.data?.state ?? 'idle'] : step.at === 'done' ? doneWords(step.merged) : ''}
      </p>
      {step.at === 'choose' && (
        <>
          <label htmlFor={`${id}-file`}>A file of work that the other copy saved</label>
          <input
            id={`${id}-file`}
            type="file"
            accept=".fieldbook-work"
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file) void chosen(file)
            }}
          />
          <label htmlFor={`${id}-folder`}>Or another data folder of Fieldbook</label>
          <form
            className="merge-act"
            onSubmit={(event) => {
              event.preventDefault()
              if (folder.trim() !== '') void look({ kind: 'folder', folder: folder.trim() }, null)
            }}
          >
            <input
              id={`${id}-folder`}
              className="field"
              value={folder}
              maxLength={4096}
              spellCheck={false}
              autoComplete="off"
              aria-describedby={`${id}-hint`}
              onChange={(event) => setFolder(event.target.value)}
            />
            <button type="submit" className="button" disabled={folder.trim() === ''}>
              Look at it
            </button>
          </form>
          <p id={`${id}-hint`} className="soft small">
            As your file manager shows it, say on a stick or as a copy that a cloud folder made. It is only read.
          </p>
          {work > 0 && (
            <>
              <p id={`${id}-copies`}>
                Or what a sync tool left in your data folder: {count(work, 'copy', 'copies')} of files with reviews,
                notes or cards. {work === 1 ? 'It is' : 'They are'} only read.
              </p>
              <p>
                <button
                  type="button"
                  className="button"
                  aria-describedby={`${id}-copies`}
                  onClick={() => void look({ kind: 'copies' }, null)}
                >
                  Look at {work === 1 ? 'the copy' : 'the copies'}
                </button>
              </p>
            </>
          )}
        </>
      )}
      {step.at === 'passphrase' && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const given = passphrase
            setPassphrase('')
            void look(step.place, given)
          }}
        >
          <PassphraseField
            label="Its passphrase"
            value={passphrase}
            change={setPassphrase}
            autoComplete="current-password"
            autoFocus
            hint={step.problem.code === 'passphrase-needed' ? 'This work is protected.' : ''}
            wrong={step.problem.code === 'wrong-passphrase' ? 'That is not the passphrase of this work.' : ''}
          />
          <div className="merge-act">
            <button type="submit" className="button" disabled={passphrase === ''}>
              Go on
            </button>
            <Leave
              leave={() => {
                letGo()
                go({ at: 'choose' })
              }}
            />
          </div>
        </form>
      )}
      {step.at === 'preview' && (
        <Preview
          preview={step.preview}
          merge={(kept) => void merge(step.preview, kept)}
          leave={() => {
            letGo()
            go({ at: 'choose' })
          }}
        />
      )}
      {step.at === 'done' && (
        <>
          {step.merged.packs.length > 0 && (
            <ul className="merge-changes">
              {step.merged.packs.map((pack) => (
                <li key={pack.title}>
                  {packWords(pack)}
                  {pack.fate === 'not-here' && (
                    <>
                      {' '}
                      (<Link href="/settings/packs">Packs</Link>)
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
          <p className="soft">
            What you did before can’t be undone step by step any more. As it was before, your work is in the newest of
            the <Link href="/settings/backups">backups</Link>.
          </p>
          <p>
            <button type="button" className="button" onClick={() => go({ at: 'choose' })}>
              Bring in another
            </button>
          </p>
        </>
      )}
    </section>
  )
}

const busyWords: Record<WorkProgress['state'], string> = {
  idle: 'Reading …',
  reading: 'Reading …',
  backup: 'Making a backup of what is here …',
  merging: 'Bringing the work in …',
}

function doneWords({ newReviews, report, conflicts }: Merged): string {
  const counts: [number, string][] = [
    [newReviews, 'new review'],
    [report.new, 'new note'],
    [report.updated, 'changed note'],
  ]
  const came = counts.flatMap(([n, what]) => (n > 0 ? count(n, what) : [])).join(', ') || 'no new reviews or notes'
  const open = conflicts > 0 ? ` ${count(conflicts, 'thing')} changed in both copies: choose above what stays.` : ''
  return `Brought in: ${came}.${open}`
}
