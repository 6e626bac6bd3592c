import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../../client'
import { count } from '../../ui/words'

/** Tells, where notes are, of those that two copies changed and nobody has chosen from yet. */
export function Unsettled() {
  const { data } = useQuery(api.work.conflicts.queryOptions())
  if (!data || data.length === 0) return null
  return (
    <p className="notice">
      {count(data.length, 'thing')} changed in both copies of your work.{' '}
      <Link href="/settings/merge">Choose what stays</Link>
    </p>
  )
}
