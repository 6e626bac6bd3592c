import type { ReactNode } from 'react'
import type { Factor, Scenario } from '../../../shared/model/content'
import { Inlines } from '../../ui/text'
import { factorRemarks } from './answer'
import { VerdictShape } from './verdict'

interface Shown {
  scenario: Scenario
  factors: Factor[]
}

/** What one must have seen to be right: it stands with the answer. The person comes first. */
export function CaseAnswer({ scenario, factors, ticked }: Shown & { ticked: string[] }) {
  const remarks = factorRemarks(ticked, scenario, (factor) => nameOf(factor, factors))
  return (
    <div className="case reading">
      {scenario.protection && (
        <Part title="First, the person">
          <p>
            <Inlines of={scenario.protection} />
          </p>
        </Part>
      )}
      <Part title="What decides it">
        {remarks.length > 0 && (
          <ul className="plain-list factor-remarks">
            {remarks.map(({ verdict, words }) => (
              <li key={verdict}>
                <VerdictShape of={verdict} />
                {words}
              </li>
            ))}
          </ul>
        )}
        <Says says={scenario.factors.filter(({ decides }) => decides)} factors={factors} />
      </Part>
    </div>
  )
}

/** What is good to know besides. */
export function CaseMore({ scenario, factors }: Shown) {
  const others = scenario.factors.filter(({ decides }) => !decides)
  return (
    <div className="case reading">
      {others.length > 0 && (
        <Part title="Also looked at">
          <Says says={others} factors={factors} />
        </Part>
      )}
      <Part title="What to find out next">
        <ul>
          {scenario.next.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      </Part>
      {scenario.law && (
        <Part title="The law to read">
          <p>
            <Inlines of={scenario.law} />
          </p>
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="label">{title}</h3>
      {children}
    </section>
  )
}

function Says({ says, factors }: { says: Scenario['factors']; factors: Factor[] }) {
  return (
    <dl>
      {says.map(({ factor, says }) => (
        <div key={factor}>
          <dt>{nameOf(factor, factors)}</dt>
          <dd>
            <Inlines of={says} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const nameOf = (factor: string, factors: Factor[]) => factors.find(({ id }) => id === factor)?.name ?? factor
