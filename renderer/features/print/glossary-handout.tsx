import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Entry, EntryKind, Response } from '../../../shared/model/content'
import { summaryBlock } from '../../../shared/rules/corrections'
import type { Size } from '../../../shared/rules/print/paper'
import { api } from '../../client'
import { Correctable, WithOwnWords } from '../../ui/correctable'
import { entryKinds } from '../../ui/entry-words'
import { Blocks, Inlines } from '../../ui/text'
import { asOfWords, count } from '../../ui/words'
import { citationsIn, inText } from '../chapters/print-notes'
import { findEntries, searchable } from '../glossary/match'
import { ResponseMark } from '../glossary/response-mark'
import { idsIn, type Options, type Wanted } from './address'
import { SelectOne, SomeOf, TextField, Tick } from './fields'
import { FlowPages } from './flow-pages'
import { Handout } from './handout'

const responses: [Response, string][] = [
  ['smuggling', 'Smuggling'],
  ['trafficking', 'Trafficking'],
  ['both', 'Both'],
  ['context', 'Context'],
]

/** The entries that the choices let through, in alphabetical order. */
function useEntries({ search, kind, response }: Wanted) {
  const entries = useQuery(api.glossary.list.queryOptions()).data
  return useMemo(() => {
    if (!entries) return null
    const all = searchable(entries)
    const found = new Set(findEntries(all, search).map(({ entry }) => entry.id))
    return all
      .map(({ entry }) => entry)
      .filter(
        (entry) => found.has(entry.id) && (!kind || entry.kind === kind) && (!response || entry.response === response),
      )
  }, [entries, search, kind, response])
}

export function GlossaryOptions({ wanted, change }: Options) {
  const entries = useEntries(wanted) ?? []
  return (
    <>
      <TextField
        label="Entries with"
        type="search"
        placeholder="All, or a name or acronym"
        value={wanted.search}
        change={(search) => change({ search, entries: '' })}
      />
      <SelectOne
        label="Kind"
        value={wanted.kind as EntryKind | ''}
        options={[['', 'All kinds'], ...(Object.entries(entryKinds) as [EntryKind, string][])]}
        choose={(kind) => change({ kind, entries: '' })}
      />
      <SelectOne
        label="Response"
        value={wanted.response as Response | ''}
        options={[['', 'All'], ...responses]}
        choose={(response) => change({ response, entries: '' })}
      />
      <SomeOf
        legend="Which"
        all={entries}
        chosen={idsIn(wanted.entries)}
        choose={(ids) => change({ entries: ids.join(' ') })}
      />
      <Tick
        label="The whole text of each entry"
        checked={wanted.detail === 'full'}
        change={(full) => change({ detail: full ? 'full' : 'short' })}
      />
      <Tick
        label="Notes on the sources"
        checked={wanted.sources === 'yes'}
        change={(sources) => change({ sources: sources ? 'yes' : 'no' })}
      />
    </>
  )
}

export function GlossaryHandout({ wanted, page }: { wanted: Wanted; page: Size }) {
  const found = useEntries(wanted)
  const wished = idsIn(wanted.entries)
  const ids = (found ?? []).map(({ id }) => id).filter((id) => wished.length === 0 || wished.includes(id))
  const printed = useQuery({
    ...api.print.entries.queryOptions({ input: { entries: ids } }),
    enabled: ids.length > 0,
  }).data
  const full = wanted.detail === 'full'
  const citations = useMemo(
    () =>
      (printed?.entries ?? []).flatMap(({ summary, blocks }) => [
        ...inText(summary),
        ...(full ? blocks.flatMap(citationsIn) : []),
      ]),
    [printed, full],
  )
  if (!found) return null
  if (ids.length === 0) return <p className="print-word">No entry is like that.</p>
  if (!printed) return null
  const parts = [
    wanted.kind && entryKinds[wanted.kind as EntryKind],
    responses.find(([response]) => response === wanted.response)?.[1],
    wanted.search && `with “${wanted.search}”`,
  ].filter(Boolean)
  return (
    <FlowPages page={page} title="Glossary">
      <Handout
        title="Glossary"
        over={parts.length > 0 ? parts.join(', ') : undefined}
        lead={count(printed.entries.length, 'entry', 'entries')}
        citations={citations}
        support={printed}
        withSources={wanted.sources === 'yes'}
      >
        {printed.entries.map((entry) => (
          <PrintedEntry key={entry.id} entry={entry} full={full} />
        ))}
      </Handout>
    </FlowPages>
  )
}

function PrintedEntry({ entry, full }: { entry: Entry; full: boolean }) {
  return (
    <section className={`handout-entry ${full ? '' : 'handout-whole'}`}>
      <h3>
        {entry.name}
        {entry.acronym && ` (${entry.acronym})`}
      </h3>
      <p className="handout-entry-kind">
        {entryKinds[entry.kind]} · <ResponseMark of={entry.response} /> · {asOfWords(entry.asOf)}
      </p>
      <WithOwnWords where={{ entry: entry.id }}>
        <p>
          <Correctable block={summaryBlock} item={null} paper>
            <Inlines of={entry.summary} />
          </Correctable>
        </p>
        {full && <Blocks of={entry.blocks} />}
      </WithOwnWords>
    </section>
  )
}
