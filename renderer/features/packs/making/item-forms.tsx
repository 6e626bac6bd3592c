import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../../client'
import { entryKinds } from '../../../ui/entry-words'
import { Line, ProblemsHere, Select, Words } from './fields'
import { useField, useForm } from './form'
import { type At, type Item, type ItemKind, idFor, type Texts, type Value } from './items'
import { EntrySelect, Place, useChapters } from './places'
import { StoryFields } from './story-form'

interface FieldsOf {
  items: readonly Item[]
  texts: Texts
}

/** The fields of each kind of thing, by the names that its file has for them. */
export function ItemFields({ kind, items, texts }: FieldsOf & { kind: ItemKind }) {
  switch (kind) {
    case 'about':
      return (
        <>
          <Line at={['title']} label="Title" />
          <Words at={['about']} label="What it adds, in a sentence or two" />
          <Line
            at={['version']}
            label="Version"
            hint="Three numbers, such as 1.0.0. Each one that you hand out needs a higher one."
          />
          <Line at={['asOf']} label="As of" hint="The day your facts were checked: 2026-05-01." />
        </>
      )
    case 'source':
      return (
        <>
          <Line at={['title']} label="Title of the document" />
          <Line at={['publisher']} label="Who published it" />
          <Line at={['date']} label="Its date" hint="2026-05-01, 2026-05 or 2026." />
          <Line at={['url']} label="Its address on the internet, if it has one" />
        </>
      )
    case 'chapter':
      return (
        <>
          <Line at={['title']} label="Title" />
          <Words at={['summary']} label="What it is about, in a sentence" rows={2} />
          <Objectives texts={texts} />
          <Sections texts={texts} />
        </>
      )
    case 'overlay':
      return (
        <>
          <Line at={['title']} label="Title" hint="Such as: The law of our state." />
          <Words at={['text']} label="Text" rows={6} hint={textHint} />
          <OverlayPlace items={items} />
        </>
      )
    case 'help':
      return (
        <>
          <Line at={['title']} label="Title" />
          <Words at={['summary']} label="Whom these contacts are for, in a sentence" rows={2} />
          <Line at={['asOf']} label="As of" hint="The day the numbers were checked: 2026-05-01." />
          <Sections texts={texts} />
        </>
      )
    case 'entry':
      return (
        <>
          <Line at={['name']} label="Name" />
          <Line at={['acronym']} label="Acronym, if it has one" />
          <Words at={['aliases']} label="Other names, one a line, if it has any" rows={2} lines />
          <Select at={['kind']} label="What it is">
            {Object.entries(entryKinds).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </Select>
          <Select at={['response']} label="What it answers to">
            {Object.entries(responses).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </Select>
          <Words at={['summary']} label="What it is and does, in a few sentences" />
          <Words at={['text']} label="More about it, if there is more" hint={textHint} />
          <Line at={['asOf']} label="As of" hint="The day this was checked: 2026-05-01." />
        </>
      )
    case 'card':
      return <CardFields items={items} />
    case 'story':
      return <StoryFields items={items} />
  }
}

const textHint = 'An empty line begins a new paragraph; lines that begin with a hyphen make a list.'
const responses = {
  both: 'Both',
  smuggling: 'Smuggling',
  trafficking: 'Trafficking',
  context: 'Neither: it gives context',
}

function OverlayPlace({ items }: { items: readonly Item[] }) {
  const { item, change } = useForm()
  const { value } = item
  const isEntry = value.entry !== undefined
  const { book } = useChapters(items)
  const entries = useQuery(api.glossary.list.queryOptions()).data
  function choose(entry: boolean): void {
    const { entry: _, chapter: __, section: ___, ...rest } = value
    change(
      [],
      entry
        ? { ...rest, entry: entries?.find(({ id }) => !id.includes('.'))?.id ?? '' }
        : { ...rest, chapter: book[0]?.id ?? '', section: book[0]?.sections.at(-1)?.id ?? '' },
    )
  }
  return (
    <>
      <fieldset className="making-choice">
        <legend>It is added at the end of</legend>
        <label>
          <input type="radio" name="at" checked={!isEntry} onChange={() => choose(false)} /> a section of a chapter
        </label>
        <label>
          <input type="radio" name="at" checked={isEntry} onChange={() => choose(true)} /> a glossary entry
        </label>
      </fieldset>
      {isEntry ? <EntrySelect items={items} /> : <Place items={items} />}
    </>
  )
}

function Objectives({ texts }: { texts: Texts }) {
  const { value, set } = useField(['objectives'])
  const objectives = (Array.isArray(value) ? value : []) as { id: string; text: string }[]
  return (
    <Several
      title="What one can do after it"
      at={['objectives']}
      count={objectives.length}
      least={1}
      name="objective"
      add={() => set([...objectives, { id: idFor('objective', texts), text: '' }])}
      remove={(index) => set(objectives.filter((_, at) => at !== index))}
    >
      {(index) => <Line at={['objectives', index, 'text']} label={`Objective ${index + 1}`} />}
    </Several>
  )
}

function Sections({ texts }: { texts: Texts }) {
  const { value, set } = useField(['sections'])
  const sections = (Array.isArray(value) ? value : []) as { id: string; title: string; text: string }[]
  return (
    <Several
      title="Sections"
      at={['sections']}
      count={sections.length}
      least={1}
      name="section"
      add={() => set([...sections, { id: idFor('section', texts), title: '', text: '' }])}
      remove={(index) => set(sections.filter((_, at) => at !== index))}
    >
      {(index) => (
        <>
          <Line at={['sections', index, 'title']} label={`Heading of section ${index + 1}`} />
          <Words
            at={['sections', index, 'text']}
            label={`Text of section ${index + 1}`}
            rows={7}
            {...(index === 0 && { hint: textHint })}
          />
        </>
      )}
    </Several>
  )
}

/** Parts of which there may be more. */
export function Several(props: {
  title: string
  at: At
  count: number
  least: number
  most?: number
  name: string
  add: () => void
  remove: (index: number) => void
  children: (index: number) => ReactNode
}) {
  const { title, at, count, least, most = 100, name, add, remove, children } = props
  return (
    <fieldset className="making-several" data-at={at.join('.')}>
      <legend>{title}</legend>
      <ProblemsHere of={useField(at).problems} />
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
        <div key={index} className="making-part">
          {children(index)}
          {count > least && (
            <button type="button" className="button button-quiet" onClick={() => remove(index)}>
              Take out {name} {index + 1}
            </button>
          )}
        </div>
      ))}
      {count < most && (
        <button type="button" className="button" onClick={add}>
          Another {name}
        </button>
      )}
    </fieldset>
  )
}

