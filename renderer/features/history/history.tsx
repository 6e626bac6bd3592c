import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { PastStep } from '../../../shared/model/views'
import { api } from '../../client'
import { keysOf } from '../../ui/commands'
import { errorWords } from '../../ui/errors'
import { goInHistory, stepPath, stepWords } from '../../ui/history'
import { Page } from '../../ui/page'
import { keyLine } from '../../ui/shortcuts/keys'
import { isMac, whenWords } from '../../ui/words'
import './history.css'

/** The last steps of study and notes in one line, the newest first: each with when, and the place where it happened. */
export function History() {
  const { data, error } = useQuery(api.history.steps.queryOptions())
  if (error)
    return (
      <Page title="Undo history">
        <p role="alert">{errorWords(error)}</p>
      </Page>
    )
  if (!data) return null
  const { done, undone } = data
  const key = (name: 'undo' | 'redo') => keyLine(keysOf(name)[0] ?? '', isMac)
  return (
    <Page
      title="Undo history"
      lead="Steps are taken back one after the other, the newest first, on whichever screen they were made."
    >
      <p className="history-do">
        <button
          type="button"
          className="button"
          disabled={done.length === 0}
          aria-keyshortcuts={isMac ? 'Meta+Z' : 'Control+Z'}
          onClick={() => void goInHistory('undo')}
        >
          Undo <kbd>{key('undo')}</kbd>
        </button>
        <button
          type="button"
          className="button"
          disabled={undone.length === 0}
          aria-keyshortcuts={isMac ? 'Meta+Shift+Z' : 'Control+Shift+Z'}
          onClick={() => void goInHistory('redo')}
        >
          Redo <kbd>{key('redo')}</kbd>
        </button>
      </p>
      {done.length + undone.length === 0 ? (
        <p className="soft">
          Nothing yet. Ratings, notes, cards of your own, sections marked by hand, the muster date and study settings
          will stand here as you go. Where you read and how the app looks are not steps.
        </p>
      ) : (
        <>
          {undone.length > 0 && <Steps title="Taken back" steps={[...undone].reverse()} gone />}
          <Steps title="Done" steps={done} />
        </>
      )}
    </Page>
  )
}

/** `gone`: what was taken back can't be looked at. */
function Steps({ title, steps, gone = false }: { title: string; steps: PastStep[]; gone?: boolean }) {
  return (
    <section className="history-steps" aria-label={title}>
      <h2>{title}</h2>
      {steps.length === 0 && <p className="soft">Nothing.</p>}
      <ol className="plain-list">
        {steps.map((step) => {
          const words = stepWords(step)
          const path = gone ? null : stepPath(step)
          return (
            <li key={step.id}>
              <span>{words.charAt(0).toUpperCase() + words.slice(1)}</span>
              <time className="soft small" dateTime={new Date(step.at).toISOString()}>
                {whenWords(step.at)}
              </time>
              {path && (
                <Link className="small" href={path}>
                  Show where<span className="visually-hidden">: {words}</span>
                </Link>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
