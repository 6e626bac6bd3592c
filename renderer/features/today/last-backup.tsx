import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../../client'
import { failureWords } from '../../ui/errors'
import { whenWords } from '../../ui/words'
import { backupTrouble } from './backup-trouble'

/** Only when backups don't go as they should. */
export function LastBackup() {
  const latest = useQuery({ ...api.backups.latest.queryOptions(), staleTime: 0 }).data
  const trouble = latest && backupTrouble(latest, Date.now())
  if (!trouble) return null
  const newest = trouble.at === null ? 'There is no backup yet.' : `The newest backup is of ${whenWords(trouble.at)}.`
  return (
    <p className="soft">
      {trouble.problem ? `The last backup could not be made. ${failureWords(trouble.problem)} ${newest}` : newest}{' '}
      <Link href="/settings/backups">See to backups</Link>
    </p>
  )
}
