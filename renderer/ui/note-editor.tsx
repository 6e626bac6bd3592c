import { isDefinedError } from '@orpc/client'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react'
import type { Note, NoteTarget } from '../../shared/model/study'
import { api, client, noteSaved } from '../client'
import { saveBeforeLock } from './before-lock'
import { errorWords } from './errors'
import { useMarkdownField } from './markdown-field/load'
import { PlainField } from './markdown-field/plain-field'
import { dropUnsaved, keepUnsaved, unsavedOf } from './unsaved-notes'
import './note-editor.css'

/** Longest note that is taken, in UTF-16 units: the contract's `maxNoteLength`, which the page has as a type only. */
const longestNote = 2_000_000
/** From the last key to saving, ms. Each save writes the whole note: a very long one waits longer. */
const pause = (length: number) => (length > 200_000 ? 3000 : 500)

type Saving =
  | { state: 'nothing' | 'typing' | 'saved' }
  /** `changed`: somebody else's version stands there now. */
  | { state: 'failed'; words: string; changed: boolean }

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
  const { stored } = props
  const [saving, setSaving] = useState<Saving>({ state: 'nothing' })
  const [refused, setRefused] = useState<number | null>(null)
  /** Rises when the field has to begin anew with another text. */
  const [edition, setEdition] = useState(0)
  const id = useId()
  const plain = useRef<HTMLTextAreaElement>(null)
  const { Field, selection } = useMarkdownField(plain)
  // What the save in the background needs to know without making the editor draw again.
  const work = useRef<Work>(null)
  work.current ??= beginWork(stored, props.newId)
  const state = work.current
  const latest = useRef(props)
  latest.current = props

  const save = useCallback(async (): Promise<boolean> => {
    clearTimeout(state.timer)
    if (state.running) {
      await state.running
      return save()
    }
    if (allSaved(state)) return true
    const text = state.text()
    const { note, version: base, visit } = state
    state.running = client.notes
      .save({ note, base, target: latest.current.target, text, visit })
      .then(
        (note) => {
          state.version = note.version
          state.savedText = text
          noteSaved(note)
          setIsStored(true)
          setSaving({ state: allSaved(state) ? 'saved' : 'typing' })
          latest.current.onSaved?.(note)
        },
        (error) => {
          const changed = isDefinedError(error) && error.code === 'CONFLICT'
          setSaving({ state: 'failed', words: errorWords(error), changed })
        },
      )
      .finally(() => {
        state.running = null
      })
    await state.running
    return allSaved(state)
  }, [state])

  useEffect(() => {
    // Taken over from the alerts only now: a drawing that is thrown away must not lose it.
    if (!allSaved(state)) {
      dropUnsaved(state.note)
      void save()
    }
    const leave = () => void save()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      void save().then((saved) => {
        if (!saved)
          keepUnsaved({ note: state.note, base: state.version, target: latest.current.target, text: state.text() })
      })
    }
  }, [save, state])

  useEffect(
    () =>
      saveBeforeLock(async () => {
        if (await save()) return null
        return { note: state.note, base: state.version, target: latest.current.target, text: state.text() }
      }),
    [save, state],
  )

  useEffect(() => {
    const flush = props.flush
    if (!flush) return
    flush.current = save
    return () => {
      flush.current = null
    }
  }, [props.flush, save])

  // Undone, restored or written in another window while it stood here untouched: the field takes that up. The core is
  // asked again, since an answer may be older than what was saved here since.
  const [isStored, setIsStored] = useState(stored !== null)
  const { data: now } = useQuery({
    ...api.notes.get.queryOptions({ input: { note: state.note } }),
    enabled: isStored,
  })
  const { version: storedVersion, text: storedText } = now ?? {}
  const editor = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)
  useEffect(() => {
    const isOther = () => storedVersion !== state.version || storedText !== state.savedText
    const atRest = () => !state.running && allSaved(state)
    if (storedVersion === undefined || !isOther() || !atRest()) return
    const { version } = state
    client.notes.get({ note: state.note }).then(
      (now) => {
        if (!atRest() || state.version !== version || (now.version === version && now.text === state.savedText)) return
        state.version = now.version
        state.savedText = now.text
        state.text = () => now.text
        hadFocus.current = editor.current?.contains(document.activeElement) ?? false
        setEdition((edition) => edition + 1)
        setSaving({ state: 'nothing' })
      },
      () => undefined,
    )
  }, [storedVersion, storedText, state])

  /** What stands there stays among the earlier versions. */
  async function saveAsNewest() {
    try {
      const now = await client.notes.get({ note: state.note })
      state.version = now.version
      state.savedText = now.text
      if (await save()) setSaving({ state: 'saved' })
    } catch (error) {
      setSaving({ state: 'failed', words: errorWords(error), changed: false })
    }
  }

  const field = {
    id,
    labelledBy: `${id}-label`,
    describedBy: `${id}-care`,
    initial: state.text,
    most: longestNote,
    autoFocus: edition === 0 ? Boolean(props.autoFocus) : hadFocus.current,
    changed: (text: () => string, length: number) => {
      state.text = text
      setRefused(null)
      setSaving({ state: 'typing' })
      clearTimeout(state.timer)
      state.timer = setTimeout(() => void save(), pause(length))
    },
    refused: setRefused,
    left: () => void save(),
  }
  return (
    <div ref={editor} className="note-editor">
      <span id={field.labelledBy} className="label">
        {props.label ?? 'Note'}
      </span>
      {Field ? (
        <Field key={edition} {...field} selection={edition === 0 ? selection : null} />
      ) : (
        <PlainField key={edition} {...field} field={plain} />
      )}
      <p className="note-editor-foot">
        <span id={field.describedBy}>Study notes only: no case facts, names, victim data.</span>
        <span role="status" className="note-editor-state">
          {saving.state === 'typing' && 'Saving…'}
          {saving.state === 'saved' && 'Saved'}
        </span>
      </p>
      {refused !== null && (
        <p role="alert" className="notice note-editor-refused">
          A note holds {longestNote.toLocaleString()} characters; with this it would have {refused.toLocaleString()}. It
          was not put in, and the note is as it was. What you copied is still on the clipboard: put it in parts into
          several notes.
        </p>
      )}
      {saving.state === 'failed' && (
        <div className="notice notice-bad note-editor-failed" role="alert">
          <p>{saving.words}</p>
          {saving.changed ? (
            <button type="button" className="button button-quiet" onClick={() => void saveAsNewest()}>
              Save this text as the newest version
            </button>
          ) : (
            <button type="button" className="button button-quiet" onClick={() => void save()}>
              Try again
            </button>
          )}
        </div>
      )}
    </div>
  )
}

interface Work {
  note: string
  version: number
  savedText: string
  text: () => string
  /** All that is saved from this editor is one step of undo. */
  visit: string
  running: Promise<void> | null
  timer: ReturnType<typeof setTimeout> | undefined
}

function beginWork(stored: Note | null, newId: string | undefined): Work {
  // What an earlier editor of this note had to leave unsaved is taken up again.
  const unsaved = stored && unsavedOf(stored.id, stored.version)
  const savedText = stored?.text ?? ''
  const text = unsaved?.text ?? savedText
  return {
    note: stored?.id ?? newId ?? crypto.randomUUID(),
    version: stored?.version ?? 0,
    savedText,
    text: () => text,
    visit: crypto.randomUUID(),
    running: null,
    timer: undefined,
  }
}

function allSaved({ text, savedText, version }: Work): boolean {
  const now = text()
  return now === savedText || (version === 0 && now.trim() === '')
}
