import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { CorrectionView } from '../../../shared/model/corrections'
import { api } from '../../client'
import { Page } from '../../ui/page'
import { Trouble } from '../../ui/trouble'
import { count, whenWords } from '../../ui/words'
import { browsePath } from '../browse/address'
import { addressOfRemoval } from '../removal/words'
import { CorrectionActions } from './actions'
import { fieldName } from './editing'
import { OwnText } from './own-text'
import { OwnWords } from './own-words'
import './corrections.css'

/** All words of one's own in the book and its packs; first those that wait for a decision. */
export function Corrections() {
  const { data, error } = useQuery(api.corrections.list.queryOptions())
  const of = (...wanted: CorrectionView['status'][]) => data?.filter(({ status }) => wanted.includes(status)) ?? []
  return (
    <Page
      title="Your words in the book"
      className="corrections"
      over={<Link href="/settings">Settings</Link>}
      lead="Where the book or a pack is wrong, or differs where you work, your own words can stand in its place. The book’s stay beneath them."
    >
      <Trouble of={error} />
      {data?.length === 0 && (
        <p>
          There are none yet. In a chapter, choose Correct beside a paragraph; below a glossary entry, or on a card once
          it is answered, the same.
        </p>
      )}
      <Part title="The book has changed" of={of('changed')} about="Look at both, and say which is to stand there." />
      <Part
        title="From another copy of your work"
        of={of('covered')}
        about="Two copies had different words for one place. The newer ones stand there; these don’t."
      />
      <Part
        title="Their place is gone"
        of={of('gone')}
        about="The text they stood over is no longer in the book or its packs. Nothing of yours is lost: it comes back with them."
      />
      <Part title="In their place" of={of('stands')} />
    </Page>
  )
}

function Part({ title, of, about }: { title: string; of: CorrectionView[]; about?: string }) {
  if (of.length === 0) return null
  return (
    <section className="corrections-part" aria-label={title} tabIndex={-1} data-own-home>
      <h2>
        {title} <span className="faint figures">{count(of.length, 'text')}</span>
      </h2>
      {about && <p className="soft">{about}</p>}
      <ol className="plain-list">
        {of.map((view) => (
          <li key={view.id}>
            <One view={view} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function One({ view }: { view: CorrectionView }) {
  const { id, place, status, title, text, base, now, updatedAt } = view
  const path = pathOf(view)
  return (
    <article className="corrections-one">
      <h3>
        {path ? <Link href={path}>{title}</Link> : title || 'A place that is no longer there'}
        {place.kind === 'card' && <span className="soft"> · {fieldName(place.field)}</span>}
      </h3>
      {status === 'stands' || status === 'changed' ? (
        <OwnWords view={view}>
          <OwnText of={now ?? ''} theirs />
        </OwnWords>
      ) : (
        <div className="own-words own-words-mine">
          <p className="own-words-mark">Your words</p>
          <OwnText of={text} />
          <details>
            <summary>What the book said then</summary>
            <OwnText of={base} theirs />
          </details>
          <CorrectionActions view={view} />
        </div>
      )}
      <p className="small faint">
        Written {whenWords(updatedAt)} · <Link href={addressOfRemoval('correction', id)}>Remove for good…</Link>
      </p>
    </article>
  )
}

function pathOf({ place, within, status }: CorrectionView): string | null {
  if (status === 'gone') return null
  if (place.kind === 'card') return browsePath({ card: place.card })
  return place.kind === 'entry' ? `/glossary/${place.entry}` : `/chapters/${place.chapter}#${within}`
}
