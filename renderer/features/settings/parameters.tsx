import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { FitFigures, FitProblem, FitState, ParametersView } from '../../../shared/model/parameters'
import { api, queries, workChanged } from '../../client'
import { addressOf } from '../../ui/address-of'
import { Trouble } from '../../ui/trouble'
import { count, percent, whenWords } from '../../ui/words'
import './parameters.css'

const viewKey = api.parameters.get.queryKey()
const fitKey = api.parameters.progress.queryKey()
const putFit = (fit: FitState) => queries.setQueryData(fitKey, fit)
const putView = (view: ParametersView) => {
  queries.setQueryData(viewKey, view)
  putFit(view.fit)
  workChanged()
}
/** Between two questions how far fitting is, ms. */
const pollEvery = 250

/** Fitting the memory model to the learner's own reviews: what it does, how far it is, what came of it. */
export function Parameters() {
  const id = addressOf('Your own memory model')
  const view = useQuery(api.parameters.get.queryOptions())
  const fit = useQuery({
    ...api.parameters.progress.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? pollEvery : false),
  }).data
  const [done, setDone] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  const said = (words: string) => {
    setDone(words)
    acted.current = true
  }
  /** Buttons come and go with the state: the focus of one that is gone goes to what is said. */
  const acted = useRef(false)
  useEffect(() => {
    const lost = document.activeElement === document.body
    if (acted.current && lost && (done || fit)) status.current?.focus({ preventScroll: true })
  }, [done, fit])

  const start = useMutation(
    api.parameters.fit.mutationOptions({
      onSuccess: (state) => {
        putFit(state)
        said('')
      },
    }),
  )
  const cancel = useMutation(api.parameters.cancel.mutationOptions({ onSuccess: putFit }))
  const adopt = useMutation(
    api.parameters.adopt.mutationOptions({
      onSuccess: (now) => {
        putView(now)
        said('Your own model is in use. Undo takes it back.')
      },
    }),
  )
  const reset = useMutation(
    api.parameters.reset.mutationOptions({
      onSuccess: (now) => {
        putView(now)
        said('The standard model is in use again. Undo takes that back.')
      },
    }),
  )
  const error = view.error ?? start.error ?? cancel.error ?? adopt.error ?? reset.error
  const { own, usable, wanted } = view.data ?? { own: null, usable: 0, wanted: 0 }
  const enough = usable >= wanted
  const running = fit?.state === 'running'

  return (
    <section className="settings-part" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        Your own memory model
      </h2>
      <div className="settings-fields">
        <p>
          Fieldbook predicts when you will forget a card from how most people forget. It can also learn from your own
          reviews how you forget, on this computer, and time your cards by that.
        </p>
        {view.data && (
          <p className="soft small">
            {own
              ? `Your own model is in use, fitted to ${count(own.fit.reviews, 'review')} (${whenWords(own.adoptedAt)}).`
              : 'The standard model is in use.'}
          </p>
        )}
        <p ref={status} tabIndex={-1} role="status" className="parameters-status">
          {statusWords(fit) || done}
        </p>
        {view.data && !enough && (
          <p>
            There is too little to go by yet: {count(usable, 'review')} of the {wanted.toLocaleString()} it takes. A
            review counts if it came at least a day after the card’s last one.
          </p>
        )}
        {running && (
          <div className="parameters-running">
            <progress aria-labelledby={id} max={fit.total} value={fit.done} />
            <button
              type="button"
              className="button"
              onClick={() => cancel.mutate(undefined, { onSuccess: () => said('Canceled. Nothing has changed.') })}
            >
              Cancel
            </button>
          </div>
        )}
        {fit?.state === 'done' && <Figures figures={fit.figures} />}
        {fit?.state === 'done' && fit.weights && (
          <p>
            If you use it, Fieldbook works out anew how well you know every card. Due dates stay as they are; each card
            follows the new model from its next review on.
          </p>
        )}
        {!running && (
          <div className="parameters-actions">
            {fit?.state === 'done' && fit.weights ? (
              <>
                <button
                  type="button"
                  className="button"
                  disabled={adopt.isPending}
                  onClick={() => adopt.mutate({ weights: fit.weights ?? [] })}
                >
                  Use the fitted model
                </button>
                <button
                  type="button"
                  className="button"
                  onClick={() => cancel.mutate(undefined, { onSuccess: () => said('Nothing has changed.') })}
                >
                  Keep the current model
                </button>
              </>
            ) : (
              enough &&
              view.data && (
                <button
                  type="button"
                  className="button"
                  disabled={start.isPending}
                  onClick={() => start.mutate(undefined)}
                >
                  Fit to my reviews
                </button>
              )
            )}
            {own && (
              <button
                type="button"
                className="button"
                disabled={reset.isPending}
                onClick={() => reset.mutate(undefined)}
              >
                Back to the standard model
              </button>
            )}
          </div>
        )}
        <Trouble of={error} />
      </div>
    </section>
  )
}

const problems: Record<FitProblem, string> = {
  'too-few': 'There are too few reviews to fit to yet.',
  'no-optimiser': 'Fitting is not available on this system. The standard model goes on working as before.',
  failed: 'Fitting stopped with an error. Nothing has changed. Try again; if it happens again, close and open the app.',
}

function statusWords(fit: FitState | undefined): string {
  switch (fit?.state) {
    case 'running':
      return 'Fitting to your reviews …'
    case 'failed':
      return problems[fit.why]
    case 'done':
      return fit.weights
        ? 'Fitted to you, the model predicts your reviews better than the one in use.'
        : 'The model in use predicts your reviews about as well as a fitted one would. Nothing has changed.'
    default:
      return ''
  }
}

function Figures({ figures: { judged, logLoss, rmse } }: { figures: FitFigures }) {
  return (
    <>
      <table className="parameters-figures">
        <caption>Predicting {count(judged, 'later review')} that the fit had not seen. Lower is better.</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">In use</th>
            <th scope="col">Fitted</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Log loss</th>
            <td>{logLoss.before.toFixed(4)}</td>
            <td>{logLoss.after.toFixed(4)}</td>
          </tr>
          <tr>
            <th scope="row">RMSE (bins)</th>
            <td>{rmse.before.toFixed(4)}</td>
            <td>{rmse.after.toFixed(4)}</td>
          </tr>
        </tbody>
      </table>
      <p className="soft small">
        RMSE says how far the chance of recall it gave was from the share you recalled: by about {percent(rmse.before)}{' '}
        now, {percent(rmse.after)} fitted. Log loss also counts how sure it was each time.
      </p>
    </>
  )
}
