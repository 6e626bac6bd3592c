import { createContext, Fragment, type ReactNode, useContext, useMemo } from 'react'
import { Link } from 'wouter'
import type { Block, CalloutKind, FactPlace, Inline, Source } from '../../shared/model/content'
import { cellItem } from '../../shared/rules/corrections'
import { isPastDate, localDay } from '../../shared/rules/past-date'
import { CheckYourself } from './check-yourself'
import { Correctable } from './correctable'
import { Figure } from './figure'
import { SourceButton, TermButton } from './in-place'
import { MarkedRun } from './marked-run'
import { ClassMark } from './marks'
import { PaperFigure, PaperNote, PaperQuestion } from './paper-parts'
import { showIfOpen } from './passage'
import { Picture } from './picture'
import './text.css'

interface Citations {
  facts: Record<string, FactPlace>
  sources: Record<string, Source>
  /** Sources in the order they are numbered. */
  order: string[]
  /** On paper, with nothing to press: the number of the note for these facts, by `noteKey`. */
  notes: ReadonlyMap<string, number>
  /** On a handout: nothing can be pressed, and notes stand at its end. */
  paper: boolean
}
export const noteKey = (facts: string[]): string => facts.join(' ')
const CitationContext = createContext<Citations>({
  facts: {},
  sources: {},
  order: [],
  notes: new Map(),
  paper: false,
})

/** Gives the text inside it the sources its citations point to. */
export function Cited({ facts, sources, order, notes, paper, children }: Partial<Citations> & { children: ReactNode }) {
  const value = useMemo(
    () => ({
      facts: facts ?? {},
      sources: sources ?? {},
      order: order ?? Object.keys(sources ?? {}),
      notes: notes ?? new Map(),
      paper: paper ?? false,
    }),
    [facts, sources, order, notes, paper],
  )
  return <CitationContext value={value}>{children}</CitationContext>
}

/** Running text with its glossary terms, links and citations. */
export function Inlines({ of }: { of: Inline[] }) {
  // Inlines have no identity of their own and never move: the index is their key.
  return of.map((inline, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{drawn(inline, of[index - 1], of[index + 1])}</Fragment>
  ))
}

/** A number never begins a line: it is drawn together with the last word of the text before it. */
function drawn(inline: Inline, before: Inline | undefined, after: Inline | undefined): ReactNode {
  if (inline.type === 'citation' && before?.type === 'text') return null
  if (inline.type !== 'text' || after?.type !== 'citation') return one(inline)
  const lastWord = inline.text.lastIndexOf(' ') + 1
  return (
    <>
      <MarkedRun of={inline} to={lastWord} />
      <span className="unbroken">
        <MarkedRun of={inline} from={lastWord} />
        <Citation facts={after.facts} />
      </span>
    </>
  )
}

