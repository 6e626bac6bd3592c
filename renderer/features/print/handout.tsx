import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Support } from '../../../shared/model/print'
import { api } from '../../client'
import { Cited } from '../../ui/text'
import { sourceDate } from '../../ui/words'
import { numbered } from '../chapters/print-notes'
import { placesOf } from '../chapters/printed-end'
import './handout.css'

/** One handout: its title, its text, the notes and sources of what it says, and which edition it was printed from. */
export function Handout(props: {
  title: string
  over?: string | undefined
  lead?: ReactNode
  /** The sets of facts that its statements rest on, in the order of the text. */
  citations: readonly string[][]
  support: Support
  /** Without sources, its statements carry no numbers either. */
  withSources: boolean
  /** Set closer. */
  dense?: boolean
  children: ReactNode
}) {
  const { citations, support, withSources } = props
  const { numbers, notes } = useMemo(() => numbered(withSources ? citations : []), [citations, withSources])
  const order = useMemo(() => sourcesInOrder(notes, support), [notes, support])
  return (
    <Cited facts={support.facts} sources={support.sources} order={order} notes={numbers} paper>
      <article className={props.dense ? 'handout handout-dense' : 'handout'}>
        <header className="handout-head">
          {props.over && <p className="handout-over">{props.over}</p>}
          <h2>{props.title}</h2>
          {props.lead && <p className="handout-lead">{props.lead}</p>}
        </header>
        {props.children}
        {notes.length > 0 && <EndNotes notes={notes} order={order} support={support} />}
        <Colophon />
      </article>
    </Cited>
  )
}

/** The name of a fact stays on one line. */
const unbroken = (words: string): string => words.replace(/\b([RS]\d*)-(\d+)/g, '$1\u2011$2')

function sourcesInOrder(notes: readonly string[][], { facts }: Support): string[] {
  return [...new Set(notes.flat().flatMap((fact) => facts[fact]?.source ?? []))]
}

function EndNotes({ notes, order, support }: { notes: string[][]; order: string[]; support: Support }) {
  return (
    <section className="handout-end">
      <h3>Notes</h3>
      <p>
        An R marks a source beyond the two documents that this book is built on. A † marks a fact that may have changed:
        it is more than two years old, or its source shows no date. Check it before you rely on it.
      </p>
      <ol>
        {notes.map((facts) => (
          <li key={facts.join(' ')}>{unbroken(placesOf(facts, support, order).join('; '))}.</li>
        ))}
      </ol>
      <h3>Sources</h3>
      <ul className="handout-sources">
        {order.flatMap((id, index) => {
          const source = support.sources[id]
          if (!source) return []
          return (
            <li key={id}>
              <span className="handout-source-number">
                {source.kind === 'reference' && 'R'}
                {index + 1}
              </span>{' '}
              {source.title}. {source.publisher}, {sourceDate(source.date)}.
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Which edition it was printed from, and when: in small print. */
export function Colophon() {
  const words = useEdition()
  return words === null ? null : (
    <p className="handout-colophon">
      {words} Study material, not an official government publication and not legal advice.
    </p>
  )
}

function useEdition(): string | null {
  const about = useQuery(api.app.about.queryOptions()).data
  if (!about) return null
  const { title, version, hash, asOf } = about.pack
  return `Printed ${today()} from Fieldbook: ${title}, version ${version}, content as of ${sourceDate(asOf)}, edition ${hash.slice(0, 16)}.`
}

/** The same on the edge of a sheet of cards. */
export function useShortEdition(): string {
  const about = useQuery(api.app.about.queryOptions()).data
  if (!about) return ''
  const { version, hash } = about.pack
  return `Fieldbook ${version}, edition ${hash.slice(0, 16)}, printed ${today()}.`
}

const today = () => new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(Date.now())
