/** What stands on the design page: the parts as the screens use them, with words of no consequence. */
import type { Block, CalloutKind, Inline, Source } from '../../../shared/model/content'
import { Bars } from '../../ui/chart/bars'
import { NumbersTable } from '../../ui/chart/numbers'
import { SpanChoice } from '../../ui/chart/span-choice'
import { Strip } from '../../ui/chart/strip'
import { MarkdownField } from '../../ui/markdown-field/markdown-field'
import { ClassMark } from '../../ui/marks'
import { BlockText, Cited } from '../../ui/text'
import '../../ui/alerts.css'
import '../../ui/in-place.css'
import '../../ui/note-editor.css'
import '../flashcards/review.css'
import '../progress/progress.css'

const none = () => undefined

const sizes = {
  'text-heading-1': 'Whose word is it',
  'text-heading-2': 'Two names, two crimes',
  'text-heading-part': 'A part of a screen',
  'text-heading-3': 'Before the interview',
  'text-question': 'A question on a card',
  'text-answer': 'Its answer',
  'text-lead': 'What a screen is for, in a sentence.',
  'text-reading': 'Text set for reading.',
  'text-serif': 'The serif among the interface.',
  'text-body': 'Words of the interface.',
  'text-small': 'What stands beside them.',
  'text-fine': 'Labels, words in charts.',
  'text-tiny': 'Keys, numbers of sources.',
}
const inSerif = /heading|question|answer|lead|reading|serif/

export function TypeScale() {
  return (
    <ul className="design-type plain-list">
      {Object.entries(sizes).map(([token, words]) => (
        <li key={token}>
          <span
            style={{
              fontSize: `var(--${token})`,
              fontFamily: inSerif.test(token) ? 'var(--font-serif)' : undefined,
              fontWeight: token.includes('heading') ? 600 : undefined,
            }}
          >
            {words}
          </span>
          <span className="faint small">{token}</span>
        </li>
      ))}
    </ul>
  )
}

export function Buttons() {
  return (
    <>
      {['button-main', '', 'button-quiet'].map((kind) => (
        <p key={kind} className="design-row">
          {['', 'as-hover', 'as-focus', 'as-active'].map((state) => (
            <button key={state} type="button" className={`button ${kind} ${state}`}>
              {state.replace('as-', '') || 'Rest'}
            </button>
          ))}
          <button type="button" className={`button ${kind}`} disabled>
            Disabled
          </button>
        </p>
      ))}
      <p className="design-row">
        <button type="button" className="button" aria-pressed="true">
          Pressed
        </button>
        <a href="#design">Read the passage</a>
        <a href="#design" className="as-hover">
          hover
        </a>
        <a href="#design" className="as-focus">
          focus
        </a>
      </p>
    </>
  )
}

export function Fields({ theme }: { theme: string }) {
  return (
    <div className="design-fields">
      {['', 'as-hover', 'as-focus'].map((state) => (
        <input key={state} className={`field ${state}`} aria-label="A field" placeholder={state.slice(3) || 'Rest'} />
      ))}
      <input className="field" aria-label="A field in use" defaultValue="Filled in" />
      <input className="field" aria-label="A wrong field" aria-invalid="true" defaultValue="Not a number" />
      <input className="field" aria-label="A field that is off" disabled defaultValue="Disabled" />
      <input className="field" type="search" aria-label="A search" defaultValue="Search" />
      <select className="field" aria-label="A list">
        <option>All kinds</option>
      </select>
      <select className="field" aria-label="A list that is off" disabled>
        <option>Disabled</option>
      </select>
      <input type="range" aria-label="A range" defaultValue={60} />
      <div className="note-editor">
        <span id={`design-note-${theme}`} className="label">
          Note
        </span>
        <MarkdownField
          id={`design-note-field-${theme}`}
          labelledBy={`design-note-${theme}`}
          describedBy={`design-note-foot-${theme}`}
          initial={() => '# Before the board\n\n- **Ask** first whether consent lasted #muster'}
          most={1000}
          autoFocus={false}
          selection={null}
          changed={none}
          left={none}
          refused={none}
        />
        <p id={`design-note-foot-${theme}`} className="note-editor-foot">
          <span>Study notes only: no case facts, names, victim data.</span>
          <span className="note-editor-state">Saved</span>
        </p>
      </div>
    </div>
  )
}

export function Choices({ theme }: { theme: string }) {
  return (
    <>
      {(['radio', 'checkbox'] as const).map((type) => (
        <div key={type} className="choice-options">
          {['', 'as-hover', 'as-focus'].map((state) => (
            <label key={state} className="choice-option">
              <input type={type} className={state} name={`${theme}-${type}-${state}`} />
              {state.slice(3) || 'Rest'}
            </label>
          ))}
          <label className="choice-option">
            <input type={type} name={`${theme}-${type}`} defaultChecked /> Chosen
          </label>
          <label className="choice-option">
            <input type={type} disabled name={`${theme}-${type}-off`} /> Disabled
          </label>
        </div>
      ))}
      <SpanChoice
        legend="How far back"
        spans={[
          { days: 30, name: '30 days' },
          { days: 90, name: '90 days' },
        ]}
        value={30}
        choose={none}
      />
      <details>
        <summary>What can be opened</summary>
        <p>And what is in it.</p>
      </details>
    </>
  )
}

