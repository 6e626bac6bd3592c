import { useQuery } from '@tanstack/react-query'
import { api } from '../../../client'
import { withContrast } from './arranging'
import { Line, Select, Ticks, Words } from './fields'
import { useField, useForm } from './form'
import { type Item, keyOf } from './items'
import type { Value } from './list-text'
import { itemName } from './names'
import { EntrySelect, Place } from './places'
import { Several } from './several'

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

export function CardFields({ items }: { items: readonly Item[] }) {
  const library = useQuery(api.library.overview.queryOptions()).data
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
      <Ticks
        at={['factors']}
        legend="Facts that matter in it"
        hint="Reviews and practice can be narrowed to them."
        of={library?.factors ?? []}
      />
      <Ticks at={['classes']} legend="Kinds of case it is about" of={library?.classes ?? []} />
      <Several title="Glossary entries it asks about" at={['terms']} name="entry" fresh={() => ''}>
        {(index) => <EntrySelect items={items} at={['terms', index]} label={`Entry ${index + 1}`} />}
      </Several>
      <Contrast items={items} />
    </>
  )
}

/** Each of the two names the other. */
function Contrast({ items }: { items: readonly Item[] }) {
  const { item, change } = useForm()
  const { id, contrast } = item.value
  const others = items.filter(({ kind, value }) => kind === 'card' && value.id !== id)
  const isElsewhere = contrast !== undefined && others.every(({ value }) => value.id !== contrast)
  if (others.length === 0 && !isElsewhere) return null
  return (
    <Select
      at={['contrast']}
      label="Its look-alike"
      hint="A card that is easily mistaken for this one: drills ask the two side by side. The other one names this card then, too."
      choose={(to) => change(['contrast'], to || undefined, (texts) => withContrast(texts, String(id), to))}
    >
      <option value="">None</option>
      {isElsewhere && <option value={String(contrast)}>{String(contrast)}</option>}
      {others.map((one) => (
        <option key={keyOf(one)} value={String(one.value.id)}>
          {itemName(one) || 'Not named yet'}
        </option>
      ))}
    </Select>
  )
}

interface Option {
  id: string
  text: string
  right?: boolean
  why?: string
}
/** The first that is right, or else the first, is right alone. */
function withOneRight(options: Option[]): Option[] {
  const right = options.find((one) => one.right) ?? options[0]
  return options.map(({ id, text, why }) =>
    id === right?.id ? { id, text, right: true } : { id, text, why: why ?? '' },
  )
}

function Options() {
  const { value, set } = useField(['options'])
  const options = (Array.isArray(value) ? value : []) as Option[]
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
      least={3}
      most={5}
      name="answer"
      fresh={() => ({
        id: [...'abcdefgh'].find((letter) => options.every((one) => one.id !== letter)) ?? 'z',
        text: '',
        why: '',
      })}
      mend={withOneRight}
      ordered
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
