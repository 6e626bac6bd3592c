import type { HistoryView, PastStep, Step } from '../../shared/model/views'
import { api, changesSettled, client, queries, workChanged } from '../client'
import { browsePath } from '../features/browse/address'
import { useCommand } from './commands'
import { errorWords } from './errors'
import { highlightNames } from './highlight-names'
import { say } from './said'
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
  read: 'read',
  unread: 'not read',
  'kind-changed': 'changed',
  moved: 'attached again',
  kept: 'kept',
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
      return `marked “${subject}” as ${step.did === 'unread' ? 'not read' : 'read'}`
    case 'note':
      return `wrote the note “${subject || 'Empty note'}”`
    case 'note-removed':
      return `removed the note “${subject || 'Empty note'}”`
    case 'highlight': {
      const name = step.highlight ? highlightNames[step.highlight] : ''
      if (step.did === 'made') return `highlighted “${subject}” as ${name}`
      if (step.did === 'kind-changed') return `changed the highlight “${subject}” to ${name}`
      return `${step.did ? didWords[step.did] : 'changed'} the highlight “${subject}”`
    }
    case 'correct':
      if (step.did === 'removed') return `took your words “${subject}” out of the book`
      return `${step.did === 'kept' ? 'kept' : step.did === 'edited' ? 'changed' : 'wrote'} your words “${subject}” in place of the book’s`
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
    case 'import':
      return `imported “${subject}”`
    case 'parameters':
      return step.did ? didWords[step.did] : 'changed the memory model'
  }
}

/** Where a step happened, as an address in the app. */
export function stepPath({ place }: PastStep): string | null {
  switch (place?.kind) {
    case 'card':
      return browsePath({ card: place.card })
    case 'section':
      return `/chapters/${place.chapter}#${place.section}`
    case 'note':
      return `/notes/${place.note}`
    case 'entry':
      return `/glossary/${place.entry}`
    case 'plan':
      return '/flashcards/plan'
    case 'today':
      return '/'
    case 'cards':
      return '/flashcards/browse'
    case 'settings':
      return '/settings'
    default:
      return null
  }
}

/** A title may have its own full stop. */
const ended = (words: string) => (/[.?!]”$/.test(words) ? words : `${words}.`)

/** A note whose first version was taken back is no more. */
const isThere = ({ place }: PastStep) =>
  place?.kind !== 'note' || client.notes.get({ note: place.note }).then(Boolean, () => false)

/** One after the other: pressed twice quickly, each names the step that it took back. */
let last: Promise<unknown> = Promise.resolve()
export function goInHistory(direction: 'undo' | 'redo'): Promise<void> {
  const next = last.then(async () => {
    try {
      await changesSettled()
      const before = await client.history.steps()
      const [step] = direction === 'undo' ? before.done : before.undone
      if (!step) return say(direction === 'undo' ? 'Nothing to undo.' : 'Nothing to redo.')
      const after: HistoryView = await client.history[direction]()
      queries.setQueryData(api.history.latest.queryKey(), after)
      workChanged()
      const path = stepPath(step)
      const gone = !(await isThere(step))
      const words = `${direction === 'undo' ? 'Undone' : 'Done again'}: ${ended(stepWords(step))}`
      say(words, path === null || gone ? undefined : { path, words: 'Show where' })
    } catch (error) {
      say(errorWords(error))
    }
  })
  last = next
  return next
}

const undo = () => void goInHistory('undo')
const redo = () => void goInHistory('redo')

/** Undo and redo outside of fields, on every screen. */
export function useUndo(): void {
  useCommand('undo', undo)
  useCommand('redo', redo)
}
