import { Link } from 'wouter'
import type { ProgressView } from '../../../shared/model/views'
import { difficultyWords } from '../../ui/card-words'
import { NumbersTable } from '../../ui/chart/numbers'
import { browsePath } from '../browse/address'

/** The cards that were forgotten most often after they had been learned. */
export function Hardest({ cards }: { cards: ProgressView['hardest'] }) {
  if (cards.length === 0) return <p>No card was forgotten after it had been learned.</p>
  return (
    <>
      <p>
        These were forgotten most often after they had been learned. What helps more than another review: reading the
        passage again, or a note on what sets the card apart from its look-alike.
      </p>
      <NumbersTable
        caption="The cards forgotten most often"
        columns={['Card', 'Lapses', 'Difficulty', 'Marks']}
        rows={cards.map(({ card, frontText, lapses, difficulty, marks }) => ({
          key: card,
          head: <Link href={browsePath({ card, sort: 'lapses', descending: true })}>{frontText}</Link>,
          cells: [
            lapses.toLocaleString(),
            difficultyWords(difficulty),
            [marks?.leech && 'leech', marks?.suspended && 'suspended'].filter(Boolean).join(', '),
          ],
        }))}
        note="A leech is a card that was forgotten so often that it should be looked at."
      />
    </>
  )
}
