import { useMemo, useRef, useState } from 'react'
import type { ChosenRange, HighlightKind, HighlightView } from '../../../../shared/model/highlight'
import { api, client, queries, workChanged } from '../../../client'
import { errorWords } from '../../../ui/errors'
import { highlightNames } from '../../../ui/highlight-names'

type Change = (highlights: readonly HighlightView[]) => readonly HighlightView[]

export interface HighlightChanges {
  /** With what is still on its way to the disk. */
  highlights: readonly HighlightView[]
  make(kind: HighlightKind, parts: ChosenRange[]): void
  changeKind(highlight: HighlightView, kind: HighlightKind): void
  move(highlight: HighlightView, parts: ChosenRange[]): void
  remove(highlight: HighlightView): void
  /** What was done last, for those who can't see it; and what went wrong. */
  said: string
  problem: string
  say(words: string): void
}

/** Each change shows in the frame of its press, and goes away again if it can't be saved. */
export function useHighlightChanges(chapter: string, stored: readonly HighlightView[]): HighlightChanges {
  const [underWay, setUnderWay] = useState<readonly { id: number; change: Change }[]>([])
  const [said, say] = useState('')
  const [problem, setProblem] = useState('')
  const last = useRef(0)
  const highlights = useMemo(() => underWay.reduce((all, { change }) => change(all), stored), [stored, underWay])

  async function make(change: Change, ask: () => Promise<unknown>, words: string) {
    last.current += 1
    const id = last.current
    setUnderWay((before) => [...before, { id, change }])
    setProblem('')
    try {
      await ask()
      say(words)
      workChanged()
      // Until the core's own answer is there.
      await queries.invalidateQueries({ queryKey: api.highlights.list.key() })
    } catch (error) {
      setProblem(errorWords(error))
    }
    setUnderWay((before) => before.filter((one) => one.id !== id))
  }
  const changed =
    (id: string, part: Partial<HighlightView>): Change =>
    (all) =>
      all.map((one) => (one.id === id ? { ...one, ...part } : one))

  return {
    highlights,
    said,
    problem,
    say,
    make(kind, parts) {
      const highlight = crypto.randomUUID()
      const made = shownAs(highlight, kind, chapter, parts)
      void make(
        (all) => (all.some(({ id }) => id === highlight) ? all : [...all, made]),
        () => client.highlights.make({ highlight, kind, chapter, parts }),
        `Highlighted as ${highlightNames[kind]}: “${short(made.words)}”.`,
      )
    },
    changeKind({ id, kind: before }, kind) {
      if (kind === before) return
      void make(
        changed(id, { kind }),
        () => client.highlights.changeKind({ highlight: id, kind }),
        `Changed to ${highlightNames[kind]}.`,
      )
    },
    move({ id, kind }, parts) {
      const { words, places, was } = shownAs(id, kind, chapter, parts)
      void make(
        changed(id, { words, places, was, lost: [] }),
        () => client.highlights.move({ highlight: id, chapter, parts }),
        `Attached to “${short(words)}”.`,
      )
    },
    remove({ id, words }) {
      void make(
        (all) => all.filter((one) => one.id !== id),
        () => client.highlights.remove({ highlight: id }),
        `Removed the highlight “${short(words)}”.`,
      )
    },
  }
}

function shownAs(id: string, kind: HighlightKind, chapter: string, parts: readonly ChosenRange[]): HighlightView {
  const [first] = parts
  return {
    id,
    kind,
    chapter,
    words: parts.map(({ exact }) => exact).join('\n'),
    createdAt: Date.now(),
    places: parts.map(({ section, block, start, end }) => ({ section, block, start, end })),
    lost: [],
    was: { section: first?.section ?? '', block: first?.block ?? '' },
    notes: [],
  }
}

/** As it is named in a sentence. */
export function short(words: string, most = 60): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 2).replace(/\W*\s\S*$/, '')} …` : line
}
