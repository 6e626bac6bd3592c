import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { client } from '../client'
import { errorWords } from './errors'
import './report-error.css'

/** What somebody wants to say something about. */
export interface Doubted {
  facts: string[]
  /** The text it stands in, as it is shown. */
  passage: string
}

let doubted: Doubted | null = null
const watching = new Set<() => void>()
function set(next: Doubted | null): void {
  doubted = next
  for (const tell of watching) tell()
}
function watch(tell: () => void): () => void {
  watching.add(tell)
  return () => watching.delete(tell)
}

/** What gets the focus back: the popover it is asked from is gone when the dialog closes. */
let opener: HTMLElement | null = null

/** Opens the dialog; the popover it is asked from closes by itself. */
export function reportError(about: Doubted, from: HTMLElement | null): void {
  opener = from
  set(about)
}

/** The words around a citation, without the numbers of the sources. */
export function passageAround(element: Element): string {
  const passage = element.closest('tr, li, dd, p')?.cloneNode(true)
  if (!(passage instanceof Element)) return ''
  for (const citation of passage.querySelectorAll('.citations')) citation.remove()
  return (passage.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 5000)
}

/** Stands once in the app. */
export function ReportErrorDialog() {
  const about = useSyncExternalStore(watch, () => doubted)
  return about && <OpenDialog about={about} />
}

function OpenDialog({ about }: { about: Doubted }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [words, setWords] = useState('')
  const id = useId()
  const writing = useMutation({
    mutationFn: () => client.library.reportError({ ...about, words, where: location.pathname + location.hash }),
  })
  useEffect(() => dialog.current?.showModal(), [])
  const { data, error, isPending } = writing
  function close() {
    set(null)
    opener?.focus()
  }
  return (
    <dialog ref={dialog} className="dialog report" aria-labelledby={`${id}-title`} onClose={close}>
      <h2 id={`${id}-title`}>Report an error in this fact</h2>
      <blockquote className="reading">{about.passage}</blockquote>
      <p className="small soft">
        {about.facts.length === 1 ? 'Fact' : 'Facts'} {about.facts.join(', ')}
      </p>
      {data ? (
        <div role="status" className="report-done">
          <p>The report is written. Nothing was sent: hand this file to whoever gave you Fieldbook.</p>
          <p>
            <code>{data.file}</code>
          </p>
          {data.text && (
            <>
              <p>The lock is on, so that file is encrypted. Copy the report from here to hand it on.</p>
              <textarea className="field" rows={6} readOnly aria-label="The report" value={data.text} />
            </>
          )}
        </div>
      ) : (
        <div className="report-words">
          <label htmlFor={`${id}-words`}>What is wrong, and how do you know?</label>
          <textarea
            id={`${id}-words`}
            rows={5}
            maxLength={10_000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <p className="small soft">No case facts, names or victim data. The report becomes a small text file.</p>
        </div>
      )}
      {error && <p role="alert">{errorWords(error)}</p>}
      <div className="report-do">
        {!data && (
          <button
            type="button"
            className="button button-main"
            disabled={words.trim() === '' || isPending}
            onClick={() => writing.mutate()}
          >
            Write the report
          </button>
        )}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {data ? 'Close' : 'Cancel'}
        </button>
      </div>
    </dialog>
  )
}
