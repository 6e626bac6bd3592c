import { ORPCError } from '@orpc/client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { PackDraft, PackDraftCheck, PackText, SeenDraft } from '../../../../shared/model/packs'
import { api, client, queries } from '../../../client'
import { saveBeforeLock } from '../../../ui/before-lock'
import { errorWords } from '../../../ui/errors'
import type { Texts } from './items'
import { dropKept, isSaving, keepDraft, keptOf } from './kept-drafts'

/** Milliseconds without a key before what was typed is saved, and before it is compiled. */
const pause = { save: 600, check: 250 }

/** The files as they are typed, saved one after the other a moment after the last key, and when one leaves. */
export function useDraft(begun: PackDraft) {
  const { draft } = begun
  const [first] = useState(() => keptOf(draft, begun.revision)?.files ?? begun.files)
  const [files, setFiles] = useState(first)
  const [state, setState] = useState(first === begun.files ? 'Saved' : 'Not saved yet')
  const kept = useRef({ revision: begun.revision, files: first, saved: begun.files, busy: Promise.resolve() })

  const save = () => {
    const now = kept.current
    now.busy = now.busy.then(async () => {
      const { files, saved, revision } = now
      if (files === saved) return
      try {
        const written = await client.workshop.save({ draft, base: revision, files })
        now.revision = written.revision
        now.saved = files
        dropKept(draft)
        queries.setQueryData(api.workshop.get.queryKey({ input: { draft } }), written)
        void queries.invalidateQueries({ queryKey: api.workshop.list.queryKey() })
        setState(now.files === files ? 'Saved' : 'Not saved yet')
      } catch (error) {
        if (!(error instanceof ORPCError && error.code === 'CONFLICT')) keepDraft({ draft, base: revision, files })
        setState(errorWords(error))
      }
    })
    isSaving(draft, now.busy)
    return now.busy
  }
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    if (files === kept.current.saved) return
    const timer = setTimeout(() => void latest.current(), pause.save)
    return () => clearTimeout(timer)
  }, [files])
  useEffect(() => {
    const leave = () => void latest.current()
    window.addEventListener('pagehide', leave)
    const done = saveBeforeLock(async () => {
      await latest.current()
      return null
    })
    return () => {
      window.removeEventListener('pagehide', leave)
      done()
      leave()
    }
  }, [])

  return {
    files,
    state,
    /** `change` is given the files as they are at that moment, whatever has been drawn of them. */
    edit(change: (texts: Texts) => Texts) {
      const next = change(kept.current.files) as PackText[]
      kept.current.files = next
      setFiles(next)
      setState('Not saved yet')
    },
    /** Resolves once all that was typed is saved, or is known not to be. */
    saved: () => latest.current(),
    /** What was typed and isn't saved is wanted no more. */
    forget() {
      kept.current.saved = kept.current.files
      dropKept(draft)
    },
  }
}

/**
 * What the compiler says of the files as they were a moment ago; `check` only once that is what they are now. `shown`:
 * the same files with the gaps of the open thing marked, for what a learner will see of it.
 */
export function useChecked(
  files: PackText[],
  shown: PackText[],
): { check: PackDraftCheck | null; seen: SeenDraft | null } {
  const [asked, setAsked] = useState({ files, shown })
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ files, shown }), pause.check)
    return () => clearTimeout(timer)
  }, [files, shown])
  const check = useCompiled(asked.files)
  const drawn = useCompiled(asked.shown)
  const seen = useRef<SeenDraft | null>(null)
  if (drawn.data?.seen) seen.current = drawn.data.seen
  const isNow = asked.files === files && !check.isPlaceholderData
  return { check: isNow ? (check.data ?? null) : null, seen: seen.current }
}
const useCompiled = (files: PackText[]) =>
  useQuery({
    ...api.workshop.check.queryOptions({ input: { files } }),
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
