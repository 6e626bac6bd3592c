import type { LatestBackup } from '../../../shared/model/backup'

const week = 7 * 86_400_000

/** What Today is to tell of backups at `now` (UTC ms): that one failed, or that changes wait for longer than a week. */
export function backupTrouble(latest: LatestBackup, now: number): LatestBackup | null {
  if (latest.problem !== null) return latest
  return latest.behind && latest.at !== null && now - latest.at > week ? latest : null
}
