import type { ReactNode } from 'react'
import type { Factor, Scenario } from '../../../shared/model/content'
import { Inlines } from '../../ui/text'

interface Shown {
  scenario: Scenario
  factors: Factor[]
}

/** What one must have seen to be right: it stands with the answer. The person comes first. */
export function CaseAnswer({ scenario, factors }: Shown) {
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
          <dt>{factors.find(({ id }) => id === factor)?.name ?? factor}</dt>
          <dd>
            <Inlines of={says} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
