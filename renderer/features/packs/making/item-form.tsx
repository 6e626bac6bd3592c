import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { SeenDraft } from '../../../../shared/model/packs'
import { ProblemsHere } from './fields'
import { type FieldProblem, type Form, FormContext } from './form'
import { ItemFields } from './item-forms'
import { type At, type Item, type ItemKind, isUnwritten, likelyMark, type Texts, withItem, withValue } from './items'
import { kindNames } from './names'
import { Preview } from './preview'
import { RestsOn } from './rests-on'
import { SourcePlaces } from './source-places'

/**
 * One thing of the pack in its form, and beside it what a learner will see of it. What is typed is kept here and written
 * into the files with each key: nothing that comes back from there can take a letter away.
 */
export function ItemForm(props: {
  item: Item
  items: readonly Item[]
  texts: Texts
  edit: (change: (texts: Texts) => Texts) => void
  seen: SeenDraft | null
  problems: readonly FieldProblem[]
  /** Where the focus goes when `asked` has risen. */
  goal: { at: At; asked: number }
  /** What can be done with the thing as a whole. */
  actions: ReactNode
  /** Opens another thing of the pack, to which something in the preview leads. */
  openId: (kind: ItemKind, id: string) => void
}) {
  const { items, texts, edit, seen, problems, goal, actions, openId } = props
  const { kind } = props.item
  const [item, setItem] = useState(() =>
    props.item.mark === '' && isUnwritten(props.item) ? { ...props.item, mark: likelyMark(texts, items) } : props.item,
  )
  const now = useRef(item)
  const fields = useRef<HTMLDivElement>(null)
  const title = useId()
  const [names, setNames] = useState<readonly string[]>([])

  useEffect(() => {
    const found = [...(fields.current?.querySelectorAll<HTMLElement>('[data-at]') ?? [])].map(
      ({ dataset }) => dataset.at ?? '',
    )
    setNames((before) => (before.join() === found.join() ? before : found))
  })
  useEffect(() => {
    if (goal.asked === 0) return
    const field = goal.at[0] === 'first' ? null : nearest(fields.current, goal.at)
    const first = fields.current?.querySelector<HTMLElement>('input, textarea, select')
    const target = field?.matches('fieldset') ? field.querySelector<HTMLElement>('input, textarea, select') : field
    ;(target ?? first)?.focus()
  }, [goal])

  function take(next: Item, also: (latest: Texts) => Texts = (latest) => latest): void {
    now.current = next
    setItem(next)
    edit((latest) => withItem(also(latest), next))
  }
  // What has no field of its own is said where it is nearest to.
  const placed = problems.map((one) => ({ ...one, at: [nameNear(names, one.at)] }))
  const form: Form = {
    item,
    change: (at, to, also) => take({ ...now.current, value: withValue(now.current.value, at, to) }, also),
    problems: placed,
  }
  const restsOn = !['about', 'source'].includes(kind)
  const preview = useMemo(() => <Preview item={item} seen={seen} openId={openId} />, [item, seen, openId])
  return (
    <FormContext value={form}>
      <div className="making-item">
        <section ref={fields} className="making-form" aria-labelledby={title}>
          <h2 id={title}>{kindNames[kind].one}</h2>
          <ProblemsHere of={placed.filter(({ at }) => at[0] === '')} />
          <ItemFields kind={kind} items={items} texts={texts} />
          {kind === 'source' && <SourcePlaces source={String(item.value.id ?? '')} texts={texts} edit={edit} />}
          {restsOn && (
            <RestsOn
              texts={texts}
              items={items}
              move={(mark, grown) => take({ ...now.current, mark }, grown && (() => grown))}
            />
          )}
          {actions}
        </section>
        {preview}
      </div>
    </FormContext>
  )
}

/** The name of the field at a place, or around it; empty where there is none. */
function nameNear(names: readonly string[], at: At): string {
  for (let length = at.length; length > 0; length--) {
    const name = at.slice(0, length).join('.')
    if (names.includes(name)) return name
  }
  return ''
}
function nearest(within: HTMLElement | null, at: At): HTMLElement | null {
  for (let length = at.length; length > 0; length--) {
    const found = within?.querySelector<HTMLElement>(`[data-at="${CSS.escape(at.slice(0, length).join('.'))}"]`)
    if (found) return found
  }
  return null
}
