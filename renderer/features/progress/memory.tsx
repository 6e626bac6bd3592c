import type { ProgressView } from '../../../shared/model/views'
import { Bars } from '../../ui/chart/bars'
import { Numbers } from '../../ui/chart/numbers'
import { count } from '../../ui/words'

/** Of the bins of stability, days: short enough to stand under a bar, and in full. */
const stabilityNames: Record<number, [string, string]> = {
  0: ['< 1 d', 'under a day'],
  1: ['1 d +', '1 to 6 days'],
  7: ['1 wk +', '1 week to a month'],
  30: ['1 mo +', '1 to 3 months'],
  90: ['3 mo +', '3 months to a year'],
  365: ['1 y +', 'a year or more'],
}
const nameOf = (from: string, full: 0 | 1) => stabilityNames[Number(from)]?.[full] ?? from

/** How long cards last, and how hard they are, as the memory model sees them. */
export function Memory({ memory }: { memory: ProgressView['memory'] }) {
  if (!memory)
    return <p>Once you have rated cards, this shows how long they would stay with you and how hard they are for you.</p>
  const { median, stability, difficulty } = memory
  return (
    <>
      <p>
        A card’s stability is the time after which your chance of recalling it has fallen to 90%. Half of your cards
        last {longWords(median.stability)} or more. It grows each time you recall a card when it comes due.
      </p>
      <h3 className="progress-over">Stability</h3>
      <Binned
        title="Cards by stability"
        bins={stability}
        short={(from) => nameOf(from, 0)}
        full={(from) => nameOf(from, 1)}
        column="Stability"
      />
      <h3 className="progress-over">Difficulty</h3>
      <p>
        From 1, easy, to 10, hard: how little a card’s stability grows when you recall it. Half of your cards are at{' '}
        {median.difficulty.toLocaleString(undefined, { maximumFractionDigits: 1 })} or more.
      </p>
      <Binned
        title="Cards by difficulty"
        bins={difficulty}
        short={(from) => (from === '9' ? '9–10' : from)}
        full={(from) => `${from} to ${Number(from) + 1}`}
        column="Difficulty"
      />
    </>
  )
}

interface BinnedProps {
  title: string
  bins: { from: number; cards: number }[]
  short: (from: string) => string
  full: (from: string) => string
  column: string
}
function Binned({ title, bins, short, full, column }: BinnedProps) {
  const most = bins.reduce((one, other) => (other.cards > one.cards ? other : one))
  const keys = bins.map(({ from }) => String(from))
  return (
    <>
      <Bars
        says={`${title}. The most, ${most.cards.toLocaleString()}, are at ${full(String(most.from))}.`}
        data={bins.map(({ from, cards }) => ({ key: String(from), values: [cards] }))}
        words={short}
        marked={keys}
        height={6}
      />
      <Numbers
        caption={title}
        columns={[column, 'Cards']}
        rows={bins.map(({ from, cards }) => ({
          key: String(from),
          head: full(String(from)),
          cells: [cards.toLocaleString()],
        }))}
      />
    </>
  )
}

function longWords(days: number): string {
  if (days < 1) return 'less than a day'
  if (days < 60) return count(Math.round(days), 'day')
  if (days < 730) return count(Math.round(days / 30.44), 'month')
  return count(Math.round(days / 365.25), 'year')
}
