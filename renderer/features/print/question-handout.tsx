import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CaseClass, Inline, Scenario } from '../../../shared/model/content'
import type { PrintedCard, QuestionPool } from '../../../shared/model/print'
import type { Size } from '../../../shared/rules/print/paper'
import {
  type Question,
  type QuestionKind,
  questionForms,
  questionKinds,
} from '../../../shared/rules/print/question-sheet'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { ClassMark } from '../../ui/marks'
import { AnswerLines } from '../../ui/paper-parts'
import { Inlines } from '../../ui/text'
import { count } from '../../ui/words'
import { inText } from '../chapters/print-notes'
import { idsIn, type Options, type Wanted } from './address'
import { letterOf, optionsOf } from './card-faces'
import { SelectOne, TextField, Tick } from './fields'
import { FlowPages } from './flow-pages'
import { Handout } from './handout'
import { printedOption, printedStory, printedText } from './own-words'

const mostQuestions = 60
const kindNames: Record<QuestionKind, string> = {
  choice: 'Multiple choice',
  case: 'Case stories',
  open: 'Open questions, with lines to write on',
}
/** Of every sheet that doesn't say otherwise. */
export const firstSeed = '1'

function asked(wanted: Wanted) {
  const count = Number(wanted.count)
  const kinds = questionKinds.filter((kind) => idsIn(wanted.kinds).includes(kind))
  const transfer = wanted.test === 'transfer'
  return {
    count: Number.isInteger(count) && count >= 1 && count <= mostQuestions ? count : null,
    kinds: transfer ? (['case'] as const) : kinds,
    transfer,
    seed: wanted.seed.trim() || firstSeed,
    forms: wanted.forms === '2' ? 2 : 1,
  }
}

export function QuestionOptions({ wanted, change }: Options) {
  const chapters = useQuery(api.library.overview.queryOptions()).data?.chapters ?? []
  const { transfer, kinds, count: number } = asked(wanted)
  return (
    <>
      <SelectOne
        label="Test"
        value={wanted.test}
        options={[
          ['usual', 'Of what the book asks'],
          ['transfer', 'Transfer test: stories kept back'],
        ]}
        choose={(test) => change({ test })}
      />
      {transfer && (
        <p className="print-warning" role="note">
          These stories appear nowhere else in Fieldbook, so that a test of them shows what carries over to new cases.
          Whoever has seen this sheet has used them up: keep it, and its key, away from the people who will be tested.
        </p>
      )}
      <SelectOne
        label="About"
        value={wanted.chapter}
        options={[
          ['', 'The whole book'],
          ...chapters.map(({ id, number, title }) => [id, `${number}. ${title}`] as const),
        ]}
        choose={(chapter) => change({ chapter })}
      />
      {!transfer &&
        questionKinds.map((kind) => (
          <Tick
            key={kind}
            label={kindNames[kind]}
            checked={kinds.includes(kind as never)}
            change={(checked) =>
              change({
                kinds: questionKinds.filter((one) => (one === kind ? checked : kinds.includes(one as never))).join(' '),
              })
            }
          />
        ))}
      <TextField
        label="Questions on a sheet"
        type="number"
        most={mostQuestions}
        value={wanted.count}
        problem={number === null ? `A whole number from 1 to ${mostQuestions}.` : null}
        change={(count) => change({ count })}
      />
      <SelectOne
        label="Sheets"
        value={wanted.forms}
        options={[
          ['1', 'One'],
          ['2', 'A and B, for before and after'],
        ]}
        choose={(forms) => change({ forms })}
      />
      <TextField
        label="Seed"
        value={wanted.seed || firstSeed}
        hint="The same seed and choices give the same sheet and key again, in this edition. It is printed on both."
        change={(seed) => change({ seed })}
      />
      <button
        type="button"
        className="button"
        onClick={() => change({ seed: String(1000 + Math.floor(Math.random() * 9000)) })}
      >
        Other questions
      </button>
    </>
  )
}

type Asked = { question: Question; card: PrintedCard } | { question: Question; card: null; scenario: Scenario }
const storyOf = (asked: Asked): Scenario | null => (asked.card ? asked.card.scenario : asked.scenario)

function askable(pool: QuestionPool, transfer: boolean): Map<string, Asked> {
  const all = new Map<string, Asked>()
  const story = (scenario: Scenario): Question => ({
    id: scenario.id,
    kind: 'case',
    group: scenario.id,
    twin: scenario.twin,
  })
  if (transfer) {
    for (const scenario of pool.heldOut) all.set(scenario.id, { question: story(scenario), card: null, scenario })
    return all
  }
  for (const printed of pool.cards) {
    const { card, scenario } = printed
    if (scenario?.heldOut) continue
    const question: Question = scenario
      ? story(scenario)
      : {
          id: card.id,
          kind: card.kind === 'multiple-choice' ? 'choice' : 'open',
          group: 'item' in card ? card.item : card.id,
        }
    all.set(question.id, { question, card: printed })
  }
  return all
}

