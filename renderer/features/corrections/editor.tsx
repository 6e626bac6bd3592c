import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { longestCorrection } from '../../../shared/model/corrections'
import { placeKey, plainWords, problemOfCorrection, sameWords } from '../../../shared/rules/corrections'
import { errorWords } from '../../ui/errors'
import { say } from '../../ui/said'
import { isMac } from '../../ui/words'
import {
  type Correcting,
  closeCorrecting,
  draftAt,
  keepDraft,
  type Piece,
  removeWords,
  shownAt,
  writeWords,
} from './editing'
import { OwnText } from './own-text'
import { useCorrections } from './own-words'
import './editor.css'

/** Over whatever screen it was asked for on. Closing it loses nothing: what isn't saved stands there when it is opened again. */
export function CorrectionEditor({ correcting }: { correcting: Correcting }) {
  const { pieces, home } = correcting
  const dialog = useRef<HTMLDialogElement>(null)
  const [at, setAt] = useState(0)
  const id = useId()
  const piece = pieces[at] ?? pieces[0]
  const hasChoice = pieces.length > 1
  useLayoutEffect(() => {
    dialog.current?.showModal()
    // Where there are several, they are chosen from first.
    if (!hasChoice) dialog.current?.querySelector('textarea')?.focus()
  }, [hasChoice])
  function closed() {
    const from = document.activeElement
    closeCorrecting()
    // What opened it may have been drawn anew.
    requestAnimationFrame(() => {
      if (!from?.isConnected || from === document.body || document.activeElement === document.body)
        (home?.isConnected ? home : null)?.focus()
    })
  }
  return (
    <dialog ref={dialog} className="dialog correction" aria-labelledby={`${id}-title`} onClose={closed}>
      <h2 id={`${id}-title`}>Your words in place of the book’s</h2>
      {hasChoice && (
        <div className="correction-field">
          <label htmlFor={`${id}-which`}>Which words</label>
          <select
            id={`${id}-which`}
            className="field"
            value={at}
            onChange={(event) => setAt(Number(event.target.value))}
          >
            {pieces.map((one, index) => (
              <option key={placeKey(one.place)} value={index}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </div>
      )}
      {piece && (
        <Words
          key={placeKey(piece.place)}
          piece={piece}
          saved={(words) => {
            dialog.current?.close()
            say(words)
            correcting.onSaved?.()
          }}
          close={() => dialog.current?.close()}
        />
      )}
    </dialog>
  )
}

function Words(props: { piece: Piece; saved: (words: string) => void; close: () => void }) {
  const { piece, saved, close } = props
  const { place, markup } = piece
  const own = shownAt(useCorrections(), place)
  const before = own?.text ?? markup
  const [text, setText] = useState(draftAt(place) ?? before)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const hasBlanks = place.kind === 'card' && place.field === 'text'

  function change(next: string) {
    setText(next)
    setTrouble('')
    keepDraft(place, next === before ? null : next)
  }
  function wrong(words: string) {
    setTrouble(words)
    field.current?.focus()
  }
  async function run(work: () => Promise<void>, words: string) {
    setBusy(true)
    try {
      await work()
      keepDraft(place, null)
      saved(words)
    } catch (error) {
      setTrouble(errorWords(error))
      setBusy(false)
    }
  }
  function save() {
    if (busy) return
    const problem = problemOfCorrection(place, text)
    if (problem === 'empty') return wrong('Write what is to stand there instead.')
    if (problem === 'no-gap') return wrong('Keep a blank: put what is to be found in double braces, {{like this}}.')
    if (sameWords(text, markup)) return wrong('These are the book’s own words. Change what differs.')
    void run(() => writeWords({ place, base: markup, text: text.trim() }), 'Saved: your words stand there now.')
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    save()
  }
  return (
    <>
      <div className="correction-field">
        <p className="correction-name">{own?.status === 'changed' ? 'The book says now' : 'The book says'}</p>
        <blockquote className="reading">
          <OwnText of={markup} theirs />
        </blockquote>
      </div>
      <div className="correction-field">
        <label htmlFor={`${id}-words`}>Your words</label>
        <textarea
          ref={field}
          id={`${id}-words`}
          className="field"
          rows={4}
          maxLength={longestCorrection}
          value={text}
          aria-invalid={trouble !== ''}
          aria-describedby={`${id}-hint${trouble ? ` ${id}-trouble` : ''}`}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <p id={`${id}-hint`} className="small soft">
          {place.kind === 'card' && place.field.startsWith('option ') && (
            <>Which answer is right stays as the book has it. </>
          )}
          {hasBlanks && (
            <>
              What is to be found stands in double braces: <code>{'{{the answer}}'}</code>. Other cards of this text
              keep the book’s words.{' '}
            </>
          )}
          <code>**bold**</code> and <code>*italic*</code> work. The book’s sources don’t stand behind your words: they
          are marked as yours wherever they are shown.
        </p>
      </div>
      <p className="small faint">Study notes only: no case facts, names, victim data.</p>
      {trouble && (
        <p id={`${id}-trouble`} role="alert" className="correction-trouble">
          {trouble}
        </p>
      )}
      <div className="correction-do">
        <button
          type="button"
          className="button button-main"
          aria-keyshortcuts={isMac ? 'Meta+Enter' : 'Control+Enter'}
          disabled={busy}
          onClick={save}
        >
          Save
        </button>
        {own && (
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => void run(() => removeWords(own.id), 'The book’s words are back.')}
          >
            Use the book’s
          </button>
        )}
        <button type="button" className="button correction-close" onClick={close}>
          Close
        </button>
      </div>
    </>
  )
}

function nameOf({ name, markup }: Piece): string {
  const words = plainWords(markup)
  const short = words.length > 70 ? `${words.slice(0, 68).replace(/\W*\s\S*$/, '')} …` : words
  return name ? `${name}: ${short}` : short
}
