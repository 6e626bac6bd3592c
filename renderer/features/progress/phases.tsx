import type { ProgressView } from '../../../shared/model/views'
import { Strip } from '../../ui/chart/strip'
import { count } from '../../ui/words'

/** All cards by how far they have come. */
export function Phases({ cards }: { cards: ProgressView['cards'] }) {
  return (
    <>
      <Strip
        parts={[
          { name: 'Learned', meaning: 'asked again after days or weeks', number: cards.review },
          { name: 'In learning', meaning: 'asked again within minutes', number: cards.learning },
          { name: 'New', meaning: 'not seen yet', number: cards.new },
        ]}
      />
      {cards.lapses > 0 && (
        <p className="soft">
          Learned cards were forgotten {cards.lapses === 1 ? 'once' : count(cards.lapses, 'time')}; that is part of
          learning, and each was taught again.
        </p>
      )}
    </>
  )
}