export const cardKinds = {
  basic: 'Question and answer',
  reversed: 'Question and answer, asked both ways',
  cloze: 'Sentence with gaps',
  typed: 'Answer to be typed',
  'multiple-choice': 'Answers to choose from',
} as const
type CardKind = keyof typeof cardKinds

/** What a kind of card has and others haven't, as it begins. */
const ofKind: Record<CardKind, Value> = {
  basic: { front: '', back: '' },
  reversed: { front: '', back: '', reverse: { front: '', back: '' } },
  cloze: { text: '' },
  typed: { front: '', back: '', accept: [] },
  'multiple-choice': {
    front: '',
    options: [
      { id: 'a', text: '', right: true },
      { id: 'b', text: '', why: '' },
      { id: 'c', text: '', why: '' },
    ],
  },
}

function CardFields({ items }: { items: readonly Item[] }) {
  const { item, change } = useForm()
  const kind = item.value.kind as CardKind
  function choose(to: string): void {
    const { front, back, reverse: _, text: __, accept: ___, options: ____, ...rest } = item.value
    const had: Value = { front, back }
    const own = Object.entries(ofKind[to as CardKind]).map(([key, empty]) => [key, had[key] ?? empty])
    change([], { ...rest, kind: to, ...Object.fromEntries(own) })
  }
  return (
    <>
      <Select at={['kind']} label="Kind of card" choose={choose}>
        {Object.entries(cardKinds).map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </Select>
      {kind === 'cloze' ? (
        <Words
          at={['text']}
          label="Sentence"
          gaps
          hint="Write the whole sentence, select the words that are to be found, and press the button below."
        />
      ) : (
        <Words at={['front']} label="Question" rows={2} />
      )}
      {(kind === 'basic' || kind === 'typed' || kind === 'reversed') && <Words at={['back']} label="Answer" rows={2} />}
      {kind === 'typed' && (
        <Words at={['accept']} label="Also right, one a line" lines rows={2} hint="Other ways to write the answer." />
      )}
      {kind === 'reversed' && (
        <>
          <Words at={['reverse', 'front']} label="Question the other way round" rows={2} />
          <Words at={['reverse', 'back']} label="Answer the other way round" rows={2} />
        </>
      )}
      {kind === 'multiple-choice' && <Options />}
      <Words at={['why']} label="Why, as it stands with the answer" />
      <Place items={items} objectives />
    </>
  )
}

function Options() {
  const { value, set } = useField(['options'])
  const options = (Array.isArray(value) ? value : []) as { id: string; text: string; right?: boolean; why?: string }[]
  const right = (index: number) =>
    set(
      options.map(({ right: _, why, ...one }, at) =>
        at === index ? { ...one, right: true } : { ...one, why: why ?? '' },
      ),
    )
  return (
    <Several
      title="Answers to choose from"
      at={['options']}
      count={options.length}
      least={3}
      most={5}
      name="answer"
      add={() => {
        const id = [...'abcdefgh'].find((letter) => options.every((one) => one.id !== letter)) ?? 'z'
        set([...options, { id, text: '', why: '' }])
      }}
      remove={(index) => {
        const left = options.filter((_, at) => at !== index)
        const [first, ...others] = left
        const isRight = left.some((one) => one.right)
        set(isRight || !first ? left : [{ id: first.id, text: first.text, right: true }, ...others])
      }}
    >
      {(index) => (
        <>
          <Line at={['options', index, 'text']} label={`Answer ${index + 1}`} />
          <label className="making-check-line">
            <input type="radio" name="right" checked={options[index]?.right === true} onChange={() => right(index)} />{' '}
            This one is right
          </label>
          {options[index]?.right !== true && (
            <Words at={['options', index, 'why']} label={`Why answer ${index + 1} is wrong`} rows={2} />
          )}
        </>
      )}
    </Several>
  )
}
