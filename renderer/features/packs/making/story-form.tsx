import { useQuery } from '@tanstack/react-query'
import { api } from '../../../client'
import { Line, ProblemsHere, Select, Words } from './fields'
import { useField, useForm } from './form'
import { type Item, withValue } from './items'
import type { Value } from './list-text'
import { EntrySelect, Place } from './places'
import { Several } from './several'

interface Says {
  factor: string
  decides?: boolean
  says: string
}

/** Two stories that differ in one fact, and therefore in their class. */
export function StoryFields({ items }: { items: readonly Item[] }) {
  const factors = useQuery(api.library.overview.queryOptions()).data?.factors ?? []
  const { item, change } = useForm()
  function differIn(factor: string): void {
    const stories = (item.value.stories as Value[]).map((story) => {
      const says = (story.factors as Says[]) ?? []
      const others = says.filter((one) => one.factor !== factor && (one.says !== '' || !one.decides))
      const first = says.find((one) => one.factor === factor) ?? { factor, says: '' }
      return { ...story, factors: [{ factor: first.factor, decides: true, says: first.says }, ...others] }
    })
    change([], { ...item.value, factor, stories })
  }
  return (
    <>
      <p className="soft">
        A pair is two made-up stories that are alike but for one fact, and that fact changes what the case is. No real
        case, no real names.
      </p>
      <Select at={['factor']} label="The fact in which they differ" choose={differIn}>
        {factors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Words at={['differs']} label="How they differ, in a sentence or two" />
      {[0, 1].map((index) => (
        <Story key={index} index={index} items={items} />
      ))}
      <Place items={items} objectives />
      <HeldOut />
    </>
  )
}

function HeldOut() {
  const { value, set } = useField(['heldOut'])
  return (
    <label className="making-check-line">
      <input
        type="checkbox"
        data-at="heldOut"
        checked={value === true}
        onChange={({ target }) => set(target.checked ? true : undefined)}
      />{' '}
      Keep the pair out of reviews: it tests what carries over to new stories
    </label>
  )
}

const lengths = { least: 60, most: 120 }
const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

function Story({ index, items }: { index: number; items: readonly Item[] }) {
  const overview = useQuery(api.library.overview.queryOptions()).data
  const at = ['stories', index] as const
  const { value, set } = useField(at)
  const story = (value ?? {}) as Value
  const classes = overview?.classes ?? []
  const isWrong = classes.filter(({ id }) => id !== story.class)
  const isVictim = story.class === 'trafficking' || story.class === 'both'
  const words = wordsIn(String(story.story ?? ''))
  function choose(to: string): void {
    const before = (story.wrong ?? {}) as Record<string, string>
    const others = classes.filter(({ id }) => id !== to).map(({ id }) => id)
    const wrong = Object.fromEntries(others.map((id) => [id, before[id] ?? '']))
    const tempting = others.includes(String(story.tempting)) ? story.tempting : others[0]
    set(withValue(withValue(withValue(story, ['class'], to), ['wrong'], wrong), ['tempting'], tempting))
  }
  return (
    <fieldset className="making-story">
      <legend>{index === 0 ? 'First story' : 'Second story'}</legend>
      <Line at={[...at, 'title']} label="Title" />
      <Words
        at={[...at, 'story']}
        label="Story"
        rows={7}
        hint={`${lengths.least} to ${lengths.most} words; there are ${words} now.`}
      />
      <Select at={[...at, 'class']} label="What the case is" choose={choose}>
        {classes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Factors index={index} />
      <fieldset className="making-several" data-at={[...at, 'wrong'].join('.')}>
        <legend>Why it is nothing else</legend>
        <ProblemsInWrong at={[...at, 'wrong']} />
        {isWrong.map(({ id, name }) => (
          <Words key={id} at={[...at, 'wrong', id]} label={`Why not: ${name}`} rows={2} />
        ))}
      </fieldset>
      <Select at={[...at, 'tempting']} label="The wrong answer that most people give">
        {isWrong.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {(isVictim || Boolean(story.protection)) && (
        <Words at={[...at, 'protection']} label="What comes first for the person" rows={2} />
      )}
      <Words at={[...at, 'next']} label="What to ask or find out next, one a line" rows={3} lines />
      <Words at={[...at, 'takeaway']} label="What to take away, in a sentence or two" rows={2} />
      <Words at={[...at, 'law']} label="The law to read, if there is something to say" rows={2} />
      <Several title="Bodies that deal with it" at={[...at, 'agencies']} name="entry" fresh={() => ''}>
        {(one) => <EntrySelect items={items} at={[...at, 'agencies', one]} label={`Entry ${one + 1}`} />}
      </Several>
    </fieldset>
  )
}

function ProblemsInWrong({ at }: { at: readonly (string | number)[] }) {
  return <ProblemsHere of={useField(at).problems} />
}

function Factors({ index }: { index: number }) {
  const factors = useQuery(api.library.overview.queryOptions()).data?.factors ?? []
  const at = ['stories', index, 'factors'] as const
  const { value, set } = useField(at)
  const says = (Array.isArray(value) ? value : []) as Says[]
  const free = factors.filter(({ id }) => says.every((one) => one.factor !== id))
  return (
    <Several
      at={at}
      title="What the story says on each fact that matters"
      least={1}
      most={factors.length}
      name="fact"
      fresh={(): Says => ({ factor: free[0]?.id ?? '', says: '' })}
    >
      {(one) => (
        <>
          <Select at={[...at, one, 'factor']} label={`Fact ${one + 1}`}>
            {factors
              .filter(({ id }) => id === says[one]?.factor || free.some((other) => other.id === id))
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
          <label className="making-check-line">
            <input
              type="checkbox"
              checked={says[one]?.decides === true}
              onChange={({ target }) =>
                set(
                  says.map(({ decides: _, ...rest }, other) =>
                    other !== one ? (says[other] ?? rest) : target.checked ? { ...rest, decides: true } : rest,
                  ),
                )
              }
            />{' '}
            It decides what the case is
          </label>
          <Words at={[...at, one, 'says']} label={`What the story says on fact ${one + 1}`} rows={2} />
        </>
      )}
    </Several>
  )
}
