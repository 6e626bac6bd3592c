import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { HistoryView } from '../../../shared/model/views'
import { api, client, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { stepWords } from '../../ui/history'
import { count } from '../../ui/words'

/** One thing done to however many cards, in one call and one step of undo. */
export function useActing() {
  const [said, setSaid] = useState<{ words: string; bad?: boolean }>({ words: '' })
  const last = useRef(Promise.resolve())
  const undoing = useRef(false)

  /** One after the other: what is pressed while the last act is still being said must not be lost. */
  function run(
    call: () => Promise<HistoryView>,
    words: (before: number | null, after: HistoryView) => Promise<string> | string,
  ): Promise<void> {
    last.current = last.current.then(async () => {
      try {
        const { savedAt } = await client.app.status()
        const after = await call()
        workChanged()
        setSaid({ words: await words(savedAt, after) })
      } catch (error) {
        setSaid({ words: errorWords(error), bad: true })
      }
    })
    return last.current
  }
  return {
    said,
    act: (chosen: number, call: () => Promise<HistoryView>) =>
      run(call, async (before, after) => {
        // What changes nothing isn't recorded, and the step before it may have the same name.
        const { savedAt } = await client.app.status()
        if (savedAt === before || !after.undo)
          return chosen === 1
            ? 'Nothing to change: the card is so already.'
            : 'Nothing to change: the cards are so already.'
        const left = chosen - (after.undo.cards ?? chosen)
        return `${sentence(stepWords(after.undo))}.${left > 0 ? ` ${count(left, 'card was', 'cards were')} so already.` : ''}`
      }),
    /** Pressed twice in a row it undoes the step it names, not the one before as well. */
    undo: async (words: string) => {
      if (undoing.current) return
      undoing.current = true
      await run(client.history.undo, () => `Undone: ${words}.`)
      undoing.current = false
    },
  }
}
export type Acting = ReturnType<typeof useActing>

/** What was done last, and the way back as long as it is the newest step. */
export function LastDone({ acting }: { acting: Acting }) {
  const undo = useQuery(api.history.latest.queryOptions()).data?.undo
  const step = undo && ['card-marks', 'reschedule', 'own-cards'].includes(undo.kind) ? stepWords(undo) : null
  const { words, bad } = acting.said
  return (
    <div className="browse-done">
      <p role="status" className={bad ? 'browse-wrong' : undefined}>
        {words}
      </p>
      {step && (
        <button type="button" className="button button-quiet" onClick={() => void acting.undo(step)}>
          Undo: {step}
        </button>
      )}
    </div>
  )
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
