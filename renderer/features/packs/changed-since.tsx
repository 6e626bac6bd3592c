import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { InstalledPackView, LearntAndChanged } from '../../../shared/model/packs'
import { api } from '../../client'
import { browsePath } from '../browse/address'

/** What an update changed of what had been learned, until it has been looked through. */
export function ChangedSince(props: {
  pack: string
  changed: LearntAndChanged
  seen: (packs: InstalledPackView[]) => void
}) {
  const { pack, changed, seen } = props
  const overview = useQuery(api.library.overview.queryOptions())
  const cards = useQuery(api.library.cards.queryOptions())
  const done = useMutation(api.packs.changesSeen.mutationOptions({ onSuccess: seen }))
  const sectionName = (place: string) => {
    const [id, inChapter] = place.split('#')
    const chapter = overview.data?.chapters.find((one) => one.id === id)
    const section = chapter?.sections.find((one) => one.id === inChapter)
    return [chapter?.title ?? id, section?.title].filter(Boolean).join(': ')
  }
  const cardName = (id: string) => cards.data?.find((card) => card.id === id)?.frontText ?? id
  return (
    <section className="packs-changed" aria-label="What changed since you learned it">
      <h3>What changed since you learned it</h3>
      <ul>
        {changed.sections.map((place) => (
          <li key={place}>
            <Link href={`/chapters/${place}`}>{sectionName(place)}</Link>
          </li>
        ))}
        {changed.cards.map((card) => (
          <li key={card}>
            <Link href={browsePath({ card })}>{cardName(card)}</Link>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button button-quiet"
        disabled={done.isPending}
        onClick={() => done.mutate({ pack })}
      >
        I have looked at these
      </button>
    </section>
  )
}
