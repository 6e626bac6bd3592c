import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { OwnKind } from '../../../shared/model/own-card'
import { problemsOf } from '../../../shared/rules/own-cards'
import { api, client, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { isMac } from '../../ui/words'
import { type Draft, draftName, emptyDraft, isBlank, sameDraft, textOf, withoutBlanks } from './draft'
import { closeEditor, dropUnfinished, type Editing, keepUnfinished, makeCard } from './editing'
import { TextField } from './field'
import { Filing } from './filing'
import { FromNote } from './from-note'
import { KindFields } from './kind-fields'
import { Preview } from './preview'
import { problemWords } from './problem-words'
import './own-cards.css'

const kinds: [OwnKind, string][] = [
  ['basic', 'Question and answer'],
  ['reversed', 'Both ways'],
  ['cloze', 'Fill in the blank'],
  ['typed', 'Typed answer'],
  ['multiple-choice', 'Multiple choice'],
]

/**
 * The one editor of own cards, over whatever screen it was asked for on; the native dialog keeps the focus and gives it
 * back. Nothing is lost by closing it: what isn't saved waits as an unfinished card.
 */
export function CardEditor({ editing, saved }: { editing: Editing; saved: (words: string) => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  // Before the card in it puts the focus into its first field.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="dialog own-editor" aria-labelledby={`${id}-title`} onClose={closeEditor}>
      <h2 id={`${id}-title`}>
        {editing.of ? 'Your own version of a card' : editing.base === 0 ? 'Make a card' : 'Edit your card'}
      </h2>
      <Open key={editing.card} editing={editing} saved={saved} close={() => dialog.current?.close()} />
    </dialog>
  )
}

/** One card in the dialog. */
function Open(props: { editing: Editing; saved: (words: string) => void; close: () => void }) {
  const { editing, saved, close } = props
  const form = useRef<HTMLDivElement>(null)
  const first = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState(editing.draft)
  const [checked, setChecked] = useState(false)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const id = useId()
  const text = textOf(draft)
  const problems = checked ? problemsOf(text) : []

  useEffect(() => {
    const field = first.current
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
    setMessage(editing.said ?? '')
  }, [editing.said])

  function change(part: Partial<Draft>) {
    const next = { ...draft, ...part }
    setDraft(next)
    setTrouble('')
    setMessage('')
    if (sameDraft(next, editing.opened) || isBlank(next)) dropUnfinished(editing.card)
    else keepUnfinished({ ...editing, draft: next })
  }

  async function save(another: boolean) {
    if (busy) return
    setChecked(true)
    if (problemsOf(text).length > 0) {
      // Once what is wrong has been drawn.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    setBusy(true)
    try {
      await client.ownCards.save({ card: editing.card, base: editing.base, text })
      dropUnfinished(editing.card)
      workChanged()
      editing.onSaved?.()
      const words = `Saved: “${draftName(draft)}”.`
      if (another) makeCard(emptyDraft(draft), { said: words, ...(editing.onSaved && { onSaved: editing.onSaved }) })
      else {
        close()
        saved(words)
      }
    } catch (error) {
      setTrouble(errorWords(error))
    } finally {
      setBusy(false)
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    void save(event.shiftKey)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter saves from any field in it
    <div ref={form} className="own-open" onKeyDown={onKeyDown}>
      {editing.of && <OfTheBook card={editing.of.id} />}
      <fieldset className="own-kinds">
        <legend className="visually-hidden">Kind of card</legend>
        {kinds.map(([kind, name]) => (
          <label key={kind}>
            <input
              type="radio"
              name={`${id}-kind`}
              checked={draft.kind === kind}
              onChange={() => change(withKind(draft, kind))}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <div className="own-columns">
        <div className="own-fields">
          {draft.markup && (
            <p className="small soft">
              This card has formatting: <code>**bold**</code>, <code>*italic*</code>, and pictures as{' '}
              <code>![what it shows](media:…)</code>. For a star or brace of its own, write a backslash before it. The
              preview shows the result.
            </p>
          )}
          <KindFields draft={draft} problems={problems} change={change} first={first} />
          <TextField
            label="Note, shown with the answer (optional)"
            rows={1}
            value={draft.note}
            problem={problems.filter(({ field }) => field === 'note').map(problemWords)[0]}
            change={(note) => change({ note })}
          />
          <Factors chosen={draft.factors} change={(factors) => change({ factors })} />
          <Filing draft={draft} change={change} />
          {draft.fromNote && (
            <FromNote from={draft.fromNote} follow={close}>
              <button type="button" className="button button-quiet" onClick={() => change({ fromNote: undefined })}>
                Take the link off
              </button>
            </FromNote>
          )}
          {draft.place && <Place place={draft.place} close={close} remove={() => change({ place: null })} />}
        </div>
        <Preview text={text} />
      </div>
      <p className="small faint">Study notes only: no case facts, names, victim data.</p>
      {trouble && (
        <p role="alert" className="own-problem">
          {trouble}
        </p>
      )}
      <p role="status" className={message ? 'small' : 'visually-hidden'}>
        {message}
      </p>
      <div className="own-do">
        <button
          type="button"
          className="button button-main"
          aria-keyshortcuts={isMac ? 'Meta+Enter' : 'Control+Enter'}
          disabled={busy}
          onClick={() => void save(false)}
        >
          Save
        </button>
        {editing.base === 0 && (
          <button type="button" className="button" disabled={busy} onClick={() => void save(true)}>
            Save and make another
          </button>
        )}
        <button type="button" className="button own-close" onClick={close}>
          Close
        </button>
      </div>
    </div>
  )
}

/** What was typed goes along where the new kind has a place for it. */
function withKind(draft: Draft, kind: OwnKind): Partial<Draft> {
  if (kind === 'cloze' && draft.text.trim() === '') return { kind, text: draft.front }
  if (draft.kind === 'cloze' && draft.front.trim() === '') return { kind, front: withoutBlanks(draft.text) }
  return { kind }
}

/** The book's card stays as it is; whoever doesn't want both can suspend it here. */
function OfTheBook({ card }: { card: string }) {
  const [done, setDone] = useState('')
  async function suspend() {
    try {
      await client.study.mark({ cards: [card], change: { to: 'suspended' } })
      workChanged()
      setDone('The book’s card is suspended.')
    } catch (error) {
      setDone(errorWords(error))
    }
  }
  return (
    <div className="own-of small soft">
      <p>The book’s cards can’t be changed. This makes a card of your own beside it.</p>
      {/* It stays where it is, or the focus would be lost with it; suspended twice is suspended. */}
      <button type="button" className="button button-quiet" onClick={() => void suspend()}>
        Suspend the book’s card
      </button>
      <p role="status">{done}</p>
    </div>
  )
}

function Factors({ chosen, change }: { chosen: string[]; change: (factors: string[]) => void }) {
  const factors = useQuery(api.library.overview.queryOptions()).data?.factors ?? []
  if (factors.length === 0) return null
  const names = factors.filter(({ id }) => chosen.includes(id)).map(({ name }) => name)
  return (
    <details className="own-factors">
      <summary>Factors it is about (optional){names.length > 0 && `: ${names.join(', ')}`}</summary>
      <div>
        {factors.map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                change(event.target.checked ? [...chosen, id] : chosen.filter((factor) => factor !== id))
              }
            />
            {name}
          </label>
        ))}
      </div>
    </details>
  )
}

function Place(props: { place: NonNullable<Draft['place']>; close: () => void; remove: () => void }) {
  const { place, close, remove } = props
  const library = useQuery(api.library.overview.queryOptions()).data
  const chapter = library?.chapters.find(({ id }) => id === place.chapter)
  const section = chapter?.sections.find(({ id }) => id === place.section)
  const name = chapter
    ? `chapter ${chapter.number}, ${section?.title || chapter.title}`
    : 'a place that is no longer here'
  return (
    <p className="own-place small">
      Linked to{' '}
      {chapter ? (
        <Link href={`/chapters/${place.chapter}#${place.block}`} onClick={close}>
          {name}
        </Link>
      ) : (
        name
      )}
      <button type="button" className="button button-quiet" onClick={remove}>
        Take the link off
      </button>
    </p>
  )
}
