import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { PackText } from '../../../../shared/model/packs'
import { api } from '../../../client'
import { addCard, addChapter, addEntry, addFact, addOverlay, addSource, factsIn, sourcesIn } from './texts'

export type Adding = 'overlay' | 'card' | 'entry' | 'chapter'
export const addingNames: Record<Adding, string> = {
  overlay: 'An addition to the book',
  card: 'A card',
  entry: 'A glossary entry',
  chapter: 'A chapter',
}

/** Writes one new thing into the files, with where its statements stand. */
export function AddDialog(props: {
  what: Adding
  files: readonly PackText[]
  close: () => void
  /** `path`: the file that it stands in. */
  add: (files: PackText[], path: string) => void
}) {
  const { what, files, close, add } = props
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])

  function submit(form: FormData): void {
    const said = (name: string) => String(form.get(name) ?? '').trim()
    const { texts, fact } = withFact(files, said)
    const [chapter = '', section = ''] = said('place').split('#')
    const made = (() => {
      switch (what) {
        case 'overlay': {
          const on = said('entry') === '' ? { chapter, section } : { entry: said('entry') }
          return addOverlay(texts, { title: said('title'), text: said('text'), on, fact })
        }
        case 'card':
          return addCard(texts, {
            ...{ front: said('front'), back: said('back'), why: said('why'), chapter, section, fact },
            objective: said('objective'),
          })
        case 'entry': {
          const day = new Date().toISOString().slice(0, 10)
          return addEntry(texts, {
            name: said('title'),
            kind: said('kind'),
            response: said('response'),
            summary: said('text'),
            day,
            fact,
          })
        }
        case 'chapter':
          return addChapter(texts, { title: said('title'), text: said('text'), fact })
      }
    })()
    const changed = made.find((one) => textOf(texts, one.path) !== one.text && one.path !== 'pack.yaml')
    add(made, changed?.path ?? 'pack.yaml')
    dialog.current?.close()
  }

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={close}>
      <h2 id={id}>{addingNames[what]}</h2>
      <form action={submit} className="making-form">
        {what === 'overlay' && <OverlayFields />}
        {what === 'card' && <CardFields />}
        {what === 'entry' && <EntryFields />}
        {what === 'chapter' && (
          <>
            <Field name="title" label="Title" />
            <Field name="text" label="Text" long />
          </>
        )}
        <Standing files={files} />
        <div className="packs-act">
          <button type="submit" className="button button-main">
            Add it
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  )
}

const textOf = (files: readonly PackText[], path: string) => files.find((one) => one.path === path)?.text

/** The statement that was chosen, or a new one in a source that was chosen or is new. */
function withFact(
  files: readonly PackText[],
  said: (name: string) => string,
): { texts: readonly PackText[]; fact: string } {
  const known = said('fact')
  if (known !== '') return { texts: files, fact: known }
  let texts = files
  let source = said('source')
  if (source === '') {
    const made = addSource(texts, { title: said('source-title'), publisher: said('publisher'), date: said('date') })
    texts = made.texts
    source = made.id
  }
  const made = addFact(texts, { source, section: said('where') })
  return { texts: made.texts, fact: made.id }
}

function OverlayFields() {
  const [at, setAt] = useState<'section' | 'entry'>('section')
  return (
    <>
      <Field name="title" label="Title" />
      <Field name="text" label="Text" long />
      <fieldset className="making-choice">
        <legend>Where it stands</legend>
        <label>
          <input type="radio" name="at" checked={at === 'section'} onChange={() => setAt('section')} /> In a chapter
        </label>
        <label>
          <input type="radio" name="at" checked={at === 'entry'} onChange={() => setAt('entry')} /> In a glossary entry
        </label>
      </fieldset>
      {at === 'section' ? <SectionSelect /> : <EntrySelect />}
    </>
  )
}

function CardFields() {
  return (
    <>
      <Field name="front" label="Question" long />
      <Field name="back" label="Answer" long />
      <Field name="why" label="Why" long />
      <SectionSelect />
      <ObjectiveSelect />
    </>
  )
}

