import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Failure, Notice, Status } from '../../shared/model/views'
import { api, queries } from '../client'
import { failureWords } from './errors'
import { say } from './said'
import { count, whenWords } from './words'

/** Of `alike` notices that say the same. */
function noticeWords({ code, detail }: Notice, alike: number): string {
  switch (code) {
    case 'tail-set-aside':
      return `The last time the app was closed in the middle of a write. An unfinished record was set aside (${detail.keptAs}); everything that was shown as saved is here.`
    case 'records-missing':
      return `Part of the file ${detail.file} was damaged: ${detail.missing} of its records can’t be read. All others are here, and nothing was deleted.`
    case 'segment-missing':
      return `The file ${detail.file}, with ${detail.records} records of your history, is missing or empty. Put it back from a backup if you have one; everything else is here.`
    case 'state-rebuilt':
      return `A file that can be made again from your history was missing or damaged, and was made again from ${detail.operations} saved changes. Nothing was lost.`
    case 'defects-found':
      return `Fieldbook did not close properly last time, and a check of your data found ${count(Number(detail.defects), 'thing')} to put right.`
    case 'restored':
      return `Your work is as it was in the backup of ${whenWords(Number(detail.at))}. What was here before is kept as a backup of its own.`
    case 'removal-finished':
      return 'A removal for good that had been interrupted was carried out when Fieldbook was opened.'
    case 'settings-restored':
      return 'The appearance settings could not be read and were set back. The damaged file was kept.'
    case 'own-cards-damaged':
      return `The newest text of ${count(Number(detail.cards), 'card')} of your own can’t be read. ${detail.older === detail.cards ? 'The text before it is used.' : 'Where there is an older text, it is used; the others are left out of study.'} Nothing was deleted, and their history is kept.`
    case 'erased':
      return 'Erasing had been interrupted, and was finished when Fieldbook started. What was removed stands in Settings, under “Lend or retire this laptop”.'
    case 'conflicted-copies':
      return `A tool that syncs folders has made ${count(Number(detail.files), 'copy', 'copies')} of Fieldbook’s files. Fieldbook reads none of them, and nothing of yours was changed; they may hold work from another computer. Settings, under Data, lists them and says what to do.`
    case 'backups-set-aside':
      return `The list of what is in ${count(Number(detail.backups), 'backup')} was damaged (${detail.first}${Number(detail.backups) > 1 ? ' …' : ''}), so ${Number(detail.backups) > 1 ? 'they' : 'it'} can’t be restored. It was set aside in quarantine; your other backups and your work are not affected.`
    case 'synced-folder':
      return `Your data folder lies in a folder that ${detail.tool} keeps in sync. Use Fieldbook on one computer at a time and let the syncing finish before you change over, or two versions of your work arise. Your work also leaves this computer that way: with a lock it leaves it encrypted only.`
    case 'note-damaged':
      return alike === 1
        ? 'The newest version of a note can’t be read; the one before it is shown.'
        : `The newest versions of ${alike} notes can’t be read; the ones before them are shown.`
  }
}

/** What a check of the data may put right. */
const mendable: readonly Notice['code'][] = [
  'records-missing',
  'segment-missing',
  'own-cards-damaged',
  'note-damaged',
  'defects-found',
]

/** Notices that would say the same are one. */
function grouped(notices: readonly Notice[]): [first: Notice, ...others: Notice[]][] {
  const groups = new Map<string, [Notice, ...Notice[]]>()
  for (const notice of notices) {
    const key = noticeWords(notice, 1)
    const group = groups.get(key)
    if (group) group.push(notice)
    else groups.set(key, [notice])
  }
  return [...groups.values()]
}

function nextWords({ code, detail }: Failure): string {
  // Found when the folder was opened.
  if (code !== 'disk-full' && detail.folder !== undefined)
    return 'If the data folder is on a stick or another drive, plug it in again or make it writable: saving is tried again by itself.'
  switch (code) {
    case 'disk-full':
      return 'Free some space: saving is tried again with each change.'
    case 'read-only':
    case 'io':
      return 'If the data folder is on a stick or another drive, plug it in again or make it writable; then close Fieldbook and start it again.'
    default:
      return 'Then close Fieldbook and start it again.'
  }
}

/** What the person should know about their data: repairs, and whether changes can be saved at all. */
export function Notices({ status }: { status: Status }) {
  const dismiss = useMutation(
    api.app.dismissNotice.mutationOptions({
      onSuccess: (next) => queries.setQueryData(api.app.status.queryKey(), next),
    }),
  )
  const isReadOnly = status.readOnly !== null
  const wasReadOnly = useRef(false)
  useEffect(() => {
    if (wasReadOnly.current && !isReadOnly) say('Changes can be saved again.')
    wasReadOnly.current = isReadOnly
  }, [isReadOnly])
  if (!status.readOnly && status.notices.length === 0) return null
  return (
    <section className="notices" aria-label="About your data">
      {status.readOnly && (
        <div className="notice notice-bad" role="alert">
          <p>
            <strong>Changes can’t be saved for now.</strong> {failureWords(status.readOnly)} What was shown as saved
            before is safe and can be read. {nextWords(status.readOnly)}{' '}
            <Link href="/settings/export">Take a copy of your work elsewhere</Link>.
          </p>
        </div>
      )}
      {grouped(status.notices).map(([notice, ...others]) => (
        <div className="notice" key={notice.id}>
          <p>
            {noticeWords(notice, 1 + others.length)}
            {mendable.includes(notice.code) && (
              <>
                {' '}
                <Link href="/settings/backups#check">Check your data and put right what can be</Link>.
              </>
            )}
          </p>
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              for (const { id } of [notice, ...others]) dismiss.mutate({ notice: id })
            }}
          >
            Got it
          </button>
        </div>
      ))}
    </section>
  )
}

/** Instead of the app, when the data folder can't be opened. */
export function FailureScreen({ failure }: { failure: Failure }) {
  return (
    <main className="shell-main">
      <div className="page">
        <div className="page-head">
          <h1>Your work can’t be opened</h1>
          <p className="lead">{failureWords(failure)}</p>
        </div>
        <p>{unchangedWords(failure)}</p>
        {failure.detail.file && <p className="soft">File: {failure.detail.file}</p>}
        <p>{againWords(failure)}</p>
      </div>
    </main>
  )
}

function unchangedWords({ code }: Failure): string {
  if (code === 'folder-missing') return 'No new folder was made in its place, and nothing was changed.'
  if (code === 'not-erased')
    return 'Everything else is gone already, and with a lock its keys went first: nothing can be read any more.'
  return 'Nothing was changed: every file in the data folder is exactly as it was.'
}
function againWords({ code }: Failure): string {
  if (code === 'newer-version') return 'Open it with the newer version, or start Fieldbook with another data folder.'
  if (code === 'folder-missing')
    return 'When it is there, start Fieldbook again. To begin anew in that place, make the folder first.'
  if (code === 'not-erased')
    return 'Close other programs that may have it open, or make the disk writable, and start Fieldbook again: it goes on erasing before it opens anything.'
  return 'Check that the folder can be reached and written, then start Fieldbook again.'
}
