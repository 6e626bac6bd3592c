import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Link } from 'wouter'
import type { Library, ReviewCard } from '../../../shared/model/views'
import { api } from '../../client'
import { cardFacts } from '../../ui/card-words'
import { errorWords } from '../../ui/errors'
import { ClassMark } from '../../ui/marks'
import { Cited, Inlines } from '../../ui/text'
import { CardCorrections, OwnMark } from '../corrections/card-corrections'
import { CardHistory } from '../flashcards/card-history'
import { CaseAnswer, CaseMore } from '../flashcards/case-reasons'
import { OptionsAnswered, WhyNot } from '../flashcards/options'
import { passagePath, passageWords } from '../flashcards/passage-path'
import { EditHere } from '../own-cards/edit-here'
import { browsePath } from './address'
import '../flashcards/review.css'

interface Props {
  card: string
  library: Library | undefined
  dayStart: number
  close: () => void
}

/** Everything about one card, over the table; the native dialog keeps the focus. */
export function CardDialog({ card, library, dayStart, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { data, error } = useQuery(api.study.card.queryOptions({ input: { card } }))
  const id = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="browse-card" aria-labelledby={`${id}-title`} onClose={close}>
      <div className="browse-card-head">
        <p className="label" id={data ? undefined : `${id}-title`}>
          Card
        </p>
        <form method="dialog">
          <button type="submit" className="button">
            Close
          </button>
        </form>
      </div>
      {error && <p role="alert">{errorWords(error)}</p>}
      {data && <Shown shown={data} library={library} dayStart={dayStart} titleId={`${id}-title`} />}
    </dialog>
  )
}

function Shown(props: { shown: ReviewCard; library: Library | undefined; dayStart: number; titleId: string }) {
  const { shown, library, dayStart, titleId } = props
  const { card, scenario, options } = shown
  const factors = library?.factors ?? []
  return (
    <Cited facts={shown.facts} sources={shown.sources}>
      <OwnMark card={card} of={['front', 'text', 'title']} />
      <h2 id={titleId} className={card.own || card.corrected ? 'card-own' : undefined}>
        {scenario ? scenario.title : <Inlines of={card.front} />}
      </h2>
      <OwnMark card={card} of={['story']} />
      {scenario && <p className="reading">{scenario.story}</p>}
      {options.length > 0 && !scenario && <OptionsAnswered options={options} classes={false} chosen={null} />}
      <Part title="Answer">
        <OwnMark card={card} of={['back', 'text']} />
        <p className={`reading browse-answer ${card.own || card.corrected ? 'card-own' : ''}`}>
          {scenario ? <ClassMark of={scenario.class} /> : <Inlines of={card.back} />}
        </p>
      </Part>
      {scenario && <CaseAnswer scenario={scenario} factors={factors} ticked={[]} />}
      {card.why.length > 0 && (
        <Part title="Why">
          <OwnMark card={card} of={['why']} />
          <p className="reading">
            <Inlines of={card.why} />
          </p>
        </Part>
      )}
      {options.length > 0 && (
        <WhyNot options={options} classes={scenario !== null} chosen={null} tempting={scenario?.tempting} />
      )}
      {scenario && <CaseMore scenario={scenario} factors={factors} />}
      <Part title="Schedule">
        <dl className="browse-facts">
          {cardFacts(shown, Date.now(), dayStart).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title="History">
        <CardHistory card={shown} dayStart={dayStart} answers />
      </Part>
      <Part title={card.chapter === '' ? 'Your own card' : 'Where it stands'}>
        {card.chapter !== '' && (
          <p>
            <Link href={passagePath(card)}>{passageWords(shown)}</Link>
          </p>
        )}
        {(card.tags || card.deck) && <FiledUnder tags={card.tags ?? []} deck={card.deck} />}
        <EditHere shown={shown} />
        <CardCorrections card={card} />
      </Part>
    </Cited>
  )
}

/** Each leads to all cards that are filed so. */
function FiledUnder({ tags, deck }: { tags: string[]; deck: string | undefined }) {
  const filed = [...tags.map((tag) => ['tag', tag] as const), ...(deck ? [['deck', deck] as const] : [])]
  return (
    <ul className="browse-filed small">
      {filed.map(([field, name]) => (
        <li key={`${field}:${name}`}>
          <span className="faint">{field} </span>
          <Link href={browsePath({ search: `${field}:${/\s/.test(name) ? `"${name}"` : name}` })}>{name}</Link>
        </li>
      ))}
    </ul>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="browse-card-part">
      <h3 className="label">{title}</h3>
      {children}
    </section>
  )
}
