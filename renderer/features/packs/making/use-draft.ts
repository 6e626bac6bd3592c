import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { PackDraft, PackDraftCheck, PackText, SeenDraft } from '../../../../shared/model/packs'
import { api, client, queries } from '../../../client'
import { errorWords } from '../../../ui/errors'
import type { Texts } from './items'

/** Milliseconds without a key before what was typed is saved, and before it is compiled. */
const pause = { save: 600, check: 250 }

/** The files as they are typed, saved one after the other a moment after the last key, and when one leaves. */
export function useDraft(begun: PackDraft) {
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
    return () => {
      window.removeEventListener('pagehide', leave)
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
  }
}

/** What the compiler says of the files as they were a moment ago; `check` only once that is what they are now. */
export function useChecked(files: PackText[]): { check: PackDraftCheck | null; seen: SeenDraft | null } {
  const [asked, setAsked] = useState(files)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(files), pause.check)
    return () => clearTimeout(timer)
  }, [files])
  const check = useQuery({
    ...api.workshop.check.queryOptions({ input: { files: asked } }),
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  const seen = useRef<SeenDraft | null>(null)
  if (check.data?.seen) seen.current = check.data.seen
  const isNow = asked === files && !check.isPlaceholderData
  return { check: isNow ? (check.data ?? null) : null, seen: seen.current }
}
