import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../../client'
import { count } from '../../ui/words'
import { rangeWords, whenOf } from './plan-words'
import './plan.css'

/** The state of the plan in one line, or the way to make one. */
export function PlanLine() {
  const view = useQuery(api.plan.get.queryOptions()).data
  if (!view) return null
  const { plan, outlook, pass } = view
  if (!plan || !outlook)
    return (
      <p className="plan-line soft">
        <Link href="/flashcards/plan">Set a muster date</Link>: an exam or a deployment to be ready for.
      </p>
    )
  const where = whenOf(plan, outlook.days)
  if (outlook.when !== 'ahead')
    return (
      <p className="plan-line soft">
        {where}. {outlook.days < 0 && <Link href="/flashcards/plan">Set another date, or clear it</Link>}
        {outlook.days === 0 && <Link href="/flashcards/plan">Muster date</Link>}
      </p>
    )
  const { known, unseen } = outlook.forecast
  return (
    <p className="plan-line soft">
      {where}
      {pass && pass.left > 0 && `, final pass with ${pass.left.toLocaleString()} to go`}: expected {rangeWords(known)}{' '}
      known on the day{unseen > 0 && `, ${count(unseen, 'card')} not met by then`}.{' '}
      <Link href="/flashcards/plan">Muster date</Link>
    </p>
  )
}
