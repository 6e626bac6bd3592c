import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../../client'
import { Page } from '../../ui/page'
import { BringIn } from './bring-in'
import { Conflicts } from './conflicts'
import { ExportWork } from './export-work'
import './merge.css'

/** Two copies of one person's work become one: this one as a file, and another one brought in. */
export function Merge() {
  const conflicts = useQuery({ ...api.work.conflicts.queryOptions(), staleTime: 0 })
  return (
    <Page
      title="Bring in work from another copy"
      className="merge"
      over={<Link href="/settings">Settings</Link>}
      lead="If you study on two computers, each can take in the work of the other: reviews, notes, cards, highlights and marks. Nothing is lost and nothing counts twice, however often you do it."
    >
      <Conflicts conflicts={conflicts.data ?? []} />
      <BringIn />
      <ExportWork />
    </Page>
  )
}
