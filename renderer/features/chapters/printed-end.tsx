import { memo, useEffect } from 'react'
import type { FactPlace } from '../../../shared/model/content'
import type { Support } from '../../../shared/model/print'
import type { ChapterView } from '../../../shared/model/views'
import { isPastDate, localDay } from '../../../shared/rules/past-date'
import { Blocks } from '../../ui/text'
import { sourceDate } from '../../ui/words'
import './chapter-print.css'
import { questionsOf } from './print-notes'

/**
 * What only paper has: the answers to the questions, and where each statement stands in its source. Always there, since
 * what is made when printing begins can be missed when pages are counted; on the screen nobody sees, hears or finds it.
 */
export const PrintedEnd = memo(function PrintedEnd({ view, notes }: { view: ChapterView; notes: string[][] }) {
  const questions = questionsOf(view.chapter)
  return (
    <div className="printed-end">
      {questions.length > 0 && (
        <section aria-labelledby="printed-answers" className="reading">
          <h2 id="printed-answers">Answers</h2>
          <ol className="printed-answers">
            {questions.map((question) => (
              <li key={question.id}>
                <Blocks of={question.blocks} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <section aria-labelledby="printed-notes">
        <h2 id="printed-notes">Notes</h2>
        <ol className="printed-notes">
          {notes.map((facts) => (
            <li key={facts.join(' ')}>{placesOf(facts, view, view.chapter.sources).join('; ')}.</li>
          ))}
        </ol>
      </section>
    </div>
  )
})

/** `Source 3, Abstract, 2024 (R-200)`: each section of each source once. */
export function placesOf(facts: string[], { facts: places, sources }: Support, order: readonly string[]): string[] {
  const told = new Map<string, string[]>()
  for (const fact of facts) {
    const place = places[fact]
    const source = place && sources[place.source]
    if (!place || !source) continue
    const past = isPastDate(place, source, localDay(Date.now())) ? ' †' : ''
    const number = `${source.kind === 'reference' ? 'R' : ''}${order.indexOf(source.id) + 1}`
    const words = `Source ${number}, ${place.section}${dateOf(place)}${past}`
    told.set(words, [...(told.get(words) ?? []), fact])
  }
  return [...told].map(([words, ids]) => `${words} (${ids.join(', ')})`)
}

const dateOf = ({ asOf }: FactPlace) => (asOf === undefined ? '' : `, ${sourceDate(asOf)}`)

/** At the head of each page but the first. */
export function useRunningTitle(title: string): void {
  useEffect(() => {
    const { style } = document.documentElement
    style.setProperty('--running-title', JSON.stringify(title))
    return () => void style.removeProperty('--running-title')
  }, [title])
}
