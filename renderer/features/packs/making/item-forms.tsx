import { useQuery } from '@tanstack/react-query'
import { api } from '../../../client'
import { CardFields } from './card-form'
import { EntryFields } from './entry-form'
import { Line, textHint, Words } from './fields'
import { useForm } from './form'
import { type Item, type ItemKind, idFor, type Texts } from './items'
import { EntrySelect, Place, useChapters } from './places'
import { Several } from './several'
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
      return <EntryFields items={items} texts={texts} />
    case 'card':
      return <CardFields items={items} />
    case 'story':
      return <StoryFields items={items} />
  }
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
      {isEntry ? <EntrySelect items={items} at={['entry']} label="Glossary entry" /> : <Place items={items} />}
    </>
  )
}

function Objectives({ texts }: { texts: Texts }) {
  return (
    <Several
      title="What one can do after it"
      at={['objectives']}
      least={1}
      name="objective"
      fresh={() => ({ id: idFor('objective', texts), text: '' })}
      ordered
    >
      {(index) => <Line at={['objectives', index, 'text']} label={`Objective ${index + 1}`} />}
    </Several>
  )
}

function Sections({ texts }: { texts: Texts }) {
  return (
    <Several
      title="Sections"
      at={['sections']}
      least={1}
      name="section"
      fresh={() => ({ id: idFor('section', texts), title: '', text: '' })}
      ordered
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