export function QuestionHandout({ wanted, page }: { wanted: Wanted; page: Size }) {
  const wish = asked(wanted)
  const library = useQuery(api.library.overview.queryOptions()).data
  const { data: pool, error } = useQuery(
    api.print.questions.queryOptions({ input: { chapter: wanted.chapter || null, heldOut: wish.transfer } }),
  )
  const { count: number, seed, forms: sheets, transfer } = wish
  const kinds = wish.kinds.join(' ')
  const forms = useMemo(() => {
    if (!pool || number === null) return null
    const all = askable(pool, transfer)
    const questions = [...all.values()].map(({ question }) => question)
    const given = { seed, count: number, forms: sheets, kinds: idsIn(kinds) as QuestionKind[] }
    return questionForms(questions, given).map((form) => form.flatMap(({ id }) => all.get(id) ?? []))
  }, [pool, number, seed, sheets, kinds, transfer])
  const citations = useMemo(() => (forms ?? []).flat().flatMap((one) => inText(reasonsOf(one))), [forms])
  if (error) return <p role="alert">{errorWords(error)}</p>
  if (!library || !pool || !forms) return null
  if (forms.every((form) => form.length === 0)) return <p className="print-word">There is no such question.</p>
  const chapter = library.chapters.find(({ id }) => id === wanted.chapter)
  const about = chapter ? `Chapter ${chapter.number}, ${chapter.title}` : library.title
  const title = transfer ? 'Transfer test' : 'Questions'
  const fewest = Math.min(...forms.map((form) => form.length))
  const name = (index: number) => (forms.length > 1 ? ` ${letterOf(index)}` : '')
  return (
    <>
      {number !== null && fewest < number && (
        <p className="print-word" role="status">
          There {fewest === 1 ? 'is' : 'are'} no more than {count(fewest, 'question')} of this kind for each sheet.
        </p>
      )}
      <FlowPages page={page} title={`${title}, seed ${seed}`}>
        <Handout title={`${title}${name(0)}`} over={about} citations={citations} support={pool} withSources>
          {forms.map((form, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a form is its letter
            <section key={index} className={index > 0 ? 'handout-part' : ''}>
              {index > 0 && (
                <h2>
                  {title}
                  {name(index)}
                </h2>
              )}
              <Blanks seed={seed} />
              <ol className="handout-questions">
                {form.map((one) => (
                  <li key={one.question.id}>
                    <Ask of={one} classes={library.classes} seed={seed} />
                  </li>
                ))}
              </ol>
            </section>
          ))}
          {forms.map((form, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a form is its letter
            <section key={index} className="handout-part">
              <h2>
                Key to {title.toLowerCase()}
                {name(index)}
              </h2>
              <p className="handout-over">Seed {seed}</p>
              <ol className="handout-questions handout-key">
                {form.map((one) => (
                  <li key={one.question.id}>
                    <Key of={one} classes={library.classes} seed={seed} />
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </Handout>
      </FlowPages>
    </>
  )
}

/** No names are kept: what a room writes on paper is the trainer's to keep or destroy. */
function Blanks({ seed }: { seed: string }) {
  return (
    <p className="handout-blanks">
      <span>Name or number</span> <span>Date</span> <span className="handout-seed">Seed {seed}</span>
    </p>
  )
}

function Ask({ of, classes, seed }: { of: Asked; classes: readonly CaseClass[]; seed: string }) {
  const story = storyOf(of)
  if (story)
    return (
      <>
        <p>
          <Inlines of={printedStory(of.card?.card ?? null, story.story)} />
        </p>
        <ul className="handout-boxes">
          {classes.map(({ id, name }) => (
            <li key={id}>
              <span className="handout-box" aria-hidden="true">
                [ ]
              </span>
              <ClassMark of={id}>{name}</ClassMark>
            </li>
          ))}
        </ul>
        <p>The fact that decides it:</p>
        <AnswerLines lines={1} />
      </>
    )
  if (!of.card) return null
  const { card } = of.card
  return (
    <>
      <p>
        <Inlines of={printedText(card, 'front')} />
      </p>
      {card.kind === 'multiple-choice' ? (
        <ol className="handout-options">
          {optionsOf(card, seed).map((option) => (
            <li key={option.id}>
              <Inlines of={printedOption(option)} />
            </li>
          ))}
        </ol>
      ) : (
        <AnswerLines lines={2} />
      )}
    </>
  )
}

function Key({ of, classes, seed }: { of: Asked; classes: readonly CaseClass[]; seed: string }) {
  const story = storyOf(of)
  if (story)
    return (
      <>
        <p>
          <ClassMark of={story.class}>{classes.find(({ id }) => id === story.class)?.name}</ClassMark> ({story.title})
        </p>
        <p>
          <Inlines of={reasonsOf(of)} />
        </p>
      </>
    )
  if (!of.card) return null
  const { card } = of.card
  const options = card.kind === 'multiple-choice' ? optionsOf(card, seed) : []
  const right = options.findIndex((option) => option.right)
  return (
    <>
      <p>
        <strong>
          {right < 0 ? (
            <Inlines of={printedText(card, 'back')} />
          ) : (
            <>
              {letterOf(right)}. <Inlines of={options[right]?.text ?? []} />
            </>
          )}
        </strong>
        {card.kind === 'typed' && card.accept.length > 0 && ` Also right: ${card.accept.join(', ')}.`}
      </p>
      <p>
        <Inlines of={reasonsOf(of)} />
      </p>
    </>
  )
}

/** Why it is so, with the sources of each reason. */
function reasonsOf(of: Asked): Inline[] {
  const story = storyOf(of)
  const space: Inline = { type: 'text', text: ' ' }
  if (story)
    return [
      ...story.factors.filter(({ decides }) => decides).flatMap(({ says }) => [...says, space]),
      ...story.takeaway,
    ]
  if (!of.card) return []
  const { card } = of.card
  // What the book rests on doesn't support one's own words.
  if (card.corrected?.includes('why')) return printedText(card, 'why')
  // A reason without a citation of its own rests on what the card rests on.
  const cited = inText(card.why).length > 0 || card.facts.length === 0
  return cited ? card.why : [...card.why, { type: 'citation', facts: card.facts }]
}
