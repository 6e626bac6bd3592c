import { Link } from 'wouter'

/** Sticks that were known under a lock that isn't here any more. */
export function OthersUnknown() {
  return (
    <p className="notice">
      Under an earlier lock Fieldbook knew of other folders with backups, which it can’t read any more. If you made
      copies on a stick then, connect it and choose “Show the backups there” in{' '}
      <Link href="/settings/backups">Backups</Link>: from then on it is known again.
    </p>
  )
}

/** What no program can promise. */
export function Limits() {
  return (
    <details className="removal-limits">
      <summary>What this can’t reach</summary>
      <ul>
        <li>Copies of the data folder or of backups that you, a cloud service or your system made.</li>
        <li>Old backups of the whole computer.</li>
        <li>
          What a disk keeps of deleted files: solid-state disks do so for a time. A lock set before the words were
          typed, or your system’s disk encryption, closes that gap.
        </li>
        <li>Other computers with a copy of your work.</li>
      </ul>
    </details>
  )
}