const words = (text: string): Inline[] => [{ type: 'text', text }]
const block = (id: string, children: Inline[]): Block => ({ id, text: id, type: 'paragraph', children })
const source: Source = {
  id: 'one',
  kind: 'source-document',
  title: 'A source',
  publisher: 'Its publisher',
  date: '2023-11-21',
}
const callouts: Record<CalloutKind, string> = {
  'key-distinction': 'A border, or a person',
  'key-figure': '120 arrests',
  'key-term': 'Debt bondage',
  'check-yourself': '',
  addition: 'Who to call here',
}

export function Text() {
  return (
    <Cited facts={{ f: { source: 'one', section: 'Summary' } }} sources={{ one: source }} order={['one']}>
      <div className="reading design-reading">
        <BlockText
          block={block('a', [
            { type: 'text', text: 'Smuggling crosses a border; trafficking need not.' },
            { type: 'citation', facts: ['f'] },
            { type: 'text', text: ' Who tells them apart is the ' },
            { type: 'term', entry: 'jtfa', children: words('task force') },
            { type: 'text', text: '.' },
          ])}
        />
        {Object.entries(callouts).map(([kind, title]) => (
          <BlockText
            key={kind}
            block={{
              id: kind,
              text: kind,
              type: 'callout',
              callout: kind as CalloutKind,
              title,
              ...(kind === 'check-yourself' ? { question: words('What decides it?') } : {}),
              blocks: [block(`${kind}-text`, words('A sentence or two that are worth being found again.'))],
            }}
          />
        ))}
      </div>
    </Cited>
  )
}

export function Marks() {
  return (
    <>
      <p className="design-row">
        {['smuggling', 'trafficking', 'both', 'neither', 'not-enough-to-say'].map((of) => (
          <ClassMark key={of} of={of} />
        ))}
      </p>
      <p className="design-row">
        <span>
          <kbd>Ctrl</kbd> <kbd>K</kbd>
        </span>
        <span className="label">A label</span>
        <mark>found</mark>
        <span className="soft">soft</span>
        <span className="faint">faint</span>
        <a href="#design">#muster</a>
      </p>
    </>
  )
}

export function Said() {
  return (
    <>
      <div className="notice">
        <p>An unfinished record was set aside. Everything shown as saved is here.</p>
        <button type="button" className="button button-quiet">
          Got it
        </button>
      </div>
      <div className="notice notice-bad">
        <p>
          <strong>Changes can’t be saved for now.</strong> What was saved before is safe.
        </p>
      </div>
      <p className="undo-word design-undo">Undone: Good</p>
      <p className="soft">Nothing is counted yet.</p>
      <progress aria-label="Progress" max={100} value={60} />
    </>
  )
}

export function Cards() {
  return (
    <div className="design-card">
      <p className="label">Card in learning</p>
      <p className="card-question reading">Which of the two needs a border?</p>
      <p className="card-answer reading">Smuggling.</p>
      <fieldset className="ratings ratings-4">
        <legend>How well did you know it?</legend>
        {['Again', 'Hard', 'Good', 'Easy'].map((word, index) => (
          <button
            key={word}
            type="button"
            className="button rating"
            data-suggested={word === 'Good' || undefined}
            data-pressed={word === 'Hard' || undefined}
          >
            <span className="rating-word">{word}</span>
            <span className="rating-interval figures">{index + 1} d</span>
          </button>
        ))}
      </fieldset>
    </div>
  )
}

/** As they look; they open where they belong. */
export function Opened() {
  return (
    <>
      <div className="in-place design-flat">
        <span className="label">Source document</span>
        <span className="in-place-title">Federal Law Enforcement Efforts</span>
        <span className="in-place-line">Congressional Research Service</span>
        <span className="in-place-line faint">As of November 21, 2023</span>
      </div>
      <div className="dialog design-flat">
        <h2>Set this card back to new?</h2>
        <p>Its history stays.</p>
        <p className="design-row">
          <button type="button" className="button">
            Set back
          </button>
          <button type="button" className="button button-quiet">
            Cancel
          </button>
        </p>
      </div>
    </>
  )
}

const rows = [
  { key: 'a', head: 'Jun 2021', cells: ['120', '38'] },
  { key: 'b', head: 'Jun 2022', cells: ['158', '54'] },
]

export function Tables() {
  return (
    <>
      <NumbersTable caption="Numbers" columns={['Month', 'Arrests', 'Convictions']} rows={rows} note="A note to it." />
      <BlockText
        block={{
          id: 'table',
          text: 'table',
          type: 'table',
          header: [[], words('Smuggling'), words('Trafficking')],
          rows: [
            [words('Border'), words('always'), words('not needed')],
            [words('Consent'), words('at first'), words('void')],
          ],
        }}
      />
    </>
  )
}

export function Charts({ theme }: { theme: string }) {
  return (
    <>
      <Bars
        says="Reviews on each of four days."
        data={[4, 9, 6, 12].map((number, index) => ({ key: String(index), values: [number, index + 1] }))}
        parts={['Recalled', 'Rated Again']}
        words={(key) => `Day ${Number(key) + 1}`}
        marked={['0', '3']}
        aim={14}
      />
      <svg key={theme} className="interval-chart" width="100%" height="20" aria-hidden="true" focusable="false">
        <line className="chart-now" x1="0" x2="0" y1="0" y2="20" />
        <line className="chart-rule" x1="50%" x2="50%" y1="0" y2="20" />
        <line className="chart-range" x1="20%" x2="70%" y1="10" y2="10" />
        <circle className="chart-dot" cx="45%" cy="10" r="5" />
      </svg>
      <Strip
        parts={[
          { name: 'Learned', number: 60 },
          { name: 'In learning', number: 20 },
          { name: 'Young', number: 10 },
          { name: 'New', number: 30 },
        ]}
      />
    </>
  )
}
