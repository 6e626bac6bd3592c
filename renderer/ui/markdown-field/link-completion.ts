/** `[[` and a few letters: entries, chapters with their sections, and notes to link to. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { api, client, queries } from '../../client'
import { linkTo } from './link-text'

const most = 12
const typed = /\[\[[^[\]\n]{0,80}$/

interface Place {
  name: string
  kind: string
  address: string
  /** What finds it, in small letters. */
  words: string
}

export async function completeLinks(context: CompletionContext): Promise<CompletionResult | null> {
  const found = context.matchBefore(typed)
  if (!found) return null
  const words = found.text.slice(2).trim().toLowerCase().split(/\s+/).filter(Boolean)
  const [book, notes] = await Promise.all([
    placesInBook(),
    client.notes.list({ text: words.join(' '), limit: most }).then(({ notes }) => notes),
  ])
  if (context.aborted) return null
  const begins = ({ name }: Place) => name.toLowerCase().startsWith(words[0] ?? '')
  const fitting = book.filter((place) => words.every((word) => place.words.includes(word)))
  const places: Place[] = [...fitting.filter(begins), ...fitting.filter((place) => !begins(place))].slice(0, most)
  for (const { id, title } of notes)
    places.push({ name: title || 'Empty note', kind: 'Note', address: `/notes/${id}`, words: '' })
  return { from: found.from, options: places.map((place) => option(place, context)), filter: false }
}

function option({ name, kind, address }: Place, { state }: CompletionContext): Completion {
  return {
    label: name,
    detail: kind,
    apply: (view, _completion, from, to) => {
      // A `]]` that was typed already goes with it.
      const end = state.sliceDoc(to, to + 2) === ']]' ? to + 2 : to
      const insert = linkTo(name, address)
      view.dispatch({
        changes: { from, to: end, insert },
        selection: { anchor: from + insert.length },
        userEvent: 'input.complete',
      })
    },
  }
}

async function placesInBook(): Promise<Place[]> {
  const [entries, library] = await Promise.all([
    queries.ensureQueryData(api.glossary.list.queryOptions()),
    queries.ensureQueryData(api.library.overview.queryOptions()),
  ])
  const small = (...words: (string | undefined)[]) => words.filter(Boolean).join(' ').toLowerCase()
  return [
    ...entries.map(({ id, name, acronym, aliases }) => ({
      name,
      kind: acronym ?? 'Glossary',
      address: `/glossary/${id}`,
      words: small(name, acronym, ...aliases),
    })),
    ...library.chapters.flatMap(({ id, number, title, sections }) => [
      { name: title, kind: `Chapter ${number}`, address: `/chapters/${id}`, words: small(title, `chapter ${number}`) },
      ...sections
        .filter((section) => section.id !== 'opening')
        .map((section) => ({
          name: section.title,
          kind: `Chapter ${number}`,
          address: `/chapters/${id}#${section.id}`,
          words: small(section.title, title),
        })),
    ]),
  ]
}
