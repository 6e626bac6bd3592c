import { useMutation } from '@tanstack/react-query'
import type { CorrectionView } from '../../../shared/model/corrections'
import { errorWords } from '../../ui/errors'
import { say } from '../../ui/said'
import { correct, pieceOf, removeWords, writeWords } from './editing'

/** What can be done with words of one's own, and where the focus goes when the button is gone with them. */
export function CorrectionActions(props: {
  view: CorrectionView
  /** Called once something was changed. */
  done?: (() => void) | undefined
}) {
  const { view, done } = props
  const { id, place, text, now, status } = view
  const act = useMutation({
    mutationFn: ({ how }: { how: 'keep' | 'drop'; home: HTMLElement | null }) =>
      how === 'keep' ? writeWords({ place, base: now ?? '', text }) : removeWords(id),
    onSuccess: (_, { how, home }) => {
      say(how === 'keep' ? 'Your words stay.' : now === null ? 'Your words are removed.' : 'The book’s words are back.')
      done?.()
      // Once what is left has been drawn.
      requestAnimationFrame(() => (home?.isConnected ? home : document.getElementById('main'))?.focus())
    },
  })
  const homes = '[data-own-home], [data-block]'
  const homeOf = (button: HTMLElement) => button.closest<HTMLElement>(homes)
  /** One's own words go with the button in them: what they stand in. */
  const aroundOf = (button: HTMLElement) =>
    button.closest('.own-words, .own-words-beneath')?.parentElement?.closest<HTMLElement>(homes) ?? null
  return (
    <>
      <div className="own-words-do">
        {(status === 'changed' || status === 'covered') && (
          <button
            type="button"
            className="button"
            disabled={act.isPending}
            onClick={({ currentTarget }) => act.mutate({ how: 'keep', home: homeOf(currentTarget) })}
          >
            Keep mine
          </button>
        )}
        {now !== null && status !== 'covered' && (
          <button
            type="button"
            className="button"
            aria-haspopup="dialog"
            disabled={act.isPending}
            onClick={({ currentTarget }) =>
              correct({ pieces: [pieceOf(view)], home: homeOf(currentTarget), onSaved: done })
            }
          >
            Edit
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={act.isPending}
          onClick={({ currentTarget }) => act.mutate({ how: 'drop', home: aroundOf(currentTarget) })}
        >
          {now === null || status === 'covered' ? 'Remove' : 'Use the book’s'}
        </button>
      </div>
      {act.error && <p role="alert">{errorWords(act.error)}</p>}
    </>
  )
}
