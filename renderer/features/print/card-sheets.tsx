import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { CaseClass } from '../../../shared/model/content'
import type { PrintedCard, Support } from '../../../shared/model/print'
import {
  type CardFormat,
  type CardSetting,
  cardFormatNames,
  cardSettings,
  cardSheets,
  cutLines,
  type Face,
  type Sides,
} from '../../../shared/rules/print/card-sheets'
import type { Size } from '../../../shared/rules/print/paper'
import { count } from '../../ui/words'
import { CardBack, CardFront } from './card-faces'
import './card-sheets.css'
import { useShortEdition } from './handout'
import { usePageSize } from './page-size'
import { Viewer } from './viewer'

interface CardSheetsProps {
  cards: readonly PrintedCard[]
  classes: readonly CaseClass[]
  format: CardFormat
  sides: Sides
  reasons: boolean
  support: Support | null
  page: Size
}

/**
 * Cards laid out on sheets. Each begins in the wanted size; what doesn't fit is set smaller, and then larger cards are
 * taken for it, until the browser says that all of it shows.
 */
export function CardSheets(props: CardSheetsProps) {
  const { cards, format, sides, page } = props
  usePageSize(page)
  const settings = useMemo(() => cardSettings(format, page, sides), [format, page, sides])
  /** Of each card, which of the settings it has; one past the last: it fits none. */
  const [steps, setSteps] = useState<readonly number[]>(() => cards.map(() => 0))
  const [settled, setSettled] = useState(false)
  const [fontsReady, setFontsReady] = useState(document.fonts.status === 'loaded')
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!fontsReady) void document.fonts.ready.then(() => setFontsReady(true))
  }, [fontsReady])
  useLayoutEffect(() => {
    if (!fontsReady || settled) return
    const tooLong = new Set<number>()
    for (const text of box.current?.querySelectorAll<HTMLElement>('.cut-text') ?? [])
      if (text.scrollHeight > text.clientHeight + 1 || text.scrollWidth > text.clientWidth + 1)
        tooLong.add(Number(text.dataset.card))
    if (tooLong.size === 0) setSettled(true)
    else setSteps(steps.map((step, card) => (tooLong.has(card) ? step + 1 : step)))
  }, [fontsReady, settled, steps])

  const sheets = useMemo(
    () => cardFormatNames.flatMap((name) => sheetsOf(name, { steps, settings, page, sides })),
    [steps, settings, page, sides],
  )
  const edition = useShortEdition()
  const larger = steps.filter((step) => (settings[step]?.format ?? format) !== format).length
  const none = cards.filter((_, card) => (steps[card] ?? 0) >= settings.length)
  const perSheet = sides === 'fold' ? 1 : 2
  return (
    <>
      <div className="print-word" role="status">
        {settled && larger > 0 && (
          <p>
            {count(larger, 'card')} {larger === 1 ? 'has' : 'have'} more text than this size holds in 12 points and{' '}
            {larger === 1 ? 'is' : 'are'} printed larger, after the others.
          </p>
        )}
        {settled && none.length > 0 && (
          <p>
            {count(none.length, 'card')} fit{none.length === 1 ? 's' : ''} on no card and{' '}
            {none.length === 1 ? 'is' : 'are'} left out: {none.map(({ card }) => `“${card.frontText}”`).join(', ')}.
          </p>
        )}
      </div>
      <Viewer page={page} pages={settled ? sheets.length * perSheet : 0}>
        <div ref={box} className="print-sides">
          {sheets.map((sheet, index) => {
            const foot = `Sheet ${index + 1} of ${sheets.length}. ${edition}`
            const drawn = { ...props, page, sheet }
            return sides === 'fold' ? (
              <SheetSide key={sheet.key} {...drawn} faces={[...sheet.fronts, ...sheet.backs]} foot={foot} cut />
            ) : (
              [
                <SheetSide key={`${sheet.key} front`} {...drawn} faces={sheet.fronts} foot={`Fronts. ${foot}`} cut />,
                <SheetSide key={`${sheet.key} back`} {...drawn} faces={sheet.backs} foot={`Backs. ${foot}`} />,
              ]
            )
          })}
        </div>
      </Viewer>
    </>
  )
}

