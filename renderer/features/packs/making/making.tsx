import { useMutation, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { PackDraft, PackProblem } from '../../../../shared/model/packs'
import { api, client, queries } from '../../../client'
import { Page } from '../../../ui/page'
import { Trouble } from '../../../ui/trouble'
import { countsWords } from '../words'
import { movedTo, neighbors, putBack, type Taken, takenOut, thatName } from './arranging'
import { Contents, type Open } from './contents'
import { withGapsMarked } from './gaps'
import { HandOutDialog } from './hand-out-dialog'
import { ItemActions } from './item-actions'
import { ItemForm } from './item-form'
import { type At, type Item, type ItemKind, itemsOf, keyOf, placeOf, textAt, withItem, withText } from './items'
import { savingOf } from './kept-drafts'
import { fieldName, itemName, kindNames } from './names'
import { begun } from './new-items'
import { fieldProblem } from './problem-words'
import { useChecked, useDraft } from './use-draft'
import './making.css'

/** One pack that is being made. */
export function MakingPack({ params }: { params: { draft: string } }) {
  const { draft } = params
  const found = useQuery({
    queryKey: api.workshop.get.queryKey({ input: { draft } }),
    queryFn: async () => {
      await savingOf(draft)
      return client.workshop.get({ draft })
    },
    gcTime: 0,
  })
  if (found.error)
    return (
      <Page title="Make a pack" over={<Link href="/settings/packs">Packs</Link>}>
        <Trouble of={found.error} />
      </Page>
    )
  return found.data ? <Making key={draft} begun={found.data} /> : null
}

function Making({ begun: first }: { begun: PackDraft }) {
  const { draft } = first
  const { files, edit, state, saved, forget } = useDraft(first)
  const items = useMemo(() => itemsOf(files), [files])
  const overview = useQuery(api.library.overview.queryOptions()).data
  const [open, setOpen] = useState<Open>({ as: 'form', key: 'pack.yaml#' })
  /** Where the form that opens puts the focus; counts, so that one can be asked for twice. */
  const [goal, setGoal] = useState<{ at: At; asked: number }>({ at: [], asked: 0 })
  const [handing, setHanding] = useState(false)
  const [said, setSaid] = useState('')
  /** What was taken out last. */
  const [taken, setTaken] = useState<Taken | null>(null)
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (taken) back.current?.focus()
  }, [taken])
  const editor = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const item = open.as === 'form' ? items.find((one) => keyOf(one) === open.key) : undefined
  const shown = useMemo(() => {
    const marked = item && withGapsMarked(item)
    return marked && marked !== item ? withItem(files, marked) : files
  }, [files, item])
  const { check, seen } = useChecked(files, shown)
  const path = open.as === 'text' ? open.path : (open.key.split('#')[0] ?? '')
  const title = itemName(items.find(({ kind }) => kind === 'about')) || 'A pack'

  const problems = useMemo(() => {
    const all = check
      ? [...check.errors.map((one) => [one, false] as const), ...check.warnings.map((one) => [one, true] as const)]
      : []
    return all.map(([problem, isHint]) => {
      const place = placeOf(files, problem)
      return { problem, isHint, key: place?.key ?? null, field: fieldProblem(place?.at ?? [], problem.message) }
    })
  }, [check, files])

  function add(kind: ItemKind): void {
    if (!overview) return
    const chapters = overview.chapters.filter(({ from }) => from === undefined)
    const made = begun(kind, files, items, { ...overview, chapters })
    edit(() => made.texts)
    setOpen({ as: 'form', key: keyOf(made.item) })
    setGoal(({ asked }) => ({ at: ['first'], asked: asked + 1 }))
    setSaid(`${kindNames[kind].one} was added.`)
  }
  function take(item: Item): void {
    const out = takenOut(files, item)
    const naming = thatName(files, items, item).map(nameOf)
    edit((texts) => takenOut(texts, item).texts)
    setTaken(out.taken)
    setOpen({ as: 'form', key: 'pack.yaml#' })
    setGoal({ at: [], asked: 0 })
    setSaid([`${nameOf(item)} was taken out.`, stillNamed(naming)].filter(Boolean).join(' '))
  }
  function putAgain({ item, ...rest }: Taken): void {
    const there = items.filter(({ path }) => path === item.path).length
    const index = item.index === null ? null : Math.min(item.index, there)
    edit((texts) => putBack(texts, { item, ...rest }))
    setTaken(null)
    setOpen({ as: 'form', key: keyOf({ path: item.path, index }) })
    setGoal(({ asked }) => ({ at: ['first'], asked: asked + 1 }))
    setSaid(`${nameOf(item)} is back.`)
  }
  function move(item: Item, neighbor: Item, to: 'earlier' | 'later'): void {
    edit((texts) => movedTo(texts, item, neighbor).texts)
    setOpen({ as: 'form', key: keyOf(movedTo(files, item, neighbor).item) })
    setGoal(({ asked }) => ({ at: ['move', to], asked: asked + 1 }))
    setSaid(`${nameOf(item)} stands ${to === 'earlier' ? 'before' : 'after'} ${nameOf(neighbor)} now.`)
  }
  const openId = useCallback(
    (kind: ItemKind, id: string) => {
      const found = items.find((one) => one.kind === kind && one.value.id === id)
      if (!found) return
      setOpen({ as: 'form', key: keyOf(found) })
      setGoal(({ asked }) => ({ at: ['first'], asked: asked + 1 }))
    },
    [items],
  )
  function show({ problem, key, field }: (typeof problems)[number]): void {
    if (key !== null && items.some((one) => keyOf(one) === key)) {
      setOpen({ as: 'form', key })
      setGoal(({ asked }) => ({ at: field.at, asked: asked + 1 }))
      return
    }
    setOpen({ as: 'text', path: problem.file })
    requestAnimationFrame(() => select(editor.current, textAt(files, problem.file), problem))
  }

  return (
    <Page
      title={title}
      className="making"
      over={<Link href="/settings/packs">Packs</Link>}
      lead="Add what your people need. What you write is saved as you type, and shown as it will be read."
    >
      <div className="making-said">
        <p role="status" className="soft small">
          {said ? `${said} ` : ''}
          {state}
        </p>
        {taken && (
          <button ref={back} type="button" className="button" onClick={() => putAgain(taken)}>
            Put {nameOf(taken.item)} back
          </button>
        )}
      </div>
      <div className="making-desk">
        <Contents
          items={items}
          files={files}
          open={open}
          choose={(next) => {
            setSaid('')
            setGoal({ at: [], asked: 0 })
            setOpen(next)
          }}
          add={overview ? add : null}
          unsound={new Set(problems.flatMap(({ key, isHint }) => (key !== null && !isHint ? [key] : [])))}
        />
        {item ? (
          <ItemForm
            key={keyOf(item)}
            item={item}
            items={items}
            texts={files}
            edit={edit}
            seen={seen}
            goal={goal}
            problems={problems.flatMap(({ key, field, isHint }) => (key === keyOf(item) && !isHint ? [field] : []))}
            openId={openId}
            actions={
              item.kind !== 'about' && (
                <ItemActions {...neighbors(items, item)} move={(...to) => move(item, ...to)} take={() => take(item)} />
              )
            }
          />
        ) : (
          <div className="making-text">
            <label htmlFor={id}>{path}</label>
            <textarea
              ref={editor}
              id={id}
              className="field making-editor"
              value={textAt(files, path)}
              spellCheck={path.endsWith('.md')}
              rows={18}
              onChange={({ target }) => edit((texts) => withText(texts, path, target.value))}
            />
          </div>
        )}
      </div>
      <section aria-labelledby={`${id}-check`} className="making-check">
        <h2 id={`${id}-check`}>Is it whole?</h2>
        {check === null && <p className="soft">Checking …</p>}
        {check && check.errors.length === 0 && (
          <p>
            Sound.{' '}
            {check.counts && countsWords(check.counts) ? `${countsWords(check.counts)}.` : 'Nothing is in it yet.'}
          </p>
        )}
        {check && check.errors.length > 0 && <p>Before it can be handed out:</p>}
        <ul className="making-problems">
          {problems.slice(0, 50).map((one) => {
            const { problem, isHint, key, field } = one
            const within = items.find((other) => keyOf(other) === key)
            return (
              <li key={`${problem.file}:${problem.line}:${problem.message}`}>
                <button type="button" className="making-problem" onClick={() => show(one)}>
                  {within
                    ? [itemName(within) || kindNames[within.kind].one, fieldName(field.at)].filter(Boolean).join(', ')
                    : `${problem.file}, line ${problem.line}`}
                </button>
                : {field.words}
                {isHint && ' (only a hint)'}
              </li>
            )
          })}
        </ul>
        {problems.length > 50 && <p>And {problems.length - 50} more.</p>}
      </section>
      <div className="packs-act">
        <button
          type="button"
          className="button button-main"
          disabled={check === null || check.errors.length > 0}
          aria-haspopup="dialog"
          onClick={() => setHanding(true)}
        >
          Sign and save the file…
        </button>
        <ThrowAway draft={draft} title={title} forget={forget} />
      </div>
      {handing && <HandOutDialog draft={draft} saved={saved} close={() => setHanding(false)} />}
    </Page>
  )
}

