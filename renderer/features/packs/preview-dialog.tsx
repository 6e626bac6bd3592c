import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import type { FileOnDesk } from '../../../shared/model/exchange'
import type { InstalledPackView, PackChanges, PackDoubt, PackPreview } from '../../../shared/model/packs'
import { api, client } from '../../client'
import { Trouble } from '../../ui/trouble'
import { asOfWords, count } from '../../ui/words'
import { Problems } from './problems'
import { Signed } from './signed'
import { countsWords, doubtWords, faultWords } from './words'

/** What a file is, who signed it and what it changes, before it does. */
export function PreviewDialog(props: {
  file: FileOnDesk
  close: () => void
  installed: (packs: InstalledPackView[], title: string) => void
}) {
  const { file, close, installed } = props
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [accepted, setAccepted] = useState<PackDoubt[]>([])
  const asked = { file: file.id }
  const looked = useQuery({ ...api.packs.preview.queryOptions({ input: asked }), staleTime: 0, gcTime: 0 })
  const pack = looked.data?.is === 'pack' ? looked.data.preview : undefined
  const install = useMutation(
    api.packs.install.mutationOptions({
      onSuccess: (packs) => {
        installed(packs, pack?.title ?? '')
        dialog.current?.close()
      },
    }),
  )
  useEffect(() => dialog.current?.showModal(), [])
  const leave = () => {
    // It is gone with the packs that were opened anew, or lies there for nothing.
    void client.desk.drop({ file: file.id }).catch(() => {})
    close()
  }
  const open = pack?.doubts.filter((doubt) => !accepted.includes(doubt)) ?? []
  const error = looked.error ?? install.error
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={leave}>
      <h2 id={id}>{pack ? pack.title : file.name}</h2>
      <Trouble of={error} />
      {!looked.data && !error && <p role="status">Reading the pack …</p>}
      {looked.data?.is === 'refused' && (
        <p role="alert" className="notice notice-bad">
          {faultWords[looked.data.fault]}
        </p>
      )}
      {looked.data?.is === 'faulty' && (
        <>
          <p role="alert" className="notice notice-bad">
            This pack has faults and can’t be brought in. Tell whoever made it:
          </p>
          <Problems of={looked.data.problems} />
        </>
      )}
      {pack && <WhatItIs pack={pack} />}
      {pack?.doubts.map((doubt) => (
        <div key={doubt} className="notice notice-bad packs-doubt">
          <p>{doubtWords[doubt].what}</p>
          <label className="check">
            <input
              type="checkbox"
              checked={accepted.includes(doubt)}
              onChange={({ target }) =>
                setAccepted(target.checked ? [...accepted, doubt] : accepted.filter((one) => one !== doubt))
              }
            />
            {doubtWords[doubt].yes}
          </label>
        </div>
      ))}
      <div className="packs-act">
        {pack && !pack.isSame && (
          <button
            type="button"
            className="button button-main"
            disabled={open.length > 0 || install.isPending}
            onClick={() => install.mutate({ ...asked, accept: accepted })}
          >
            {install.isPending ? 'Bringing it in …' : pack.installedVersion === null ? 'Bring it in' : 'Update it'}
          </button>
        )}
        <button type="button" className="button" disabled={install.isPending} onClick={() => dialog.current?.close()}>
          {pack && !pack.isSame ? 'Leave things as they are' : 'Close'}
        </button>
      </div>
    </dialog>
  )
}

function WhatItIs({ pack }: { pack: PackPreview }) {
  const { version, about, author, signer, pinned, installedVersion, counts, changes, isSame } = pack
  return (
    <>
      <p className="soft small">
        Version {version}, by {author || 'somebody who gave no name'}, {asOfWords(pack.asOf)}
      </p>
      <p>{about}</p>
      <p>{countsWords(counts)}.</p>
      <Signed by={signer} />
      {signer !== null && pinned === undefined && (
        <p>
          It is the first pack of this name here. Compare the key with the one its maker shows you: the next version
          must be signed with the same.
        </p>
      )}
      {signer !== null && pinned === signer && <p>The same key signed the version you had before.</p>}
      {isSame && <p role="status">You have this very pack already.</p>}
      {installedVersion !== null && !isSame && changes && <Changes from={installedVersion} changes={changes} />}
    </>
  )
}

function Changes({ from, changes }: { from: string; changes: PackChanges }) {
  const { added, removed, changed, learnt } = changes
  const rows = [
    ['New', countsWords(added)],
    ['Changed', countsWords(changed)],
    ['Gone', countsWords(removed)],
  ].filter(([, words]) => words !== '')
  return (
    <>
      <p>It takes the place of version {from}. Your notes and what you learned stay.</p>
      {rows.length > 0 && (
        <dl className="packs-changes">
          {rows.map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      {(learnt.cards.length > 0 || learnt.sections.length > 0) && (
        <p>
          Of what you have learned, {count(learnt.cards.length, 'card')} and {count(learnt.sections.length, 'section')}{' '}
          change; they are listed here afterwards.
        </p>
      )}
    </>
  )
}
