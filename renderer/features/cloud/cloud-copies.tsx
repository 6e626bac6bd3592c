import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { CloudCopy } from '../../../shared/model/cloud-copies'
import { api } from '../../client'
import { count } from '../../ui/words'
import { momentWords, sizeWords } from '../backups/words'
import './cloud-copies.css'

/** What a sync tool left among the data, in the settings; nothing where there is nothing. */
export function CloudCopies() {
  const found = useQuery({ ...api.cloud.copies.queryOptions(), staleTime: 0 }).data
  if (!found) return null
  const { copies, syncedBy } = found
  return (
    <>
      {syncedBy && (
        <p>
          This folder is kept in sync by {syncedBy}. Use Fieldbook on one computer at a time, and let the syncing finish
          before you change over.
        </p>
      )}
      {copies.length > 0 && (
        <section aria-labelledby="cloud-copies" className="cloud-copies">
          <h3 id="cloud-copies">{count(copies.length, 'copy', 'copies')} made by a sync tool</h3>
          <p>
            The same file was changed on two computers, and the tool kept both. Fieldbook reads only its own; a copy may
            hold work from the other computer. <Link href="/settings/merge">Merge the other work</Link> into this one
            first, be it in single files or in a whole folder, then delete the copies in your file manager.
          </p>
          <ul>
            {copies.map((copy) => (
              <li key={copy.path}>
                <code>{copy.path}</code>
                <span className="soft small">{wordsOf(copy)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function wordsOf({ tool, kind, bytes, changed }: CloudCopy): string {
  const what = {
    file: sizeWords(bytes),
    folder: 'a folder',
    placeholder: 'the file itself is on a server: download it in your file manager',
  }[kind]
  return [tool && `by ${tool}`, what, momentWords(changed)].filter(Boolean).join(', ')
}
