import { useMutation, useQuery } from '@tanstack/react-query'
import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { FileOnDesk, ImportChoices } from '../../../shared/model/exchange'
import type { FileRefused, ImportPreview, ImportState, ShownReport } from '../../../shared/model/imports'
import type { TextOptions } from '../../../shared/model/text-import'
import { refusalWords } from '../../../shared/rules/exchange-words'
import { api, client, queries, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { sendFile } from '../../ui/files'
import { goInHistory } from '../../ui/history'
import { Page } from '../../ui/page'
import { browsePath } from '../browse/address'
import { Choices } from './choices'
import { Report } from './report'
import { TableLook } from './table-look'
import { stepWords } from './words'
import './import.css'

const usual: ImportChoices = { duplicates: 'update', removed: 'leave-out', learning: true }
/** Between two questions how far it is, ms. */
const pollEvery = 200

/** Cards from a file: chosen, looked at, imported as one step, and reported on. */
export function ImportScreen() {
  const [file, setFile] = useState<FileOnDesk | null>(null)
  const [text, setText] = useState<TextOptions>({})
  const [choices, setChoices] = useState(usual)
  const [sent, setSent] = useState<number | null>(null)
  const [trouble, setTrouble] = useState('')
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  /** Of the file looked at last, which may have been imported since. */
  const [isTable, setTable] = useState(false)
  const [done, setDone] = useState<ImportState | null>(null)
  const look = useMutation({
    mutationFn: (input: { file: string; text: TextOptions; choices: ImportChoices }) => client.imports.preview(input),
    onMutate: () => setTrouble(''),
    onSuccess: (found) => {
      // Given up for the next look.
      if (found.refused?.code === 'cancelled') return
      setPreview(found)
      setTable(found.kind === 'text')
    },
    onError: (error) => setTrouble(errorWords(error)),
  })
  const bring = useMutation({
    mutationFn: (input: { file: string; text: TextOptions; choices: ImportChoices }) => client.imports.start(input),
    onMutate: () => setTrouble(''),
    onSuccess: (state) => {
      setDone(state)
      if (state.state === 'done') {
        setFile(null)
        setPreview(null)
      }
      workChanged()
    },
    onError: (error) => setTrouble(errorWords(error)),
  })
  const busy = look.isPending || bring.isPending
  const running = useQuery({
    ...api.imports.progress.queryOptions(),
    enabled: busy,
    staleTime: 0,
    refetchInterval: busy ? pollEvery : false,
  }).data

  async function choose(chosen: File | undefined) {
    if (!chosen || sent !== null || bring.isPending) return
    setTrouble('')
    setDone(null)
    setPreview(null)
    setText({})
    setSent(0)
    try {
      if (file) void client.desk.drop({ file: file.id }).catch(() => {})
      const lying = await sendFile(chosen, setSent)
      setFile(lying)
      look.mutate({ file: lying.id, text: {}, choices })
    } catch (error) {
      setTrouble(errorWords(error))
    } finally {
      setSent(null)
    }
  }
  function change(part: { text?: TextOptions; choices?: ImportChoices }) {
    if (!file) return
    const next = { text: part.text ?? text, choices: part.choices ?? choices }
    setText(next.text)
    setChoices(next.choices)
    look.mutate({ file: file.id, ...next })
  }

  return (
    <Page
      title="Import"
      className="import"
      over={<Link href="/settings">Settings</Link>}
      lead="Cards from Anki, from a table or from another Fieldbook. You see what would happen before anything does, and one undo takes it back."
    >
      <Chooser
        choose={(chosen) => void choose(chosen)}
        busy={sent !== null || bring.isPending}
        again={file !== null || done !== null}
      />
      {sent !== null && <p role="status">Taking the file in: {Math.round(sent * 100)} % …</p>}
      {trouble && (
        <p role="alert" className="notice notice-bad">
          {trouble}
        </p>
      )}
      {file && preview?.refused && (
        <p role="alert" className="notice notice-bad">
          <span>
            <b>{file.name}</b>: {refusalWords(inFile(preview.refused, file.name))}
          </span>
        </p>
      )}
      {file && preview && (preview.look || preview.report) && (
        <section className="import-look" aria-labelledby="import-look">
          <h2 id="import-look">{file.name}</h2>
          {preview.look && (
            <TableLook
              look={preview.look}
              options={text}
              busy={busy}
              change={(next) => change({ text: { ...text, ...next } })}
            />
          )}
          {preview.kind && preview.report && (
            <>
              <Choices kind={preview.kind} choices={choices} change={(next) => change({ choices: next })} />
              <Report report={preview.report} isTable={isTable} would />
              <p className="import-act">
                <button
                  type="button"
                  className="button button-main"
                  disabled={busy || isNothing(preview.report)}
                  onClick={() => bring.mutate({ file: file.id, text, choices })}
                >
                  Import
                </button>
                {isNothing(preview.report) && !busy && <span className="soft">{nothingWords(preview.report)}</span>}
              </p>
            </>
          )}
        </section>
      )}
      <Running state={busy ? running : undefined} cancel={bring.isPending} />
      {done && <Done state={done} isTable={isTable} />}
    </Page>
  )
}

/** Its name stands before the words already. */
const inFile = (refused: FileRefused, name: string) => (refused.where === name ? { ...refused, where: '' } : refused)
const isNothing = (report: ShownReport) => report.new + report.updated + report.book === 0
const nothingWords = ({ conflicting, skipped }: ShownReport) =>
  conflicting + skipped > 0
    ? 'Nothing in it can be taken in: what stands in the way is named above.'
    : 'There is nothing in it that you don’t have already.'

/** A file is chosen, or dropped on the field. */
function Chooser({ choose, busy, again }: { choose: (file: File | undefined) => void; busy: boolean; again: boolean }) {
  const id = useId()
  const [over, setOver] = useState(false)
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    choose(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way beside the file field in it
    <div
      className={`import-drop ${over ? 'import-drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id}>{again ? 'Another file' : 'File'}</label>
      <input
        id={id}
        type="file"
        disabled={busy}
        aria-describedby={`${id}-about`}
        onChange={(event) => {
          choose(event.target.files?.[0])
          // The same file again, changed meanwhile, is a choice too.
          event.target.value = ''
        }}
      />
      <p id={`${id}-about`} className="soft small">
        Choose it or drop it here: packages of Anki (.apkg, .colpkg), tables (.csv, .tsv, .txt), what Fieldbook exports
        (.json). It stays on this computer.
      </p>
    </div>
  )
}

function Running({ state, cancel }: { state: ImportState | undefined; cancel: boolean }) {
  const id = useId()
  const isRunning = state?.state === 'running'
  return (
    <div className="import-running">
      <p role="status" id={id}>
        {isRunning ? stepWords(state) : ''}
      </p>
      {isRunning && <progress aria-labelledby={id} {...(state.total > 0 && { max: state.total, value: state.done })} />}
      {cancel && (
        <button type="button" className="button" onClick={() => void client.imports.cancel()}>
          Cancel
        </button>
      )}
    </div>
  )
}

function Done({ state, isTable }: { state: ImportState; isTable: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [undone, setUndone] = useState(false)
  const undo = useQuery(api.history.latest.queryOptions()).data?.undo
  // What was pressed is gone.
  useEffect(() => heading.current?.focus(), [])
  if (state.state === 'cancelled') return <p role="status">Cancelled. Nothing of it was kept.</p>
  if (state.state === 'refused')
    return (
      <p role="alert" className="notice notice-bad">
        {refusalWords(state.refused)} Nothing was changed.
      </p>
    )
  if (state.state !== 'done') return null
  const canUndo = undo?.kind === 'import' && undo.subject === state.from
  return (
    <section className="import-look" aria-labelledby="import-done">
      <h2 id="import-done" ref={heading} tabIndex={-1}>
        Imported: {state.from}
      </h2>
      <p role="status">
        {undone
          ? 'The import was taken back. Your cards are as they were.'
          : 'All of it is saved, and what was here before it is in a backup.'}
      </p>
      {!undone && <Report report={state.report} isTable={isTable} />}
      <p className="import-act">
        {canUndo && !undone && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setUndone(true)
              void goInHistory('undo').finally(() => queries.invalidateQueries())
            }}
          >
            Undo this import
          </button>
        )}
        {!undone && <Link href={browsePath({ search: 'is:own' })}>Browse your cards</Link>}
      </p>
    </section>
  )
}
