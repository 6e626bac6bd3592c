import { entryKinds, relationNames } from '../../../ui/entry-words'
import { Line, Select, textHint, Words } from './fields'
import { useField, useForm } from './form'
import type { Item, Texts } from './items'
import { EntrySelect } from './places'
import { OwnPlaces } from './rests-on'
import { Several } from './several'

interface Around {
  items: readonly Item[]
  texts: Texts
}

export function EntryFields({ items, texts }: Around) {
  const { item } = useForm()
  return (
    <>
      <p className="soft small">
        In a text of this pack it opens where you write <code>[its name](glossary:{String(item.value.id)})</code>.
      </p>
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
      <Line at={['since']} label="Since when, if it is known" hint="2021-06-10, 2021-06 or 2021." />
      <Line at={['asOf']} label="As of" hint="The day this was checked: 2026-05-01." />
      <Relations items={items} texts={texts} />
    </>
  )
}

const responses = {
  both: 'Both',
  smuggling: 'Smuggling',
  trafficking: 'Trafficking',
  context: 'Neither: it gives context',
}

function Relations({ items, texts }: Around) {
  return (
    <Several
      title="How it connects to other entries"
      at={['relations']}
      name="connection"
      fresh={() => ({ type: 'works-with', to: '' })}
    >
      {(index) => (
        <>
          <Select at={['relations', index, 'type']} label={`Connection ${index + 1}`}>
            {Object.entries(relationNames).map(([id, { outgoing }]) => (
              <option key={id} value={id}>
                {outgoing}
              </option>
            ))}
          </Select>
          <EntrySelect items={items} at={['relations', index, 'to']} label="Which entry" />
          <WrittenIn at={['relations', index, 'facts']} texts={texts} items={items} />
        </>
      )}
    </Several>
  )
}

/** Where the connection itself is written, if that is elsewhere. */
function WrittenIn({ at, texts, items }: Around & { at: (string | number)[] }) {
  const { value, set } = useField(at)
  const mark = Array.isArray(value) ? value.join(', ') : ''
  return (
    <Select
      at={at}
      label="Where this is written"
      value={mark}
      choose={(to) => set(to === '' ? undefined : to.split(', '))}
    >
      <option value="">Where the entry is</option>
      <OwnPlaces texts={texts} items={items} also={mark} />
    </Select>
  )
}
