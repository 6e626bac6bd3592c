import { useQuery } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import {
  type Orientation,
  type PaperName,
  paperNames,
  paperSize,
  papers,
  type Size,
} from '../../../shared/rules/print/paper'
import { api, client, ownWindow, queries } from '../../client'
import { Choice } from '../../ui/choice'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { type Options, oneOf, useWanted, type Wanted } from './address'
import { CardsHandout, CardsOptions } from './cards-handout'
import { ChapterHandout, ChapterOptions } from './chapter-handout'
import { DistinctionsHandout } from './distinctions-handout'
import { GlossaryHandout, GlossaryOptions } from './glossary-handout'
import { NotesHandout, NotesOptions } from './notes-handout'
import './print.css'
import { QuestionHandout, QuestionOptions } from './question-handout'

interface Kind {
  name: string
  Options?: ComponentType<Options>
  Shown: ComponentType<{ wanted: Wanted; page: Size }>
}
const kinds = {
  chapter: { name: 'A chapter', Options: ChapterOptions, Shown: ChapterHandout },
  glossary: { name: 'The glossary', Options: GlossaryOptions, Shown: GlossaryHandout },
  cards: { name: 'Flashcards to cut out', Options: CardsOptions, Shown: CardsHandout },
  questions: { name: 'A question sheet with its key', Options: QuestionOptions, Shown: QuestionHandout },
  distinctions: { name: 'The distinctions', Shown: DistinctionsHandout },
  notes: { name: 'My notes', Options: NotesOptions, Shown: NotesHandout },
} satisfies Record<string, Kind>
const kindNames = Object.keys(kinds) as (keyof typeof kinds)[]

/** Handouts: what is printed and how on one side, the pages as they will be on the other. */
export function Print() {
  const [wanted, change] = useWanted()
  const settings = useQuery(api.settings.get.queryOptions()).data
  if (!settings) return null
  const what = oneOf(kindNames, wanted.what) ?? 'chapter'
  const kind: Kind = kinds[what]
  const { Options, Shown } = kind
  const { paper } = settings.appearance
  const orientation: Orientation = wanted.orientation === 'landscape' ? 'landscape' : 'portrait'
  return (
    <Page
      title="Print"
      className="print-screen"
      lead="Handouts for a room without a network. The pages shown are what will be on paper."
    >
      <div className="print-desk">
        <form className="print-choices" onSubmit={(event) => event.preventDefault()}>
          <PrintButtons name={kind.name} />
          <Choice
            legend="What"
            value={what}
            options={kindNames.map((name) => [name, kinds[name].name])}
            choose={(what) => change({ what })}
          />
          {Options && (
            <fieldset className="print-options">
              <legend>Which</legend>
              <Options wanted={wanted} change={change} />
            </fieldset>
          )}
          <Choice
            legend="Paper"
            value={paper}
            options={paperNames.map((name) => [name, papers[name].name])}
            choose={(paper) => void keepPaper(paper)}
          />
          <Choice
            legend="Page"
            value={orientation}
            options={[
              ['portrait', 'Portrait'],
              ['landscape', 'Landscape'],
            ]}
            choose={(orientation) => change({ orientation })}
          />
        </form>
        <div className="print-pages">
          <Shown wanted={wanted} page={pageOf(paper, orientation)} />
        </div>
      </div>
    </Page>
  )
}

const pages = new Map<string, Size>()
/** The same object for the same paper. */
function pageOf(paper: PaperName, orientation: Orientation): Size {
  const key = `${paper} ${orientation}`
  const page = pages.get(key) ?? paperSize(paper, orientation)
  pages.set(key, page)
  return page
}

/** On the screen at once; kept for this computer. */
async function keepPaper(paper: PaperName): Promise<void> {
  const key = api.settings.get.queryKey()
  queries.setQueryData(key, (old) => old && { ...old, appearance: { ...old.appearance, paper } })
  try {
    queries.setQueryData(key, await client.settings.changeAppearance({ paper }))
  } catch {
    // It holds for now, and is chosen again another time.
  }
}

function PrintButtons({ name }: { name: string }) {
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  async function save() {
    setProblem('')
    setSaid('')
    try {
      const { saved } = await client.print.pdf({ name })
      if (saved !== null) setSaid(`Saved as ${saved}.`)
    } catch (error) {
      setProblem(errorWords(error))
    }
  }
  return (
    <div className="print-buttons">
      <button type="button" className="button button-main" onClick={() => window.print()}>
        Print…
      </button>
      {ownWindow && (
        <button type="button" className="button" onClick={() => void save()}>
          Save as PDF…
        </button>
      )}
      {!ownWindow && (
        <p className="soft small">For a PDF, choose “Save as PDF” as the printer in your browser’s print dialog.</p>
      )}
      <p role="status">{said}</p>
      {problem && <p role="alert">{problem}</p>}
    </div>
  )
}