function one(inline: Inline): ReactNode {
  switch (inline.type) {
    case 'text':
      return <MarkedRun of={inline} />
    case 'strong':
      return (
        <strong>
          <Inlines of={inline.children} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Inlines of={inline.children} />
        </em>
      )
    case 'term':
      return (
        <Term entry={inline.entry}>
          <Inlines of={inline.children} />
        </Term>
      )
    case 'link':
      return (
        <PassageLink to={`/chapters/${inline.chapter}${inline.section ? `#${inline.section}` : ''}`}>
          <Inlines of={inline.children} />
        </PassageLink>
      )
    case 'citation':
      return <Citation facts={inline.facts} />
    case 'gap':
      return <Gap hint={inline.hint} />
    case 'break':
      return <br />
    case 'image':
      return <Picture media={inline.media} alt={inline.alt} />
  }
}

function Term({ entry, children }: { entry: string; children: ReactNode }) {
  return useContext(CitationContext).paper ? children : <TermButton entry={entry}>{children}</TermButton>
}

/** A blank to be filled in, said as one. */
function Gap({ hint }: { hint: string | undefined }) {
  return (
    <span className="gap">
      <span className="visually-hidden">blank</span>
      {hint && <span className="gap-hint"> ({hint})</span>}
    </span>
  )
}

function PassageLink({ to, children }: { to: string; children: ReactNode }) {
  if (useContext(CitationContext).paper) return children
  return (
    <Link href={to} onClick={() => showIfOpen(to)}>
      {children}
    </Link>
  )
}

/** The places a statement's facts stand in, one mark a source. */
function Citation({ facts }: { facts: string[] }) {
  const known = useContext(CitationContext)
  const bySource = new Map<string, { fact: string; place: FactPlace }[]>()
  for (const fact of facts) {
    const place = known.facts[fact]
    if (place) bySource.set(place.source, [...(bySource.get(place.source) ?? []), { fact, place }])
  }
  if (known.paper) {
    const note = known.notes.get(noteKey(facts))
    return note === undefined ? null : <PaperNote note={note} past={isPast([...bySource], known)} />
  }
  return (
    <span className="citations" data-note={known.notes.get(noteKey(facts))}>
      {[...bySource].map(([id, places]) => {
        const source = known.sources[id]
        return source ? (
          <SourceButton key={id} number={known.order.indexOf(id) + 1} source={source} places={places} />
        ) : null
      })}
    </span>
  )
}

function isPast(bySource: [string, { place: FactPlace }[]][], { sources }: Citations): boolean {
  const today = localDay(Date.now())
  return bySource.some(([id, places]) => {
    const source = sources[id]
    return source !== undefined && places.some(({ place }) => isPastDate(place, source, today))
  })
}

const calloutNames: Record<CalloutKind, string> = {
  'key-distinction': 'Key distinction',
  'key-figure': 'Key figure',
  'key-term': 'Key term',
  'check-yourself': 'Check yourself',
  addition: 'Added by a pack',
}

/** One block of a chapter or entry. */
export function BlockText({ block }: { block: Block }) {
  const { paper } = useContext(CitationContext)
  switch (block.type) {
    case 'paragraph':
      return (
        <Words block={block.id} item={null}>
          <Inlines of={block.children} />
        </Words>
      )
    case 'heading':
      return (
        <h3>
          <Inlines of={block.children} />
        </h3>
      )
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: list items never move
            <li key={index}>
              <Correctable block={block.id} item={index} paper={paper}>
                <Inlines of={item} />
              </Correctable>
            </li>
          ))}
        </List>
      )
    }
    case 'table':
      return <Table block={block} />
    case 'figure': {
      const Drawn = paper ? PaperFigure : Figure
      return (
        <Drawn
          block={block}
          title={
            <Correctable block={block.id} item={null} paper={paper}>
              {block.title}
            </Correctable>
          }
          cite={(facts) => <Citation facts={facts} />}
          note={
            <Words block={block.id} item={0} className="plotted-note">
              <Inlines of={block.note} />
            </Words>
          }
        />
      )
    }
    case 'callout':
      return (
        <div role="note" className={`callout callout-${block.callout}`} aria-label={calloutNames[block.callout]}>
          <p className="label">{calloutNames[block.callout]}</p>
          {block.title && (
            <Words block={block.id} item={null} className="callout-title">
              {block.title}
            </Words>
          )}
          {block.from && <p className="callout-from">From {block.from}</p>}
          {block.question && paper ? (
            <PaperQuestion
              question={
                <Correctable block={block.id} item={0} paper>
                  <Inlines of={block.question} />
                </Correctable>
              }
            />
          ) : block.question ? (
            <CheckYourself
              block={block.id}
              question={
                <Words block={block.id} item={0} className="check-question">
                  <Inlines of={block.question} />
                </Words>
              }
            >
              <Blocks of={block.blocks} />
            </CheckYourself>
          ) : (
            <Blocks of={block.blocks} />
          )}
        </div>
      )
  }
}

/** A paragraph of the book's words, or of one's own over them. */
function Words(props: { block: string; item: number | null; className?: string; children: ReactNode }) {
  const { block, item, className, children } = props
  return useContext(CitationContext).paper ? (
    <p className={className}>
      <Correctable block={block} item={item} paper>
        {children}
      </Correctable>
    </p>
  ) : (
    <Correctable block={block} item={item} paper={false}>
      <p className={className}>{children}</p>
    </Correctable>
  )
}

export function Blocks({ of }: { of: Block[] }) {
  return of.map((block) => <BlockText key={block.id} block={block} />)
}

function Table({ block }: { block: Extract<Block, { type: 'table' }> }) {
  if (useContext(CitationContext).paper)
    return (
      <div className="paper-table">
        <PlainTable block={block} />
      </div>
    )
  return (
    // A wide table scrolls by itself, with the keyboard too, instead of widening the page.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, a section would be a landmark
    <div className="table-scroller" tabIndex={0} role="group" aria-label="Table">
      <PlainTable block={block} />
    </div>
  )
}

function PlainTable({ block }: { block: Extract<Block, { type: 'table' }> }) {
  return (
    <table>
      <thead>
        <tr>
          {block.header.map((cell, index) =>
            cell.length === 0 ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
              <td key={index} />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
              <th key={index} scope="col">
                <Cell block={block} row={0} column={index}>
                  <HeadCell of={cell} />
                </Cell>
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row, rowIndex) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
          <tr key={rowIndex}>
            {row.map((cell, index) =>
              index === 0 ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells never move
                <th key={index} scope="row">
                  <Cell block={block} row={rowIndex + 1} column={index}>
                    <Inlines of={cell} />
                  </Cell>
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells never move
                <td key={index}>
                  <Cell block={block} row={rowIndex + 1} column={index}>
                    <Inlines of={cell} />
                  </Cell>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell(props: { block: Extract<Block, { type: 'table' }>; row: number; column: number; children: ReactNode }) {
  const { block, row, column, children } = props
  const { paper } = useContext(CitationContext)
  return (
    <Correctable block={block.id} item={cellItem(block, row, column)} paper={paper}>
      {children}
    </Correctable>
  )
}

/** A column that is named like one of the two crimes, or both, carries its sign. */
function HeadCell({ of }: { of: Inline[] }) {
  const only = of.length === 1 && of[0]?.type === 'text' ? of[0].text : ''
  const crime = ['Smuggling', 'Trafficking', 'Both'].find((name) => name === only)
  return crime ? <ClassMark of={crime.toLowerCase()} /> : <Inlines of={of} />
}
