import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Link, useSearch } from 'wouter'
import type { ExportOf } from '../../../shared/model/exports'
import { api, client } from '../../client'
import { Choice } from '../../ui/choice'
import { saveFile } from '../../ui/files'
import { Page } from '../../ui/page'
import { Trouble } from '../../ui/trouble'
import { useLock } from '../lock/lock-state'
import { chosenBy } from './address'
import { CardChoice } from './card-choice'
import { countWords, formatNames, formatWords, sizeWords } from './words'
import './exports.css'

/** Between two questions how far it is, ms. */
const pollEvery = 200

/** A file of the learner's work that other programs read: what, which of it, how, and what it would hold. */
export function Exports() {
  const [begun] = useState(chosenBy(useSearch()))
  const [format, setFormat] = useState(begun.format)
  const [cards, setCards] = useState(begun.cards)
  const [progress, setProgress] = useState(true)
  const [spreadsheet, setSpreadsheet] = useState(true)
  const status = useId()
  const hasLock = useLock()?.state !== 'off'
  const what: ExportOf =
    format === 'anki'
      ? { format, cards, progress }
      : format === 'csv'
        ? { format, cards, progress, spreadsheet }
        : format === 'tsv'
          ? { format, cards }
          : { format }
  const preview = useQuery({
    ...api.exports.preview.queryOptions({ input: what }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
  const save = useMutation({
    async mutationFn(asked: ExportOf) {
      const file = await client.exports.make(asked)
      if (file) await saveFile(file)
      return file
    },
  })
  const running = useQuery({
    ...api.exports.progress.queryOptions(),
    enabled: save.isPending,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: save.isPending ? pollEvery : false,
  }).data
  const act = useRef<HTMLButtonElement>(null)
  // What was pressed to give it up is gone.
  useEffect(() => {
    if (save.data === null) act.current?.focus()
  }, [save.data])
  const problem = preview.isPlaceholderData ? null : (preview.data?.problem ?? null)
  // What was saved is no news any more once something else is chosen.
  const choose =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      save.reset()
    }
  const error = preview.error ?? save.error
  return (
    <Page
      title="Export"
      className="exports"
      over={<Link href="/settings">Settings</Link>}
      lead="Makes a file of your work for other programs. It goes nowhere by itself: you choose where it is saved."
    >
      <Choice legend="What" value={format} options={formatNames} choose={choose(setFormat)} />
      <p>{formatWords[format]}</p>
      {'cards' in what && <CardChoice begun={begun.cards} value={cards} choose={choose(setCards)} problem={problem} />}
      {(format === 'anki' || format === 'csv') && (
        <Check
          label="With my progress"
          hint={
            format === 'anki'
              ? 'Schedule, reviews, suspended cards and flags. Leave it out for a file that you give to others: all cards are new then.'
              : 'How each card stands, and when it is due.'
          }
          checked={progress}
          change={choose(setProgress)}
        />
      )}
      {format === 'csv' && (
        <Check
          label="For Excel and other spreadsheets"
          hint="Marked as Unicode, and cells that a spreadsheet would run as a formula begin with an apostrophe. Leave it out for a file that is read back by a program."
          checked={spreadsheet}
          change={choose(setSpreadsheet)}
        />
      )}
      <div className="export-end">
        <p role="status">
          {preview.data && problem === null && `The file holds ${countWords(what, preview.data.counts)}`}
        </p>
        <p className="soft small">
          {hasLock
            ? 'The file is not protected by Fieldbook’s lock: whoever has it can read it.'
            : 'The file is not encrypted: whoever has it can read it.'}
        </p>
        <div className="export-act">
          <button
            type="button"
            ref={act}
            className="button button-main"
            disabled={save.isPending || problem !== null}
            onClick={() => save.mutate(what)}
          >
            Save
          </button>
          <p role="status" id={status}>
            {save.isPending && 'Making the file …'}
            {save.data && `“${save.data.name}” is ready, ${sizeWords(save.data.size)}.`}
            {save.data === null && 'Given up. No file was made.'}
          </p>
          {save.isPending && (
            <>
              <progress
                aria-labelledby={status}
                {...(running && running.total > 0 && { max: running.total, value: running.done })}
              />
              <button type="button" className="button" onClick={() => void client.exports.cancel()}>
                Cancel
              </button>
            </>
          )}
        </div>
        <Trouble of={error} />
      </div>
    </Page>
  )
}

function Check(props: { label: ReactNode; hint: string; checked: boolean; change: (checked: boolean) => void }) {
  const id = useId()
  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          checked={props.checked}
          aria-describedby={id}
          onChange={(event) => props.change(event.target.checked)}
        />
        {props.label}
      </label>
      <p id={id} className="soft small">
        {props.hint}
      </p>
    </div>
  )
}
