import { type RefObject, useId, useRef } from 'react'
import { mostAnswers, type OwnCardProblem } from '../../../shared/rules/own-cards'
import { isMac } from '../../ui/words'
import { type Draft, withBlank, withOption, withoutOption } from './draft'
import { Problem, TextField } from './field'
import { problemWords } from './problem-words'

interface Props {
  draft: Draft
  problems: readonly OwnCardProblem[]
  change: (change: Partial<Draft>) => void
  /** The field that has the focus first. */
  first: RefObject<HTMLTextAreaElement | null>
}

/** The fields of the card's kind. */
export function KindFields(props: Props) {
  const { draft, problems, change, first } = props
  const problemOf = (field: OwnCardProblem['field']) => {
    const problem = problems.find((one) => one.field === field && one.index === undefined)
    return problem && problemWords(problem)
  }
  if (draft.kind === 'cloze') return <ClozeField {...props} problem={problemOf('text')} />
  const both = draft.kind === 'reversed'
  return (
    <>
      <TextField
        label={both ? 'One side' : 'Question'}
        field={first}
        value={draft.front}
        problem={problemOf('front')}
        change={(front) => change({ front })}
      />
      {draft.kind === 'multiple-choice' ? (
        <Options {...props} problem={problemOf('options')} />
      ) : (
        <TextField
          label={both ? 'The other side' : 'Answer'}
          value={draft.back}
          problem={problemOf('back')}
          change={(back) => change({ back })}
        />
      )}
      {draft.kind === 'typed' && (
        <TextField
          label="Also accepted (optional)"
          about="One answer a line, such as a short form. Case, accents, punctuation and small slips don’t matter anyway."
          value={draft.accept}
          problem={problems.filter(({ field }) => field === 'accept').map(problemWords)[0]}
          change={(accept) => change({ accept })}
        />
      )}
    </>
  )
}

function ClozeField({ draft, problem, change, first }: Props & { problem: string | undefined }) {
  function blank() {
    const field = first.current
    if (!field) return
    const { text, caret } = withBlank(draft.text, field.selectionStart, field.selectionEnd, draft.markup)
    field.focus()
    // As if it had been typed, so that the field's own undo takes it back too.
    field.setSelectionRange(0, field.value.length)
    if (!document.execCommand('insertText', false, text)) change({ text })
    field.setSelectionRange(...caret)
  }
  return (
    <TextField
      label="Text"
      more={
        <button
          type="button"
          className="button button-quiet"
          aria-keyshortcuts={isMac ? 'Meta+Shift+C' : 'Control+Shift+C'}
          // The selection in the text must stay.
          onMouseDown={(event) => event.preventDefault()}
          onClick={blank}
        >
          Make a blank <kbd>{isMac ? '⇧⌘C' : 'Ctrl Shift C'}</kbd>
        </button>
      }
      about={`Select the words to be found and make them a blank; each blank is a card. A hint goes behind two colons: {{Palermo::a city}}.${
        /\{\{c\d+::/.test(draft.text) ? ' Blanks with the same number, as in {{c1::Palermo}}, are one card.' : ''
      }`}
      rows={4}
      field={first}
      value={draft.text}
      problem={problem}
      change={(text) => change({ text })}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.key.toLowerCase() !== 'c')
          return
        event.preventDefault()
        event.stopPropagation()
        blank()
      }}
    />
  )
}

function Options({ draft, problems, change, problem }: Props & { problem: string | undefined }) {
  const id = useId()
  const list = useRef<HTMLFieldSetElement>(null)
  const { options, right } = draft
  function add() {
    change(withOption(draft))
    // Drawn with the next frame.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input[type="text"]')?.focus())
  }
  return (
    <fieldset ref={list} className="own-options" aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend>Answers: mark the one that is right</legend>
      <ol className="plain-list">
        {options.map((option, index) => {
          const wrong = problems.find((one) => one.field === 'options' && one.index === index)
          const name = `Answer ${index + 1}`
          return (
            <li key={option.key}>
              <input
                type="radio"
                name={`${id}-right`}
                aria-label={`${name} is right`}
                aria-invalid={problem !== undefined}
                checked={option.key === right}
                onChange={() => change({ right: option.key })}
              />
              <input
                type="text"
                className="field"
                aria-label={name}
                value={option.text}
                aria-invalid={wrong !== undefined}
                aria-describedby={wrong ? `${id}-${index}` : undefined}
                onChange={(event) =>
                  change({
                    options: options.map((one) => (one === option ? { ...one, text: event.target.value } : one)),
                  })
                }
              />
              <button
                type="button"
                className="button button-quiet"
                aria-label={`Remove answer ${index + 1}`}
                disabled={options.length <= 2}
                onClick={() => {
                  change(withoutOption(draft, option.key))
                  list.current?.querySelector<HTMLElement>('.own-add')?.focus()
                }}
              >
                Remove
              </button>
              <Problem id={`${id}-${index}`} words={wrong && problemWords(wrong)} />
            </li>
          )
        })}
      </ol>
      <Problem id={`${id}-problem`} words={problem} />
      <button
        type="button"
        className="button button-quiet own-add"
        disabled={options.length >= mostAnswers}
        onClick={add}
      >
        Add an answer
      </button>
    </fieldset>
  )
}
