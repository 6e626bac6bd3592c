import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { PackDraft, PackProblem, PackText } from '../../../../shared/model/packs'
import { api, client, queries } from '../../../client'
import { errorWords } from '../../../ui/errors'
import { Page } from '../../../ui/page'
import { countsWords } from '../words'
import { AddDialog, type Adding, addingNames } from './add-forms'
import { HandOutDialog } from './hand-out-dialog'
import { withText } from './texts'
import './making.css'

/** Milliseconds without a key before what was typed is saved and checked. */
const pause = 600

/** One pack that is being made. */
export function MakingPack({ params }: { params: { draft: string } }) {
  const { draft } = params
  const found = useQuery({ ...api.workshop.get.queryOptions({ input: { draft } }), gcTime: 0 })
  if (found.error)
    return (
      <Page title="Make a pack" over={<Link href="/settings/packs">Packs</Link>}>
        <p role="alert" className="notice notice-bad">
          {errorWords(found.error)}
        </p>
      </Page>
    )
  return found.data ? <Making key={draft} begun={found.data} /> : null
}

function Making({ begun }: { begun: PackDraft }) {
  const { draft } = begun
  const { files, change, state } = useDraft(begun)
  const check = useChecked(files)
  const [path, setPath] = useState(files[0]?.path ?? 'pack.yaml')
  const [adding, setAdding] = useState<Adding | null>(null)
  const [handing, setHanding] = useState(false)
  const [said, setSaid] = useState('')
  const [, go] = useLocation()
  const editor = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const text = files.find((one) => one.path === path)?.text ?? ''
  const remove = useMutation({
    mutationFn: () => client.workshop.remove({ draft }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: api.workshop.key() })
      go('/settings/packs')
    },
  })

  function show({ file, line }: PackProblem): void {
    setPath(file)
    requestAnimationFrame(() => {
      const field = editor.current
      const there = files.find((one) => one.path === file)?.text ?? ''
      const lines = there.split('\n')
      const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
      field?.focus()
      field?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    })
  }

  return (
    <Page
      title={titleIn(files)}
      className="making"
      over={<Link href="/settings/packs">Packs</Link>}
      lead="What is added here stands in text files, which you can change as you like. Every statement says where it is written."
    >
      <div className="packs-act">
        {(Object.keys(addingNames) as Adding[]).map((what) => (
          <button key={what} type="button" className="button" aria-haspopup="dialog" onClick={() => setAdding(what)}>
            {addingNames[what]}…
          </button>
        ))}
      </div>
      <p role="status" className="soft small">
        {said || state}
      </p>
      <div className="making-desk">
        <nav aria-label="Files of the pack">
          <ul>
            {files.map((file) => (
              <li key={file.path}>
                <button
                  type="button"
                  className="making-file"
                  aria-current={file.path === path}
                  onClick={() => setPath(file.path)}
                >
                  {file.path}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <div className="making-text">
          <label htmlFor={id}>{path}</label>
          <textarea
            ref={editor}
            id={id}
            className="field making-editor"
            value={text}
            spellCheck={path.endsWith('.md')}
            rows={18}
            onChange={({ target }) => change(withText(files, path, target.value))}
          />
        </div>
      </div>
      <section aria-labelledby={`${id}-check`} className="making-check">
        <h2 id={`${id}-check`}>What the check says</h2>
        {check === null && <p>Checking …</p>}
        {check && check.errors.length === 0 && (
          <p>
            Sound.{' '}
            {check.counts && countsWords(check.counts) ? `${countsWords(check.counts)}.` : 'Nothing is in it yet.'}
          </p>
        )}
        {check && (
          <ul className="making-problems">
            {[...check.errors, ...check.warnings].slice(0, 50).map((problem) => (
              <li key={`${problem.file}:${problem.line}:${problem.message}`}>
                <button type="button" className="making-problem" onClick={() => show(problem)}>
                  {problem.file}, line {problem.line}
                </button>
                : {problem.message}
                {check.warnings.includes(problem) && ' (a hint)'}
              </li>
            ))}
          </ul>
        )}
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
        <button type="button" className="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
          Throw this draft away
        </button>
      </div>
      {adding && (
        <AddDialog
          what={adding}
          files={files}
          close={() => setAdding(null)}
          add={(added, at) => {
            change(added)
            setPath(at)
            setSaid(`${addingNames[adding]} was added in ${at}.`)
          }}
        />
      )}
      {handing && <HandOutDialog draft={draft} close={() => setHanding(false)} />}
    </Page>
  )
}

const titleIn = (files: readonly PackText[]): string => {
  const line = /^title: *(.+)$/m.exec(files.find(({ path }) => path === 'pack.yaml')?.text ?? '')?.[1]?.trim()
  return line?.replace(/^"(.*)"$/, '$1') || 'A pack'
}

/** The files as they are typed, saved one after the other a moment after the last key, and when one leaves. */
function useDraft(begun: PackDraft) {
  const [files, setFiles] = useState(begun.files)
  const [state, setState] = useState('Saved')
  const kept = useRef({ revision: begun.revision, files: begun.files, saved: begun.files, busy: Promise.resolve() })

  const save = () => {
    const now = kept.current
    now.busy = now.busy.then(async () => {
      const { files, saved, revision } = now
      if (files === saved) return
      try {
        const written = await client.workshop.save({ draft: begun.draft, base: revision, files })
        now.revision = written.revision
        now.saved = files
        queries.setQueryData(api.workshop.get.queryKey({ input: { draft: begun.draft } }), written)
        void queries.invalidateQueries({ queryKey: api.workshop.list.queryKey() })
        setState(now.files === files ? 'Saved' : 'Not saved yet')
      } catch (error) {
        setState(errorWords(error))
      }
    })
  }
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    if (files === kept.current.saved) return
    const timer = setTimeout(() => latest.current(), pause)
    return () => clearTimeout(timer)
  }, [files])
  useEffect(() => {
    const leave = () => latest.current()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  return {
    files,
    state,
    change(next: PackText[]) {
      kept.current.files = next
      setFiles(next)
      setState('Not saved yet')
    },
  }
}

/** What the compiler says of the files as they were a moment ago. */
function useChecked(files: PackText[]) {
  const [asked, setAsked] = useState(files)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(files), pause)
    return () => clearTimeout(timer)
  }, [files])
  const check = useQuery({ ...api.workshop.check.queryOptions({ input: { files: asked } }), gcTime: 0 })
  return asked === files ? (check.data ?? null) : null
}
