import { isDefinedError } from '@orpc/client'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Link } from 'wouter'
import type { RelationType, Source } from '../../../shared/model/content'
import type { EntrySummary, EntryView } from '../../../shared/model/views'
import { summaryBlock } from '../../../shared/rules/corrections'
import { api } from '../../client'
import { AppearanceButton } from '../../ui/appearance-button'
import { Correctable, WithOwnWords } from '../../ui/correctable'
import { entryKinds, relationNames } from '../../ui/entry-words'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { Blocks, Cited, Inlines } from '../../ui/text'
import { sourceDate } from '../../ui/words'
import { CorrectEntry } from '../corrections/correct-here'
import { PointingNotes } from '../notes/pointing-notes'
import { TargetNotes } from '../notes/target-notes'
import { alphabetical } from './match'
import { ResponseMark } from './response-mark'
import './glossary.css'
import './entry-page.css'

export function EntryPage({ id }: { id: string }) {
  const { data, error } = useQuery(api.glossary.entry.queryOptions({ input: { entry: id } }))
  if (error) {
    const unknown = isDefinedError(error) && error.code === 'NOT_FOUND'
    return (
      <Page title={unknown ? 'No such entry' : 'This entry can’t be shown'}>
        <p>
          {unknown ? 'The glossary has no entry of this name; it may have been renamed since.' : errorWords(error)}{' '}
          <Link href="/glossary">Look through the glossary</Link>.
        </p>
      </Page>
    )
  }
  return data ? <Entry view={data} /> : null
}

function Entry({ view }: { view: EntryView }) {
  const { entry, facts, sources } = view
  const numbered = Object.values(sources).map((source, index) => ({ source, number: index + 1 }))
  return (
    <Cited facts={facts} sources={sources}>
      <Page
        title={entry.name}
        className="entry"
        over={
          <>
            <Link href="/glossary">Glossary</Link> <span aria-hidden="true">/</span> {entryKinds[entry.kind]}
          </>
        }
      >
        <AppearanceButton />
        <dl className="entry-facts">
          {entry.acronym && (
            <div>
              <dt>Acronym</dt>
              <dd>{entry.acronym}</dd>
            </div>
          )}
          <div>
            <dt>Response</dt>
            <dd>
              <ResponseMark of={entry.response} />
            </dd>
          </div>
          {entry.since && (
            <div>
              <dt>Since</dt>
              <dd>{sourceDate(entry.since)}</dd>
            </div>
          )}
          <div>
            <dt>As of</dt>
            <dd>{sourceDate(entry.asOf)}</dd>
          </div>
          {entry.aliases.length > 0 && (
            <div>
              <dt>Also called</dt>
              <dd>{entry.aliases.join(', ')}</dd>
            </div>
          )}
        </dl>
        <div className="entry-columns">
          <div className="entry-main">
            <div className="reading entry-text">
              <WithOwnWords where={{ entry: entry.id }}>
                <Correctable block={summaryBlock} item={null} paper={false}>
                  <p className="entry-summary">
                    <Inlines of={entry.summary} />
                  </p>
                </Correctable>
                <Blocks of={entry.blocks} />
              </WithOwnWords>
            </div>
            <CorrectEntry entry={entry} />
            <Relations view={view} />
            <section className="entry-part" aria-labelledby="entry-notes">
              <h2 id="entry-notes">Your notes</h2>
              <TargetNotes target={{ kind: 'entry', entry: entry.id }} />
            </section>
            <PointingNotes to={`/glossary/${entry.id}`} />
          </div>
          <div className="entry-margin">
            {view.mentions.length > 0 && (
              <section aria-labelledby="entry-chapters">
                <h2 id="entry-chapters">In the chapters</h2>
                <Mentions of={view.mentions} />
              </section>
            )}
            {view.cards.length > 0 && (
              <section aria-labelledby="entry-cards">
                <h2 id="entry-cards">Cards that ask about it</h2>
                <ul className="plain-list entry-cards">
                  {view.cards.map((card) => (
                    <li key={card.id}>{card.frontText}</li>
                  ))}
                </ul>
              </section>
            )}
            <Sources title="Sources" of={numbered.filter(({ source }) => source.kind === 'source-document')} />
            <Sources
              title="References, beyond the two documents"
              of={numbered.filter(({ source }) => source.kind === 'reference')}
            />
          </div>
        </div>
      </Page>
    </Cited>
  )
}

function Sources({ title, of }: { title: string; of: { source: Source; number: number }[] }) {
  const id = useId()
  if (of.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ol className={`entry-sources ${of[0]?.source.kind === 'reference' ? 'entry-references' : ''}`}>
        {of.map(({ source, number }) => (
          <li key={number} value={number}>
            <cite>{source.title}</cite>, {source.publisher}, {sourceDate(source.date)}
          </li>
        ))}
      </ol>
    </section>
  )
}

const relationOrder: RelationType[] = ['parent', 'part-of', 'reports-to', 'leads', 'funds', 'works-with', 'based-on']

interface Related {
  entry: EntrySummary
  facts: string[]
}

/** The entries on the other side of each relation, each once, under its name as it reads from here. */
function relationsByName({ relations }: EntryView): [string, Related[]][] {
  const groups = new Map<string, Map<string, Related>>()
  for (const type of relationOrder)
    for (const outgoing of [true, false]) {
      const name = relationNames[type][outgoing ? 'outgoing' : 'incoming']
      const others = relations.filter((relation) => relation.type === type && relation.outgoing === outgoing)
      if (others.length === 0) continue
      const group = groups.get(name) ?? new Map<string, Related>()
      for (const { entry, facts } of others)
        group.set(entry.id, { entry, facts: [...new Set([...(group.get(entry.id)?.facts ?? []), ...facts])] })
      groups.set(name, group)
    }
  return [...groups].map(([name, group]) => [name, [...group.values()].sort((a, b) => alphabetical(a.entry, b.entry))])
}

function Relations({ view }: { view: EntryView }) {
  const groups = relationsByName(view)
  if (groups.length === 0) return null
  return (
    <section className="entry-part" aria-labelledby="entry-relations">
      <div className="entry-relations-head">
        <h2 id="entry-relations">How it connects</h2>
        <Link href={`/glossary/map?focus=${encodeURIComponent(view.entry.id)}`}>On the map</Link>
      </div>
      <dl className="entry-relations">
        {groups.map(([name, entries]) => (
          <div key={name}>
            <dt>{name}</dt>
            {entries.map(({ entry, facts }) => (
              <dd key={entry.id}>
                <Link href={`/glossary/${entry.id}`}>{entry.name}</Link>{' '}
                {entry.acronym && <span className="glossary-acronym">{entry.acronym}</span>}{' '}
                <Inlines of={[{ type: 'citation', facts }]} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Passages by chapter, in the order they are read. */
function Mentions({ of }: { of: EntryView['mentions'] }) {
  const chapters = [...new Map(of.map((mention) => [mention.chapter, mention.chapterTitle]))]
  return (
    <ul className="plain-list entry-mentions">
      {chapters.map(([chapter, title]) => (
        <li key={chapter}>
          {title}
          <ul className="plain-list">
            {of
              .filter((mention) => mention.chapter === chapter)
              .map((mention) => (
                <li key={mention.section}>
                  <Link href={`/chapters/${chapter}#${mention.section}`}>{mention.sectionTitle}</Link>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