function EntryFields() {
  return (
    <>
      <Field name="title" label="Name" />
      <Select name="kind" label="What it is">
        {['agency', 'unit', 'organization', 'task-force', 'program', 'statute', 'term'].map((kind) => (
          <option key={kind} value={kind}>
            {kind.replace('-', ' ')}
          </option>
        ))}
      </Select>
      <Select name="response" label="What it answers to">
        {['both', 'smuggling', 'trafficking', 'context'].map((response) => (
          <option key={response}>{response}</option>
        ))}
      </Select>
      <Field name="text" label="In a few sentences" long />
    </>
  )
}

/** Where in which document the statements stand: a pack can't be handed out without. */
function Standing({ files }: { files: readonly PackText[] }) {
  const facts = factsIn(files)
  const sources = sourcesIn(files)
  const [fact, setFact] = useState(facts.at(-1)?.id ?? '')
  const [source, setSource] = useState(sources.at(-1)?.id ?? '')
  const titleOf = (id: string) => sources.find((one) => one.id === id)?.title ?? id
  return (
    <fieldset className="making-standing">
      <legend>What it rests on</legend>
      {facts.length > 0 && (
        <Select name="fact" label="Where it is written" value={fact} change={setFact}>
          {facts.map(({ id, source, section }) => (
            <option key={id} value={id}>
              {titleOf(source)}, {section} ({id})
            </option>
          ))}
          <option value="">Somewhere else …</option>
        </Select>
      )}
      {fact === '' && (
        <>
          {sources.length > 0 && (
            <Select name="source" label="Document" value={source} change={setSource}>
              {sources.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
              <option value="">Another document …</option>
            </Select>
          )}
          {source === '' && (
            <>
              <Field name="source-title" label="Title of the document" />
              <Field name="publisher" label="Who published it" />
              <Field name="date" label="Its date, as 2026-05-01 or 2026" pattern="\d{4}(-\d\d){0,2}" />
            </>
          )}
          <Field name="where" label="Where in it: section, page or paragraph" />
        </>
      )}
    </fieldset>
  )
}

function SectionSelect() {
  const { data } = useQuery(api.library.overview.queryOptions())
  return (
    <Select name="place" label="Section">
      {data?.chapters
        .filter(({ from }) => from === undefined)
        .map(({ id, number, title, sections }) => (
          <optgroup key={id} label={`${number} ${title}`}>
            {sections.map((section) => (
              <option key={section.id} value={`${id}#${section.id}`}>
                {section.title}
              </option>
            ))}
          </optgroup>
        ))}
    </Select>
  )
}

function ObjectiveSelect() {
  const { data } = useQuery(api.library.overview.queryOptions())
  return (
    <Select name="objective" label="What it teaches">
      {data?.chapters
        .filter(({ from }) => from === undefined)
        .map(({ id, number, title, objectives }) => (
          <optgroup key={id} label={`${number} ${title}`}>
            {objectives.map((objective) => (
              <option key={objective.id} value={objective.id}>
                {objective.text}
              </option>
            ))}
          </optgroup>
        ))}
    </Select>
  )
}

function EntrySelect() {
  const { data } = useQuery(api.glossary.list.queryOptions())
  return (
    <Select name="entry" label="Entry">
      {data?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  )
}

function Field({ name, label, long, pattern }: { name: string; label: string; long?: boolean; pattern?: string }) {
  const id = useId()
  return (
    <div className="making-field">
      <label htmlFor={id}>{label}</label>
      {long ? (
        <textarea id={id} name={name} className="field" rows={3} required />
      ) : (
        <input id={id} name={name} className="field" required autoComplete="off" {...(pattern && { pattern })} />
      )}
    </div>
  )
}

function Select(props: {
  name: string
  label: string
  value?: string
  change?: (value: string) => void
  children: ReactNode
}) {
  const { name, label, value, change, children } = props
  const id = useId()
  return (
    <div className="making-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        className="field"
        {...(value !== undefined && { value })}
        onChange={({ target }) => change?.(target.value)}
      >
        {children}
      </select>
    </div>
  )
}
