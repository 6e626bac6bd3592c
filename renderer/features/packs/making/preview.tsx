import { useQuery } from '@tanstack/react-query'
import { type MouseEvent, useCallback, useContext, useId, useMemo, useRef, useState } from 'react'
import type { Card, Entry, Section } from '../../../../shared/model/content'
import type { SeenDraft } from '../../../../shared/model/packs'
import type { ReviewCard } from '../../../../shared/model/views'
import { additionBlock } from '../../../../shared/rules/joined-packs'
import { api } from '../../../client'
import { entryKinds, relationNames } from '../../../ui/entry-words'
import { OwnEntries } from '../../../ui/in-place'
import { Blocks, BlockText, Cited, Inlines } from '../../../ui/text'
import { count, sourceDate } from '../../../ui/words'
import '../../chapters/chapters.css'
import { type Choice, noChoice } from '../../flashcards/answer'
import { type Answering, useAnswering } from '../../flashcards/answering'
import '../../flashcards/flashcards.css'
import { QuestionCard } from '../../flashcards/question-card'
import '../../flashcards/review.css'
import { ResponseMark } from '../../glossary/response-mark'
import '../../glossary/entry-page.css'
import '../../help/help.css'
import type { Item, ItemKind } from './items'

/** A thing of a pack as a learner will see it, from what the compiler made of the draft a moment ago. */
export function Preview(props: { item: Item; seen: SeenDraft | null; openId: (kind: ItemKind, id: string) => void }) {
  const { item, seen, openId } = props
  const title = useId()
  const entries = useMemo(() => new Map(seen?.glossary.map((entry) => [entry.id, entry])), [seen])
  /** What is only in the draft has no page yet: its form is opened instead. */
  function stay(event: MouseEvent): void {
    const path = (event.target as Element).closest('a')?.getAttribute('href') ?? ''
    const [, kind, pack, id = ''] = /^\/(chapters|glossary)\/([^/.#]+)\.([^/#]+)/.exec(path) ?? []
    if (!seen || pack !== seen.id) return
    event.preventDefault()
    // A term opens in place, as it does for a learner.
    if (!(event.target as Element).closest('.term')) openId(kind === 'glossary' ? 'entry' : 'chapter', id)
  }
  return (
    <section className="making-preview" aria-labelledby={title} onClickCapture={stay}>
      <h2 id={title} className="label">
        As it will be read
      </h2>
      {seen ? (
        <Cited facts={seen.facts} sources={seen.sources}>
          <OwnEntries value={entries}>
            <Drawn item={item} seen={seen} />
          </OwnEntries>
        </Cited>
      ) : (
        <Nothing />
      )}
    </section>
  )
}

const Nothing = () => <p className="soft">It appears here once there is enough of it.</p>

function Drawn({ item, seen }: { item: Item; seen: SeenDraft }) {
  const id = `${seen.id}.${item.value.id}`
  switch (item.kind) {
    case 'about':
      return <About seen={seen} />
    case 'source':
      return <p className="soft">Its name stands in the notes of every statement that rests on it.</p>
    case 'chapter': {
      const chapter = seen.chapters.find((one) => one.id === id)
      return chapter ? (
        <div className="reading">
          <p className="making-title">{chapter.title}</p>
          <p className="soft">{chapter.summary}</p>
          <div className="chapter-can">
            <p className="label">After this chapter you can</p>
            <ul>
              {chapter.objectives.map((objective) => (
                <li key={objective.id}>{objective.text}</li>
              ))}
            </ul>
          </div>
          <Sections of={chapter.sections} />
        </div>
      ) : (
        <Nothing />
      )
    }
    case 'overlay': {
      const overlay = seen.overlays?.find((one) => one.id === id)
      return overlay ? (
        <div className="reading">
          <BlockText block={additionBlock(overlay, seen.title)} />
        </div>
      ) : (
        <Nothing />
      )
    }
    case 'help':
      return seen.help ? (
        <div className="reading help-text">
          <p className="soft">{seen.help.summary}</p>
          <Sections of={seen.help.sections} />
        </div>
      ) : (
        <Nothing />
      )
    case 'entry': {
      const entry = seen.glossary.find((one) => one.id === id)
      return entry ? <EntrySeen entry={entry} /> : <Nothing />
    }
    case 'card': {
      const cards = seen.cards.filter((card) => card.id === id || ('item' in card && card.item === id))
      return cards.length > 0 ? <CardsSeen cards={cards} seen={seen} /> : <Nothing />
    }
    case 'story':
      return <StoriesSeen item={item} seen={seen} />
  }
}

function About({ seen }: { seen: SeenDraft }) {
  const { chapters, glossary, cards, scenarios, overlays = [] } = seen
  const counts: [number, string, string?][] = [
    [chapters.length, 'chapter'],
    [overlays.length, 'addition to the book', 'additions to the book'],
    [glossary.length, 'glossary entry', 'glossary entries'],
    [cards.length, 'card'],
    [scenarios.length, 'story', 'stories'],
  ]
  const words = counts.filter(([n]) => n > 0).map(([n, one, many]) => count(n, one, many))
  return (
    <div className="reading">
      <p className="making-title">{seen.title}</p>
      <p>{words.length > 0 ? `${words.join(', ')}.` : 'Nothing is in it yet. Add something on the left.'}</p>
    </div>
  )
}

function Sections({ of }: { of: readonly Section[] }) {
  return of.map((section) => (
    <div key={section.id}>
      {section.id !== 'opening' && <h3 className="making-heading">{section.title}</h3>}
      <Blocks of={section.blocks} />
    </div>
  ))
}

function EntrySeen({ entry }: { entry: Entry }) {
  return (
    <div className="reading entry-text">
      <p className="making-title">
        {entry.name} {entry.acronym && <span className="glossary-acronym">{entry.acronym}</span>}
      </p>
      <p className="soft small">
        {entryKinds[entry.kind]}, {entry.since && `since ${sourceDate(entry.since)}, `}as of {sourceDate(entry.asOf)}{' '}
        <ResponseMark of={entry.response} />
      </p>
      <p className="entry-summary">
        <Inlines of={entry.summary} />
      </p>
      <Blocks of={entry.blocks} />
      <ConnectionsSeen of={entry.relations} />
    </div>
  )
}

function ConnectionsSeen({ of }: { of: Entry['relations'] }) {
  const own = useContext(OwnEntries)
  const book = useQuery(api.glossary.list.queryOptions()).data
  if (of.length === 0) return null
  return (
    <dl className="entry-relations">
      {of.map(({ type, to, facts }) => (
        <div key={`${type} ${to}`}>
          <dt>{relationNames[type].outgoing}</dt>
          <dd>
            {own.get(to)?.name ?? book?.find(({ id }) => id === to)?.name ?? to}{' '}
            <Inlines of={[{ type: 'citation', facts }]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function StoriesSeen({ item, seen }: { item: Item; seen: SeenDraft }) {
  const ids = ((item.value.stories ?? []) as { id: string }[]).map(({ id }) => `${seen.id}.${id}`)
  const scenarios = seen.scenarios.filter(({ id }) => ids.includes(id))
  const classes = useQuery(api.library.overview.queryOptions()).data?.classes ?? []
  const cards = scenarios.map((scenario): Card => {
    const { id, chapter, section, objectives, story, title, takeaway } = scenario
    const right = classes.find((one) => one.id === scenario.class)?.name ?? scenario.class
    return {
      ...{ id, chapter, section, objectives, scenario: id, why: takeaway, paragraph: '' },
      ...{ kind: 'classification', factors: [], classes: [scenario.class], terms: [], facts: [] },
      front: [{ type: 'text', text: story }],
      back: [{ type: 'text', text: right }],
      ...{ frontText: title, backText: right },
      options: classes.map((one) => ({
        id: one.id,
        text: [{ type: 'text' as const, text: one.name }],
        right: one.id === scenario.class,
        why: scenario.wrong.find((each) => each.class === one.id)?.why ?? [],
      })),
    }
  })
  return cards.length > 0 ? <CardsSeen cards={cards} seen={seen} /> : <Nothing />
}

/** Cards with their answer, or as they are asked. */
function CardsSeen({ cards, seen }: { cards: readonly Card[]; seen: SeenDraft }) {
  const [answered, setAnswered] = useState(true)
  return (
    <>
      <label className="making-check-line">
        <input type="checkbox" checked={answered} onChange={({ target }) => setAnswered(target.checked)} /> With the
        answer
      </label>
      {cards.map((card) => (
        <CardSeen key={`${card.id} ${card.kind} ${answered}`} card={card} seen={seen} answered={answered} />
      ))}
    </>
  )
}

function CardSeen({ card, seen, answered }: { card: Card; seen: SeenDraft; answered: boolean }) {
  const library = useQuery(api.library.overview.queryOptions()).data
  const chapters = [...seen.chapters, ...(library?.chapters ?? [])]
  const chapter = chapters.find(({ id }) => id === card.chapter)
  const scenario = ('scenario' in card && seen.scenarios.find(({ id }) => id === card.scenario)) || null
  const facts = Object.fromEntries(Object.entries(seen.facts).filter(([id]) => card.facts.includes(id)))
  const cited = new Set(Object.values(facts).map(({ source }) => source))
  const shown: ReviewCard = {
    card,
    chapterTitle: chapter?.title ?? '',
    sectionTitle: chapter?.sections.find(({ id }) => id === card.section)?.title ?? '',
    ...{ record: null, marks: null, intervals: { again: 0, hard: 0, good: 0, easy: 0 }, scenario },
    options: 'options' in card ? card.options : [],
    facts: scenario ? seen.facts : facts,
    sources: scenario ? seen.sources : Object.fromEntries(Object.entries(seen.sources).filter(([id]) => cited.has(id))),
  }
  const review = useTrying(shown, answered)
  return <QuestionCard card={shown} review={review} library={library} rate={null} over="As a card" still />
}

/** Answering that leads nowhere. */
function useTrying(card: ReviewCard, answered: boolean): Answering {
  const [asked, setAsked] = useState<{ choice: Choice; revealed: boolean; message: string }>({
    choice: noChoice,
    revealed: answered,
    message: '',
  })
  const now = useRef(asked)
  const latest = useRef(card)
  latest.current = card
  const change = useCallback((next: Partial<typeof asked>) => {
    now.current = { ...now.current, ...next }
    setAsked(now.current)
  }, [])
  const answering = useAnswering(
    useCallback(() => now.current, []),
    change,
    useCallback(() => latest.current, []),
  )
  return { ...answering, choice: asked.choice, revealed: asked.revealed, trouble: null }
}
