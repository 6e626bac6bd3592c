import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from 'wouter'
import {
  type PracticeChoice,
  type PracticeLimit,
  type PracticeOffers,
  practiceChoices,
  practiceLimits,
} from '../../../shared/model/practice'
import type { Library, StudyScope } from '../../../shared/model/views'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { count } from '../../ui/words'
import { askedBy, scopeOf } from '../flashcards/scope'
import { choiceAsked, chooserPath, practiceAsked, practicePath } from './address'
import { Drills } from './drills'
import { choiceWords } from './words'
import './practice.css'

/** What to practice with. The choice stands in the address, so that it is still there when one comes back. */
export function Practice() {
  const library = useQuery(api.library.overview.queryOptions()).data
  return (
    <Page
      title="Practice"
      over={<Link href="/flashcards">Flashcards</Link>}
      lead="Nothing in practice changes your schedule: no card comes sooner or later for it."
    >
      {library && (
        <>
          <Drills library={library} />
          <ChooseCards library={library} />
        </>
      )}
    </Page>
  )
}

function ChooseCards({ library }: { library: Library }) {
  const search = useSearch()
  const [, navigate] = useLocation()
  const scope = scopeOf(search)
  const { limit } = practiceAsked(search)
  const { data: offers, error } = useQuery({
    ...api.practice.offers.queryOptions({ input: { scope } }),
    placeholderData: (before: PracticeOffers | undefined) => before,
  })
  if (error) return <p role="alert">{errorWords(error)}</p>
  if (!offers) return null
  const choice = choiceAsked(search) ?? (offers.counts.met > 0 ? 'met' : 'new')
  const asked = { what: { kind: 'cards', scope, choice } as const, limit }
  const cards = Math.min(offers.counts[choice], limit ?? Number.POSITIVE_INFINITY)
  const take = (next: { scope?: StudyScope; choice?: PracticeChoice; limit?: PracticeLimit }) => {
    const what = { ...asked.what, scope: next.scope ?? scope, choice: next.choice ?? choice }
    navigate(chooserPath({ what, limit: next.limit === undefined ? limit : next.limit }), { replace: true })
  }
  return (
    <section className="practice-part" aria-labelledby="practice-cards">
      <h2 id="practice-cards">Choose cards</h2>
      <form
        className="practice-form"
        onSubmit={(event) => {
          event.preventDefault()
          navigate(practicePath(asked, crypto.randomUUID()))
        }}
      >
        <p className="practice-from">
          <label htmlFor="practice-from">From</label>
          <ScopeSelect scope={scope} library={library} take={(next) => take({ scope: next })} />
        </p>
        <Choices offers={offers} choice={choice} take={(next) => take({ choice: next })} />
        <Limits limit={limit} take={(next) => take({ limit: next })} />
        <p className="practice-do">
          <button type="submit" className="button button-main" disabled={cards === 0}>
            {cards === 0 ? 'No card to practice' : `Practice ${count(cards, 'card')}`}
          </button>
          {offers.practisedToday > 0 && (
            <span className="soft">{count(offers.practisedToday, 'answer')} in practice today</span>
          )}
        </p>
      </form>
    </section>
  )
}

function ScopeSelect(props: { scope: StudyScope; library: Library; take: (scope: StudyScope) => void }) {
  const { scope, library, take } = props
  const option = (of: StudyScope, words: string) => (
    <option key={asValue(of)} value={asValue(of)}>
      {words}
    </option>
  )
  return (
    <select
      id="practice-from"
      className="field"
      value={asValue(scope)}
      onChange={({ target }) => take(scopeOf(`?${target.value}`))}
    >
      {option({ kind: 'all' }, 'All cards')}
      {option({ kind: 'cases' }, 'Cases')}
      <optgroup label="Chapters">
        {library.chapters.map(({ id, title }) => option({ kind: 'chapter', chapter: id }, title))}
      </optgroup>
      <optgroup label="Factors of the distinction">
        {library.factors.map(({ id, name }) => option({ kind: 'factor', factor: id }, name))}
      </optgroup>
      <optgroup label="Objectives">
        {library.chapters
          .flatMap(({ objectives }) => objectives)
          .map(({ id, text }) => option({ kind: 'objective', objective: id }, text))}
      </optgroup>
    </select>
  )
}
const asValue = (scope: StudyScope) => new URLSearchParams(askedBy(scope)).toString()

function Choices(props: { offers: PracticeOffers; choice: PracticeChoice; take: (choice: PracticeChoice) => void }) {
  const { offers, choice, take } = props
  const shown = practiceChoices.filter((one) => one === choice || offers.counts[one] > 0)
  return (
    <fieldset className="practice-choices">
      <legend>Which cards</legend>
      {shown.map((one) => (
        <label key={one} className="practice-choice">
          <input type="radio" name="practice-choice" checked={one === choice} onChange={() => take(one)} />
          <span>{choiceWords[one]}</span>
          <span className="figures soft">{offers.counts[one] > 0 ? offers.counts[one].toLocaleString() : 'none'}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Limits({ limit, take }: { limit: PracticeLimit; take: (limit: PracticeLimit) => void }) {
  return (
    <fieldset className="practice-limits">
      <legend>At most</legend>
      {practiceLimits.map((one) => (
        <label key={one} className="practice-limit">
          <input type="radio" name="practice-limit" checked={one === limit} onChange={() => take(one)} />
          {one ?? 'All'}
        </label>
      ))}
    </fieldset>
  )
}