function select(field: HTMLTextAreaElement | null, text: string, { line }: PackProblem): void {
  const lines = text.split('\n')
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  field?.focus()
  field?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
}

const nameOf = (item: Item): string => {
  const name = itemName(item)
  return name && item.kind !== 'help' ? `“${name}”` : kindNames[item.kind].one
}
/** What isn't whole without it, by name. */
function stillNamed(names: string[]): string {
  if (names.length === 0) return ''
  const some = names.slice(0, 3).join(', ')
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return `It is still named in ${some}${more}.`
}

/** Twice asked: what was written is gone then. */
function ThrowAway({ draft, title, forget }: { draft: string; title: string; forget: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [, go] = useLocation()
  const remove = useMutation({
    mutationFn: () => client.workshop.remove({ draft }),
    onSuccess: () => {
      forget()
      void queries.invalidateQueries({ queryKey: api.workshop.key() })
      go('/settings/packs')
    },
  })
  return (
    <>
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>
        Throw this draft away…
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby={id}>
        <h2 id={id}>Throw the draft of {title} away?</h2>
        <p>Its texts are gone then. Files that you have handed out, and packs that are part of the book, stay.</p>
        <Trouble of={remove.error} />
        <div className="packs-act">
          <button
            type="button"
            className="button button-main"
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            Throw it away
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Keep it
          </button>
        </div>
      </dialog>
    </>
  )
}
