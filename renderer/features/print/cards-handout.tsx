import { useQuery } from '@tanstack/react-query'
import { cardSearch } from '../../../shared/rules/card-search'
import { type CardFormat, cardFormatNames, type Sides } from '../../../shared/rules/print/card-sheets'
import type { Size } from '../../../shared/rules/print/paper'
import { api, client } from '../../client'
import { errorWords } from '../../ui/errors'
import { count } from '../../ui/words'
import { type Options, oneOf, type Wanted } from './address'
import { CardSheets } from './card-sheets'
import { SelectOne, TextField, Tick } from './fields'

/** More would be 125 sheets and more. */
const most = 1000

const selections: [string, string][] = [
  ['chapter', 'A chapter’s'],
  ['cases', 'Cases'],
  ['own', 'My own'],
  ['due', 'Due within 7 days'],
  ['search', 'What a search finds'],
]
const sizes: [CardFormat, string][] = [
  ['eight', '2 × 4: 3.5 × 2.5 in (89 × 64 mm)'],
  ['business', '2 × 5: 3.5 × 2 in, business card (89 × 51 mm)'],
  ['nine', '3 × 3: 2.5 × 3.3 in (64 × 84 mm)'],
  ['large', '1 × 3: 7 × 3.3 in, large (178 × 84 mm)'],
]
const sides: [Sides, string][] = [
  ['long-edge', 'Both sides, long edge'],
  ['short-edge', 'Both sides, short edge'],
  ['fold', 'One side, to be folded over'],
]
function howTo(sides: Sides, isAcross: boolean): string {
  if (sides === 'fold')
    return 'Print on one side in actual size (100%). Cut along the solid lines, fold along the dashed one.'
  const edge = sides === 'long-edge' ? 'long edge' : 'short edge'
  const dialog = `In the print dialog choose both sides, ${edge}, and actual size (100%).`
  // On a page across the long edges are the upper and the lower one.
  return (sides === 'long-edge') === isAcross
    ? `${dialog} Cut along the lines; a card is turned over from top to bottom.`
    : `${dialog} Then cut along the lines.`
}
/** How many go on a page across hangs on the paper. */
const sizesAcross = sizes.map(([format, words]): [CardFormat, string] => [format, words.replace(/^\d × \d: /, '')])

/** What Browse would be asked for. */
function searchOf({ from, search, chapter }: Wanted, first: string): string {
  if (from === 'cases') return 'kind:classification'
  if (from === 'own') return 'is:own'
  if (from === 'due') return 'due:<=7'
  if (from === 'search') return search
  return `chapter:${chapter || first}`
}

export function CardsOptions({ wanted, change }: Options) {
  const chapters = useQuery(api.library.overview.queryOptions()).data?.chapters ?? []
  const read = cardSearch(wanted.search)
  const isAcross = wanted.orientation === 'landscape'
  return (
    <>
      <SelectOne label="Cards" value={wanted.from} options={selections} choose={(from) => change({ from })} />
      {wanted.from === 'chapter' && (
        <SelectOne
          label="Chapter"
          value={wanted.chapter || (chapters[0]?.id ?? '')}
          options={chapters.map(({ id, number, title }) => [id, `${number}. ${title}`])}
          choose={(chapter) => change({ chapter })}
        />
      )}
      {wanted.from === 'search' && (
        <TextField
          label="Search, as in Browse"
          type="search"
          value={wanted.search}
          problem={'problem' in read ? read.problem : null}
          change={(search) => change({ search })}
        />
      )}
      <SelectOne
        label="Size of a card"
        value={oneOf(cardFormatNames, wanted.format) ?? 'eight'}
        options={isAcross ? sizesAcross : sizes}
        choose={(format) => change({ format })}
      />
      <SelectOne label="Printed on" value={sidesOf(wanted)} options={sides} choose={(sides) => change({ sides })} />
      <Tick
        label="Reasons on the backs"
        checked={wanted.reasons === 'yes'}
        change={(reasons) => change({ reasons: reasons ? 'yes' : 'no' })}
      />
      <Tick
        label="Sources on the backs"
        checked={wanted.cited === 'yes'}
        change={(cited) => change({ cited: cited ? 'yes' : 'no' })}
      />
      <p className="soft small">{howTo(sidesOf(wanted), isAcross)}</p>
    </>
  )
}

const sidesOf = (wanted: Wanted): Sides =>
  oneOf(
    sides.map(([side]) => side),
    wanted.sides,
  ) ?? 'long-edge'

export function CardsHandout({ wanted, page }: { wanted: Wanted; page: Size }) {
  const library = useQuery(api.library.overview.queryOptions()).data
  const search = library ? searchOf(wanted, library.chapters[0]?.id ?? '') : ''
  const readable = 'test' in cardSearch(search)
  const { data, error } = useQuery({
    queryKey: [...api.library.cards.key(), 'printed', search],
    queryFn: async () => {
      const ids: string[] = []
      let total = 1
      for (let offset = 0; offset < Math.min(total, most); offset += 500) {
        const found = await client.study.browse({ search, sort: 'chapter', descending: false, offset, limit: 500 })
        total = found.total
        ids.push(...found.rows.map(({ id }) => id))
      }
      return { total, printed: ids.length > 0 ? await client.print.cards({ cards: ids }) : null }
    },
    enabled: library !== undefined && readable,
  })
  if (error) return <p role="alert">{errorWords(error)}</p>
  if (!library || !data) return null
  if (!data.printed) return <p className="print-word">No card is like that, so there is nothing to print.</p>
  const format = oneOf(cardFormatNames, wanted.format) ?? 'eight'
  const { cards } = data.printed
  return (
    <>
      <p className="print-word" role="status">
        {count(cards.length, 'card')}
        {data.total > cards.length && `, the first of ${data.total.toLocaleString()}`}
      </p>
      <CardSheets
        key={JSON.stringify([
          page,
          format,
          wanted.sides,
          wanted.reasons,
          wanted.cited,
          cards.map(({ card }) => [card.id, card.content]),
        ])}
        cards={cards}
        classes={library.classes}
        format={format}
        sides={sidesOf(wanted)}
        reasons={wanted.reasons === 'yes'}
        support={wanted.cited === 'yes' ? data.printed : null}
        page={page}
      />
    </>
  )
}
