import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Size } from '../../../shared/rules/print/paper'
import { api } from '../../client'
import { WithOwnWords } from '../../ui/correctable'
import { errorWords } from '../../ui/errors'
import { Blocks } from '../../ui/text'
import { citationsIn, questionsOf } from '../chapters/print-notes'
import { idsIn, type Options, type Wanted } from './address'
import { SelectOne, SomeOf, Tick } from './fields'
import { FlowPages } from './flow-pages'
import { Handout } from './handout'
import { NoteTexts } from './note-texts'

/** The chapters that have a text. */
function useChapters() {
  return (
    useQuery(api.library.overview.queryOptions()).data?.chapters.filter(({ status }) => status === 'complete') ?? []
  )
}

export function ChapterOptions({ wanted, change }: Options) {
  const chapters = useChapters()
  const chapter = chapters.find(({ id }) => id === wanted.chapter) ?? chapters[0]
  return (
    <>
      <SelectOne
        label="Chapter"
        value={chapter?.id ?? ''}
        options={chapters.map(({ id, number, title }) => [id, `${number}. ${title}`])}
        choose={(id) => change({ chapter: id, sections: '' })}
      />
      {chapter && (
        <SomeOf
          legend="Sections"
          all={chapter.sections.map(({ id, title }) => ({ id, name: title || 'The opening' }))}
          chosen={idsIn(wanted.sections)}
          choose={(ids) => change({ sections: ids.join(' ') })}
        />
      )}
      <Tick
        label="Notes on the sources"
        checked={wanted.sources === 'yes'}
        change={(sources) => change({ sources: sources ? 'yes' : 'no' })}
      />
      <Tick
        label="My own notes on it"
        checked={wanted.own === 'yes'}
        change={(own) => change({ own: own ? 'yes' : 'no' })}
      />
    </>
  )
}

export function ChapterHandout({ wanted, page }: { wanted: Wanted; page: Size }) {
  const chapters = useChapters()
  const id = chapters.find(({ id }) => id === wanted.chapter)?.id ?? chapters[0]?.id ?? ''
  const { data: view, error } = useQuery({
    ...api.library.chapter.queryOptions({ input: { chapter: id } }),
    enabled: id !== '',
  })
  const own = useQuery({
    ...api.notes.list.queryOptions({ input: { chapter: id, sort: 'place', limit: 1000 } }),
    enabled: id !== '' && wanted.own === 'yes',
  }).data
  const printed = useMemo(() => {
    if (!view) return null
    const wished = idsIn(wanted.sections)
    const sections = view.chapter.sections.filter((section) => wished.length === 0 || wished.includes(section.id))
    const questions = questionsOf({ ...view.chapter, sections })
    const blocks = [
      ...sections.flatMap((section) => section.blocks),
      ...questions.flatMap((question) => question.blocks),
    ]
    return { sections, questions, citations: blocks.flatMap(citationsIn) }
  }, [view, wanted.sections])
  if (error) return <p role="alert">{errorWords(error)}</p>
  if (!view || !printed) return null
  const { chapter } = view
  return (
    <FlowPages page={page} title={chapter.title}>
      <Handout
        title={chapter.title}
        over={`Chapter ${chapter.number}`}
        lead={chapter.summary}
        citations={printed.citations}
        support={view}
        withSources={wanted.sources === 'yes'}
      >
        <WithOwnWords where={{ chapter: chapter.id }}>
          {printed.sections.map((section) => (
            <section key={section.id} className="reading">
              {section.id !== 'opening' && <h3 className="handout-section">{section.title}</h3>}
              <Blocks of={section.blocks} />
            </section>
          ))}
          {printed.questions.length > 0 && (
            <section>
              <h3>Answers</h3>
              <ol>
                {printed.questions.map((question) => (
                  <li key={question.id}>
                    <Blocks of={question.blocks} />
                  </li>
                ))}
              </ol>
            </section>
          )}
        </WithOwnWords>
        {wanted.own === 'yes' && own && own.notes.length > 0 && (
          <section>
            <h3>My notes</h3>
            <NoteTexts notes={own.notes} />
          </section>
        )}
      </Handout>
    </FlowPages>
  )
}
