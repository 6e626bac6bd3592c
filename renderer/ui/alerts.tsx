import { Component, type ReactNode, useState, useSyncExternalStore } from 'react'
import { client, core, noteSaved } from '../client'
import { errorWords } from './errors'
import { Page } from './page'
import { dropUnsaved, type UnsavedNote, useUnsaved } from './unsaved-notes'
import './alerts.css'

/** What stands in the way of the work itself: nobody there to save it, or texts that wait to be saved. */
export function Alerts() {
  const answers = useSyncExternalStore(core.watch, core.answers)
  const unsaved = useUnsaved()
  if (answers && unsaved.length === 0) return null
  return (
    <div className="alerts">
      {!answers && (
        <div className="notice notice-bad" role="alert">
          <p>
            <strong>Fieldbook has stopped, so nothing can be saved.</strong> What was shown as saved is safe. Copy what
            you need from this page, then start Fieldbook again; it opens a page of its own.
          </p>
        </div>
      )}
      {unsaved.map((one) => (
        <Unsaved key={one.note} unsaved={one} />
      ))}
    </div>
  )
}

function Unsaved({ unsaved }: { unsaved: UnsavedNote }) {
  const [problem, setProblem] = useState('')
  const [copied, setCopied] = useState(false)
  const { note, base, target, text } = unsaved
  async function again() {
    try {
      noteSaved(await client.notes.save({ note, base, target, text }))
      dropUnsaved(note)
    } catch (error) {
      setProblem(errorWords(error))
    }
  }
  return (
    <section className="notice notice-bad" aria-label="A note that is not saved">
      <div>
        <p role="alert">
          <strong>Your note is not saved yet.</strong> Its text is kept here until it is, as long as this window stays
          open. {problem}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
        <p className="unsaved-text" tabIndex={0}>
          {text}
        </p>
      </div>
      <p className="unsaved-do">
        <button type="button" className="button button-quiet" onClick={() => void again()}>
          Try again
        </button>
        <button
          type="button"
          className="button button-quiet"
          onClick={() =>
            void navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => setProblem('It could not be copied: select the text instead.'),
            )
          }
        >
          {copied ? 'Copied' : 'Copy the text'}
        </button>
        <button type="button" className="button button-quiet" onClick={() => dropUnsaved(note)}>
          Discard it
        </button>
      </p>
    </section>
  )
}

/** Keeps the navigation and everything around it when one screen can't be drawn. */
export class ScreenBoundary extends Component<{ place: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override componentDidUpdate(before: { place: string }) {
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false })
  }
  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <Page title="This screen can’t be shown">
        <p>
          Nothing that was saved is affected. Go to another screen and come back; if that doesn’t help, close Fieldbook
          and start it again.
        </p>
      </Page>
    )
  }
}
