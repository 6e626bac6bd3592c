import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { FileOnDesk } from '../../../shared/model/exchange'
import type { InstalledPackView } from '../../../shared/model/packs'
import { api, client, queries } from '../../client'
import { sendFile } from '../../ui/files'
import { Page } from '../../ui/page'
import { Trouble } from '../../ui/trouble'
import { whenWords } from '../../ui/words'
import { CorrectionsWaiting } from '../corrections/waiting-line'
import { ChangedSince } from './changed-since'
import { Drafts, open } from './drafts'
import { PreviewDialog } from './preview-dialog'
import { Problems } from './problems'
import { RemoveDialog } from './remove-dialog'
import { Signed } from './signed'
import { countsWords, troubleWords } from './words'
import './packs.css'

/** Everything that is shown may come from a pack. */
export function packsChanged(packs: InstalledPackView[]): void {
  queries.setQueryData(api.packs.list.queryKey(), packs)
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey !== api.packs.list.queryKey() })
}

/** What extends the book: where each pack is from, what is in it, and the way in for another. */
export function Packs() {
  const list = useQuery(api.packs.list.queryOptions())
  const chooser = useRef<HTMLInputElement>(null)
  const [looked, setLooked] = useState<FileOnDesk | null>(null)
  const [removed, setRemoved] = useState<InstalledPackView | null>(null)
  const [said, setSaid] = useState('')
  const look = useMutation({
    mutationFn: (file: File) => sendFile(file),
    onMutate: () => setSaid(''),
    onSuccess: setLooked,
  })
  const error = list.error ?? look.error
  return (
    <Page
      title="Packs"
      className="packs"
      over={<Link href="/settings">Settings</Link>}
      lead="A pack adds to the book: chapters, cards, stories, your state’s law, whom to call here. It comes as one file, for example on a stick."
    >
      <Trouble of={error} />
      <div className="packs-act">
        <button type="button" className="button" disabled={look.isPending} onClick={() => chooser.current?.click()}>
          {look.isPending ? 'Reading …' : 'Bring in a pack…'}
        </button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".fieldbook"
          aria-label="Pack"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            // Chosen once more, the same file is looked at once more.
            currentTarget.value = ''
            if (file) look.mutate(file)
          }}
        />
        <p role="status">{said}</p>
      </div>
      <CorrectionsWaiting />
      {list.data?.length === 0 && <p>There is none yet: what you read is the book as it came.</p>}
      {list.data?.map((pack) => (
        <Installed key={pack.id} pack={pack} remove={() => setRemoved(pack)} />
      ))}
      <Drafts />
      {looked && (
        <PreviewDialog
          file={looked}
          close={() => setLooked(null)}
          installed={(packs, title) => {
            packsChanged(packs)
            setSaid(`${title} is part of the book now.`)
          }}
        />
      )}
      {removed && (
        <RemoveDialog
          pack={removed}
          close={() => setRemoved(null)}
          removed={(packs) => {
            packsChanged(packs)
            setSaid(`${removed.title} was removed.`)
          }}
        />
      )}
    </Page>
  )
}

function Installed({ pack, remove }: { pack: InstalledPackView; remove: () => void }) {
  const { title, version, author, signer, installedAt, counts, trouble } = pack
  const [, go] = useLocation()
  const copy = useMutation({
    mutationFn: () => client.workshop.fromInstalled({ pack: pack.id }),
    onSuccess: (draft) => open(draft, go),
  })
  return (
    <section className="ruled-part packs-one" aria-label={title}>
      <h2>{title}</h2>
      <p className="soft small">
        Version {version}, by {author || 'somebody who gave no name'}; brought in {whenWords(installedAt)}.
      </p>
      {counts && <p>{countsWords(counts)}.</p>}
      {trouble && <p className={trouble === 'missing' ? 'notice' : 'notice notice-bad'}>{troubleWords[trouble]}</p>}
      <Problems of={pack.problems} />
      <Signed by={signer} />
      {pack.changed && <ChangedSince pack={pack.id} changed={pack.changed} seen={packsChanged} />}
      <div className="packs-do">
        <button
          type="button"
          className="button button-quiet"
          disabled={trouble === 'missing' || trouble === 'damaged' || copy.isPending}
          onClick={() => copy.mutate()}
        >
          <span>
            Make a next version<span className="visually-hidden"> of {title}</span>
          </span>
        </button>
        <button type="button" className="button button-quiet" aria-haspopup="dialog" onClick={remove}>
          <span>
            Remove<span className="visually-hidden"> {title}</span>…
          </span>
        </button>
      </div>
    </section>
  )
}
