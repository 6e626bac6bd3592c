import { useMutation, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Link, useLocation } from 'wouter'
import type { PackDraft } from '../../../shared/model/packs'
import { api, client, queries } from '../../client'
import { Trouble } from '../../ui/trouble'
import { whenWords } from '../../ui/words'

/** Packs that are being made here, and the way to begin one. */
export function Drafts() {
  const id = useId()
  const [, go] = useLocation()
  const list = useQuery(api.workshop.list.queryOptions())
  const create = useMutation({
    mutationFn: (title: string) => client.workshop.create({ title }),
    onSuccess: (draft) => open(draft, go),
  })
  const error = list.error ?? create.error
  return (
    <section aria-labelledby={`${id}-title`} className="packs-drafts">
      <h2 id={`${id}-title`}>Make a pack</h2>
      <p>For trainers: add what your people need, sign it, and hand it out on a stick.</p>
      <Trouble of={error} />
      {list.data && list.data.length > 0 && (
        <ul>
          {list.data.map(({ draft, title, version, savedAt }) => (
            <li key={draft}>
              <Link href={`/settings/packs/${draft}`}>{title || 'Without a title'}</Link>{' '}
              <span className="soft small">
                {version && `version ${version}, `}saved {whenWords(savedAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <form className="packs-begin" action={(form) => create.mutate(String(form.get('title')))}>
        <label htmlFor={id}>Title of a new pack</label>
        <input id={id} name="title" className="field" required maxLength={200} autoComplete="off" />
        <button type="submit" className="button" disabled={create.isPending}>
          Begin
        </button>
      </form>
    </section>
  )
}

export function open({ draft }: PackDraft, go: (to: string) => void): void {
  void queries.invalidateQueries({ queryKey: api.workshop.list.queryKey() })
  go(`/settings/packs/${draft}`)
}
