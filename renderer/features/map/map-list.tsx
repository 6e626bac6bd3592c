import { useId } from 'react'
import { Link } from 'wouter'
import type { EntrySummary } from '../../../shared/model/views'
import { Inlines } from '../../ui/text'
import { ResponseMark } from '../glossary/response-mark'
import type { OutlineItem } from './outline'

/** The picture's entries and relations as a nested list. */
export function MapList({ items, pathAround }: { items: OutlineItem[]; pathAround(entry: string): string }) {
  return (
    <ul className="plain-list map-list">
      {items.map((item) => (
        <Item key={item.entry.id} item={item} pathAround={pathAround} />
      ))}
    </ul>
  )
}

function Item({ item, facts, pathAround }: { item: OutlineItem; facts?: string[]; pathAround(entry: string): string }) {
  const id = useId()
  const { entry, groups, also } = item
  return (
    <li className="map-item">
      <p className="map-item-name">
        <Name entry={entry} /> <ResponseMark of={entry.response} />{' '}
        {facts && <Inlines of={[{ type: 'citation', facts }]} />}
        {facts && (
          <Link className="map-item-around" href={pathAround(entry.id)} aria-label={`Put ${entry.name} in the middle`}>
            Put in the middle
          </Link>
        )}
      </p>
      {groups.map(({ words, members }, index) => (
        <div key={words} className="map-item-group">
          <p className="map-item-words" id={`${id}-${index}`}>
            {capital(words)}
          </p>
          <ul className="plain-list" aria-labelledby={`${id}-${index}`}>
            {members.map(({ item, facts }) => (
              <Item key={item.entry.id} item={item} facts={facts} pathAround={pathAround} />
            ))}
          </ul>
        </div>
      ))}
      {also.length > 0 && (
        <ul className="plain-list map-item-also" aria-label={`Also connected to ${entry.name}`}>
          {also.map((other) => (
            <li key={other.entry.id} data-also={other.entry.id}>
              <span className="map-item-words">Also {other.words}</span> {other.entry.name}{' '}
              <Inlines of={[{ type: 'citation', facts: other.facts }]} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function Name({ entry }: { entry: EntrySummary }) {
  return (
    <>
      <Link href={`/glossary/${entry.id}`} data-listed={entry.id}>
        {entry.name}
      </Link>{' '}
      {entry.acronym && <span className="glossary-acronym">{entry.acronym}</span>}
    </>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
