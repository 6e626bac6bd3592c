import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { CardSelection } from '../../../shared/model/exports'
import { api } from '../../client'
import { count } from '../../ui/words'

/** Which cards: a list to choose from, and a field for a search. */
export function CardChoice(props: {
  /** What the screen was opened for. */
  begun: CardSelection
  value: CardSelection
  choose: (cards: CardSelection) => void
  /** Why the search can't be read. */
  problem: string | null
}) {
  const { begun, value, choose, problem } = props
  const id = useId()
  const choices = useQuery({ ...api.exports.choices.queryOptions(), staleTime: 0 }).data
  return (
    <div className="export-cards">
      <label htmlFor={id}>Which cards</label>
      <select
        id={id}
        className="field"
        value={JSON.stringify(value.kind === 'search' || value.kind === 'chosen' ? { kind: value.kind } : value)}
        onChange={(event) => {
          const chosen = JSON.parse(event.target.value)
          choose(chosen.kind === 'search' ? { kind: 'search', search: '' } : chosen.kind === 'chosen' ? begun : chosen)
        }}
      >
        <Options
          of={[
            ...(begun.kind === 'chosen'
              ? [[{ kind: 'chosen' }, `Selected in Browse: ${count(begun.cards.length, 'card')}`] satisfies Listed]
              : []),
            [{ kind: 'all' }, 'All cards'],
            [{ kind: 'own' }, 'My own cards'],
            [{ kind: 'cases' }, 'Cases'],
            [{ kind: 'search' }, 'What a search finds'],
          ]}
        />
        {choices && (
          <>
            <Group
              label="Chapters"
              of={choices.chapters.map(({ id, number, title }) => [
                { kind: 'chapter', chapter: id },
                `${number} ${title}`,
              ])}
            />
            <Group label="Decks of my own cards" of={choices.decks.map((deck) => [{ kind: 'deck', deck }, deck])} />
            <Group label="Tags of my own cards" of={choices.tags.map((tag) => [{ kind: 'tag', tag }, tag])} />
          </>
        )}
      </select>
      {value.kind === 'search' && (
        <>
          <label htmlFor={`${id}-search`}>Search, as in Browse</label>
          <input
            id={`${id}-search`}
            type="search"
            className="field"
            value={value.search}
            maxLength={1000}
            autoComplete="off"
            spellCheck={false}
            placeholder="Words, or state:due factor:consent"
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${id}-problem`}
            onChange={(event) => choose({ kind: 'search', search: event.target.value })}
          />
          {problem !== null && (
            <p id={`${id}-problem`} className="small field-wrong" role="alert">
              {problem}
            </p>
          )}
        </>
      )}
    </div>
  )
}

type Listed = [value: CardSelection | { kind: 'search' | 'chosen' }, words: string]

function Group({ label, of }: { label: string; of: Listed[] }) {
  if (of.length === 0) return null
  return (
    <optgroup label={label}>
      <Options of={of} />
    </optgroup>
  )
}

function Options({ of }: { of: Listed[] }) {
  return of.map(([value, words]) => {
    const key = JSON.stringify(value)
    return (
      <option key={key} value={key}>
        {words}
      </option>
    )
  })
}
