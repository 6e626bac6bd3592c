import { useCallback, useEffect, useState } from 'react'
import type { HistoryView, Step } from '../../shared/model/views'
import { client, workChanged } from '../client'
import { errorWords } from './errors'
import { count, dayWords } from './words'

const ratingNames = { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' }

const didWords: Record<NonNullable<Step['did']>, string> = {
  suspended: 'suspended',
  unsuspended: 'unsuspended',
  buried: 'put off until tomorrow',
  unburied: 'brought back today',
  flagged: 'flagged',
  unflagged: 'took the flag off',
  forgotten: 'put back to new',
  'due-set': 'set the due date of',
  adopted: 'switched to your own memory model',
  'put-back': 'went back to the standard memory model',
  made: 'made',
  edited: 'edited',
  removed: 'removed',
}

/** An undoable step by name: `rated “Who leads …” Good`. */
export function stepWords(step: Step): string {
  const subject = step.subject.length > 60 ? `${step.subject.slice(0, 58).replace(/\W*\s\S*$/, '')} …` : step.subject
  switch (step.kind) {
    case 'review':
      return `rated “${subject}” ${step.rating ? ratingNames[step.rating] : ''}`.trim()
    case 'card-marks':
    case 'reschedule':
      return `${step.did ? didWords[step.did] : 'changed'} ${step.cards === 1 ? `“${subject}”` : count(step.cards ?? 0, 'card')}`
    case 'section-read':
      return `marked “${subject}”`
    case 'note':
      return `wrote the note “${subject || 'Empty note'}”`
    case 'note-removed':
      return `removed the note “${subject || 'Empty note'}”`
    case 'own-cards':
      return `${step.did ? didWords[step.did] : 'changed'} ${step.cards === 1 ? `the card “${subject}”` : count(step.cards ?? 0, 'card')}`
    case 'catch-up':
      return step.days ? `spread the waiting cards over ${count(step.days, 'day')}` : 'stopped spreading the cards'
    case 'study-settings':
      return 'changed the study settings'
    case 'plan': {
      const name = subject ? ` “${subject}”` : ''
      return step.day ? `set the muster date${name}, ${dayWords(step.day)}` : `cleared the muster date${name}`
    }
    case 'parameters':
      return step.did ? didWords[step.did] : 'changed the memory model'
  }
}

/** Ctrl/Cmd+Z and Shift+Z (or Ctrl+Y) outside of fields undo and redo the newest named step, and say which. */
export function UndoKeys() {
  const [word, setWord] = useState('')
  const go = useCallback(async (direction: 'undo' | 'redo') => {
    try {
      const before: HistoryView = await client.history.latest()
      const step = before[direction]
      if (!step) {
        setWord(direction === 'undo' ? 'Nothing to undo.' : 'Nothing to redo.')
        return
      }
      await client.history[direction]()
      workChanged()
      setWord(`${direction === 'undo' ? 'Undone' : 'Done again'}: ${stepWords(step)}.`)
    } catch (error) {
      setWord(errorWords(error))
    }
  }, [])

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const inField = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')
      if (inField || event.altKey || !(event.ctrlKey || event.metaKey)) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      void go(key === 'y' || event.shiftKey ? 'redo' : 'undo')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [go])

  useEffect(() => {
    if (!word) return
    const timer = setTimeout(() => setWord(''), 6000)
    return () => clearTimeout(timer)
  }, [word])

  return (
    <div className="undo-word" role="status">
      {word}
    </div>
  )
}
