import { Link } from 'wouter'
import type { EntrySummary } from '../../../shared/model/views'
import { entryKinds } from '../../ui/entry-words'
import { Inlines } from '../../ui/text'
import { alphabetical } from '../glossary/match'
import { ResponseMark } from '../glossary/response-mark'
import { otherEnd, type Shown } from './graph'
import { wordsFrom } from './layout'
import { factsOf } from './outline'

/** What one stands on in the picture: what it is, and how it connects to what is shown, with the sources. */
export function Beside(props: {
  entry: EntrySummary
  shown: Shown
  inMiddle: boolean
  open(entry: string): void
  putInMiddle(entry: string): void
}) {
  const { entry, shown } = props
  return (
    <section className="map-beside" aria-labelledby="map-beside-name">
      <p className="label">{entryKinds[entry.kind]}</p>
      <h2 id="map-beside-name">
        {entry.name} {entry.acronym && <span className="glossary-acronym">{entry.acronym}</span>}
      </h2>
      <p className="map-beside-response">
        <ResponseMark of={entry.response} />
      </p>
      <p className="map-beside-summary">{entry.summaryText}</p>
      <p className="map-beside-doors">
        <Link href={`/glossary/${entry.id}`} onClick={() => props.open(entry.id)}>
          Open the entry
        </Link>
        {!props.inMiddle && (
          <button type="button" className="button button-quiet" onClick={() => props.putInMiddle(entry.id)}>
            Put in the middle
          </button>
        )}
      </p>
      <Connections of={entry} shown={shown} />
    </section>
  )
}

function Connections({ of, shown }: { of: EntrySummary; shown: Shown }) {
  const byWords = new Map<string, { other: EntrySummary; facts: string[] }[]>()
  for (const connection of shown.connections) {
    if (connection.one !== of.id && connection.other !== of.id) continue
    const other = shown.entries.find(({ id }) => id === otherEnd(connection, of.id))
    if (!other) continue
    const words = wordsFrom(connection, of.id)
    byWords.set(words, [...(byWords.get(words) ?? []), { other, facts: factsOf(connection) }])
  }
  if (byWords.size === 0) return <p className="faint">It is connected to nothing that is shown.</p>
  return (
    <dl className="map-connections">
      {[...byWords].map(([words, others]) => (
        <div key={words}>
          <dt>{words}</dt>
          {others
            .sort((a, b) => alphabetical(a.other, b.other))
            .map(({ other, facts }) => (
              <dd key={other.id}>
                {other.name} <Inlines of={[{ type: 'citation', facts }]} />
              </dd>
            ))}
        </div>
      ))}
    </dl>
  )
}