interface PlacedFace extends Face {
  back: boolean
  text: number
}
interface Sheet {
  key: string
  format: CardFormat
  fronts: PlacedFace[]
  backs: PlacedFace[]
}

/** The sheets of one format, with the cards that have come to it, in their order. */
function sheetsOf(
  format: CardFormat,
  given: { steps: readonly number[]; settings: readonly CardSetting[]; page: Size; sides: Sides },
): Sheet[] {
  const { steps, settings } = given
  const cards = steps.flatMap((step, card) => (settings[step]?.format === format ? [card] : []))
  const placed = (faces: Face[], back: boolean): PlacedFace[] =>
    faces.flatMap((face) => {
      const card = cards[face.card]
      const text = card === undefined ? undefined : settings[steps[card] ?? 0]?.text
      return card === undefined || text === undefined ? [] : [{ ...face, card, back, text }]
    })
  return cardSheets(cards.length, given.page, format, given.sides).map(({ fronts, backs }, index) => ({
    key: `${format} ${index}`,
    format,
    fronts: placed(fronts, false),
    backs: placed(backs, true),
  }))
}

interface SheetSideProps extends CardSheetsProps {
  sheet: Sheet
  faces: readonly PlacedFace[]
  /** In small print at the edge. */
  foot: string
  cut?: boolean
}

function SheetSide({ sheet, faces, foot, cut, cards, classes, reasons, support, sides, page }: SheetSideProps) {
  return (
    <section className="cut-side">
      {cut && <CutMarks page={page} format={sheet.format} sides={sides} />}
      {faces.map(({ card, back, text, x, y, width, height }) => {
        const of = cards[card]
        return of ? (
          <div
            key={`${card} ${back}`}
            className={`cut-face ${back ? 'cut-face-back' : ''}`}
            data-face={back ? 'back' : 'front'}
            style={{ left: `${x}mm`, top: `${y}mm`, width: `${width}mm`, height: `${height}mm` }}
          >
            <div className="cut-text" data-card={card} style={{ fontSize: `${text}pt` }}>
              {back ? (
                <CardBack of={of} classes={classes} reasons={reasons} support={support} />
              ) : (
                <CardFront of={of} classes={classes} />
              )}
            </div>
            {back && <p className="cut-place">{of.chapterTitle || 'Own card'}</p>}
          </div>
        ) : null
      })}
      <p className="cut-foot">{foot}</p>
    </section>
  )
}

/** Short strokes at the edge of the sheet, and hairlines between the cards; where it is folded, dashes. */
function CutMarks({ page, format, sides }: { page: Size; format: CardFormat; sides: Sides }) {
  const lines = cutLines(page, format, sides)
  const across = lines.filter(({ upright }) => !upright).map(({ at }) => at)
  const down = lines.filter(({ upright }) => upright).map(({ at }) => at)
  const [top = 0, bottom = 0] = [Math.min(...across), Math.max(...across)]
  const [left = 0, right = 0] = [Math.min(...down), Math.max(...down)]
  return (
    <svg className="cut-marks" viewBox={`0 0 ${page.width} ${page.height}`} aria-hidden="true" focusable="false">
      {lines.map(({ upright, at, fold }) => {
        const [from, to] = upright ? [top, bottom] : [left, right]
        const line = (start: number, end: number) =>
          upright ? { x1: at, x2: at, y1: start, y2: end } : { y1: at, y2: at, x1: start, x2: end }
        return (
          <g key={`${upright} ${at}`}>
            <line className={fold ? 'cut-fold' : 'cut-hair'} {...line(from, to)} />
            {!fold && <line className="cut-tick" {...line(from - 4.5, from - 1)} />}
            {!fold && <line className="cut-tick" {...line(to + 1, to + 4.5)} />}
          </g>
        )
      })}
    </svg>
  )
}
