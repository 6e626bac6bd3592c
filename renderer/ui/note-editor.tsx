import { useQuery } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react'
import type { Note, NoteTarget } from '../../shared/model/study'
import { api, client, noteSaved } from '../client'
import { errorWords } from './errors'
import { dropUnsaved, keepUnsaved, unsavedOf } from './unsaved-notes'
import './note-editor.css'

const pause = 500

type Saving = { state: 'nothing' | 'typing' | 'saved' } | { state: 'failed'; words: string }

/**
 * The one editor of notes. Saved as typed: half a second after the last key, when the focus leaves, and when it is
 * closed; "Saved" is shown only after the core has said that the version is durable. A save that fails keeps the text
 * on screen and says so; when the editor goes all the same, the alerts keep it.
 */
export function NoteEditor(props: {
  /** Given for a note that exists; a new note gets its id with the first save: `newId`, or one drawn here. */
  note?: string
  newId?: string
  target: NoteTarget
  label?: string
  autoFocus?: boolean
  onSaved?: (note: Note) => void
  /** Filled with a call that saves what is typed so far and tells whether all of it is saved. */
  flush?: RefObject<(() => Promise<boolean>) | null>
}) {
  const stored = useQuery({
    ...api.notes.get.queryOptions({ input: { note: props.note ?? '' } }),
    enabled: Boolean(props.note),
  })
  if (props.note && !stored.data) return stored.error ? <p role="alert">{errorWords(stored.error)}</p> : null
  return <OpenEditor key={props.note ?? 'new'} {...props} stored={stored.data ?? null} />
}

function OpenEditor(props: Parameters<typeof NoteEditor>[0] & { stored: Note | null }) {
  // What an earlier editor of this note had to leave unsaved is taken up again.
  const [text, setText] = useState(
    () => (props.stored && unsavedOf(props.stored.id, props.stored.version)?.text) ?? props.stored?.text ?? '',
  )
  const [saving, setSaving] = useState<Saving>({ state: 'nothing' })
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  // What the save in the background needs to know without making the editor draw again.
  const work = useRef({
    note: props.stored?.id ?? props.newId ?? crypto.randomUUID(),
    version: props.stored?.version ?? 0,
    savedText: props.stored?.text ?? '',
    text,
    running: null as Promise<void> | null,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  })
  const latest = useRef(props)
  latest.current = props

  const save = useCallback(async (): Promise<boolean> => {
    const state = work.current
    clearTimeout(state.timer)
    if (state.running) {
      await state.running
      return save()
    }
    const allSaved = () => state.text === state.savedText || (state.version === 0 && state.text.trim() === '')
    if (allSaved()) return true
    const text = state.text
    state.running = client.notes
      .save({ note: state.note, base: state.version, target: latest.current.target, text })
      .then(
        (note) => {
          state.version = note.version
          state.savedText = text
          noteSaved(note)
          setSaving({ state: state.text === text ? 'saved' : 'typing' })
          latest.current.onSaved?.(note)
        },
        (error) => setSaving({ state: 'failed', words: errorWords(error) }),
      )
      .finally(() => {
        state.running = null
      })
    await state.running
    return allSaved()
  }, [])

  useEffect(() => {
    const state = work.current
    // Taken over from the alerts only now: a drawing that is thrown away must not lose it.
    if (state.text !== state.savedText) {
      dropUnsaved(state.note)
      void save()
    }
    const leave = () => void save()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      void save().then((saved) => {
        if (!saved)
          keepUnsaved({ note: state.note, base: state.version, target: latest.current.target, text: state.text })
      })
    }
  }, [save])

  useEffect(() => {
    const flush = props.flush
    if (!flush) return
    flush.current = save
    return () => {
      flush.current = null
    }
  }, [props.flush, save])

  useEffect(() => {
    if (!props.autoFocus) return
    field.current?.focus()
    // Whoever opens a note goes on writing it.
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [props.autoFocus])

  return (
    <div className="note-editor">
      <label htmlFor={id} className="label">
        {props.label ?? 'Note'}
      </label>
      <textarea
        ref={field}
        id={id}
        className="field"
        rows={3}
        value={text}
        spellCheck={false}
        aria-describedby={`${id}-care`}
        onChange={(event) => {
          setText(event.target.value)
          work.current.text = event.target.value
          setSaving({ state: 'typing' })
          clearTimeout(work.current.timer)
          work.current.timer = setTimeout(() => void save(), pause)
        }}
        onBlur={() => void save()}
      />
      <p className="note-editor-foot">
        <span id={`${id}-care`}>Study notes only: no case facts, names, victim data.</span>
        <span role="status" className="note-editor-state">
          {saving.state === 'typing' && 'Saving…'}
          {saving.state === 'saved' && 'Saved'}
        </span>
      </p>
      {saving.state === 'failed' && (
        <div className="notice notice-bad note-editor-failed" role="alert">
          <p>{saving.words}</p>
          <button type="button" className="button button-quiet" onClick={() => void save()}>
            Try again
          </button>
        </div>
      )}
    </div>
  )
}
