import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Block, Factor } from '../../../shared/model/content'
import type { Support } from '../../../shared/model/print'
import type { ChapterView } from '../../../shared/model/views'
import type { Size } from '../../../shared/rules/print/paper'
import { api, client } from '../../client'
import { ClassMark } from '../../ui/marks'
import { BlockText } from '../../ui/text'
import { citationsIn } from '../chapters/print-notes'
import { FlowPages } from './flow-pages'
import { Handout } from './handout'

const scopes: Record<Factor['scope'], string> = {
  'us-law': 'U.S. law',
  un: 'UN contrast',
  'contrast-only': 'not law, a way to tell them apart',
}

type Table = Extract<Block, { type: 'table' }>

/** The book's first table that sets the two side by side. */
function sideBySide(views: readonly ChapterView[]): { table: Table; view: ChapterView } | null {
  const heads = (table: Table) =>
    table.header.map((cell) => cell.map((inline) => (inline.type === 'text' ? inline.text : '')).join(''))
  for (const view of views)
    for (const block of view.chapter.sections.flatMap((section) => section.blocks))
      if (block.type === 'table' && ['Smuggling', 'Trafficking'].every((name) => heads(block).includes(name)))
        return { table: block, view }
  return null
}

const nothing: Support = { facts: {}, sources: {} }

export function DistinctionsHandout({ page }: { page: Size }) {
  const library = useQuery(api.library.overview.queryOptions()).data
  const views = useQuery({
    queryKey: ['print', 'chapters'],
    queryFn: () => Promise.all((library?.chapters ?? []).map(({ id }) => client.library.chapter({ chapter: id }))),
    enabled: library !== undefined,
  }).data
  const found = useMemo(() => views && sideBySide(views), [views])
  const citations = useMemo(() => (found ? citationsIn(found.table) : []), [found])
  if (!library || found === undefined) return null
  return (
    <FlowPages page={page} title="Smuggling or trafficking" margins="close">
      <Handout
        title="Smuggling or trafficking"
        lead="Factor by factor. Indicators are prompts for the next question, never a verdict."
        citations={citations}
        support={found?.view ?? nothing}
        withSources
        dense
      >
        <dl className="handout-classes">
          {library.classes.map(({ id, name, summary }) => (
            <div key={id}>
              <dt>
                <ClassMark of={id}>{name}</ClassMark>
              </dt>
              <dd>{summary}</dd>
            </div>
          ))}
        </dl>
        {found && (
          <section>
            <h3>Side by side</h3>
            <BlockText block={found.table} />
          </section>
        )}
        <section>
          <h3>What to ask</h3>
          <ul className="handout-factors">
            {library.factors.map(({ id, name, scope, question }) => (
              <li key={id}>
                <strong>{name}</strong> ({scopes[scope]}). {question}
              </li>
            ))}
          </ul>
        </section>
      </Handout>
    </FlowPages>
  )
}
