import type { ReactNode } from 'react'
import type { Mastery } from '../../../shared/model/views'
import { count } from '../../ui/words'
import { ShareBar } from './share-bar'

/** Sets of cards, each with the share that would probably be known now. The words are the numbers, so no table repeats them. */
export function MasteryList({ of }: { of: (Mastery & { key: string; name: ReactNode })[] }) {
  return (
    <ul className="plain-list shares">
      {of
        .filter(({ total }) => total > 0)
        .map(({ key, name, ...mastery }) => (
          <li key={key}>
            <span>{name}</span>
            <ShareBar share={known(mastery) / mastery.total} />
            <span className="figures share-words">{masteryWords(mastery)}</span>
          </li>
        ))}
    </ul>
  )
}

/** How many cards would probably be known if all were asked now. */
export const known = ({ recalledShare, seen }: Mastery) => (recalledShare ?? 0) * seen

export function masteryWords(mastery: Mastery): string {
  const { total, recalledShare } = mastery
  if (recalledShare === null) return `0 of ${count(total, 'card')}, none seen yet`
  return `about ${Math.round(known(mastery)).toLocaleString()} of ${count(total, 'card')}`
}
