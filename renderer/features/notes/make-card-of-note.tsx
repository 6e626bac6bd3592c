import { type RefObject, useRef, useState } from 'react'
import type { Note } from '../../../shared/model/study'
import { client } from '../../client'
import { errorWords } from '../../ui/errors'
import { draftFromNote } from '../own-cards/draft-from-note'
import { makeCard } from '../own-cards/editing'

/** Makes a card of an open note, or of what is selected in it. */
export function MakeCardOfNote(props: { note: Note; flush: RefObject<(() => Promise<boolean>) | null> }) {
  const { note, flush } = props
  const [trouble, setTrouble] = useState('')
  /** Pressing a button may take the selection away before the click. */
  const selected = useRef('')
  const button = useRef<HTMLButtonElement>(null)
  const look = () => {
    selected.current = selectedIn(button.current?.closest('.note-open') ?? null)
  }
  async function make() {
    try {
      if ((await flush.current?.()) === false) return
      const now = await client.notes.get({ note: note.id })
      setTrouble('')
      makeCard(draftFromNote(now, selected.current))
      selected.current = ''
    } catch (error) {
      setTrouble(errorWords(error))
    }
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button button-quiet"
        aria-haspopup="dialog"
        onPointerDown={look}
        onKeyDown={look}
        onClick={() => void make()}
      >
        Make card
      </button>
      {trouble && <span role="alert">{trouble}</span>}
    </>
  )
}

function selectedIn(open: Element | null): string {
  const plain = open?.querySelector('textarea')
  if (plain) return plain.value.slice(plain.selectionStart, plain.selectionEnd)
  const selection = getSelection()
  const text = open?.querySelector('.note-editor [contenteditable], .note-reading')
  const isInside = selection?.anchorNode && text?.contains(selection.anchorNode) && text.contains(selection.focusNode)
  return isInside ? selection.toString() : ''
}
