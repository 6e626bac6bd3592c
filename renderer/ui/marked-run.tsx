import { createContext, Fragment, type ReactNode, useContext } from 'react'
import type { TextInline } from '../../shared/rules/block-words'
import { highlightNames } from './highlight-names'
import type { RunMark } from './run-mark'
import './marked-run.css'

export interface RunMarks {
  marks: ReadonlyMap<TextInline, readonly RunMark[]>
  sign: (highlight: string) => ReactNode
}
/** The runs of a text are known by identity: each is an object of its own in what the core answered. */
export const RunMarksContext = createContext<RunMarks>({ marks: new Map(), sign: () => null })

/** A run of text, or [from, to) of it, with what is highlighted in it. Words highlighted twice carry both marks. */
export function MarkedRun({ of, from = 0, to = of.text.length }: { of: TextInline; from?: number; to?: number }) {
  const { marks, sign } = useContext(RunMarksContext)
  const here = marks.get(of)?.filter((mark) => mark.from < to && mark.to > from)
  if (!here || here.length === 0) return of.text.slice(from, to)
  const cuts = [...new Set([from, to, ...here.flatMap((mark) => [mark.from, mark.to])])]
    .filter((cut) => cut >= from && cut <= to)
    .sort((one, other) => one - other)
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? to
    const over = here.filter((mark) => mark.from <= start && mark.to >= end)
    const ended = over.filter((mark) => mark.ends && mark.to === end)
    return (
      <Fragment key={start}>
        {over.reduceRight<ReactNode>(
          (inside, { highlight, kind, begins, from }) => (
            // biome-ignore lint/correctness/useJsxKeyInIterable: one inside the other, not beside it
            <mark
              className={`highlight highlight-${kind}`}
              data-highlight={highlight}
              data-begins={begins && from === start ? ` ${highlightNames[kind]}: ` : undefined}
            >
              {inside}
            </mark>
          ),
          of.text.slice(start, end),
        )}
        {ended.map(({ highlight }) => (
          <Fragment key={highlight}>{sign(highlight)}</Fragment>
        ))}
      </Fragment>
    )
  })
}
